"""Made-up number phrases in both languages: what the corpus has too few of to learn them from.

Short scale in English, long scale in Spanish (a billion is `mil millones`), a comma before the decimals and, from four
or from five digits on, a point between the thousands, as Spanish newspapers write them.
"""

import random
from collections.abc import Callable

Phrase = tuple[str, str]

_MONTHS = (
    ("January", "enero"), ("February", "febrero"), ("March", "marzo"), ("April", "abril"), ("May", "mayo"),
    ("June", "junio"), ("July", "julio"), ("August", "agosto"), ("September", "septiembre"), ("October", "octubre"),
    ("November", "noviembre"), ("December", "diciembre"),
)  # fmt: skip
_DAYS = (
    ("Monday", "lunes"), ("Tuesday", "martes"), ("Wednesday", "miércoles"), ("Thursday", "jueves"),
    ("Friday", "viernes"), ("Saturday", "sábado"), ("Sunday", "domingo"),
)  # fmt: skip
_MONEY = (
    ("$", "", "dólares"), ("", " dollars", "dólares"), ("", " US dollars", "dólares estadounidenses"),
    ("€", "", "euros"), ("", " euros", "euros"), ("£", "", "libras"), ("", " pounds", "libras"),
    ("EUR ", "", "euros"), ("", " crowns", "coronas"), ("", " pesos", "pesos"), ("", " yen", "yenes"),
)  # fmt: skip
_THINGS = (
    ("people", "personas"), ("visitors", "visitantes"), ("votes", "votos"), ("jobs", "empleos"), ("cars", "coches"),
    ("tonnes", "toneladas"), ("barrels", "barriles"), ("employees", "empleados"), ("voters", "votantes"),
    ("viewers", "espectadores"), ("homes", "viviendas"), ("students", "estudiantes"), ("inhabitants", "habitantes"),
    ("tourists", "turistas"), ("users", "usuarios"), ("kilometres", "kilómetros"), ("metres", "metros"),
    ("hectares", "hectáreas"), ("copies", "ejemplares"), ("soldiers", "soldados"), ("children", "niños"),
)  # fmt: skip
_SPANS = (("years", "años"), ("months", "meses"), ("days", "días"), ("weeks", "semanas"), ("minutes", "minutos"),
          ("hours", "horas"))  # fmt: skip
_ABOUT = (
    ("about ", "unos "), ("almost ", "casi "), ("nearly ", "casi "), ("more than ", "más de "),
    ("over ", "más de "), ("at least ", "al menos "), ("up to ", "hasta "), ("less than ", "menos de "), ("", ""),
    ("", ""), ("", ""), ("around ", "alrededor de "), ("some ", "unos "), ("only ", "solo "),
)  # fmt: skip
_FRAMES: tuple[tuple[str, str], ...] = (
    ("{0}", "{0}"), ("{0}.", "{0}."), ("It was {0}.", "Fueron {0}."), ("The total is {0}.", "El total es de {0}."),
    ("The company has {0}.", "La empresa tiene {0}."), ("the figure rose from {0} to {1}",
     "la cifra pasó de {0} a {1}"), ("There were {0} in {y}.", "En {y} hubo {0}."),
    ("In {y} it was {0}, and in {z} {1}.", "En {y} fueron {0}, y en {z}, {1}."),
    ("compared with {0} last year", "frente a {0} el año pasado"), ("{0}, up from {1}", "{0}, frente a {1} antes"),
    ("{0} and {1}", "{0} y {1}"), ("between {0} and {1}", "entre {0} y {1}"), ("from {0} to {1}", "de {0} a {1}"),
    ("The government will spend {0}.", "El Gobierno gastará {0}."), ("({0})", "({0})"),
    ("They lost {0} in {y}.", "Perdieron {0} en {y}."), ("{0} in the first half of {y}",
     "{0} en el primer semestre de {y}"), ("The price is {0}.", "El precio es de {0}."),
)  # fmt: skip


def grouped(value: int, mark: str, least: int) -> str:
    """A whole number with a mark between its thousands, from so many digits on."""
    return f"{value:,}".replace(",", mark) if len(str(value)) >= least else str(value)


def _number(rng: random.Random) -> Phrase:
    """A number as English and as Spanish write it."""
    kind = rng.random()
    if kind < 0.3:
        text = f"{rng.randint(0, 999 if kind < 0.1 else 99)}.{rng.randint(1, 99 if kind < 0.05 else 9)}"
        return text, text.replace(".", ",")
    if kind < 0.55:
        number = str(rng.randint(2, 999))
        return number, number
    value = rng.randint(1000, 999_999)
    value = value // 100 * 100 if rng.random() < 0.5 else value
    return grouped(value, ",", 4), grouped(value, ".", 4 if rng.random() < 0.6 else 5)


