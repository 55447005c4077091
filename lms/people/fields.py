"""Fields that the forms about people share: their texts are tidied, their days are sensible."""

import unicodedata
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import wtforms
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from lms.people.units import Unit, in_order
from lms.web.forms import Form, Lines, optional
from lms.web.languages import N_, in_language

# For what is no word of any language: a phone neither corrects it nor begins it with a capital letter.
AS_TYPED = {"autocapitalize": "none", "spellcheck": "false"}
# For what is recorded of somebody else: the browser knows only its owner's.
ANOTHERS = {"autocomplete": "off"}
EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 12, 31)
# Characters that turn the direction of all that follows, so that a name could disguise another.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = ("Cc", "Cs", "Co")
MARK = "\ufffd"


def composed(text: str | None) -> str | None:
    """The text with each accent in one character with its letter, as typefaces and comparisons want it."""
    return unicodedata.normalize("NFC", text) if text else text


def shown(text: str | None) -> str | None:
    """The text with a mark for each character that nobody sees, so that its writer finds the place."""
    return "".join(MARK if _unseen(c) else c for c in text) if text else text


def _unseen(c: str) -> bool:
    nothing = ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF
    return nothing or c in TURNING or unicodedata.category(c) in UNSEEN


class Readable:
    """Refuses characters that nobody sees: control characters and those that turn the direction."""

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if MARK in (field.data or ""):
            raise ValidationError(N_("This holds characters that cannot be shown. Type it again."))


class Sensible:
    """Refuses days that nobody can mean, as a year of three digits."""

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if field.data is not None and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(N_("Write a day between 1990 and 2100."))


class Rule:
    """Refuses what breaks a rule of the room."""

    def __init__(self, fault: Callable[[str], str | None]) -> None:
        self.fault = fault

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if words := self.fault(field.data or ""):
            raise ValidationError(words)


class ReasonForm(Form):
    """Why an administrator decides something about somebody else."""

    reason = wtforms.StringField(N_("Reason"), [DataRequired(N_("Write why.")), Length(max=500)], [Lines()])


def text(
    label: str, required: str | None = None, longest: int = 120, render_kw: dict[str, str] | None = None
) -> wtforms.StringField:
    """One line of text; `required` is what to say when it is missing."""
    first = DataRequired(required) if required else Optional()
    return wtforms.StringField(
        label,
        [first, Readable(), Length(max=longest, message=N_("This is too long."))],
        [Lines(), composed, shown, optional],
        render_kw=render_kw,
    )


def day(label: str, required: str | None = None) -> wtforms.DateField:
    """A day; `required` is what to say when it is missing."""
    # By what was written, not by what it means: a day that is written otherwise is told to be that.
    return wtforms.DateField(label, [InputRequired(required) if required else Optional(), Sensible()])


def last_after_first(form: wtforms.Form, field: wtforms.Field) -> None:
    """Refuses a last day before the first."""
    first = form["first_day"].data
    if field.data and first and field.data < first:
        raise ValidationError(N_("The last day is before the first. Correct one of them."))


def unit_choices(units: Iterable[Unit], blank: str | None = None) -> list[tuple[str, str]]:
    """Units to choose from, as the tree reads, each part set in below its whole."""
    listed = [
        (str(unit.id), "\u2003" * depth + f"{unit.code} · {in_language(unit.names)}")
        for unit, depth in in_order(list(units))
    ]
    return [("", blank), *listed] if blank is not None else listed


def only_choice(units: Sequence[Unit]) -> str:
    """What a form begins with: the unit, where there is no other to choose."""
    return str(units[0].id) if len(units) == 1 else ""


def chosen_id(field: wtforms.Field) -> uuid.UUID | None:
    """The id that a select's value stands for; None when nothing is chosen, or what can be no choice."""
    try:
        return uuid.UUID(field.data) if field.data else None
    except ValueError:
        return None
