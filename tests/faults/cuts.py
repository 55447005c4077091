"""Cuts: a request or its reply breaks off at a byte."""

import random
import re

from tests.faults.link import HEAD_END, ask
from tests.faults.page import PageRequest
from tests.faults.stage import Fault, Stage

IN_HEAD = 0.15
REPLY_BYTES = 400  # fewer than any reply has


def place_in_body(chance: random.Random, raw: bytes) -> int:
    """A byte of a request's form, which is not its last one."""
    return chance.randrange(raw.index(HEAD_END) + len(HEAD_END), len(raw) - 1)


def _place(chance: random.Random, raw: bytes) -> int:
    if chance.random() < IN_HEAD:
        return chance.randrange(1, raw.index(HEAD_END))
    return place_in_body(chance, raw)


def half_closed(stage: Stage, request: PageRequest) -> None:
    """The sending side closes, and listens: a server may take what it got as all."""
    line = stage.line()
    line.send(request.raw[: _place(stage.chance, request.raw)])
    line.half_close()
    stage.page.heed(request, line.read())


def closed(stage: Stage, request: PageRequest) -> None:
    """The connection closes in both directions."""
    line = stage.line()
    line.send(request.raw[: _place(stage.chance, request.raw)])
    line.close()


def reset(stage: Stage, request: PageRequest) -> None:
    """The connection is reset."""
    line = stage.line()
    line.send(request.raw[: _place(stage.chance, request.raw)])
    line.reset()


def shortened(stage: Stage, request: PageRequest) -> None:
    """What stands between got a part of it, and hands that on with a length of its own."""
    part = request.raw[: place_in_body(stage.chance, request.raw)]
    length = len(part) - part.index(HEAD_END) - len(HEAD_END)
    raw = re.sub(rb"Content-Length: \d+", b"Content-Length: %d" % length, part)
    stage.page.heed(request, ask(stage.server.port, raw))


def reply_unread(stage: Stage, request: PageRequest) -> None:
    """All of it has been sent, and the connection is reset before there is a reply."""
    line = stage.line()
    line.send(request.raw)
    line.reset()


def reply_cut(stage: Stage, request: PageRequest) -> None:
    """The reply breaks off in the middle."""
    line = stage.line()
    line.send(request.raw)
    line.read_bytes(stage.chance.randrange(1, REPLY_BYTES))
    line.close()


CUTS: dict[str, Fault] = {
    "request cut and half-closed": half_closed,
    "request cut and closed": closed,
    "request cut and reset": reset,
    "request shortened by a proxy": shortened,
    "reply unread": reply_unread,
    "reply cut": reply_cut,
}
