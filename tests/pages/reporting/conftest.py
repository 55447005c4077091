"""What reports are made of: who holds the test course."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from lms.database import new_id
from lms.learning.records import Completion
from tests.cast import COURSE
from tests.clock import START, TODAY


@pytest.fixture
def holds() -> Callable[..., Completion]:
    """`session.add(holds(person, day, until))`: they earned the test course on a day, valid until another."""

    def completion(person: Any, day: date = TODAY, until: date | None = None) -> Completion:
        return Completion(
            id=new_id(),
            person_id=person,
            course=COURSE,
            module=None,
            how="online",
            edition=1,
            language="en",
            score=83,
            taken_at=START,
            day=day,
            expires_on=until,
            recorded_at=START,
        )

    return completion
