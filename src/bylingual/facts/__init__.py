"""Facts of a text that no translation may change: numbers, dates, money, names, negation, quotations.

One kind a file: text and locale in, values out. A file that does not know a language finds nothing in it.
"""
