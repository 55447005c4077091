"""Connections: a thread works on a request that is whole, and never waits for anybody's network.

gunicorn's threaded worker gives a connection to a thread as soon as it is there. The thread waits for the
request byte by byte, and then for the answer to be taken: two workers of four threads are stopped by eight
people who send nothing, or who read nothing. Here the worker's loop, which waits for all connections at once,
receives a request until it is whole, hands it to a thread, and sends what does not leave at once.

    receiving ──► in a thread ──► sending, where something is left ──► receiving the next, or parting

Requests that may wait long for something else, such as their turn to hash a password, have threads of their
own: however many they are, they keep no other request waiting.

What is under way must move: SLOWEST bytes in each full minute, else the connection is closed. A worker holds
at most MOST_HELD bytes of requests and answers; beyond it, the connection that holds most is closed.
"""

import errno
import fcntl
import re
import selectors
import socket
import struct
import sys
import termios
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from typing import Any

from gunicorn.http import get_parser
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from lms.refusals import FAILED, NO_LENGTH, TOO_LONG, refusal, status_of

MINUTE = 60
SLOWEST = 6000  # 100 bytes a second, a twentieth of what one phone has of a shared satellite link
PARTING = 5  # how many seconds whoever has got all of an answer has to close their side
PIECE = 256 * 1024
MOST_HEAD = 64 * 1024
MOST_UNWANTED = 64 * 1024 * 1024
MOST_HELD = 128 * 1024 * 1024
MOST_WAITING = 64  # threads for requests that wait; each takes little but its stack

# gunicorn refuses a head whose lines do not all end with CRLF; it is handed that too, so that it says so.
HEAD_END = re.compile(rb"\n\r?\n")
LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d+)[ \t]*\r", re.IGNORECASE)
ENCODED = re.compile(rb"\ntransfer-encoding[ \t]*:", re.IGNORECASE)
EXPECTS = re.compile(rb"\nexpect:[ \t]*100-continue", re.IGNORECASE)
MOST_DIGITS = 18
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
NOBODY_THERE = (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK)


class Stage(Enum):
    """What a connection waits for, outside of a thread."""

    RECEIVING = auto()
    SENDING = auto()
    PARTING = auto()


