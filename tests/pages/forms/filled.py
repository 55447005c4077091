"""What a reader would fill into a form, so that it is taken as it is sent."""

from collections.abc import Iterator
from datetime import timedelta

from tests.cast import PASSWORD
from tests.clock import TODAY
from tests.pages.forms.found import Field, Form
from tests.pages.forms.sent import File

NEW_PASSWORD = "forty spoons in a blue drawer"
TEXT_FILE = File(b"01-a-module.md", b"# A module\n\n## A section\n\nA sentence.\n")
NO_FILE = File(b"", b"")

# By the name of the field, where its kind does not say what belongs into it.
BY_NAME = {
    "category": "international",
    "code": "SOR-NEW",
    "current": PASSWORD,
    "password": NEW_PASSWORD,
    "again": NEW_PASSWORD,
    "issuer": "SOR",
    "last_day": "",
    "number": "1",
    "parent": "",
    "slug": "another-course",
    "sign_in_name": "noor.haddad",
    "value": "447711",
    "time_zone": "",
    "post": "",
}
# By the endpoint and the name.
BY_FORM = {
    ("acts.index", "sign_in_name"): "awa",
    ("sign_in.sign_in", "name"): "awa",
    ("sign_in.sign_in", "password"): PASSWORD,
    ("sign_in.join", "code"): "ABCD-EFGH-JKMN",
    ("draft_name.rename", "name"): "07-another-name.md",
    ("upload.show", "name"): "",
    ("grants.add", "role"): "focal_point",
    ("grants.add", "last_day"): (TODAY + timedelta(days=9)).isoformat(),
    ("gift.show", "file"): NO_FILE,
    ("gift.show", "text"): "::One:: Which is right? {=this ~that}",
}
BY_KIND = {
    "date": (TODAY + timedelta(days=1)).isoformat(),
    "email": "noor@mission.example",
    "file": TEXT_FILE,
    "number": "3",
    "text": "Noor Haddad",
    "search": "Awa",
    "textarea": "A sentence.",
}
# Ticked by whoever means it; other boxes stay as they are.
TICKED = ("person", "key", "read")


def filled(form: Form) -> list[tuple[str, str | File]]:
    """Its fields as they are sent by a reader who means it, without its button."""
    return [(field.name, value) for field in form.fields for value in _values(form, field)]


def _values(form: Form, field: Field) -> Iterator[str | File | None]:
    own = BY_FORM.get((form.endpoint, field.name))
    usual = BY_NAME.get(field.name)
    if field.kind == "checkbox":
        if field.value is not None:
            yield field.value
        elif field.name in TICKED:
            yield field.offers[0]
    elif field.kind in ("radio", "select"):
        offered = next((value for value in field.offers if value), None)
        chosen = _first(own, field.value or None, usual, offered, field.value)
        if chosen is not None:
            yield chosen
    else:
        yield _first(own, field.value or None, usual, BY_KIND.get(field.kind), "")


def _first(*values: str | File | None) -> str | File | None:
    return next((value for value in values if value is not None), None)
