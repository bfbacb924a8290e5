"""What the tests counted, printed when they have ended."""

FIGURES: dict[str, int] = {}
