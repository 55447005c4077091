"""What waits for an administrator: each room tells of its own, and the page of administration shows it."""

from collections.abc import Callable
from typing import NamedTuple

from flask import Flask

from lms.web.plug import Plug


class Waiting(NamedTuple):
    """Something that waits, in words with its number, and where it is done."""

    text: str
    href: str


WAITING: Plug[list[Callable[[], Waiting | None]]] = Plug("waiting")
"""Each tells what waits of one kind, None for nothing. `create_app` puts in those of the rooms."""


def tell_of_waiting(app: Flask, kinds: list[Callable[[], Waiting | None]]) -> None:
    """Has rooms tell administrators what waits."""
    WAITING.put_in(app, kinds)


def what_waits() -> list[Waiting]:
    """All that waits."""
    return [waiting for tell in WAITING.get() if (waiting := tell()) is not None]
