"""The acts of the installation, for administrators: who did what, by person and by kind."""

import uuid
from math import ceil

import sqlalchemy as sa
import wtforms
from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import Length, Optional

from lms.acts.kinds import Kind
from lms.acts.reading import Filter, count, newest
from lms.acts.verifying import last_head
from lms.database import read_rows
from lms.people.directory.act_rows import act_rows
from lms.people.fields import AS_TYPED, shown
from lms.people.person import Person, names_of
from lms.web.access import roles
from lms.web.forms import Form, Lines, choices
from lms.web.languages import N_, gettext
from lms.web.pages import page
from lms.web.paging import page_within

bp = Blueprint("acts", __name__, url_prefix="/acts")

PER_PAGE = 50


class FilterForm(Form):
    """Sent by POST, because a name may not stand in an address."""

    sign_in_name = wtforms.StringField(
        N_("Sign-in name"),
        [Optional(), Length(max=120, message=N_("This is too long."))],
        [Lines(), shown],
        render_kw=AS_TYPED,
    )
    kind = wtforms.SelectField(N_("Act"), [Optional()])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.name, kind.words) for kind in Kind]
        self.kind.choices = choices(kinds, blank=gettext("All acts"))


@bp.route("", methods=["GET", "POST"])
@roles("administrator")
def index() -> Response:
    """The acts, fifty a page, newest first."""
    which = _asked()
    form = FilterForm(request.form, data={"kind": which.kind.name if which.kind else ""})
    if form.sent():
        person = _person_called(form.sign_in_name.data)
        if form.sign_in_name.data and person is None:
            form.sign_in_name.errors = [gettext("Nobody has this sign-in name.")]
        else:
            return redirect(url_for(".index", person=person, kind=form.kind.data or None), 303)
    total = count(which)
    pages = max(1, ceil(total / PER_PAGE))
    number = page_within(request.args.get("page"), pages)
    person = which.person
    return page(
        "people/directory/acts.html",
        422 if form.errors else 200,
        form=form,
        rows=act_rows(newest(which, PER_PAGE, (number - 1) * PER_PAGE)),
        of=names_of([person]).get(person) if person else None,
        narrowed=which != Filter(),
        total=total,
        head=last_head(),
        number=number,
        pages=pages,
        href=lambda n: url_for(".index", **{**request.args, "page": n}),
        page_form="acts",
    )


def _asked() -> Filter:
    """The filter as it stands in the address; 404 for one that is none."""
    kind = request.args.get("kind")
    if kind and kind not in Kind.__members__:
        abort(404)
    return Filter(Kind[kind] if kind else None, _id(request.args.get("person")))


def _id(text: str | None) -> uuid.UUID | None:
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        abort(404)


def _person_called(sign_in_name: str | None) -> uuid.UUID | None:
    folded = (sign_in_name or "").lower()
    return read_rows(sa.select(Person.id).where(Person.sign_in_name == folded)).scalar()
