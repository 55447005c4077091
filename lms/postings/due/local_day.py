"""Which day it is for somebody: the date where they serve, which may not be the installation's."""

import uuid
from datetime import date, datetime

from lms.postings.due.current_postings import current_postings, zone_of
from lms.web.clock import day_of, now


def local_day(person_id: uuid.UUID, instant: datetime) -> date:
    """The date of an instant where the person serves."""
    return day_of(instant, zone_of(current_postings(person_id, instant)))


def local_today(person_id: uuid.UUID) -> date:
    """The date that it is now where the person serves: the one by which they hold, renew and are due."""
    return local_day(person_id, now())


def component_at(person_id: uuid.UUID, instant: datetime) -> str | None:
    """The component that the person serves in at an instant: that of the posting begun last."""
    postings = current_postings(person_id, instant)
    return postings[0].component if postings else None
