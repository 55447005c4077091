"""The door: a request hands slow work over to a child, and takes back what came of it.

A command runs in a process of its own, where nobody else waits: it does the work itself, without limits.
"""

import select
import signal
import socket
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import current_app, has_request_context
from werkzeug.exceptions import ServiceUnavailable

from lms.web.child.hiring import foreman
from lms.web.child.limits import TOO_LONG, TOO_MUCH, Failed, Limits, OverLimit
from lms.web.child.wire import Kind, Message, pack, receive, send, unpack

Result = TypeVar("Result")

LIMITS = Limits()
AT_ONCE = 2
"""Children of one worker that work at once; whoever comes then waits."""
PATIENCE = 1.0
"""Seconds that somebody waits for a place when all threads but one wait for children already."""
MARGIN = 10.0
"""Seconds after which nobody waits any longer for a child that should have ended."""
TRY_AGAIN_S = 5
MOST_SAID = 64 * 1024
"""Bytes of a message that is no result."""

_turns = threading.BoundedSemaphore(AT_ONCE)
_places: dict[int, threading.BoundedSemaphore] = {}


def in_child(function: Callable[..., Result], *args: Any) -> Result:
    """What a function gives for these arguments; a request has it worked out in a child.

    The function stands at the top of its file, and goes in by its name. What it is given and what it gives
    are plain values and types of ours. Raises OverLimit, and what the function raises if that is ours.
    """
    if not has_request_context():
        return function(*args)
    with _held(_place(), PATIENCE), _held(_turns, LIMITS.wait):
        result: Result = work_out(function, args, LIMITS)
        return result


def _place() -> threading.BoundedSemaphore:
    """The places of those who wait for children: one thread of a worker is left for all other pages."""
    threads = current_app.config["SETTINGS"].threads
    return _places.setdefault(threads, threading.BoundedSemaphore(max(threads - 1, 1)))


@contextmanager
def _held(places: threading.BoundedSemaphore, seconds: float) -> Iterator[None]:
    """One of some places; 503 where none becomes free in time."""
    if not places.acquire(timeout=seconds):
        raise ServiceUnavailable(retry_after=TRY_AGAIN_S)
    try:
        yield
    finally:
        places.release()


class _Lost(Failed):
    """The foreman ended, and nobody knows what became of the work."""


def work_out(function: Callable[..., Any], args: tuple[Any, ...], limits: Limits) -> Any:
    """What a function gives for these arguments in a child, whoever asks. Raises as `in_child`."""
    work = pack((function.__module__, function.__qualname__, args))
    try:
        return _once(work, limits)
    except _Lost:
        # Somebody ended it, or the machine had no memory left. Another one is there when it is asked for.
        return _once(work, limits)


def _once(work: bytes, limits: Limits) -> Any:
    connection, childs_end = socket.socketpair()
    how_it_ended, foremans_end = socket.socketpair()
    with connection, how_it_ended:
        with childs_end, foremans_end:
            foreman.make_child(childs_end.fileno(), foremans_end.fileno())
        connection.settimeout(limits.wait + MARGIN)
        reading = _Reading()
        answer = _ask(connection, work, limits, reading)
        if answer is None:
            raise _why(_signal_of(how_it_ended), limits, reading)
    if answer.kind is Kind.RESULT:
        return unpack(answer.content)
    if answer.kind is Kind.RAISED:
        raise unpack(answer.content)
    if answer.kind is Kind.TOO_MUCH:
        raise OverLimit(TOO_MUCH, reading.path)
    raise Failed(answer.content.decode())


class _Reading:
    """Which text the child reads, and how long each has taken."""

    def __init__(self) -> None:
        self.path = ""
        self.since = 0.0
        self.spent: defaultdict[str, float] = defaultdict(float)

    def note(self, content: bytes) -> None:
        """Takes down that another text is read from now on."""
        seconds, _, path = content.decode().partition(" ")
        self.spent[self.path] += float(seconds) - self.since
        self.path = path
        self.since = float(seconds)

    def longest(self, seconds: float) -> str:
        """The text that took most of all these seconds."""
        self.spent[self.path] += seconds - self.since
        return max(self.spent, key=lambda path: self.spent[path])


def _ask(connection: socket.socket, work: bytes, limits: Limits, reading: _Reading) -> Message | None:
    """What a child answers; None where it ends without an answer."""
    try:
        send(connection, Kind.WORK, pack(limits))
        send(connection, Kind.WORK, work)
        answer = receive(connection, limits.result + MOST_SAID)
        while answer and answer.kind is Kind.READING:
            reading.note(answer.content)
            answer = receive(connection, limits.result + MOST_SAID)
    except TimeoutError as late:
        foreman.dismiss()
        raise ServiceUnavailable(retry_after=TRY_AGAIN_S) from late
    except OSError:
        return None
    return answer


def _signal_of(how_it_ended: socket.socket) -> int | None:
    """The signal that ended a child, 0 where none did; None where the foreman is gone and nobody can tell."""
    ready, _, _ = select.select([how_it_ended], [], [], MARGIN)
    told = how_it_ended.recv(1) if ready else b""
    return told[0] if told else None


def _why(ended_by: int | None, limits: Limits, reading: _Reading) -> Exception:
    """Why there is no answer."""
    if ended_by is None:
        return _Lost()
    if ended_by == signal.SIGXCPU:
        return OverLimit(TOO_LONG, reading.longest(limits.seconds))
    if ended_by == signal.SIGALRM:
        # Too many share the processors: the same may well succeed another time.
        return ServiceUnavailable(retry_after=TRY_AGAIN_S)
    return OverLimit(TOO_MUCH, reading.path)
