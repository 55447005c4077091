"""Rules: what a name, a sign-in name and an e-mail address have to be, in forms and on the command line.

Each returns what to say of a text that breaks it, in English to be translated; None of one that does not.
"""

import re
import unicodedata

from lms.web.languages import N_

LONGEST_NAME = 200
LONGEST_ADDRESS = 254


def name_fault(name: str) -> str | None:
    """A name has a letter of some script: what nobody sees, or figures alone, name nobody."""
    if not any(unicodedata.category(c).startswith("L") for c in name):
        return N_("Write a name with at least one letter.")
    return N_("This is too long.") if len(name) > LONGEST_NAME else None


def sign_in_name_fault(name: str) -> str | None:
    """A sign-in name can be typed on any keyboard, and is told from an e-mail address."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,39}", name):
        return N_("Use only small letters (without accents), figures, points, hyphens and underscores.")
    return None


def address_fault(address: str) -> str | None:
    """An e-mail address, as far as one can tell without sending to it."""
    if not re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+", address):
        return N_("Write an e-mail address, as in name@example.org.")
    return N_("This is too long.") if len(address) > LONGEST_ADDRESS else None
