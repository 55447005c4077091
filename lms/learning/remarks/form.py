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
from lms.learning.ownership import my_mark
from lms.learning.remarks.remarks import LONGEST, MOST, TooMany, send_remark
from lms.library import shelf
from lms.people.roles.me import Me
from lms.web.forms import Form, not_longer, written
from lms.web.languages import N_, format_instant, gettext, language
from lms.web.pages import page


class RemarkForm(Form):
    """The form of a remark.

    `edition` is the one that its reader had open. `key` is made when the form is first drawn and comes back
    with it, so that the remark is recorded once, however often the form is sent.
    """

    section = wtforms.SelectField(N_("Where in the module"))
    remark = wtforms.TextAreaField(
        N_("What is wrong or unclear"), [DataRequired(N_("Write what is wrong or unclear."))], [written]
    )
    edition = wtforms.HiddenField()
    key = wtforms.HiddenField()

    def validate_remark(self, field: wtforms.Field) -> None:
        not_longer(field, LONGEST)


def answer_form(who: Me, slug: str, module: str, values: MultiDict[str, str]) -> Response:
    """Sends the remark that `values` hold, or shows its form: empty, or with what is to be looked at again.

    They are those of this request's form or of one that was kept after sign-out.
    """
    edition = values.get("edition") or request.args.get("edition")
    shelved, read = module_as_read(slug, module, edition)
    form = RemarkForm(values, data={"section": "", "edition": shelved.edition, "key": str(new_id())})
    form.section.choices = [("", gettext("The whole module"), {}), *_sections(read)]
    if form.sent() and _send(who, shelved, read, form):
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
        owner=my_mark(),
        page_form="write",
    )


def module_as_read(slug: str, module: str, edition: str | None) -> tuple[shelf.Shelved, Module]:
    """The module in the edition that its reader had open, since it is about that that they remark.

    In the one in force where that is it, where none is named, and where that one has no such module.
    """
    in_force = shelf.course(slug)
    number = _edition_number(edition)
    if number is not None and number < in_force.edition:
        course = shelf.edition(slug, number)
        read = course.module(module)
        if read is not None:
            return shelf.Shelved(course, number), read
    return find_module(slug, module)


def _edition_number(text: str | None) -> int | None:
    """The number that an address or a form names; None for what no page of ours names."""
    if not text or not text.isdecimal() or len(text) >= 9:
        return None
    number = int(text)
    return number if number > 0 else None


def _sections(module: Module) -> list[tuple[str, str, dict[str, str]]]:
    """The choices of a section: value, words, and the attributes of the option."""
    reader = language()
    shown_in = module.language(reader)
    attributes = {"lang": shown_in} if shown_in != reader else {}
    return [(section.id, section.text(reader).title, attributes) for section in module.sections]


def _send(who: Me, shelved: shelf.Shelved, module: Module, form: RemarkForm) -> bool:
    """Sends the remark; False, and the form says why, where its writer has sent as many as one may."""
    shown_in = module.language(language())
    section = module.section(form.section.data or "")
    section_title = section.text(shown_in).title if section else None
    try:
        send_remark(
            who.id,
            form.remark.data or "",
            key=_key(form.key.data),
            course=shelved.course.slug,
            module=module.slug,
            section=section_title,
            edition=shelved.edition,
            language=shown_in,
            reader_language=language(),
        )
    except TooMany as refused:
        form.remark.errors = [
            gettext(
                "You have sent %(most)s remarks within a day, which is the most. Your text stays here; send "
                "it after %(time)s.",
                most=MOST,
                time=format_instant(refused.until),
            )
        ]
        return False
    # It may have been kept after sign-out before: now that it is sent, it no longer waits to be.
    discard_remark(who.id, form.key.data)
    return True


def _key(text: str | None) -> uuid.UUID:
    """The key that the page was given; a new one where it is none."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return new_id()
