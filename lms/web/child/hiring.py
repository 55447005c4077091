"""The worker's foreman: begun when there is work for the first time, and anew when it has ended."""

import atexit
import os
import socket
import subprocess
import sys
import threading

from lms.config import ROOT

KEPT = ("LD_LIBRARY_PATH", "TZ")
"""What the foreman has of the worker's environment, which holds secrets."""
GRACE = 5.0
"""Seconds that a foreman has to end."""


class HiredForeman:
    """One process for each worker, which makes a child for each piece of work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        """Over it each child is asked for; when it closes the foreman ends, and its children with it."""

    @property
    def pid(self) -> int | None:
        """Its process, if there is one."""
        return self._process.pid if self._process else None

    def make_child(self, connection: int, waits: int) -> None:
        """Has a child made that is told its work over one of these sockets; the other tells how it ended."""
        with self._lock:
            try:
                self._ask(connection, waits)
            except (BrokenPipeError, ConnectionResetError):
                self._end()
                self._ask(connection, waits)

    def dismiss(self) -> None:
        """Ends it and its children."""
        with self._lock:
            self._end()

    def forget(self) -> None:
        """In a process that was forked from the worker's: the foreman is not this one's."""
        if self._line:
            self._line.close()
        # The lock too: a thread that is not in this process may have held it.
        self._lock = threading.Lock()
        self._process = None
        self._line = None

    def _ask(self, connection: int, waits: int) -> None:
        line = self._line or self._begin()
        socket.send_fds(line, [b"w"], [connection, waits])

    def _begin(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, "-m", "lms.web.child.foreman", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd="/",
                env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
                pass_fds=[theirs.fileno()],
                # What a terminal or a service sends to all at once is for the worker to answer.
                start_new_session=True,
            )
        self._line = ours
        return ours

    def _end(self) -> None:
        if self._line is None or self._process is None:
            return
        self._line.close()
        self._line = None
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


foreman = HiredForeman()
os.register_at_fork(after_in_child=foreman.forget)
atexit.register(foreman.dismiss)
