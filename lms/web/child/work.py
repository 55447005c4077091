"""One piece of work in a child: read, done within its limits, and answered."""

import pickle
import resource
import signal
import socket
import sys
import time
import traceback
from importlib import import_module
from typing import Any

from lms.courses.at_work import tell_to
from lms.web.child.limits import Limits
from lms.web.child.wire import Kind, Message, pack, receive, send

FOREIGN = ("flask", "sqlalchemy")
"""What no child may load: it has nothing to do with pages or the database, and they take long to load."""


def do_work(connection: socket.socket) -> None:
    """Does the one piece of work that comes over a connection, and answers it."""
    limits = _told(connection)
    _limit(limits)
    module, name, args = _told(connection)

    def tell(path: str) -> None:
        send(connection, Kind.READING, f"{time.process_time()} {path}".encode())

    tell_to(tell)
    answer = _answer(module, name, args)
    if len(answer.content) > limits.result:
        answer = Message(Kind.TOO_MUCH, b"")
    send(connection, *answer)


def _told(connection: socket.socket) -> Any:
    message = receive(connection, sys.maxsize)
    if message is None:
        raise EOFError("the worker is gone")
    return pickle.loads(message.content)  # noqa: S301 - from the worker


def _limit(limits: Limits) -> None:
    _at_most(resource.RLIMIT_AS, limits.memory)
    _at_most(resource.RLIMIT_CPU, limits.seconds)
    signal.setitimer(signal.ITIMER_REAL, limits.wait)


def _at_most(what: int, limit: int) -> None:
    """Limits this process, where the machine does not limit it further already."""
    _, hard = resource.getrlimit(what)
    if hard == resource.RLIM_INFINITY or limit < hard:
        # Not the hard limit too: of a processor's time that kills a process without telling why.
        resource.setrlimit(what, (limit, hard))


def _answer(module: str, name: str, args: tuple[Any, ...]) -> Message:
    try:
        function = getattr(import_module(module), name)
        loaded = [foreign for foreign in FOREIGN if foreign in sys.modules]
        if loaded:
            raise ImportError(f"{module} loads {', '.join(loaded)}")
        return Message(Kind.RESULT, pack(function(*args)))
    except (MemoryError, RecursionError):
        return Message(Kind.TOO_MUCH, b"")
    except Exception as error:
        if type(error).__module__.startswith("lms."):
            return Message(Kind.RAISED, pack(error))
        return Message(Kind.FAILED, traceback.format_exc().encode())
