"""The load of many people: each has a connection of their own, which stays open, and waits for each answer.

One thread with one selector, and no more of HTTP than gunicorn speaks, so that the load takes little of the
machine from the servers that are measured: it makes twenty times the requests that they can answer. A request
that fails is an error, which ends the measurement.
"""

import re
import selectors
import socket
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol
from urllib.parse import urlsplit

PATIENCE = 60.0
PART = 256 * 1024  # bytes that are received at once
END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\nContent-Length: (\d+)", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nConnection: close", re.IGNORECASE)


class Person(Protocol):
    """Somebody who sends requests, one after the other."""

    def request(self) -> bytes:
        """The next request."""

    def heed(self, body: bytes) -> None:
        """Takes the answer to it."""


@dataclass(frozen=True, slots=True)
class Load:
    """How long each request waited for its answer, and how long all of it took, in seconds."""

    waits: list[float]
    seconds: float


def head_of(method: str, path: str, headers: Mapping[str, str]) -> bytes:
    """The head of a request, as far as it is the same whatever is sent."""
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode()


def with_body(head: bytes, body: bytes) -> bytes:
    """The whole request."""
    return b"%s\r\nContent-Length: %d\r\n\r\n%s" % (head, len(body), body)


def without_pause(address: str, people: Iterable[Person], seconds: float) -> Load:
    """People who send their next request as soon as the last is answered, for so long."""
    with _Crowd(address) as crowd:
        start = perf_counter()
        for person in people:
            crowd.send(person, since=perf_counter())
        while crowd.under_way:
            for person in crowd.answered(PATIENCE):
                now = perf_counter()
                if now < start + seconds:
                    crowd.send(person, since=now)
        return Load(crowd.waits, perf_counter() - start)


def at_moments(address: str, moments: Mapping[Person, Iterable[float]]) -> Load:
    """People who send a request at each of their moments, in seconds from now.

    Who has no answer yet to the one before sends it after that; it counts as sent at its moment.
    """
    with _Crowd(address) as crowd:
        start = perf_counter()
        arrivals = [(start + moment, person) for person, own in moments.items() for moment in own]
        coming = deque(sorted(arrivals, key=lambda arrival: arrival[0]))
        overdue: dict[Person, deque[float]] = {person: deque() for person in moments}
        while coming or crowd.under_way:
            timeout = max(0.0, coming[0][0] - perf_counter()) if coming else PATIENCE
            for person in crowd.answered(timeout):
                if overdue[person]:
                    crowd.send(person, since=overdue[person].popleft())
            while coming and coming[0][0] <= perf_counter():
                moment, person = coming.popleft()
                if crowd.is_waiting(person):
                    overdue[person].append(moment)
                else:
                    crowd.send(person, since=perf_counter())
        return Load(crowd.waits, perf_counter() - start)


class _Crowd:
    """The connections of people, closed when the block ends, and how long each request waited."""

    def __init__(self, address: str) -> None:
        self.waits: list[float] = []
        self.under_way = 0
        self._address = address
        self._selector = selectors.DefaultSelector()
        self._connections: dict[Person, _Connection] = {}

    def __enter__(self) -> "_Crowd":
        return self

    def __exit__(self, *_: object) -> None:
        for connection in list(self._connections.values()):
            self._close(connection)
        self._selector.close()

    def send(self, person: Person, since: float) -> None:
        """Sends somebody's next request; `since` is the moment from which it waits."""
        request = person.request()
        connection = self._connections.get(person)
        if connection is None:
            connection = _Connection(self._address, person)
            self._connections[person] = connection
            self._selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.since = since
        self.under_way += 1
        connection.socket.sendall(request)

    def is_waiting(self, person: Person) -> bool:
        """Whether somebody's last request has no answer yet."""
        connection = self._connections.get(person)
        return connection is not None and connection.since is not None

    def answered(self, timeout: float) -> list[Person]:
        """Those whose answer came within the time-out, as soon as there are some."""
        ready = self._selector.select(timeout)
        if not ready and timeout >= PATIENCE:
            raise RuntimeError(f"{self.under_way} requests were not answered within {PATIENCE:.0f} s")
        people = []
        for key, _events in ready:
            connection: _Connection = key.data
            body = connection.receive()
            if body is not None:
                self._take(connection, body)
                people.append(connection.person)
        return people

    def _take(self, connection: "_Connection", body: bytes) -> None:
        if connection.since is None:
            raise RuntimeError("an answer came that nobody waited for")
        self.waits.append(perf_counter() - connection.since)
        connection.since = None
        self.under_way -= 1
        connection.person.heed(body)
        if connection.ends:
            self._close(connection)

    def _close(self, connection: "_Connection") -> None:
        self._selector.unregister(connection.socket)
        connection.socket.close()
        del self._connections[connection.person]


class _Connection:
    """A connection of one person, and what of an answer has arrived."""

    def __init__(self, address: str, person: Person) -> None:
        self.person = person
        self.since: float | None = None  # from when the request waits that is under way
        self.ends = False  # whether the server closes it after this answer
        parts = urlsplit(address)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)
        self._arrived = b""

    def receive(self) -> bytes | None:
        """The body of the answer, once it is whole. Raises where it is no success, or never will be whole."""
        part = self.socket.recv(PART)
        if not part:
            raise RuntimeError(f"a connection was closed after {len(self._arrived)} bytes of an answer")
        self._arrived += part
        head, end, body = self._arrived.partition(END_OF_HEAD)
        length = LENGTH.search(head)
        if not end or length is None or len(body) < int(length[1]):
            return None
        if not head.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(f"a request failed: {head.splitlines()[0]!r}, {body[:300]!r}")
        self.ends = CLOSES.search(head) is not None
        self._arrived = b""
        return body
