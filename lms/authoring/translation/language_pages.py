"""Another language: which one a course shall be translated into, and the way to its first file."""

from collections.abc import Iterable, Mapping

import wtforms
from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired

from lms.authoring.draft import drafts
from lms.authoring.draft.files import language_of
from lms.courses.names import read_name
from lms.courses.reading.settings import LANGUAGE
from lms.web.access import roles
from lms.web.forms import Form, Lines
from lms.web.languages import N_, gettext, language_name, own_name
from lms.web.pages import page

bp = Blueprint("new_language", __name__, url_prefix="/authoring")

# Offered to be chosen: those of the United Nations, and of where many missions are. Any other can be written.
COMMON = ("ar", "en", "es", "fr", "ru", "zh", "am", "ht", "ln", "pt", "sg", "so", "sw")

UNKNOWN = N_("This is no language that we know. Write its code, as in pt for Portuguese, or choose one.")


def tag_of(written: str) -> str | None:
    """The code of a language that was written as a code, or as a common one is called; None for no such."""
    for tag in COMMON:
        if written.casefold() in (own_name(tag).casefold(), language_name(tag).casefold()):
            return tag
    first, *rest = written.split("-")
    tag = "-".join((first.lower(), *rest))
    return tag if LANGUAGE.fullmatch(tag) and language_name(tag) != tag else None


class LanguageForm(Form):
    into = wtforms.StringField(
        N_("Language"),
        [InputRequired(N_("Write a language, or choose one."))],
        filters=[Lines()],
        render_kw={"list": "common-languages", "autocomplete": "off"},
    )

    def validate_into(self, field: wtforms.Field) -> None:
        if tag_of(field.data) is None:
            raise wtforms.ValidationError(UNKNOWN)


@bp.get("/<slug>/languages")
@roles("trainer", "administrator")
def show(slug: str) -> Response:
    """Asks for a language, and leads to the settings and overview of the course in it."""
    names = drafts.files_or_404(slug)
    own = _own_language(slug, names)
    form = LanguageForm(request.args)
    chosen = "into" in request.args
    if chosen and form.validate():
        tag = tag_of(form.into.data)
        if tag != own:
            return redirect(url_for("translation.show", slug=slug, path=f"course.{tag}.md"), 303)
        form.into.errors = [gettext("The course is written in this language itself. Choose another.")]
    status = 422 if chosen else None  # what was chosen led on, or is refused
    return page(
        "authoring/translation/language.html",
        status,
        slug=slug,
        form=form,
        offered=_offered(own, names),
    )


def _own_language(slug: str, names: Mapping[str, str]) -> str:
    """The language that a course is written in; 404 for one without settings."""
    if "course.md" not in names:
        abort(404)
    settings = drafts.source_at(slug, {"course.md": names["course.md"]})
    return language_of(settings, "course.md")


def _offered(own: str, paths: Iterable[str]) -> list[tuple[str, str]]:
    """The common languages that no file of the course is in, each with the name that it gives itself."""
    names = [name for path in paths if (name := read_name(path))]
    there = {own, *(name.language for name in names)}
    return [(tag, own_name(tag)) for tag in COMMON if tag not in there]
