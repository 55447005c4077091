"""What is shut to me: answers from before somebody came into my account with a code that another had made."""

from datetime import datetime

from flask import abort, jsonify

from lms.people.roles.me import is_shut
from lms.web.languages import N_, gettext
from lms.web.pages import page
from lms.web.sent import wants_json

TITLE = N_("These answers are shut")
MEND = N_(
    "A new password was chosen with a code that somebody else made or may have read. So what was answered "
    "before is shown again only once an administrator opens it. “My account” says more."
)


def refuse_if_shut(begun_at: datetime) -> None:
    """Refuses (403) to show what I began to answer at an instant, where that is shut."""
    if not is_shut(begun_at):
        return
    if wants_json():
        answer = jsonify(error=gettext(TITLE), mend=gettext(MEND))
        answer.status_code = 403
    else:
        answer = page("error.html", 403, heading=gettext(TITLE), text=gettext(MEND))
    abort(answer)
