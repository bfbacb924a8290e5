"""What is made for docs/ out of the program itself: `make docs` writes it, tests/test_docs.py compares it."""
