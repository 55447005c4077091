"""Troubles of the database: it is locked, full or away for a while, and the server says so."""

import time

from tests.faults.databases import PostgreSQL, SQLite
from tests.faults.link import ask
from tests.faults.page import PageRequest
from tests.faults.stage import Fault, Stage
from tests.faults.stops import UNTIL_IT_WAITS_S

SHORT_S = 1.5
BUSY = 503
# A page of SQLite and what its log has with it: a commit writes a few of them.
FRAME = 4096 + 24


def locked_for_a_while(stage: Stage, request: PageRequest) -> None:
    """Shorter than the server's patience: the request waits."""
    line = stage.line()
    with stage.database.locked():
        line.send(request.raw)
        time.sleep(SHORT_S)
    stage.page.heed(request, line.read())


def locked_for_long(stage: Stage, request: PageRequest) -> None:
    """Until the server loses its patience, however long that is."""
    with stage.database.locked():
        reply = ask(stage.server.port, request.raw)
    stage.expect(reply, BUSY, "locked for long")
    stage.page.heed(request, reply)


def locked_and_given_up(stage: Stage, request: PageRequest) -> None:
    """The page does not wait for the reply, and has a newer save in the same queue."""
    first = stage.line()
    second = stage.line()
    with stage.database.locked():
        first.send(request.raw)
        time.sleep(UNTIL_IT_WAITS_S)
        first.close()
        stage.page.change(request.answers[-1].question)
        newer = stage.page.save()
        second.send(newer.raw)
        time.sleep(UNTIL_IT_WAITS_S)
    stage.page.heed(newer, second.read())


def away(stage: Stage, request: PageRequest) -> None:
    """PostgreSQL has been stopped, and is started only after a try."""
    database = stage.database
    assert isinstance(database, PostgreSQL)
    database.stop()
    database.wait_until_stopped()
    reply = ask(stage.server.port, request.raw)
    stage.expect(reply, BUSY, "database away")
    stage.page.heed(request, reply)
    database.start()


def full(stage: Stage, request: PageRequest) -> None:
    """Nothing more can be written."""
    with stage.server.files_end_at(1):
        reply = ask(stage.server.port, request.raw)
    stage.expect(reply, BUSY, "disk full")
    stage.page.heed(request, reply)


def full_in_commit(stage: Stage, request: PageRequest) -> None:
    """A part of what a commit writes has room, and the rest has not."""
    database = stage.database
    assert isinstance(database, SQLite)
    room = stage.chance.randrange(1, 3 * FRAME)
    with stage.server.files_end_at(database.size_of_log() + room):
        stage.page.heed(request, ask(stage.server.port, request.raw))


def full_and_killed(stage: Stage, request: PageRequest) -> None:
    """The same, and the workers are killed before there is room again."""
    database = stage.database
    assert isinstance(database, SQLite)
    room = stage.chance.randrange(1, 3 * FRAME)
    with stage.server.files_end_at(database.size_of_log() + room):
        reply = ask(stage.server.port, request.raw)
        stage.server.kill_workers()
    stage.page.heed(request, reply)


LOCKS: dict[str, Fault] = {
    "database locked for a while": locked_for_a_while,
    "database locked and the page gave up": locked_and_given_up,
}
LONG_LOCK: dict[str, Fault] = {"database locked beyond patience": locked_for_long}
AWAY: dict[str, Fault] = {"database away": away}
FULL: dict[str, Fault] = {
    "disk full": full,
    "disk full in the commit": full_in_commit,
    "disk full and workers killed": full_and_killed,
}
