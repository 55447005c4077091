"""Who signs the mission's certificates, and the few that are issued already, in several scripts."""

from datetime import date

import sqlalchemy as sa

from lms.certificates.issuing import issue
from lms.certificates.signatories import add_signatory
from lms.database import begin_write, read_rows
from lms.demo.people import Cast
from lms.demo.tables import day_from, last_day_from, rows
from lms.learning.records import Completion, valid_on
from lms.library.shelf import Shelved
from lms.people.person import confirm_name

OFFICE = {
    "en": "Integrated Mission Training Centre, MINUSOR (fictional)",
    "fr": "Centre intégré de formation du personnel de la mission, MINUSOR (fictif)",
}
# A PDF takes its time, so only these hold one; other holders find theirs ready to be issued.
HOLDERS = ("supervisor", "nzitouni", "odorosh")


def load(day: date, cast: Cast, shelved: Shelved) -> None:
    """Records the signatories, has holders confirm their names, and issues some certificates."""
    for row in rows("signatories"):
        words = {
            language: {"office": office, "name": row["name"], "title": row[f"title_{language}"]}
            for language, office in OFFICE.items()
        }
        add_signatory(words, day_from(day, row["first"]), last_day_from(day, row["last"]))
    sign_in_names = {member.person.id: name for name, member in cast.items()}
    statement = sa.select(Completion).where(
        valid_on(day), Completion.course == shelved.course.slug, Completion.how == "online"
    )
    for completion in read_rows(statement).scalars().all():
        name = sign_in_names[completion.person_id]
        confirm_name(cast[name].person)
        if name in HOLDERS:
            issue(completion)
    begin_write().flush()
