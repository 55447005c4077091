"""The courses that trainers write: how each stands, and a new one."""

import wtforms
from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, Length, ValidationError

from lms.authoring.draft import drafts
from lms.authoring.draft.naming import RESERVED_SLUGS
from lms.authoring.draft.overview import all_overviews
from lms.authoring.draft.starter import LONGEST_SLUG, NotBegun, course_files, module_file
from lms.authoring.remarks.triage import Filter, count
from lms.courses.reading.settings import SLUG
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.forms import Form, Lines
from lms.web.languages import N_, gettext, language, message_of, offered
from lms.web.pages import page

bp = Blueprint("authoring", __name__, url_prefix="/authoring")


class CourseForm(Form):
    title = wtforms.StringField(
        N_("Title"),
        [DataRequired(N_("Write the title.")), Length(max=150, message=N_("Use at most 150 characters."))],
        filters=[Lines()],
    )
    slug = wtforms.StringField(
        N_("Name in addresses"),
        [
            DataRequired(N_("Write a name, as in cpas-101.")),
            Length(max=LONGEST_SLUG, message=N_("Use at most 40 characters.")),
        ],
        filters=[Lines()],
    )
    # The interface's own language comes under the name that a form would give this.
    written_in = wtforms.SelectField(N_("Language"), choices=offered, default=language)

    def validate_slug(self, field: wtforms.Field) -> None:
        """What can be said of a name without looking whether it is taken, told with the other fields."""
        if not SLUG.fullmatch(field.data):
            raise ValidationError(message_of(NotBegun("begin-no-slug", written=field.data).problem))
        if field.data in RESERVED_SLUGS:
            raise ValidationError(message_of(NotBegun("begin-course-reserved", slug=field.data).problem))


@bp.get("")
@roles("trainer", "administrator")
def index() -> Response:
    """Every course: the edition in force, and what a draft changes in it."""
    return page("authoring/draft/index.html", courses=all_overviews(), open=count(Filter(open=True)))


@bp.get("/how-to-write")
@roles("trainer", "administrator")
def writing() -> Response:
    """How a text is written, with a module that shows all of it."""
    title = gettext("How to write")
    _, example = module_file(course_files("example", title), title)
    return page("authoring/draft/writing.html", example=example.decode())


@bp.route("/new", methods=["GET", "POST"])
@roles("trainer", "administrator")
def new() -> Response:
    """Begins a course with files that show the syntax by example."""
    form = CourseForm(request.form)
    if form.sent():
        slug = form.slug.data
        files = course_files(slug, form.title.data, form.written_in.data)
        try:
            drafts.begin_course(slug, files, myself().id)
        except drafts.Taken:
            form.slug.errors = [message_of(NotBegun("begin-course-taken", slug=slug).problem)]
        else:
            flash(gettext("The course is begun. Write over the examples in its files."))
            return redirect(url_for("draft.show", slug=slug), 303)
    return page("authoring/draft/new.html", form=form, page_form="course")
