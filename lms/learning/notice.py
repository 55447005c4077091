"""Notices: what a room above has to tell on my learning, which does not know that room."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lms.web.plug import Plug


@dataclass(frozen=True, slots=True)
class Notice:
    """Something for me to know or, where it says so, to do.

    The `label` heads the page where this is the one thing to do. Where it is about a `completion`, the link
    beside that says it too, instead of naming a certificate; without a text nothing else is said.
    """

    text: str
    href: str
    action: str
    label: str = ""
    completion: uuid.UUID | None = None
    to_do: bool = False


Notices = Callable[[uuid.UUID, date], list[Notice]]
"""All that a room has to tell a person on a day, in the order in which it is to be read."""

NOTICES: Plug[list[Notices]] = Plug("notices")
"""Who has something to tell. `create_app` puts in those of the rooms above; my learning asks each of them."""


def by_completion(notices: list[Notice]) -> dict[uuid.UUID, Notice]:
    """The notice of each completion that has one."""
    return {one.completion: one for one in notices if one.completion is not None}
