"""The reasons on the page of a translation, typed beside their blocks, and which blocks are to be accepted.

All are fields of one form, so that none is lost when the language of the site is changed.
"""

from flask import request
from werkzeug.datastructures import MultiDict

FORM = "reasons"
FIELD = "reason-"


def field_of(words: str) -> str:
    """The name of the field for the reason why words fit that were seen beside each other."""
    return f"{FIELD}{words.replace(' ', '-')}"


def typed() -> dict[str, str]:
    """The reasons that were typed, by the names of their fields."""
    return {name: text for name, text in request.form.items() if name.startswith(FIELD)}


def meant() -> MultiDict[str, str]:
    """What is to be accepted, with its reason; Enter in a field means the only one that is filled."""
    reasons = typed()
    filled = [name for name, text in reasons.items() if text.strip()]
    seen = request.form.get("seen")
    if seen is None and len(filled) == 1:
        seen = filled[0].removeprefix(FIELD).replace("-", " ")
    seen = seen or ""
    return MultiDict({"seen": seen, "reason": reasons.get(field_of(seen), "")})
