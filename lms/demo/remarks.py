"""What the mission’s people remarked on the course: some of it waits for a trainer, some is decided."""

from datetime import UTC, date, datetime, time, timedelta

from lms.database import begin_write, new_id
from lms.demo.people import Cast
from lms.demo.tables import rows
from lms.learning.remarks.remarks import Decision, Remark
from lms.library.shelf import Shelved

NOON = time(12, tzinfo=UTC)
TRAINER = "trainer"


def load(day: date, cast: Cast, shelved: Shelved) -> None:
    """Records the remarks, each in its reader's language, and what became of them."""
    course = shelved.course
    session = begin_write()
    for row in rows("remarks"):
        person = cast[row["sign_in_name"]].person
        module = course.module(row["module"])
        if module is None:
            raise LookupError(f"the course has no module {row['module']}")
        remark = Remark(
            id=new_id(),
            person_id=person.id,
            course=course.slug,
            module=module.slug,
            section=module.sections[int(row["section"]) - 1].text(person.language).title,
            edition=shelved.edition,
            language=person.language,
            reader_language=person.language,
            text=row["text"],
            taken_at=_at(day, row["days_ago"]),
        )
        session.add(remark)
        session.flush()  # a decision points at it
        if row["kind"]:
            decision = Decision(
                remark_id=remark.id,
                number=1,
                kind=row["kind"],
                text=row["answer"],
                edition=shelved.edition,
                taken_at=_at(day, row["decided_days_ago"]),
                by=cast[TRAINER].person.id,
            )
            session.add(decision)
    session.flush()


def _at(day: date, days_ago: str) -> datetime:
    return datetime.combine(day - timedelta(days=int(days_ago)), NOON)
