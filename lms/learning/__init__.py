"""Learning: enrol, read, answer, finish."""

from flask import Flask

from lms.learning import keeping
from lms.learning.assessment import pages as assessment_pages
from lms.learning.assessment.earned import earned_by
from lms.learning.assessment.sitting import has_running_attempt
from lms.learning.grading import exact, percent
from lms.learning.mine import changes_pages
from lms.learning.mine import pages as my_pages
from lms.learning.mine.activity import activity
from lms.learning.mine.forgetting import forget_learning
from lms.learning.mine.withheld import withheld
from lms.learning.module import page as module_page
from lms.learning.notice import NOTICES, Notices
from lms.learning.remarks import pages as remark_pages
from lms.learning.unclaimed import pages as unclaimed_pages
from lms.people.second_factor.requiring import ANSWERS
from lms.people.sign_in.session import AFTER_SIGN_IN
from lms.web.languages import N_
from lms.web.pages import Entry

__all__ = [
    "ENTRIES",
    "activity",
    "earned_by",
    "forget_learning",
    "has_running_attempt",
    "join",
    "keep_answers",
    "notices",
    "withheld",
]

ENTRIES = [Entry("learning.index", N_("My learning")), Entry("learning.catalogue", N_("Courses"))]


def join(app: Flask) -> None:
    """Adds the room to the application."""
    for file in (my_pages, module_page, assessment_pages, unclaimed_pages, changes_pages, remark_pages):
        app.register_blueprint(file.bp)
    app.jinja_env.filters["percent"] = lambda part: percent(exact(part))
    AFTER_SIGN_IN.get(app).append(keeping.after_sign_in)
    ANSWERS.put_in(app, frozenset({"module.act", "assessment.save", "assessment.submit"}))


def keep_answers(app: Flask) -> None:
    """Has answers of signed-out people kept for them."""
    keeping.keep_from_signed_out(app)


def notices(app: Flask, rooms: list[Notices]) -> None:
    """Lets rooms above show something on my learning without its knowing them."""
    NOTICES.put_in(app, rooms)
