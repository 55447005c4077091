"""What an assessment asks of who takes it, in words."""

from lms.courses.course import Course
from lms.learning.assessment.rounds import GRACE
from lms.library.rendering import duration
from lms.web.languages import gettext, ngettext


def terms_of(course: Course) -> list[tuple[str, str]]:
    """Term and value, as the page of the assessment shows them, and its preview."""
    questions = sum(course.draw.values()) or len(course.bank)
    terms = [
        (gettext("Questions"), str(questions)),
        (gettext("Pass mark"), gettext("%(percent)s%%", percent=course.pass_mark)),
        (gettext("Time"), _time(course.time_limit)),
    ]
    if course.attempts:
        terms.append((gettext("Attempts"), _attempts(course.attempts, course.retry_after)))
    return terms


def _time(seconds: int | None) -> str:
    if not seconds:
        return gettext("no limit")
    return ngettext(
        "%(num)s minute; what arrives up to %(grace)s seconds later counts",
        "%(num)s minutes; what arrives up to %(grace)s seconds later counts",
        seconds // 60,
        grace=GRACE.seconds,
    )


def _attempts(in_a_round: int, wait: int | None) -> str:
    if not wait:
        return ngettext(
            "%(num)s in a round; the next begins at once",
            "%(num)s in a round; the next begins at once",
            in_a_round,
        )
    return ngettext(
        "%(num)s in a round; then a wait of %(wait)s",
        "%(num)s in a round; then a wait of %(wait)s",
        in_a_round,
        wait=duration(wait),
    )
