"""How a closed attempt went, as its page tells: the verdict, the objectives, and whether to try again."""

from dataclasses import dataclass
from datetime import date

from lms.courses.course import Course
from lms.days import is_over
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.correcting import Correction
from lms.learning.assessment.rounds import Round
from lms.learning.assessment.sitting import round_of
from lms.learning.completions import completion_held, may_renew
from lms.learning.grading import ObjectiveResult, Result
from lms.learning.records import Completion
from lms.library import shelf
from lms.library.rendering import titled
from lms.web.languages import format_day, gettext, language


def verdict(course: Course, passed: bool, completion: Completion | None, day: date) -> str:
    """What is said below whether I passed."""
    if not passed:
        return gettext("Nobody but you sees this. Below is what to look at again, and where.")
    if completion is None:
        return gettext("Your time ran out before you submitted, and what was saved is enough.")
    title = titled(course, language())
    if is_over(completion.expires_on, day):
        until = format_day(completion.expires_on)
        return gettext("You held %(title)s by it until %(day)s.", title=title, day=until)
    return gettext("You hold %(title)s.", title=title)


def next_round(attempt: Attempt, attempts: list[Attempt], day: date) -> Round | None:
    """Whether another attempt may begin; None for who holds the course, who is asked for none.

    The edition in force says so, not the one that this attempt was begun in.
    """
    course = shelf.course(attempt.course).course
    holding = completion_held(attempt.person_id, attempt.course, day)
    if not course.bank or not may_renew(holding, day):
        return None
    return round_of(attempt.person_id, course, attempts)


def numbered_corrections(attempt: Attempt) -> list[tuple[int, Correction]]:
    """The corrected keys that raised my score, each with the number of its question."""
    questions = attempt.questions()
    numbers = {question.id: number for number, question in enumerate(questions, 1)}
    history = shelf.course(attempt.course).history
    corrections = attempt.corrections_from(questions, attempt.answers(), history)
    return [(numbers[correction.question], correction) for correction in corrections]


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """How an objective went and, where something was missed, the modules that teach it: title and slug."""

    text: str
    asked: int
    right: int
    modules: tuple[tuple[str, str], ...]


def objective_lines(course: Course, result: Result) -> list[ObjectiveLine]:
    """The objectives as the course lists them; questions without one come last."""
    numbers = {objective: number for number, objective in enumerate(course.objectives)}
    last = len(numbers)
    in_order = sorted(result.objectives, key=lambda went: numbers.get(went.objective or "", last))
    return [_objective_line(course, went) for went in in_order]


def _objective_line(course: Course, went: ObjectiveResult) -> ObjectiveLine:
    texts = course.text(language()).objectives
    missed = went.right < went.asked
    modules = _modules_teaching(course, went.objective) if missed else ()
    return ObjectiveLine(texts.get(went.objective or "", ""), went.asked, went.right, modules)


def _modules_teaching(course: Course, objective: str | None) -> tuple[tuple[str, str], ...]:
    teaching = [module for module in course.modules if objective in module.objectives]
    return tuple((titled(module, language()), module.slug) for module in teaching)
