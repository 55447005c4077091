"""What a certificate needs: a completion, a confirmed name, and sometimes the certificate itself."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.cast import COURSE
from tests.clock import START, TODAY


@pytest.fixture
def complete(inside, cast) -> Callable[..., uuid.UUID]:
    """`complete("awa")` records that Awa completed the test course today; gives the completion's id."""
    from lms.learning.records import Completion

    def add(
        who: str,
        *,
        module: str | None = None,
        how: str = "online",
        expires_on: date | None = None,
        **more: object,
    ) -> uuid.UUID:
        with inside() as session:
            row = Completion(
                person_id=cast[who],
                course=COURSE,
                module=module,
                how=how,
                edition=1,
                **{"language": "en", "score": 90, "day": TODAY, **more},
                taken_at=START,
                expires_on=expires_on or TODAY + timedelta(days=730),
                recorded_at=START,
                recorded_by=cast[who],
            )
            session.add(row)
            session.flush()
            return row.id

    return add


@pytest.fixture
def rename(inside, cast) -> Callable[..., None]:
    """`rename("awa", "Awa Diallo-Sy")` corrects a name; its owner confirms it unless told otherwise.

    A Latin spelling is confirmed only when told so.
    """
    from lms.people.person import Person, confirm_name

    def change(
        who: str,
        name: str | None = None,
        *,
        confirmed: bool = True,
        latin_name: str | None = None,
        latin_confirmed: bool = False,
    ) -> None:
        with inside() as session:
            person = session.get(Person, cast[who])
            person.name = name or person.name
            person.latin_name = latin_name
            if confirmed:
                confirm_name(person)
            if latin_confirmed:
                confirm_name(person, latin_name)

    return change


@pytest.fixture
def issued(complete, rename, inside) -> Callable[..., tuple[uuid.UUID, str, uuid.UUID]]:
    """`issued("awa")` has her certificate issued: (completion, number, certificate)."""
    from lms.certificates.issuing import issue
    from lms.learning.records import Completion

    def done(who: str, **more: object) -> tuple[uuid.UUID, str, uuid.UUID]:
        rename(who)
        completion = complete(who, **more)
        with inside() as session:
            certificate = issue(session.get(Completion, completion))
            return completion, certificate.number, certificate.id

    return done


@pytest.fixture
def count(inside) -> Callable[[type], int]:
    """How many rows of a kind there are."""
    import sqlalchemy as sa

    def rows(model: type) -> int:
        with inside() as session:
            return session.scalar(sa.select(sa.func.count()).select_from(model))

    return rows