class UnhurriedSocket(socket.socket):
    """A socket that takes all of an answer at once, and keeps what the network does not take yet."""

    def __init__(self, fileno: int) -> None:
        super().__init__(fileno=fileno)
        self.unsent: deque[memoryview] = deque()
        self.unsent_bytes = 0
        self.sent_bytes = 0

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Keeps the data, and sends what goes at once."""
        if len(data):
            self.unsent.append(memoryview(data))
            self.unsent_bytes += len(data)
        if len(self.unsent) == 1:
            self.send_on()

    def send_on(self) -> None:
        """Sends as much as goes at once of what was kept."""
        while self.unsent:
            piece = self.unsent[0]
            try:
                sent = self.send(piece, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            self.sent_bytes += sent
            self.unsent_bytes -= sent
            if sent < len(piece):
                self.unsent[0] = piece[sent:]
                return
            self.unsent.popleft()

    def delivered_bytes(self) -> int:
        """How much the other side has taken: the system holds some of what was sent."""
        try:
            (held,) = struct.unpack("i", fcntl.ioctl(self.fileno(), termios.TIOCOUTQ, bytes(4)))
        except OSError:
            held = 0
        return self.sent_bytes - int(held)


class Connection(TConn):
    """A connection: what has come of the next request, and what has not left of the last answer."""

    def __init__(self, cfg: Any, client_socket: UnhurriedSocket, client: Any, server: Any) -> None:
        super().__init__(cfg, client_socket, client, server)
        # What gunicorn would do in the thread, at the first request.
        self.initialized = True
        self.data_ready = True
        self.received = bytearray()
        self.searched = 0  # up to where no head of a request ends
        self.request_bytes = 0  # of the next request, head and body, once its head is there
        self.may_wait = False  # whether its answer waits for more than its own work
        self.is_complete = True  # whether the thread has all of the request: not the body of one too large
        self.unwanted_bytes = 0  # of such a body, those still to come
        self.stays = True
        self.begin(Stage.RECEIVING)

    def begin(self, stage: Stage) -> None:
        """Begins to wait for something else."""
        self.stage = stage
        self.since = time.monotonic()
        self.moved_before = self._moved()

    def held_bytes(self) -> int:
        """How much memory it takes."""
        return len(self.received) + int(self.sock.unsent_bytes)

    def _moved(self) -> int:
        """How many bytes have moved so far in this stage."""
        if self.stage is Stage.RECEIVING:
            return len(self.received)
        if self.stage is Stage.SENDING:
            return self.sock.delivered_bytes()
        return -self.unwanted_bytes

    def is_over(self, now: float, idle: float) -> bool:
        """Whether it has waited too long; with nothing under way, `idle` seconds."""
        waited = now - self.since
        if self.stage is Stage.PARTING and self.unwanted_bytes <= 0:
            return waited > PARTING
        if self.stage is Stage.RECEIVING and not self.received:
            return waited > idle
        if waited < MINUTE:
            return False
        moved = self._moved()
        is_too_slow = moved - self.moved_before < SLOWEST
        self.since = now
        self.moved_before = moved
        return is_too_slow

    def take_in(self, data: bytes) -> None:
        """Adds what has come."""
        if not self.received:
            self.begin(Stage.RECEIVING)
        self.received += data

    def find_request(self, largest: int, waiting: re.Pattern[bytes]) -> str | None:
        """Looks for the next request in what has come; returns the status of a refusal, where it gets one.

        A body of more than `largest` bytes is not awaited: the site sees from the head that it is too large.
        `waiting` matches the beginning of the requests that may wait.
        """
        if self.request_bytes:
            return None
        end = HEAD_END.search(self.received, self.searched)
        if end is None:
            self.searched = max(0, len(self.received) - 2)
            return TOO_LONG if len(self.received) > MOST_HEAD else None
        head = bytes(self.received[: end.end()])
        self.may_wait = waiting.match(head) is not None
        if ENCODED.search(head):
            return NO_LENGTH
        length = _length(head)
        self.is_complete = length <= largest
        self.request_bytes = len(head)
        if self.is_complete:
            self.request_bytes += length
        else:
            # A browser reads the answer to what is too large once it has sent it.
            self.unwanted_bytes = min(length, MOST_UNWANTED)
        if EXPECTS.search(head) and self.is_complete and not self.is_whole():
            self.sock.sendall(CONTINUE)
        return None

    def is_whole(self) -> bool:
        """Whether the next request has come."""
        return 0 < self.request_bytes <= len(self.received)

    def hand_over(self) -> None:
        """Gives gunicorn's parser the next request, and no byte of the one after it."""
        request = bytes(self.received[: self.request_bytes])
        del self.received[: self.request_bytes]
        if not self.is_complete:
            self.unwanted_bytes -= len(self.received)
        self.searched = 0
        self.request_bytes = 0
        self.parser = get_parser(self.cfg, [request], self.client)


