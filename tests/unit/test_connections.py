"""The server's connections: who is slow keeps nobody from an answer, and gets their own too."""

import hashlib
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from tests.unit.small_site import LARGE

ROOT = Path(__file__).resolve().parents[2]
GET = b"GET / HTTP/1.1\r\nHost: small\r\n\r\n"
GET_LARGE = b"GET /large HTTP/1.1\r\nHost: small\r\nConnection: close\r\n\r\n"
START_S = 60
SOON_S = 2
INSTANT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
MANY = 64


class SmallSite:
    """The small site, served in processes of its own."""

    def __init__(self, **options: int) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        words = [f"{name}={value}" for name, value in options.items()]
        command = [sys.executable, "-m", "tests.unit.small_site", str(self.port), *words]
        self.process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            with suppress(ConnectionError):
                self.ask(GET)
                return
            time.sleep(0.05)
        raise AssertionError("the small site did not start")

    def connect(self, receive_buffer: int = 0) -> socket.socket:
        one = socket.socket()
        if receive_buffer:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        one.settimeout(20)
        try:
            one.connect(("127.0.0.1", self.port))
        except OSError:
            one.close()
            raise
        return one

    def ask(self, request: bytes) -> bytes:
        """The first answer to what is sent; empty where the connection was closed instead."""
        with closing(self.connect()) as line:
            line.sendall(request)
            return answer_on(line)

    def is_here_soon(self) -> bool:
        """Whether each of some new visitors is answered soon, whichever worker they come to."""
        for _ in range(6):
            began = time.monotonic()
            if b"here" not in self.ask(GET) or time.monotonic() - began > SOON_S:
                return False
        return True

    def stop(self) -> str:
        """Ends it, and gives what it told."""
        self.process.send_signal(signal.SIGTERM)
        _, told = self.process.communicate(timeout=30)
        return told.decode()


Sites = Callable[..., SmallSite]


@pytest.fixture
def serve() -> Iterator[Sites]:
    """`serve(MINUTE=1)`: a small site with other settings; none may have told of an error of its own."""
    sites: list[SmallSite] = []

    def one(**options: int) -> SmallSite:
        sites.append(SmallSite(**options))
        return sites[-1]

    yield one
    told = "".join(site.stop() for site in sites if site.process.poll() is None)
    assert "Traceback" not in told, told


@pytest.fixture(scope="module")
def small_site() -> Iterator[SmallSite]:
    """A small site with the settings of the real one."""
    site = SmallSite()
    yield site
    told = site.stop()
    assert "Traceback" not in told, told


@pytest.fixture
def lines() -> Iterator[ExitStack]:
    """What is entered here is closed at the end of the test."""
    with ExitStack() as stack:
        yield stack


def answer_on(line: socket.socket) -> bytes:
    """The next answer that comes on a connection, as long as it says it is."""
    got = b""
    while True:
        head, end, body = got.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if end and (b" 100 " in head.split(b"\r\n")[0] or (length and len(body) >= int(length[1]))):
            return got
        piece = line.recv(65536)
        if not piece:
            return got
        got += piece


def all_from(line: socket.socket) -> bytes:
    """All that comes until the connection ends."""
    got = b""
    with suppress(ConnectionError):
        while piece := line.recv(1 << 20):
            got += piece
    return got


def is_closed(line: socket.socket) -> bool:
    try:
        return line.recv(65536) == b""
    except ConnectionError:
        return True


def post(body: bytes, more: bytes = b"") -> bytes:
    return b"POST / HTTP/1.1\r\nHost: small\r\n%bContent-Length: %d\r\n\r\n%b" % (more, len(body), body)


