"""The courses that trainers write: how each stands, and a new one."""

import wtforms
from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired, Length

from lms.authoring import drafts
from lms.authoring.beginning import LONGEST_SLUG, NotBegun, course_files
from lms.authoring.standing import all_standings
from lms.people.me import myself
from lms.web.access import roles
from lms.web.forms import Form, Lines
from lms.web.languages import N_, gettext, language, offered, word
from lms.web.pages import page

bp = Blueprint("authoring", __name__, url_prefix="/authoring")

# Addresses of this room, which a course's address would hide.
RESERVED = frozenset({"new", "upload", "remarks", "import", "translations"})


class CourseForm(Form):
    title = wtforms.StringField(
        N_("Title"),
        [InputRequired(N_("Write the title.")), Length(max=150, message=N_("Use at most 150 characters."))],
        filters=[Lines()],
    )
    slug = wtforms.StringField(
        N_("Name in addresses"),
        [
            InputRequired(N_("Write a name, as in cpas-101.")),
            Length(max=LONGEST_SLUG, message=N_("Use at most 40 characters.")),
        ],
        filters=[Lines()],
    )
    # The interface's own language comes under the name that a form would give this.
    written_in = wtforms.SelectField(N_("Language"), choices=offered, default=language)


@bp.get("")
@roles("trainer", "administrator")
def index() -> Response:
    """Every course: the edition in force, and what a draft changes in it."""
    return page("authoring/index.html", courses=all_standings())


@bp.route("/new", methods=["GET", "POST"])
@roles("trainer", "administrator")
def new() -> Response:
    """Begins a course with files that show the syntax by example."""
    form = CourseForm(request.form)
    if form.sent():
        slug = form.slug.data
        try:
            if slug in RESERVED:
                raise drafts.Taken(slug)
            files = course_files(slug, form.title.data, form.written_in.data)
            drafts.begin_course(slug, files, myself().id)
        except NotBegun as why:
            form.slug.errors = [word(why.problem)]
        except drafts.Taken:
            form.slug.errors = [word(NotBegun("begin-course-taken", slug=slug).problem)]
        else:
            flash(gettext("The course is begun. Write over the examples in its files."))
            return redirect(url_for("draft.show", slug=slug), 303)
    return page("authoring/new.html", form=form, page_form="course")
