"""An attempt: one sitting of an assessment, with what it asks, what was answered, and what becomes of it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.courses.course import Course, Question
from lms.database import BELONGS_TO, Event, Model, begin_write, read_rows
from lms.learning.assessment import rounds
from lms.learning.assessment.correcting import Correction, corrections
from lms.learning.assessment.drawing import paper_from_rows
from lms.learning.assessment.page_saves import PageSave, take
from lms.learning.completing import complete_course
from lms.learning.grading import Answer, Result, fraction, grade_paper, percent
from lms.learning.records import Completion, Response, UnclaimedAnswers
from lms.learning.saved_answers import SavedAnswers, saved_answers
from lms.library import shelf
from lms.library.history import History
from lms.web.clock import now


class Attempt(Event):
    """One sitting of an assessment: its paper, and when it was begun and submitted.

    It is closed once submitted or once its deadline has passed; no column says so besides these. What it asks
    and how it is graded is as in the edition that it was begun in.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        sa.CheckConstraint("submitted_at IS NULL OR submitted_at >= started_at", name="order"),
        sa.Index("ix_attempt_person_course", "person_id", "course"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), info=BELONGS_TO)
    course: Mapped[str]
    edition: Mapped[int]
    paper: Mapped[list[Any]]
    seed: Mapped[int] = mapped_column(sa.BigInteger)
    language: Mapped[str]
    started_at: Mapped[datetime]
    deadline: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]

    def closed_at(self) -> datetime | None:
        """When it closed, or None while it runs."""
        return rounds.closed_at(self.submitted_at, self.deadline, now())

    def runs(self) -> bool:
        """Whether it is not closed yet."""
        return self.closed_at() is None

    def seconds_left(self) -> int | None:
        """How many seconds it has until its deadline; None where there is no limit."""
        return None if self.deadline is None else max(0, int((self.deadline - now()).total_seconds()))

    def own_edition(self) -> Course:
        """The course in the attempt's own edition."""
        return shelf.edition(self.course, self.edition)

    def shown_in(self, reader_language: str) -> str:
        """The language in which a reader of this one gets its questions."""
        return self.own_edition().language(reader_language)

    def questions(self) -> list[Question]:
        """The questions of its paper, in their order, as they stood in its own edition."""
        return self._questions

    @cached_property
    def _questions(self) -> list[Question]:
        return self.questions_in(self.own_edition())

    def questions_in(self, course: Course) -> list[Question]:
        """The same for who has the course of its own edition at hand."""
        by_id = {question.id: question for question in course.questions}
        asked = [paper_question.question for paper_question in paper_from_rows(self.paper)]
        return [by_id[question] for question in asked if question in by_id]

    def responses(self) -> dict[str, Response]:
        """The response that counts to each question: the last to arrive."""
        statement = sa.select(Response).where(Response.attempt_id == self.id)
        rows = read_rows(statement.order_by(Response.arrival)).scalars()
        return {row.question: row for row in rows}

    def answers(self) -> dict[str, Answer]:
        """The answer that counts to each question."""
        saved = saved_answers(self.id).by_question
        return {question: last.answer for question, last in saved.items()}

    def result(self) -> Result:
        """What it came to: by its own paper, the answers that were saved, and keys corrected since."""
        return self.result_from(self.questions(), self.answers(), shelf.course(self.course).history)

    def result_from(
        self, questions: Sequence[Question], answers: Mapping[str, Answer], history: History
    ) -> Result:
        """The same for who has its questions and answers at hand."""
        raised = {
            correction.question: correction.after
            for correction in self.corrections_from(questions, answers, history)
        }
        return grade_paper(questions, answers, raised)

    def corrections_from(
        self, questions: Sequence[Question], answers: Mapping[str, Answer], history: History
    ) -> list[Correction]:
        """What keys corrected since its edition make of its answers."""
        editions = partial(shelf.edition, self.course)
        return corrections(questions, answers, self.edition, history, editions)

    def key_corrected(self, history: History) -> bool:
        """Whether a later edition corrected the key of a question that it asks."""
        questions = paper_from_rows(self.paper)
        return any(history.corrections(asked.question, self.edition) for asked in questions)

    def save(
        self,
        answers: Mapping[str, Answer],
        language: str,
        component: str | None,
        *,
        from_page: PageSave | None = None,
        unclaimed: UnclaimedAnswers | None = None,
    ) -> SavedAnswers | None:
        """Saves the answers that changed; returns all that count now. None, and nothing saved, once closed.

        Whoever calls it has locked the attempt (sitting.own_attempt_to_change), and has asked before that in
        which component the person serves, since others wait for the lock. `from_page`: which save of
        which page it is; one that is not newer than the last from there changes nothing. `unclaimed`: where
        the answers waited for their owner's word. They count as of when they arrived: by that the deadline is
        judged, and a question that was answered since is left alone. Once submitted, an attempt is closed to
        them too.
        """
        session = begin_write()
        recorded_at = now()
        taken_at = unclaimed.taken_at if unclaimed else recorded_at
        if rounds.closed_at(self.submitted_at, self.deadline, taken_at) is not None:
            return None
        is_newer = from_page is None or take(self.id, from_page)
        saved = saved_answers(self.id)
        arrival = unclaimed.arrival if unclaimed and unclaimed.arrival else saved.next_arrival
        changed = self._changed(answers, saved, arrival) if is_newer else {}
        if changed:
            rows = self._response_rows(changed, language, component, arrival, taken_at, recorded_at, saved)
            session.execute(_insert, rows)
        # Answers that arrived in time may be saved only after the deadline, and make it a pass then.
        if self.closed_at() is not None:
            self.record_pass()
        return saved.with_answers(changed, arrival, taken_at)

    def _changed(self, answers: Mapping[str, Answer], saved: SavedAnswers, arrival: int) -> dict[str, Answer]:
        """The answers that say something else than what is saved, and were not overtaken by it."""
        return {
            question: answer
            for question, answer in answers.items()
            if answer != saved.answer(question) and saved.arrival(question) < arrival
        }

    def _response_rows(
        self,
        answers: Mapping[str, Answer],
        language: str,
        component: str | None,
        arrival: int,
        taken_at: datetime,
        recorded_at: datetime,
        saved: SavedAnswers,
    ) -> list[dict[str, object]]:
        """The rows of `response` that these answers make."""
        seconds = saved.seconds_until(taken_at, self.started_at)
        return [
            {
                "person_id": self.person_id,
                "course": self.course,
                "attempt_id": self.id,
                "arrival": arrival,
                "question": question.id,
                "answer": answers[question.id],
                "grade": percent(fraction(question, answers[question.id])),
                "edition": self.edition,
                "language": language,
                "component": component,
                "seconds": seconds,
                "taken_at": taken_at,
                "recorded_at": recorded_at,
            }
            for question in self.questions()
            if question.id in answers
        ]

    def submit(self, language: str) -> None:
        """Submits it; a second time changes nothing."""
        session = begin_write()
        # Locked before it is looked at, so that two presses at once submit it once.
        session.refresh(self, with_for_update=True)
        if self.runs():
            # A clock that was set back meanwhile does not keep anybody from submitting.
            self.submitted_at = max(now(), self.started_at)
            self.language = language
            session.flush()
        self.record_pass()

    def record_pass(self) -> Completion | None:
        """Writes the completion of a closed attempt that reached the pass mark, once."""
        closed = self.closed_at()
        if closed is None:
            return None
        course = self.own_edition()
        score = self.result().score
        if score < course.pass_mark:
            return None
        return complete_course(self.person_id, course, self.edition, self.language, score, closed)


# Past the ORM, and built once: a save is what the site does most.
_insert = sa.insert(Model.metadata.tables[Response.__tablename__])
