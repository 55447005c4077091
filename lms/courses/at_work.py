"""Which text is at work: told to whoever waits for it to be read, who may have to say which took too long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from typing import Protocol, TypeVar

from lms.courses.names import FileName


class Named(Protocol):
    """A file of a course."""

    name: FileName


File = TypeVar("File", bound=Named)

_LISTENER: ContextVar[Callable[[str], object]] = ContextVar("listener", default=lambda _path: None)


def tell_to(listener: Callable[[str], object]) -> None:
    """Has this listener told of each text from now on, by its path."""
    _LISTENER.set(listener)


def at_work(path: str) -> None:
    """From now on it is this text that takes its time."""
    _LISTENER.get()(path)


def one_by_one(files: Iterable[File]) -> Iterator[File]:
    """Files in their order, each at work when it is given."""
    for file in files:
        at_work(file.name.path)
        yield file
