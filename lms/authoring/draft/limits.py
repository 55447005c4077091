"""How much a draft may hold, and so how much may come at once."""

MOST_FILES = 2_000
MOST_BYTES = 40_000_000
