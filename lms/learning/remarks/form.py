"""The form of a remark: shown, sent, and shown again with what is to be looked at."""

import uuid

import wtforms
from flask import flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired

from lms.courses.course import Module
from lms.database import new_id
from lms.learning.keeping import discard_remark
from lms.learning.module.page import find_module
from lms.learning.ownership import signed_owner
from lms.learning.remarks.remarks import LONGEST, MOST, TooMany, send
from lms.library import shelf
from lms.people.roles.me import Me
from lms.web.forms import Form, not_longer, written
from lms.web.languages import N_, format_instant, gettext, language
from lms.web.pages import page


class RemarkForm(Form):
    section = wtforms.SelectField(N_("Where in the module"))
    remark = wtforms.TextAreaField(
        N_("What is wrong or unclear"), [DataRequired(N_("Write what is wrong or unclear."))], [written]
    )
    edition = wtforms.HiddenField()
    key = wtforms.HiddenField()

    def validate_remark(self, field: wtforms.Field) -> None:
        not_longer(field, LONGEST)


def answer_form(who: Me, slug: str, module: str, values: MultiDict[str, str]) -> Response:
    """Keeps a remark as sent, or shows its form with what is to be looked at again."""
    shelved, read = module_as_read(slug, module, values.get("edition") or request.args.get("edition"))
    form = RemarkForm(values, data={"section": "", "edition": shelved.edition, "key": str(new_id())})
    form.section.choices = [("", gettext("The whole module"), {}), *_sections(read)]
    if form.sent() and _keep(who, shelved, read, form):
        flash(
            gettext(
                "Thank you. A trainer reads it and decides what becomes of it. The answer will stand on this "
                "page, and my learning tells you when it is there."
            )
        )
        return redirect(url_for("remarks.mine"), 303)
    return page(
        "learning/remarks/remark.html",
        form=form,
        course=shelved.course,
        module=read,
        owner=signed_owner(who.id),
        page_form="write",
    )


def module_as_read(slug: str, module: str, edition: str | None) -> tuple[shelf.Shelved, Module]:
    """The module in the edition that its reader had open, or else in the one in force."""
    newest = shelf.course(slug)
    if edition and edition.isdecimal() and len(edition) < 9 and 0 < int(edition) < newest.edition:
        before = shelf.edition(slug, int(edition))
        if found := before.module(module):
            return shelf.Shelved(before, int(edition)), found
    return find_module(slug, module)


def _sections(module: Module) -> list[tuple[str, str, dict[str, str]]]:
    reader, shown_in = language(), module.language(language())
    marked = {"lang": shown_in} if shown_in != reader else {}
    return [(section.id, section.text(reader).title, marked) for section in module.sections]


def _keep(who: Me, shelved: shelf.Shelved, module: Module, form: RemarkForm) -> bool:
    shown_in = module.language(language())
    section = module.section(form.section.data or "")
    try:
        send(
            who.id,
            form.remark.data or "",
            key=_key(form.key.data),
            course=shelved.course.slug,
            module=module.slug,
            section=section.text(shown_in).title if section else None,
            edition=shelved.edition,
            language=shown_in,
            reader_language=language(),
        )
    except TooMany as refused:
        until = format_instant(refused.until)
        form.remark.errors = [
            gettext(
                "You have sent %(most)s remarks within a day, which is the most. Your text stays here; send "
                "it after %(time)s.",
                most=MOST,
                time=until,
            )
        ]
        return False
    discard_remark(who.id, form.key.data)
    return True


def _key(text: str | None) -> uuid.UUID:
    """The key that the page was given; a new one where it is none."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return new_id()