def _scaled(rng: random.Random) -> tuple[str, str, bool]:
    """A number, most often with a magnitude; and whether Spanish says `de` before what is counted."""
    if rng.random() < 0.35:
        return *_number(rng), False
    whole = rng.random() < 0.4
    left = str(rng.randint(2, 950)) if whole else f"{rng.randint(1, 99)}.{rng.randint(1, 9)}"
    right = left.replace(".", ",")
    kind = rng.choice(["million", "million", "million", "billion", "billion", "billion", "trillion"])
    if kind == "million":
        return f"{left} million", f"{right} millones", True
    if kind == "trillion":
        return f"{left} trillion", f"{right} billones", True
    if rng.random() < 0.5:
        return f"{left} billion", f"{right} mil millones", True
    thousands = int(left.replace(".", "")) * (1000 if whole else 100)
    return f"{left} billion", f"{grouped(thousands, '.', 4)} millones", True


def money(rng: random.Random) -> Phrase:
    """`$1.7 billion`."""
    before, after, name = rng.choice(_MONEY)
    left, right, of = _scaled(rng)
    return f"{before}{left}{after}", f"{right} {'de ' if of else ''}{name}"


def amount(rng: random.Random) -> Phrase:
    """`almost 3,400 people`."""
    (near, cerca), (what, que) = rng.choice(_ABOUT), rng.choice(_THINGS)
    left, right, of = _scaled(rng)
    return f"{near}{left} {what}", f"{cerca}{right} {'de ' if of else ''}{que}"


def share(rng: random.Random) -> Phrase:
    """`4.5 percent`."""
    value = f"{rng.randint(0, 99)}.{rng.randint(1, 9)}" if rng.random() < 0.5 else str(rng.randint(2, 100))
    left = value + rng.choice(["%", "%", " percent", " per cent"])
    mark = "por ciento" if left.endswith("t") and rng.random() < 0.7 else "%"
    spanish = value.replace(".", ",") + (mark if mark == "%" and rng.random() < 0.6 else f" {mark}")
    return left, rng.choice(["el ", "un "]) + spanish


def span(rng: random.Random) -> Phrase:
    """`12 years`."""
    (near, cerca), (what, que), value = rng.choice(_ABOUT), rng.choice(_SPANS), rng.randint(2, 99)
    return f"{near}{value} {what}", f"{cerca}{value} {que}"


def date(rng: random.Random) -> Phrase:
    """`on Friday, June 6, 2017`."""
    (month, mes), (day, dia) = rng.choice(_MONTHS), rng.choice(_DAYS)
    number, year = rng.randint(1, 28), rng.randint(1890, 2035)
    return rng.choice(
        [
            (f"on {month} {number}", f"el {number} de {mes}"),
            (f"on {number} {month}", f"el {number} de {mes}"),
            (f"on {month} {number}, {year}", f"el {number} de {mes} de {year}"),
            (f"on {number} {month} {year}", f"el {number} de {mes} de {year}"),
            (f"on {day}, {month} {number}", f"el {dia} {number} de {mes}"),
            (f"in {month} {year}", f"en {mes} de {year}"),
            (f"in {year}", f"en {year}"),
            (f"since {year}", f"desde {year}"),
            (f"between {year} and {year + number}", f"entre {year} y {year + number}"),
            (f"{year}-{year + number}", f"{year}-{year + number}"),
        ]
    )


def score(rng: random.Random) -> Phrase:
    """`3-1`, `19:30`, `aged 36`."""
    one, two = rng.randint(0, 9), rng.randint(0, 9)
    hour, minute, age = rng.randint(0, 23), rng.randint(10, 59), rng.randint(11, 99)
    return rng.choice(
        [
            (f"{one}-{two}", f"{one}-{two}"),
            (f"won {one}-{two}", f"ganó {one}-{two}"),
            (f"at {hour}:{minute}", f"a las {hour}:{minute}"),
            (f"the {age}-year-old", f"de {age} años"),
            (f"aged {age}", f"de {age} años"),
            (f"({age})", f"({age})"),
            (f"No. {age}", f"n.º {age}"),
        ]
    )


_KINDS: tuple[Callable[[random.Random], Phrase], ...] = (money, money, amount, amount, share, span, date, score)


def phrase(rng: random.Random) -> Phrase:
    """A number phrase, bare or in a short sentence, in English and in Spanish."""
    kind = rng.choice(_KINDS)
    one, two = kind(rng), kind(rng)
    if kind in (date, score):
        return one
    english, spanish = rng.choice(_FRAMES)
    year = rng.randint(1950, 2030)
    years = {"y": year, "z": year + rng.randint(1, 9)}
    return english.format(one[0], two[0], **years), spanish.format(one[1], two[1], **years)
