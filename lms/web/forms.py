"""Forms: wtforms with our words; doubled values refused, what was typed kept in another language."""

from collections.abc import Callable, Sequence
from typing import Any

import wtforms
from flask import g, request
from wtforms import SelectMultipleField

from lms.database import begin_write_alone
from lms.web.languages import N_, catalogue, gettext, language

Validator = Callable[[wtforms.Form, wtforms.Field], None]

# The messages of wtforms that our forms can show, so that the catalogues have them.
SHOWN = (
    N_("This field is required."),
    N_("Not a valid choice."),
    N_("Not a valid date value."),
    N_("Not a valid integer value."),
    N_("Invalid Choice: could not coerce."),
)


def take_turn(*keys: str) -> None:
    """Where a form was sent to be acted on: begins the change, and has nobody else make one under these keys.

    Called before anything is looked up, so that what is found and checked still holds when it is changed.
    """
    if request.method == "POST" and not g.get("only_language"):
        # In one order everywhere, so that no two wait for each other.
        for key in sorted(keys):
            begin_write_alone(key)


class _Words:
    """wtforms' own messages, and ours, from our catalogues."""

    def gettext(self, message: str) -> str:
        return gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return catalogue(language()).ngettext(singular, plural, number)


class Form(wtforms.Form):
    """A form of this site; `sent()` says whether to act on it."""

    class Meta:
        def get_translations(self, form: wtforms.Form) -> _Words:
            """Where wtforms looks up its messages; it asks once a form."""
            return _Words()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.label.text = gettext(field.label.text)

    def sent(self) -> bool:
        """Whether it was posted to be acted on, and is valid; a change of language is neither."""
        return request.method == "POST" and not g.get("only_language") and self.validate()

    def validate(self, extra_validators: Any = None) -> bool:
        """As wtforms, and a single value that arrives twice is refused instead of guessed at.

        What could not be read, as a day that is none, is not handed to the form's own `validate_…`: its
        message is there already, and there is no value to compare.
        """
        checks = {name: list(validators) for name, validators in (extra_validators or {}).items()}
        for name in self._fields:
            own = getattr(type(self), f"validate_{name}", None)
            if own is not None:
                checks.setdefault(name, []).append(_of_what_was_read(own))
        valid = wtforms.form.BaseForm.validate(self, checks)
        for field in self:
            field.errors = [gettext(str(message)) for message in field.errors]
            if len(request.form.getlist(field.name)) > 1 and not isinstance(field, SelectMultipleField):
                field.errors.append(gettext("This was sent twice. Send it once."))
                valid = False
        return valid

    def problems_in_order(self, drawn: str) -> list[tuple[wtforms.Field | None, str]]:
        """What keeps it from being taken, each with its field, in the order in which the page has drawn them.

        What concerns the form as a whole comes first, and so does a field that the page draws nowhere, as a
        hidden one: there is nothing to lead to.
        """
        wrong: list[tuple[int, wtforms.Field | None, str]] = []
        for name, errors in self.errors.items():
            place = drawn.find(f'id="{self[name].id}"') if name else -1
            field = self[name] if place >= 0 else None
            wrong += [(place, field, error) for error in errors]
        in_order = sorted(wrong, key=lambda one: one[0])
        return [(field, error) for _place, field, error in in_order]


class _OfFiles:
    """A mixin for a field that takes files and nothing else, as all other fields take texts."""

    def process(self, _texts: Any, *args: Any, **kwargs: Any) -> None:
        super().process(request.files, *args, **kwargs)  # type: ignore[misc]


class FileField(_OfFiles, wtforms.FileField):
    """A file to choose. Its form is given `request.form`, as any other."""


class MultipleFileField(_OfFiles, wtforms.MultipleFileField):
    """As above, for any number of files or a folder."""


def _of_what_was_read(validator: Validator) -> Validator:
    def check(form: wtforms.Form, field: wtforms.Field) -> None:
        if not field.process_errors:
            validator(form, field)

    return check


class Lines:
    """Trims a text and folds its white space to single spaces."""

    def __call__(self, text: str | None) -> str | None:
        return " ".join(text.split()) if text else text


def written(text: str | None) -> str | None:
    """A text of several lines as it was written: its lines end alike, and no white space stands around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() if text else text


def not_longer(field: wtforms.Field, most: int) -> None:
    """Refuses a text that is too long and says by how much, where `maxlength` would cut it off unseen."""
    length = len(field.data or "")
    if length > most:
        raise wtforms.ValidationError(
            gettext("This has %(length)s characters, and %(most)s are the most.", length=length, most=most)
        )


def optional(text: str | None) -> str | None:
    """An empty optional text as None."""
    return text or None


def choices(pairs: Sequence[tuple[str, str]], blank: str | None = None) -> list[tuple[str, str]]:
    """Choices of a select in the reader's language, with a first empty one where nothing need be chosen."""
    worded = [(value, gettext(text)) for value, text in pairs]
    return [("", blank), *worded] if blank is not None else worded
