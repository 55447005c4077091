"""Notices: what a room above has to tell on my learning, which does not know that room."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lms.web.plug import Plug


@dataclass(frozen=True, slots=True)
class Notice:
    """Something for me to know or, where it says so, to do.

    - `text`: a sentence, as it stands on the page. Without one the notice is not listed.
    - `href`, `action`: where its link leads, and the words of that link.
    - `label`: a few words, which head the page where this is the one thing to do.
    - `completion`: the completion that it is about, if it is. Where the page has a link to the certificate of
      that, the link says the `label` instead.
    - `to_do`: whether it is something to do, and not only to know.
    """

    text: str
    href: str
    action: str
    label: str = ""
    completion: uuid.UUID | None = None
    to_do: bool = False


class Notices(Protocol):
    """A room's part in my learning: a function that `create_app` gives to `learning.notices`.

    It is asked whenever my learning or the page of a course is shown. So it only reads, in one query if it
    can, and returns its notices in the order in which they are listed; none where there is nothing to tell.
    It raises nothing. For a pass whose certificate waits to be issued:

        [
            Notice(
                text=gettext("Your certificate for %(code)s is ready to be issued.", code="CPAS-101"),
                href=url_for("certificates.mine", completion_id=completion.id),
                action=gettext("To my certificate"),
                label=gettext("Issue the certificate of %(day)s", day=format_day(completion.day)),
                completion=completion.id,
                to_do=True,
            )
        ]
    """

    def __call__(self, person_id: uuid.UUID, day: date, /) -> list[Notice]:
        """The notices for a person on a day, which is the one where they serve. In the reader's language."""


NOTICES: Plug[list[Notices]] = Plug("notices")
"""Who has something to tell. `create_app` puts in those of the rooms above; my learning asks each of them."""


def by_completion(notices: list[Notice]) -> dict[uuid.UUID, Notice]:
    """The notice of each completion that has one."""
    return {notice.completion: notice for notice in notices if notice.completion is not None}
