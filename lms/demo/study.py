"""What the mission’s people did with the course: read, practised, sat the assessment, completed.

A word and its numbers in the table of people say how far they came; days count back from the day of loading:

- `online 140` passed here 140 days ago; `session 40` in a hall; `prior 200` elsewhere, recognised since
- `began 2 6` began 6 days ago, has completed 2 modules and is in the middle of the next
- `sitting 1` began the assessment yesterday and has not submitted it; `failed 3` submitted and did not pass
"""

import random
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from lms.courses.course import Module, Question
from lms.courses.questions import KINDS
from lms.database import Event, begin_write, new_id
from lms.days import add_months
from lms.demo.people import Cast, Member
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.drawing import draw, paper_from_rows, paper_to_rows
from lms.learning.grading import Answer, fraction, grade_paper, percent
from lms.learning.records import Completion, Enrolment, Reading, Response
from lms.library.shelf import Shelved

MORNING = time(8, 0, tzinfo=UTC)
TEACHER = "trainer"


@dataclass(slots=True)
class Desk:
    """One person at work on the course; what they do is collected as rows, dated on the days they did it."""

    member: Member
    shelved: Shelved
    chance: random.Random
    instant: datetime
    rows: list[Event] = field(default_factory=list)

    @property
    def whose(self) -> dict[str, uuid.UUID | str]:
        """Whose work it is, and on which course."""
        return {"person_id": self.member.person.id, "course": self.shelved.course.slug}

    @property
    def shown(self) -> dict[str, int | str]:
        """The edition and the language in which the course was shown."""
        return {"edition": self.shelved.edition, "language": self.member.person.language}

    def pass_time(self, least: int, most: int) -> int:
        """Lets some seconds pass; returns how many."""
        seconds = self.chance.randint(least, most)
        self.instant += timedelta(seconds=seconds)
        return seconds

    def enrol(self) -> None:
        """Enrols on the course."""
        self.rows.append(Enrolment(id=new_id(), taken_at=self.instant, **self.whose))

    def study(self, module: Module, sections: int | None = None) -> None:
        """Reads and answers a module, or so many of its sections; all of it completes it."""
        for section in module.sections[:sections]:
            self.pass_time(60, 180)
            for question in section.questions:
                seconds = self.pass_time(20, 90)
                self._respond(question, self._answer(question, 0.85), seconds, module=module.slug)
            if not section.questions:
                self._read(module.slug, section.id)
        if sections is None:
            self._complete("online", module.slug, self.member.person.id)

    def sit(self, right: float, part: float = 1.0) -> Attempt:
        """Begins an attempt and answers a part of its paper, each question right with this likelihood."""
        course = self.shelved.course
        seed = self.chance.getrandbits(62)
        paper = draw(course.bank, course.draw, {}, seed)
        attempt = Attempt(
            id=new_id(),
            paper=paper_to_rows(paper),
            seed=seed,
            started_at=self.instant,
            **self.whose,
            **self.shown,
        )
        self.rows.append(attempt)
        for question in _questions(self.shelved, attempt)[: round(len(paper) * part)]:
            seconds = self.pass_time(25, 75)
            self._respond(question, self._answer(question, right), seconds, attempt_id=attempt.id)
        return attempt

    def submit(self, attempt: Attempt) -> int:
        """Submits an attempt; returns its score, which completes the course when it reaches the pass mark."""
        self.pass_time(10, 60)
        attempt.submitted_at = self.instant
        given = {
            row.question: row.answer
            for row in self.rows
            if isinstance(row, Response) and row.attempt_id == attempt.id
        }
        score = grade_paper(_questions(self.shelved, attempt), given).score
        if score >= self.shelved.course.pass_mark:
            self._complete("online", None, self.member.person.id, score)
        return score

    def credit(self, how: str, by: uuid.UUID) -> None:
        """Has the course recorded by somebody else: taught in a hall, or learnt before."""
        self._complete(how, None, by)

    def _read(self, module: str, section: str) -> None:
        self.rows.append(
            Reading(
                id=new_id(),
                module=module,
                section=section,
                edition=self.shelved.edition,
                taken_at=self.instant,
                **self.whose,
            )
        )

    def _answer(self, question: Question, right: float) -> Answer:
        """The right answer with this likelihood, else one wrong choice, or what is right back to front."""
        answer = KINDS[question.kind].right(question)
        if self.chance.random() < right:
            return answer
        if question.kind not in ("single", "multiple"):
            return answer[::-1]
        wrong = [choice for choice in range(1, question.size + 1) if choice not in answer]
        return [self.chance.choice(wrong)] if wrong else answer

    def _respond(self, question: Question, answer: Answer, seconds: int, **place: uuid.UUID | str) -> None:
        self.rows.append(
            Response(
                id=new_id(),
                question=question.id,
                answer=answer,
                grade=percent(fraction(question, answer)),
                component=self.member.component_on(self.instant.date()),
                arrival=len(self.rows),
                seconds=seconds if "attempt_id" in place else None,  # practice is not timed
                taken_at=self.instant,
                recorded_at=self.instant,
                **self.whose,
                **self.shown,
                **place,
            )
        )

    def _complete(self, how: str, module: str | None, by: uuid.UUID, score: int | None = None) -> None:
        day = self.instant.date()
        months = self.shelved.course.valid_for
        expires_on = add_months(day, months) if months and module is None else None
        self.rows.append(
            Completion(
                id=new_id(),
                module=module,
                how=how,
                score=score,
                taken_at=self.instant,
                day=day,
                expires_on=expires_on,
                recorded_at=self.instant,
                recorded_by=by,
                **self.whose,
                **self.shown,
            )
        )


