"""What waits of authoring for an administrator: drafts and remarks."""

import sqlalchemy as sa
from flask import url_for

from lms.authoring.draft.drafts import Draft
from lms.authoring.remarks.triage import Filter, count
from lms.database import read_rows
from lms.web.languages import ngettext
from lms.web.site.waiting import Waiting


def drafts_that_wait() -> Waiting | None:
    """The drafts that are not published yet."""
    number = read_rows(sa.select(sa.func.count()).select_from(Draft)).scalar_one()
    if not number:
        return None
    text = ngettext("%(num)s draft is not published", "%(num)s drafts are not published", number)
    return Waiting(text, url_for("authoring.index"))


def remarks_that_wait() -> Waiting | None:
    """The remarks that nobody has decided on."""
    number = count(Filter(open=True))
    if not number:
        return None
    text = ngettext("%(num)s remark waits for an answer", "%(num)s remarks wait for an answer", number)
    return Waiting(text, url_for("triage.index"))
