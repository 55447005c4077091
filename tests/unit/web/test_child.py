"""Slow work in a child: what it gives, how it is ended, and that nobody else is troubled by it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import ServiceUnavailable

from lms.config import ROOT, Settings
from lms.courses.comparing.translated import NoTranslation
from lms.courses.compiling import compile_course, find_problems
from lms.courses.source import LARGEST, read_folder
from lms.library.edition import digest
from lms.web.child import door
from lms.web.child.door import in_child
from lms.web.child.hiring import foreman
from lms.web.child.limits import Failed, Limits, OverLimit
from lms.web.child.wire import pack, unpack
from tests.unit.courses.examples import TEST_COURSE, source
from tests.unit.courses.patterns import filled
from tests.unit.web import errands

SECONDS = 1


@pytest.fixture
def asked():
    """A request that is being answered, by a worker of four threads."""
    app = Flask("asked")
    app.config["SETTINGS"] = Settings(threads=4)
    with app.test_request_context():
        yield app


@pytest.fixture
def limits(monkeypatch):
    """`limits(seconds=1)` gives a child so much."""

    def change(**changes):
        monkeypatch.setattr(door, "LIMITS", replace(Limits(), **changes))

    return change


def children_of(pid: int) -> list[int]:
    """The processes that a process began and that are still there."""
    return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _parent(stat) == pid]


def _parent(stat: Path) -> int | None:
    try:
        state, parent = stat.read_text().rpartition(") ")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else int(parent)


def gone(pids, seconds=5.0) -> bool:
    """Are these processes gone, or will they be soon?"""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.usefixtures("asked")
def test_a_child_gives_what_the_function_gives():
    course = read_folder(TEST_COURSE)
    assert in_child(errands.double, 21) == 42
    assert in_child(compile_course, course) == compile_course(course)


def test_a_command_does_the_work_itself():
    assert in_child(errands.pid) == os.getpid()


@pytest.mark.usefixtures("asked")
def test_a_request_has_a_child_of_its_own_each_time():
    pids = {in_child(errands.pid) for _ in range(3)}
    assert len(pids) == 3
    assert os.getpid() not in pids


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("errand", [errands.hang, errands.hang_in_a_pattern])
def test_what_takes_too_long_is_ended(limits, errand):
    limits(seconds=SECONDS)
    began = time.monotonic()
    with pytest.raises(OverLimit) as ended:
        in_child(errand)
    assert ended.value.code == "takes-too-long"
    assert time.monotonic() - began < 10 * SECONDS
    assert in_child(errands.double, 1) == 2


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("unit", "before"),
    [
        (".", "word " * 50),
        ("[^", ""),
        ("![[", ""),
        ("<!-- ", ""),
        ("<http://a> ", ""),
        ("Plan together. ", ""),
    ],
)
def test_the_largest_text_there_may_be_is_checked_within_the_limits(unit, before):
    head = f"# A\n\n## One\n\n{before}"
    text = filled(unit, LARGEST - len(head) - 1, head)
    assert in_child(find_problems, source({"01-a.md": text})) is not None


@pytest.mark.usefixtures("asked")
def test_the_file_is_named_that_took_most_of_the_time(limits):
    limits(seconds=SECONDS)
    with pytest.raises(OverLimit) as ended:
        in_child(errands.hang_in_the_second_file)
    assert ended.value.path == "02-b.md"


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("errand", "path"),
    [
        (errands.eat_at_a_file, "01-a.md"),
        (errands.eat_at_once, ""),
        (errands.give_too_much, ""),
        (errands.go_too_deep, ""),
        (errands.crash, ""),
    ],
)
def test_what_takes_too_much_memory_is_ended(errand, path):
    with pytest.raises(OverLimit) as ended:
        in_child(errand)
    assert (ended.value.code, ended.value.path) == ("takes-too-much", path)
    assert in_child(errands.double, 1) == 2


@pytest.mark.usefixtures("asked")
def test_who_gets_no_processor_is_asked_to_come_again(limits):
    limits(wait=0.3)
    with pytest.raises(ServiceUnavailable) as busy:
        in_child(errands.sleep)
    assert busy.value.retry_after


@pytest.mark.usefixtures("asked")
def test_what_the_function_raises_comes_back():
    with pytest.raises(NoTranslation, match=r"01-a\.md"):
        in_child(errands.refuse)
    with pytest.raises(Failed, match="of all things"):
        in_child(errands.fail)


@pytest.mark.usefixtures("asked")
def test_a_child_gives_no_values_but_ours():
    with pytest.raises(Exception, match="is no value of ours"):
        in_child(errands.give_a_stranger)
    for stranger in (os.system, subprocess.Popen, errands.double, ROOT):
        with pytest.raises(Exception, match="is no value of ours"):
            unpack(pack(stranger))


@pytest.mark.usefixtures("asked")
def test_a_child_has_nothing_of_the_site(monkeypatch):
    monkeypatch.setenv("LMS_SECRET_KEY", "nobody knows")
    foreman.dismiss()  # one that begins now
    with socket.create_server(("127.0.0.1", 0)):
        environment = in_child(errands.environment)
        files = in_child(errands.open_files)
    assert environment.keys() <= {"PYTHONPATH", "PYTHONUTF8", "LD_LIBRARY_PATH", "TZ", "LC_CTYPE"}
    sockets = [file for file in files if file.startswith("socket:")]
    assert len(sockets) == 1, "that over which it answers, and no other"
    others = [file for file in files if not file.startswith(("socket:", "pipe:", "/dev/null", "/proc/"))]
    assert len(others) <= 1, "that of its messages at most"


@pytest.mark.usefixtures("asked")
def test_a_child_loads_nothing_of_pages_or_the_database():
    loaded = in_child(errands.modules)
    assert "lms.courses.compiling.compiler" in loaded
    assert not {"flask", "sqlalchemy", "werkzeug", "jinja2"}.intersection(loaded)
    with pytest.raises(Failed, match="loads flask, sqlalchemy"):
        in_child(digest, b"")


@pytest.mark.usefixtures("asked")
def test_a_foreman_that_was_ended_is_replaced():
    in_child(errands.pid)
    before = foreman.pid
    os.kill(before, signal.SIGKILL)
    assert in_child(errands.double, 21) == 42
    assert foreman.pid != before


def test_a_foreman_that_is_ended_while_a_child_works_is_replaced(asked, limits):
    limits(seconds=SECONDS)
    in_child(errands.pid)
    ended = []

    def end():
        while not children_of(foreman.pid):
            time.sleep(0.01)
        pids = [foreman.pid, *children_of(foreman.pid)]
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        ended.extend(pids)

    killer = threading.Thread(target=end)
    killer.start()
    with pytest.raises(OverLimit):
        in_child(errands.hang)  # a second time, in a child of the next foreman
    killer.join()
    assert foreman.pid not in ended


def answers_of(app, errand, number) -> list[object]:
    """What so many requests at once get, each with the seconds that it took."""
    answers: list[object] = []

    def ask():
        began = time.monotonic()
        with app.test_request_context():
            try:
                in_child(errand)
            except (OverLimit, ServiceUnavailable) as error:
                answers.append((type(error), time.monotonic() - began))

    threads = [threading.Thread(target=ask) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_children_work_at_once_and_one_thread_is_left(asked, limits):
    limits(seconds=SECONDS)
    answers = answers_of(asked, errands.hang, 4)
    kinds = [kind for kind, _ in answers]
    # Of four threads three wait for children, and the fourth is not kept.
    assert sorted(kind.__name__ for kind in kinds) == ["OverLimit"] * 3 + ["ServiceUnavailable"]
    refused = next(seconds for kind, seconds in answers if kind is ServiceUnavailable)
    assert refused < door.PATIENCE + 1
    assert not children_of(foreman.pid)


SERVING = """
import sys, threading
from flask import Flask
from lms.config import Settings
from lms.web.child.door import in_child
from lms.web.child.hiring import foreman
from tests.unit.web import errands
import signal
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
app = Flask("serving")
app.config["SETTINGS"] = Settings()
def ask():
    with app.test_request_context():
        in_child(errands.hang)
threading.Thread(target=ask, daemon=True).start()
while foreman.pid is None:
    pass
print(foreman.pid, flush=True)
threading.Event().wait()
"""


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_a_worker_that_ends_leaves_no_child_behind(end):
    with subprocess.Popen([sys.executable, "-c", SERVING], cwd=ROOT, stdout=subprocess.PIPE) as worker:
        its_foreman = int(worker.stdout.readline())
        until = time.monotonic() + 10
        while not children_of(its_foreman) and time.monotonic() < until:
            time.sleep(0.02)
        pids = [its_foreman, *children_of(its_foreman)]
        assert len(pids) == 2
        worker.send_signal(end)
        assert gone(pids)
