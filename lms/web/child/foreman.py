"""The foreman: a process that has loaded what reads courses, and makes children of itself, one for each work.

    python -m lms.web.child.foreman FD

A worker starts it and asks it for children over the socket FD: with each message come two sockets, one over
which the child is told its work and answers, and one over which the foreman tells how the child ended. It has
no threads, so that it can be forked at any moment, and nothing of the site's: no database, no secret, no
connection. When the worker ends, so does the foreman, and its children with it.
"""

import gc
import os
import resource
import select
import signal
import socket
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import NoReturn

from lms.courses.compiling import find_problems
from lms.courses.source import Source
from lms.web.child.work import do_work

LOADED = (
    "lms.courses.compiling.compiler",
    "lms.courses.compiling.salvage",
    "lms.courses.comparing.material",
    "lms.courses.comparing.translated",
)
NICE = 5  # whoever asks for a page goes first


class Foreman:
    """Waits for work, and for children that end."""

    def __init__(self, worker: socket.socket) -> None:
        self.worker = worker
        self.waiting: dict[int, int] = {}
        """The socket of whoever waits to be told how a child ended, by the child's process."""
        self.poll = select.poll()

    def run(self) -> None:
        """Makes children until the worker is gone."""
        woken, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _note)
        self.poll.register(self.worker, select.POLLIN)
        self.poll.register(woken, select.POLLIN)
        while True:
            ready = dict(self.poll.poll())
            if woken in ready:
                os.read(woken, 4096)
            self._tell_of_ended()
            self._end_what_nobody_waits_for(ready)
            if self.worker.fileno() in ready and not self._take_work():
                break
        for pid in self.waiting:
            os.kill(pid, signal.SIGKILL)

    def _take_work(self) -> bool:
        """Makes a child for the work that comes; False when the worker is gone."""
        message, files, _, _ = socket.recv_fds(self.worker, 1, 2)
        if not message:
            return False
        connection, waits = files
        pid = os.fork()
        if pid == 0:
            self._become_child(connection, waits)
        os.close(connection)
        self.waiting[pid] = waits
        # Only whether the other end is still there: nothing comes over it.
        self.poll.register(waits, 0)
        return True

    def _become_child(self, connection: int, waits: int) -> NoReturn:
        """The child's own life, from which there is no way back."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self.worker.close()
            for other in (waits, *self.waiting.values()):
                os.close(other)
            do_work(socket.socket(fileno=connection))
            status = 0
        except (EOFError, OSError):
            pass  # the worker is gone
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)

    def _tell_of_ended(self) -> None:
        """Tells the worker how each child ended that has: with the signal that ended it, 0 without any."""
        while self.waiting:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            waits = self.waiting.pop(pid)
            self.poll.unregister(waits)
            ended_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            with suppress(BrokenPipeError, ConnectionResetError):
                os.write(waits, bytes([ended_by]))
            os.close(waits)

    def _end_what_nobody_waits_for(self, ready: dict[int, int]) -> None:
        for pid, waits in self.waiting.items():
            if ready.get(waits, 0) & (select.POLLHUP | select.POLLERR):
                os.kill(pid, signal.SIGKILL)


def _note(_signal: int, _frame: FrameType | None) -> None:
    """A child ended: its signal wakes who polls."""


def main() -> None:
    # Ctrl-C is for the worker to answer, which may have somebody's work in hand.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name in LOADED:
        import_module(name)
    find_problems(Source("any", {}))  # what is made when it is first used is made here, once
    # What is there now is shared with all children, as long as nobody looks for garbage in it.
    gc.collect()
    gc.disable()
    gc.freeze()
    Foreman(socket.socket(fileno=int(sys.argv[1]))).run()


if __name__ == "__main__":
    main()
