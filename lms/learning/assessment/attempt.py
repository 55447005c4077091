"""An attempt: one sitting of an assessment, with what it asks, what was answered, and what becomes of it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.courses.course import Course, Question
from lms.database import BELONGS_TO, Event, begin_write, read_rows
from lms.learning.assessment import rounds
from lms.learning.assessment.correcting import Correction, corrections
from lms.learning.assessment.drawing import paper_from_rows
from lms.learning.completing import complete_course
from lms.learning.grading import Answer, Result, fraction, grade_paper, percent
from lms.learning.records import Completion, Response
from lms.library import shelf
from lms.library.history import History
from lms.postings.due.local_day import local_day
from lms.postings.posting import component_on
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

    def own_edition(self) -> Course:
        """The course in the attempt's own edition."""
        return shelf.edition(self.course, self.edition)

    def shown_in(self, reader_language: str) -> str:
        """The language in which a reader of this one gets its questions."""
        return self.own_edition().language(reader_language)

    def questions(self) -> list[Question]:
        """The questions of its paper, in their order, as they stood in its own edition."""
        return self.questions_in(self.own_edition())

    def questions_in(self, course: Course) -> list[Question]:
        """The same for who has the course of its own edition at hand."""
        questions = (course.question(asked.question) for asked in paper_from_rows(self.paper))
        return [question for question in questions if question is not None]

    def responses(self) -> dict[str, Response]:
        """The response that counts to each question: the last one recorded."""
        statement = sa.select(Response).where(Response.attempt_id == self.id)
        rows = read_rows(statement.order_by(Response.recorded_at, Response.id)).scalars()
        return {row.question: row for row in rows}

    def answers(self) -> dict[str, Answer]:
        """The answer that counts to each question."""
        return {question: response.answer for question, response in self.responses().items()}

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

    def save(self, answers: Mapping[str, Answer], language: str, arrived_at: datetime | None = None) -> bool:
        """Saves the answers that changed. False, and nothing saved, once the attempt is closed.

        `arrived_at` is when unclaimed answers arrived: the deadline is judged by it, and a question that was
        answered since is left alone. Once submitted, an attempt is closed to them too.
        """
        session = begin_write()
        # Locked before it is read: what another tab saves or submits is done by then, or waits for this.
        session.refresh(self, with_for_update=True)
        recorded_at = now()
        taken_at = arrived_at or recorded_at
        if rounds.closed_at(self.submitted_at, self.deadline, taken_at) is not None:
            return False
        session.add_all(self._new_responses(answers, language, taken_at, recorded_at))
        session.flush()
        # Answers that arrived in time may be saved only after the deadline, and make it a pass then.
        self.record_pass()
        return True

    def _new_responses(
        self, answers: Mapping[str, Answer], language: str, taken_at: datetime, recorded_at: datetime
    ) -> list[Response]:
        """The responses that these answers make: one to each question that they change."""
        earlier = self.responses()
        seconds = self._seconds_until(taken_at, earlier.values())
        component = component_on(self.person_id, local_day(self.person_id, taken_at))
        changed = [
            question
            for question in self.questions()
            if question.id in answers and _changes(answers[question.id], earlier.get(question.id), taken_at)
        ]
        return [
            Response(
                person_id=self.person_id,
                course=self.course,
                attempt_id=self.id,
                question=question.id,
                answer=answers[question.id],
                grade=percent(fraction(question, answers[question.id])),
                edition=self.edition,
                language=language,
                component=component,
                seconds=seconds,
                taken_at=taken_at,
                recorded_at=recorded_at,
            )
            for question in changed
        ]

    def _seconds_until(self, taken_at: datetime, earlier: Iterable[Response]) -> int:
        """The seconds since the last answer before that, or since the attempt began."""
        instants = [response.taken_at for response in earlier if response.taken_at <= taken_at]
        since = max([self.started_at, *instants])
        return int((taken_at - since).total_seconds())

    def submit(self, language: str) -> None:
        """Submits it; a second time changes nothing."""
        session = begin_write()
        # Locked before it is looked at, so that two presses at once submit it once.
        session.refresh(self, with_for_update=True)
        if self.runs():
            self.submitted_at = now()
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


def _changes(answer: Answer, last: Response | None, taken_at: datetime) -> bool:
    """Whether an answer says something else than the last response, which was not given after it."""
    if last is None:
        return answer != []
    return answer != last.answer and last.taken_at <= taken_at
