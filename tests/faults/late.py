"""Late: an earlier save arrives after a newer one of the same page, or its reply never does."""

from tests.faults.cuts import reply_cut
from tests.faults.link import ask
from tests.faults.page import PageRequest
from tests.faults.stage import Fault, Stage


def _question(request: PageRequest) -> str:
    return request.answers[-1].question


def _deliver_newer(stage: Stage, question: str, to: list[str] | None = None) -> None:
    stage.page.change(question, to)
    stage.deliver(stage.page.save())


def after_newer(stage: Stage, request: PageRequest) -> None:
    """Both were acknowledged before."""
    stage.deliver(request)
    _deliver_newer(stage, _question(request))
    ask(stage.server.port, request.raw)


def after_taking_back(stage: Stage, request: PageRequest) -> None:
    """The newer one takes the answer back, where that can be."""
    stage.deliver(request)
    question = _question(request)
    _deliver_newer(stage, question, to=stage.page.nothing(question))
    ask(stage.server.port, request.raw)


def of_unacknowledged(stage: Stage, request: PageRequest) -> None:
    """The earlier one arrived, and its reply broke off."""
    reply_cut(stage, request)
    _deliver_newer(stage, _question(request))
    ask(stage.server.port, request.raw)


def changed_back(stage: Stage, request: PageRequest) -> None:
    """Another answer arrived without the page knowing it, and then the first one is chosen again."""
    stage.deliver(request)
    question = _question(request)
    first = stage.page.values_of(question)
    stage.page.change(question)
    reply_cut(stage, stage.page.save())
    _deliver_newer(stage, question, to=first)


def for_the_first_time(stage: Stage, request: PageRequest) -> None:
    """The earlier one was held up on its way, and has not arrived before."""
    _deliver_newer(stage, _question(request))
    ask(stage.server.port, request.raw)


def after_kill(stage: Stage, request: PageRequest) -> None:
    """The workers were killed in between: what is known of the page's saves is in the database."""
    stage.deliver(request)
    _deliver_newer(stage, _question(request))
    stage.server.kill_workers()
    ask(stage.server.port, request.raw)


def at_once(stage: Stage, request: PageRequest) -> None:
    """Both arrive at the same moment."""
    stage.page.change(_question(request))
    newer = stage.page.save()
    lines = [stage.line(), stage.line()]
    for line, raw in zip(lines, (request.raw, newer.raw), strict=True):
        line.send(raw)
    lines[0].read()
    stage.page.heed(newer, lines[1].read())


LATE: dict[str, Fault] = {
    "copy after a newer save": after_newer,
    "copy after the answer was taken back": after_taking_back,
    "copy of a save whose reply was cut": of_unacknowledged,
    "changed back after a reply was cut": changed_back,
    "save overtaken on its way": for_the_first_time,
    "copy after the workers were killed": after_kill,
    "copy together with a newer save": at_once,
}
