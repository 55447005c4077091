"""The stage on which a fault strikes: the server, its database, and the page whose request it hits."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.faults.databases import PostgreSQL, SQLite
from tests.faults.link import Line, Reply, ask
from tests.faults.page import Page, PageRequest
from tests.faults.server import Server


@dataclass
class Stage:
    """What a fault gets to work with."""

    server: Server
    database: SQLite | PostgreSQL
    chance: random.Random
    page: Page
    wrong: list[str] = field(default_factory=list)
    _durations: list[float] = field(default_factory=list)

    def line(self) -> Line:
        """A new connection to the server."""
        return Line(self.server.port)

    def deliver(self, request: PageRequest) -> None:
        """Sends a request without any fault, and heeds the reply."""
        begin = time.monotonic()
        reply = ask(self.server.port, request.raw)
        self._durations.append(time.monotonic() - begin)
        self.page.heed(request, reply)

    @property
    def usual_s(self) -> float:
        """How long a request takes here and now."""
        return statistics.median(self._durations[-9:])

    def expect(self, reply: Reply | None, status: int, words: str) -> None:
        """Notes it when a reply is not what is due."""
        found = reply.status if reply else "no reply"
        if found != status:
            self.wrong.append(f"{words}: {found} instead of {status}")


# A fault strikes while a request is sent; what must be put right again, it puts right itself.
Fault = Callable[[Stage, PageRequest], None]