class Worker(ThreadWorker):
    """gunicorn's threaded worker, whose threads never wait for a network."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.waiting: set[Connection] = set()
        self.held_bytes = 0
        self.next_look = 0.0

    def init_process(self) -> None:
        """Serves until the process is to end; gunicorn calls this in the new process."""
        self.patient_pool = ThreadPoolExecutor(MOST_WAITING)
        super().init_process()

    def accept(self, listener: socket.socket) -> None:
        """Takes a new connection; the one that has waited longest makes room for it, where there is none."""
        try:
            accepted, client = listener.accept()
        except OSError as error:
            if error.errno not in NOBODY_THERE:
                raise
            return
        self.nr_conns += 1
        conn = Connection(self.cfg, UnhurriedSocket(accepted.detach()), client, listener.getsockname())
        if self.nr_conns >= self.worker_connections and self.waiting:
            self._drop(min(self.waiting, key=lambda waiting: waiting.since))
        self._wait(conn, Stage.RECEIVING)

    def handle_request(self, req: Any, conn: Connection) -> Any:
        """Works on a request, in a thread."""
        req._expected_100_continue = False  # the loop has said it
        if not conn.is_complete:
            req.force_close()
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: UnhurriedSocket, _addr: Any, error: Exception) -> None:
        """Answers what is no request, and what failed outside of the site. No log has who sent it."""
        status = status_of(error)
        if status == FAILED:
            self.log.error("failed outside of the site", exc_info=error)
        else:
            self.log.warning("%s: %s", status, type(error).__name__)
        with suppress(OSError):
            client.sendall(refusal(status, self.app.headers))

    def finish_request(self, conn: Connection, future: "Future[Any]") -> None:
        """Goes on with a connection whose request a thread has worked on."""
        conn.stays = not future.cancelled() and future.exception() is None and future.result() is True
        self.held_bytes += conn.sock.unsent_bytes
        if conn.sock.fileno() < 0:  # closed in the thread, after an error in the middle of an answer
            self._forget(conn)
        elif conn.sock.unsent:
            self._wait(conn, Stage.SENDING)
            self._keep_within_memory()
        else:
            self._after_answer(conn)

    def murder_pending(self) -> None:
        """Closes what has waited too long; the loop calls this in every round, at least once a second."""
        now = time.monotonic()
        if now < self.next_look:
            return
        self.next_look = now + 1
        idle = self.cfg.keepalive if self.alive else STOP_KEEPALIVE_LINGER
        for conn in [conn for conn in self.waiting if conn.is_over(now, idle)]:
            self._drop(conn)

    def _wait(self, conn: Connection, stage: Stage) -> None:
        acts: dict[Stage, tuple[int, Callable[[Connection], None]]] = {
            Stage.RECEIVING: (selectors.EVENT_READ, self._receive),
            Stage.SENDING: (selectors.EVENT_WRITE, self._send),
            Stage.PARTING: (selectors.EVENT_READ, self._discard),
        }
        event, act = acts[stage]
        conn.begin(stage)
        self.waiting.add(conn)
        self.poller.register(conn.sock, event, partial(self._go_on, conn, act))

    def _go_on(self, conn: Connection, act: Callable[[Connection], None], _socket: Any) -> None:
        # It may have been closed to make room for another, in this very round.
        if conn in self.waiting:
            act(conn)

    def _end_wait(self, conn: Connection) -> None:
        self.waiting.discard(conn)
        self.poller.unregister(conn.sock)

    def _receive(self, conn: Connection) -> None:
        data = _read(conn)
        if data is None:
            return
        if not data:
            self._drop(conn)
            return
        conn.take_in(data)
        self.held_bytes += len(data)
        self._look(conn)

    def _look(self, conn: Connection) -> None:
        """Hands the connection to a thread if its next request is whole."""
        status = conn.find_request(self.app.largest_body, self.app.waiting_requests)
        if status:
            self._end_wait(conn)
            conn.stays = False
            conn.sock.sendall(refusal(status, self.app.headers))
            self._after_answer(conn)
        elif conn.is_whole():
            self._end_wait(conn)
            self.held_bytes -= conn.request_bytes
            conn.hand_over()
            self._work_on(conn)
        else:
            self._keep_within_memory()

    def _work_on(self, conn: Connection) -> None:
        pool = self.patient_pool if conn.may_wait else self.tpool
        future = pool.submit(self.handle, conn)
        future.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))

    def _send(self, conn: Connection) -> None:
        held = conn.held_bytes()
        is_there = False
        with suppress(OSError):
            conn.sock.send_on()
            is_there = True
        self.held_bytes -= held - conn.held_bytes()
        if not is_there:
            self._drop(conn)
        elif not conn.sock.unsent:
            self._end_wait(conn)
            self._after_answer(conn)

    def _after_answer(self, conn: Connection) -> None:
        if conn.stays:
            self._wait(conn, Stage.RECEIVING)
            self._look(conn)  # the next request may have come with the last
            return
        # Who closes while something lies unread breaks the answer off: the other side closes first, in time.
        with suppress(OSError):
            conn.sock.shutdown(socket.SHUT_WR)
        self._wait(conn, Stage.PARTING)

    def _discard(self, conn: Connection) -> None:
        data = _read(conn)
        if data == b"":
            self._drop(conn)
        elif data and conn.unwanted_bytes > 0:
            conn.unwanted_bytes -= len(data)
            if conn.unwanted_bytes <= 0:
                conn.begin(Stage.PARTING)

    def _keep_within_memory(self) -> None:
        while self.held_bytes > MOST_HELD and self.waiting:
            self._drop(max(self.waiting, key=Connection.held_bytes))

    def _drop(self, conn: Connection) -> None:
        self._end_wait(conn)
        self._forget(conn)
        conn.close()

    def _forget(self, conn: Connection) -> None:
        self.held_bytes -= conn.held_bytes()
        self.nr_conns -= 1


def _read(conn: Connection) -> bytes | None:
    """What has come: nothing where the connection has ended, None where nothing has come yet."""
    try:
        return bytes(conn.sock.recv(PIECE, socket.MSG_DONTWAIT))
    except BlockingIOError:
        return None
    except OSError:
        return b""


def _length(head: bytes) -> int:
    """The length of the body that a head announces."""
    announced = LENGTH.search(head)
    if announced is None:
        return 0
    digits = announced[1]
    return int(digits) if len(digits) <= MOST_DIGITS else sys.maxsize
