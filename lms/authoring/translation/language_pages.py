"""Another language: which one a course shall be translated into, and the way to its first file."""

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
    names = drafts.listed(slug)
    if "course.md" not in names:
        abort(404)
    own = language_of(drafts.source_at(slug, {"course.md": names["course.md"]}), "course.md")
    form, asked = LanguageForm(request.args), "into" in request.args
    if asked and form.validate():
        tag = tag_of(form.into.data)
        if tag != own:
            return redirect(url_for("translation.show", slug=slug, path=f"course.{tag}.md"), 303)
        form.into.errors = [gettext("The course is written in this language itself. Choose another.")]
    there = {own, *(name.language for path in names if (name := read_name(path)))}
    return page(
        "authoring/translation/language.html",
        422 if asked else None,
        slug=slug,
        form=form,
        offered=[(tag, own_name(tag)) for tag in COMMON if tag not in there],
    )
