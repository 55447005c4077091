"""Studying a module: sections read, practice questions answered, the module completed by the last of them."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lms.courses.course import Module, Question
from lms.database import begin_write, new_id, read_prepared
from lms.learning.completing import complete_course, complete_module
from lms.learning.completions import completed_modules, completion_held, may_renew
from lms.learning.enrolment import enrol
from lms.learning.grading import Answer, fraction, percent
from lms.learning.progress import ModuleProgress, course_progress, module_progress
from lms.learning.records import Reading, Response
from lms.library.shelf import Shelved
from lms.postings.due.local_day import component_at, local_today
from lms.web.clock import now

# Names the keys of practice answers, so that the same page sent twice is one answer.
_KEYS = uuid.UUID("5b0f3a0e-6a0c-4d0e-9a53-0d7f3f7c1a11")


@dataclass(frozen=True, slots=True)
class Study:
    """What a person did in one module since it last changed materially.

    `read`: the sections that they say they have read; `answers`: the last one to each question.
    """

    read: frozenset[str]
    answers: Mapping[str, Answer]
    count: Mapping[str, int]

    def times(self, question: str) -> int:
        """How often a practice question was answered, also before the module changed."""
        return self.count.get(question, 0)

    def progress(self, module: Module) -> ModuleProgress:
        """How far that is in the module."""
        return module_progress(module, self.read, self.answers.keys())


_person: sa.BindParameter[uuid.UUID] = sa.bindparam("person")
_course: sa.BindParameter[str] = sa.bindparam("course")
_module: sa.BindParameter[str] = sa.bindparam("module")
_sections_read = sa.select(
    sa.literal("section"), Reading.section, sa.null(), Reading.edition, sa.literal(0), sa.null()
)
# Answers and sections read in one query, oldest first: the page of a module asks for them each time.
_done = (
    sa.select(
        sa.literal("answer").label("what"),
        Response.question.label("key"),
        Response.answer,
        Response.edition,
        Response.arrival,
        Response.recorded_at,
    )
    .where(Response.person_id == _person, Response.course == _course, Response.module == _module)
    .union_all(
        _sections_read.where(
            Reading.person_id == _person, Reading.course == _course, Reading.module == _module
        ),
    )
    .order_by("arrival")
)


def study_of(
    person_id: uuid.UUID, shelved: Shelved, module: str, *, shut_before: datetime | None = None
) -> Study:
    """What a person did in a module: one query, however much it was.

    Without what they answered before `shut_before`, if that is said.
    """
    read: set[str] = set()
    answers: dict[str, Answer] = {}
    count: Counter[str] = Counter()
    since = shelved.history.since.get(module, 0)
    for row in read_prepared(_done, person=person_id, course=shelved.course.slug, module=module):
        if row.what == "answer":
            count[row.key] += 1
        if row.edition < since:
            continue
        if row.what == "answer" and shut_before and row.recorded_at < shut_before:
            continue
        if row.what == "answer":
            answers[row.key] = row.answer
        else:
            read.add(row.key)
    return Study(frozenset(read), answers, count)


def answer_key(person_id: uuid.UUID, course: str, question: str, times: int) -> uuid.UUID:
    """The key of the answer that a person gives to a practice question after so many others."""
    return uuid.uuid5(_KEYS, f"{person_id}/{course}/{question}/{times}")


def read_section(person_id: uuid.UUID, shelved: Shelved, module: Module, section: str, language: str) -> None:
    """Records that a section was read, and the module completed if it was the last thing undone."""
    session = begin_write()
    # Enrolling queues the hands of one person: what is looked up after it holds until the commit.
    enrol(person_id, shelved.course.slug)
    if section not in study_of(person_id, shelved, module.slug).read:
        session.add(
            Reading(
                person_id=person_id,
                course=shelved.course.slug,
                module=module.slug,
                section=section,
                edition=shelved.edition,
                taken_at=now(),
            )
        )
        session.flush()
    _complete_if_done(person_id, shelved, module, language)


def answer_question(
    person_id: uuid.UUID,
    shelved: Shelved,
    module: Module,
    question: Question,
    answer: Answer,
    language: str,
    key: uuid.UUID | None,
) -> None:
    """Records an answer to a practice question. The same answer under the same key is the same answer."""
    session = begin_write()
    # As above: the same page sent twice at once is one answer.
    enrol(person_id, shelved.course.slug)
    existing = session.get(Response, key) if key else None
    if existing is None or existing.person_id != person_id or existing.answer != answer:
        response = _response(person_id, shelved, module, question, answer, language)
        # Where another answer has that key, this one gets a new one.
        response.id = key if key and existing is None else new_id()
        session.add(response)
        session.flush()
    _complete_if_done(person_id, shelved, module, language)


def _response(
    person_id: uuid.UUID, shelved: Shelved, module: Module, question: Question, answer: Answer, language: str
) -> Response:
    instant = now()
    return Response(
        person_id=person_id,
        course=shelved.course.slug,
        module=module.slug,
        question=question.id,
        answer=answer,
        grade=percent(fraction(question, answer)),
        edition=shelved.edition,
        language=language,
        component=component_at(person_id, instant),
        arrival=_next_arrival(person_id, shelved.course.slug, module.slug),
        taken_at=instant,
        recorded_at=instant,
    )


def _next_arrival(person_id: uuid.UUID, course: str, module: str) -> sa.ScalarSelect[int]:
    """The place of a person's next answer in a module, found by the statement that records it."""
    statement = sa.select(sa.func.coalesce(sa.func.max(Response.arrival), 0) + 1).where(
        Response.person_id == person_id, Response.course == course, Response.module == module
    )
    return statement.scalar_subquery()


def _complete_if_done(person_id: uuid.UUID, shelved: Shelved, module: Module, language: str) -> None:
    course = shelved.course
    if not study_of(person_id, shelved, module.slug).progress(module).complete:
        return
    since = shelved.history.since
    if complete_module(person_id, course, module.slug, shelved.edition, language, since):
        complete_unassessed(person_id, shelved, language)


def complete_unassessed(person_id: uuid.UUID, shelved: Shelved, language: str) -> None:
    """Records that a course without an assessment is completed, once it is ready and not held, or renewed.

    Its last module does so as a rule; but an edition may have dropped the modules that were missing, and
    who renews has completed them all.
    """
    course = shelved.course
    if course.bank:
        return
    completed = completed_modules(person_id, course.slug, shelved.history.since)
    day = local_today(person_id)
    holding = completion_held(person_id, course.slug, day)
    if course_progress(course, completed).ready and may_renew(holding, day):
        complete_course(person_id, course, shelved.edition, course.language(language), None, now())
