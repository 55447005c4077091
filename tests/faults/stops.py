"""Stops: workers, the server or the database are killed or restarted, before, in and after a request."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.cuts import place_in_body
from tests.faults.databases import PostgreSQL
from tests.faults.page import PageRequest
from tests.faults.stage import Fault, Stage

# So long after it was sent, a request waits for what is locked.
UNTIL_IT_WAITS_S = 0.4
# The last moments of a request are its commit and its reply, so they are struck as well.
LATEST = 1.2


@dataclass(frozen=True, slots=True)
class Stop:
    """How something is stopped, and how it is brought back."""

    strike: Callable[[Stage], None]
    bring_back: Callable[[Stage], None]


def _database(stage: Stage) -> PostgreSQL:
    assert isinstance(stage.database, PostgreSQL)
    return stage.database


WORKERS_KILLED = Stop(
    strike=lambda stage: stage.server.kill_workers(),
    bring_back=lambda stage: None,  # the server starts others
)
SERVER_KILLED = Stop(
    strike=lambda stage: stage.server.kill(),
    bring_back=lambda stage: stage.server.restart(),
)
SERVER_RESTARTED = Stop(
    strike=lambda stage: stage.server.stop(),
    bring_back=lambda stage: stage.server.restart(),
)
DATABASE_RESTARTED = Stop(
    strike=lambda stage: _database(stage).stop(),
    bring_back=lambda stage: _database(stage).start(),
)
DATABASE_KILLED = Stop(
    strike=lambda stage: _database(stage).kill(),
    bring_back=lambda stage: _database(stage).start(),
)


def before_it(stage: Stage, request: PageRequest, stop: Stop) -> None:
    """The connection is there, and nothing has been sent."""
    line = stage.line()
    stop.strike(stage)
    line.send(request.raw)
    stage.page.heed(request, line.read())


def while_it_arrives(stage: Stage, request: PageRequest, stop: Stop) -> None:
    """A part of it has arrived."""
    place = place_in_body(stage.chance, request.raw)
    line = stage.line()
    line.send(request.raw[:place])
    time.sleep(stage.usual_s)
    stop.strike(stage)
    line.send(request.raw[place:])
    stage.page.heed(request, line.read())


def while_it_waits(stage: Stage, request: PageRequest, stop: Stop) -> None:
    """It waits in the middle of its transaction, on SQLite at the beginning of it."""
    line = stage.line()
    with stage.database.locked():
        line.send(request.raw)
        time.sleep(UNTIL_IT_WAITS_S)
        stop.strike(stage)
    stage.page.heed(request, line.read())


def in_it(stage: Stage, request: PageRequest, stop: Stop) -> None:
    """At any moment of it."""
    moment = stage.chance.uniform(0, LATEST * stage.usual_s)
    line = stage.line()
    line.send(request.raw)
    time.sleep(moment)
    stop.strike(stage)
    stage.page.heed(request, line.read())


def after_it(stage: Stage, request: PageRequest, stop: Stop) -> None:
    """Its reply has just been read whole."""
    line = stage.line()
    line.send(request.raw)
    reply = line.read()
    stop.strike(stage)
    stage.page.heed(request, reply)


MOMENTS = {
    "before": before_it,
    "while it arrives": while_it_arrives,
    "while it waits": while_it_waits,
    "in": in_it,
    "after": after_it,
}


def _fault(stop: Stop, moment: Callable[[Stage, PageRequest, Stop], None]) -> Fault:
    def strike(stage: Stage, request: PageRequest) -> None:
        moment(stage, request, stop)
        stop.bring_back(stage)

    return strike


def faults_of(name: str, stop: Stop) -> dict[str, Fault]:
    """A stop at each of the moments."""
    return {f"{name} {when}": _fault(stop, moment) for when, moment in MOMENTS.items()}