def _questions(shelved: Shelved, attempt: Attempt) -> list[Question]:
    paper = paper_from_rows(attempt.paper)
    questions = (shelved.course.question(asked.question) for asked in paper)
    return [question for question in questions if question is not None]


class Work(NamedTuple):
    """How far somebody came with the course, as the table of people says."""

    act: str
    modules: int  # completed, where they only began
    days_ago: int


def load(day: date, cast: Cast, shelved: Shelved) -> None:
    """Records what everybody did, all in the past."""
    session = begin_write()
    teacher = cast[TEACHER].person.id
    rows: list[Event] = []
    for name, member in cast.items():
        if member.cpas_101:
            work = _work(member.cpas_101)
            begun = datetime.combine(day - timedelta(days=work.days_ago), MORNING)
            chance = random.Random(name)  # noqa: S311 - the same demonstration each time
            desk = Desk(member, shelved, chance, begun)
            _do(work, desk, teacher)
            rows += desk.rows
    session.add_all(row for row in rows if isinstance(row, Attempt))
    session.flush()  # responses point at their attempt
    session.add_all(rows)
    session.flush()


def _work(text: str) -> Work:
    """From the table: `online 140`, `began 2 6`."""
    act, *numbers = text.split()
    modules = int(numbers[0]) if act == "began" else 0
    return Work(act, modules, int(numbers[-1]))


def _do(work: Work, desk: Desk, teacher: uuid.UUID) -> None:
    all_modules = len(desk.shelved.course.modules)
    match work.act:
        case "session" | "prior":
            desk.credit(work.act, teacher)
        case "began":
            _study(desk, work.modules)
            for following in desk.shelved.course.modules[work.modules : work.modules + 1]:
                desk.study(following, sections=1)
        case "sitting":
            _study(desk, all_modules)
            desk.sit(0.9, part=0.6)
        case "failed":
            _study(desk, all_modules)
            desk.submit(desk.sit(0.5))
        case "online":
            _study(desk, all_modules)
            score = desk.submit(desk.sit(0.93))
            if score < desk.shelved.course.pass_mark:
                # It may fail by chance; then comes a second sitting, better prepared.
                desk.submit(desk.sit(1.0))
        case unknown:
            raise ValueError(f"the table of people says {unknown}, which is no work")


def _study(desk: Desk, modules: int) -> None:
    """Enrols, and completes so many modules."""
    desk.enrol()
    for module in desk.shelved.course.modules[:modules]:
        desk.study(module)