def digest_of(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def test_idle_and_slow_senders_keep_nobody_waiting(small_site: SmallSite, lines: ExitStack):
    for _ in range(MANY):
        lines.enter_context(closing(small_site.connect()))
    in_head = [lines.enter_context(closing(small_site.connect())) for _ in range(MANY // 2)]
    in_body = [lines.enter_context(closing(small_site.connect())) for _ in range(MANY // 2)]
    request = post(b"slow" * 100)
    body_at = request.index(b"slow")
    for line in in_body:
        line.sendall(request[:body_at])
    for second in range(3):
        for line in in_head:
            line.sendall(request[second : second + 1])
        for line in in_body:
            line.sendall(request[body_at + second : body_at + second + 1])
        assert small_site.is_here_soon(), f"after {second + 1} bytes"
        time.sleep(1)
    # They were slow, and are answered all the same.
    for line, sent in ((in_head[0], 3), (in_body[0], body_at + 3)):
        line.sendall(request[sent:])
        assert digest_of(b"slow" * 100) in answer_on(line)


def test_who_reads_nothing_keeps_nobody_waiting_and_finds_the_answer_later(
    small_site: SmallSite, lines: ExitStack
):
    readers = [lines.enter_context(closing(small_site.connect(16384))) for _ in range(16)]
    for reader in readers:
        reader.sendall(GET_LARGE)
    time.sleep(0.5)
    assert small_site.is_here_soon()
    for reader in readers[:2]:
        assert all_from(reader).partition(b"\r\n\r\n")[2] == LARGE


def test_who_never_closes_keeps_nobody_waiting(small_site: SmallSite, lines: ExitStack):
    last_request = GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    for _ in range(MANY):
        line = lines.enter_context(closing(small_site.connect()))
        line.sendall(last_request)
        assert b"here" in answer_on(line)
    assert small_site.is_here_soon()


def test_a_byte_a_second_ends_and_a_slow_link_arrives(serve: Sites, lines: ExitStack):
    """A minute lasts a second here, and 6,000 bytes have to move in it."""
    site = serve(MINUTE=1, keepalive=2)
    trickle = lines.enter_context(closing(site.connect()))
    idle = lines.enter_context(closing(site.connect()))
    reader = lines.enter_context(closing(site.connect(2048)))
    reader.sendall(GET_LARGE)
    steady = lines.enter_context(closing(site.connect()))
    body = b"a form over a satellite" * 2000
    request = post(body)
    step = len(request) // 40 + 1
    trickled = 0
    for start in range(0, len(request), step):
        steady.sendall(request[start : start + step])
        with suppress(ConnectionError):
            trickle.sendall(request[trickled : trickled + 1])
            trickled += 1
        time.sleep(0.1)
    assert digest_of(body) in answer_on(steady)
    assert is_closed(trickle)
    assert is_closed(idle)
    assert len(all_from(reader)) < len(LARGE)


def test_a_slow_reader_who_goes_on_reading_gets_everything(serve: Sites, lines: ExitStack):
    site = serve(MINUTE=1)
    reader = lines.enter_context(closing(site.connect(16384)))
    reader.sendall(GET_LARGE)
    answer = b""
    for _ in range(30):  # 300 kB/s for 3 seconds, then the rest
        answer += reader.recv(30_000)
        time.sleep(0.1)
    answer += all_from(reader)
    assert answer.partition(b"\r\n\r\n")[2] == LARGE


def test_a_request_may_be_cut_anywhere(small_site: SmallSite, lines: ExitStack):
    request = post(b"in two pieces")
    line = lines.enter_context(closing(small_site.connect()))
    for place in range(1, len(request)):
        line.sendall(request[:place])
        time.sleep(0.002)
        line.sendall(request[place:])
        assert digest_of(b"in two pieces") in answer_on(line)


def test_requests_that_come_together_are_answered_one_after_the_other(
    small_site: SmallSite, lines: ExitStack
):
    bodies = [b"first", b"", b"third" * 1000]
    line = lines.enter_context(closing(small_site.connect()))
    line.sendall(b"".join(post(body) for body in bodies) + GET[:20])
    got = b""
    while not all(digest_of(body) in got for body in bodies):
        got += answer_on(line)
    assert [got.index(digest_of(body)) for body in bodies] == sorted(
        got.index(digest_of(body)) for body in bodies
    )
    line.sendall(GET[20:])
    assert b"here" in answer_on(line)


def test_who_asks_whether_to_send_a_body_is_told_once(small_site: SmallSite, lines: ExitStack):
    body = b"asked for"
    line = lines.enter_context(closing(small_site.connect()))
    request = post(body, b"Expect: 100-continue\r\n")
    line.sendall(request[: -len(body)])
    assert answer_on(line) == b"HTTP/1.1 100 Continue\r\n\r\n"
    line.sendall(body)
    answer = answer_on(line)
    assert answer.startswith(b"HTTP/1.1 200")
    assert digest_of(body) in answer


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: small\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (
            b"POST / HTTP/1.1\r\nHost: s\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            411,
        ),
        (b"POST / HTTP/1.1\r\nHost: small\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", 400),
        (b"POST / HTTP/1.1\r\nHost: small\r\nContent-Length: +5\r\n\r\nabcde", 400),
        (b"POST / HTTP/1.1\r\nHost: small\r\nContent-Length : 5\r\n\r\nabcde", 400),
        (b"GET / HTTP/1.1\nHost: small\n\n", 400),
        (b"GET / HTTP/1.1\r\nHost: small\r\nA: " + b"a" * 70_000, 431),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: small\r\n\r\n", 414),
        (b"POST / HTTP/1.1\r\nHost: small\r\nContent-Length: 99999999\r\n\r\nabc", 413),
        (b"POST / HTTP/1.1\r\nHost: small\r\nContent-Length: " + b"9" * 30 + b"\r\n\r\nabc", 413),
    ],
    ids=["chunked", "both", "two", "signed", "space", "LF", "head", "line", "large", "endless"],
)
def test_what_is_no_request_is_refused_and_nothing_after_it_is_read(
    small_site: SmallSite, lines: ExitStack, request_bytes: bytes, status: int
):
    line = lines.enter_context(closing(small_site.connect()))
    line.sendall(request_bytes + b"\r\n\r\n" + GET)
    got = all_from(line)
    assert got.startswith(b"HTTP/1.1 %d " % status)
    assert b"here" not in got
    head = got.partition(b"\r\n\r\n")[0].lower()
    if status != 413:  # the small site itself says so, and has none of our guards
        for told in (b"nosniff", b"frame-ancestors 'none'", b"max-age=31536000; includesubdomains"):
            assert told in head
        assert b"content-type: text/plain; charset=utf-8" in head


def test_who_sends_too_much_slowly_reads_why(serve: Sites, lines: ExitStack):
    """As browsers do: they send all of it first. Whoever is asked nothing more has a second to close here."""
    site = serve(PARTING=1)
    line = lines.enter_context(closing(site.connect()))
    line.sendall(b"POST / HTTP/1.1\r\nHost: small\r\nContent-Length: 8000000\r\n\r\n")
    for _ in range(40):
        line.sendall(b"x" * 200_000)
        time.sleep(0.1)
    assert answer_on(line).startswith(b"HTTP/1.1 413 ")
    assert is_closed(line)


def test_a_half_closed_request_ends_and_a_whole_one_is_answered(small_site: SmallSite, lines: ExitStack):
    for request, is_whole in ((GET[:10], False), (post(b"abc")[:-1], False), (GET, True)):
        line = lines.enter_context(closing(small_site.connect()))
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        assert (b"here" in answer_on(line)) is is_whole


def test_who_waits_longest_makes_room(serve: Sites, lines: ExitStack):
    site = serve(worker_connections=10, workers=1)
    first = lines.enter_context(closing(site.connect()))
    for _ in range(40):
        lines.enter_context(closing(site.connect()))
    assert site.is_here_soon()
    assert is_closed(first)


def test_no_more_is_held_in_memory_than_may_be(serve: Sites, lines: ExitStack):
    site = serve(MOST_HELD=3_000_000, workers=1)
    small = lines.enter_context(closing(site.connect()))
    small.sendall(GET[:-2])
    large = lines.enter_context(closing(site.connect()))
    large.sendall(post(b"l" * 2_000_000)[:-1])
    second = lines.enter_context(closing(site.connect()))
    second.sendall(post(b"l" * 1_500_000)[:-1])
    assert is_closed(large)
    small.sendall(GET[-2:])
    assert b"here" in answer_on(small)
    second.sendall(b"l")
    assert digest_of(b"l" * 1_500_000) in answer_on(second)


def test_a_stop_waits_for_no_idle_connection_and_answers_who_has_begun(serve: Sites, lines: ExitStack):
    site = serve(workers=1)
    for _ in range(MANY):
        lines.enter_context(closing(site.connect()))
    line = lines.enter_context(closing(site.connect()))
    request = post(b"the last one")
    line.sendall(request[:-4])
    time.sleep(0.5)
    site.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    line.sendall(request[-4:])
    answer = answer_on(line)
    assert digest_of(b"the last one") in answer
    assert b"Connection: close" in answer
    line.close()
    began = time.monotonic()
    site.stop()
    assert time.monotonic() - began < 8


def test_who_waits_for_a_turn_to_sign_in_keeps_nobody_else_waiting(small_site: SmallSite, lines: ExitStack):
    body = b"POST /sign-in HTTP/1.1\r\nHost: small\r\nContent-Length: 2\r\n\r\nhi"
    waiting = [lines.enter_context(closing(small_site.connect())) for _ in range(4 * MANY)]
    for line in waiting:
        line.sendall(body)
    assert small_site.is_here_soon()
    assert all(b"signed in" in answer_on(line) for line in waiting)


def test_no_header_moves_the_site(small_site: SmallSite):
    moved = GET.replace(b"\r\n\r\n", b"\r\nSCRIPT_NAME: /elsewhere\r\n\r\n")
    assert b"here" in small_site.ask(moved).partition(b"\r\n\r\n")[2]


def test_what_is_no_request_stands_in_the_log_without_who_sent_it(serve: Sites):
    site = serve(workers=1)
    assert b"400 Bad Request" in site.ask(b"GET / HTTP/1.1\r\nHost : small\r\n\r\n")
    line = rf"{INSTANT} WARNING 400 Bad Request: InvalidHeaderName"
    assert re.fullmatch(line, site.stop().strip())
