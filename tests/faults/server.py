"""The server: `lms serve` with its workers; it can be killed, restarted, and left without room to write."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults.link import HOST, ask, request_bytes

LMS = Path(sys.executable).with_name("lms")
SECRET = "only the faults know this secret key"
START_S = 120
STOP_S = 60


class NotServing(Exception):
    """The server does not start."""


class Server:
    """A server at a port of its own, always the same one."""

    def __init__(self, folder: Path, courses: Path, database_url: str) -> None:
        self.port = _free_port()
        self._folder = folder
        self._log = folder / "serve.log"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LMS_")}
        self._environment = kept | {
            "PORT": str(self.port),
            "LMS_SECRET_KEY": SECRET,
            "LMS_SITE_URL": f"http://{HOST}:{self.port}",
            "LMS_DATABASE_URL": database_url,
            "LMS_COURSES": str(courses),
        }
        self.start()

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        with self._log.open("ab") as log:
            # In a process group of its own, so that all of it can be killed at once.
            self._process = subprocess.Popen(
                [LMS, "serve"],
                env=self._environment,
                cwd=self._folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + START_S
        while time.monotonic() < until and self._process.poll() is None:
            reply = ask(self.port, request_bytes("GET", "/healthz"))
            if reply is not None and reply.is_success:
                return
            time.sleep(0.02)
        self.kill()
        raise NotServing(self._log.read_text("utf-8", "replace")[-2000:])

    def kill(self) -> None:
        """kill -9 of all of it."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def kill_workers(self) -> None:
        """kill -9 of every process that answers requests; the one that started them starts others."""
        for worker in self._workers():
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)

    def stop(self) -> None:
        """Tells it to stop once it has answered what it was asked, and does not wait for that."""
        self._process.terminate()

    def restart(self) -> None:
        """Starts it anew, once the one that was killed or stopped has gone."""
        self.close()
        self.start()

    def close(self) -> None:
        """Ends it."""
        self.stop()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_S)
        # A worker may outlive the process that started it.
        self.kill()
        self._process.wait()

    @contextmanager
    def files_end_at(self, size: int) -> Iterator[None]:
        """Lets no file become longer than so many bytes, as when the disk is full."""
        self._limit_files(size)
        try:
            yield
        finally:
            self._limit_files(resource.RLIM_INFINITY)

    def _limit_files(self, size: int) -> None:
        # The process that starts the workers comes first: one that it starts meanwhile has its limit.
        self._limit_files_of(self._process.pid, size)
        for worker in self._workers():
            self._limit_files_of(worker, size)

    def _limit_files_of(self, process: int, size: int) -> None:
        with suppress(ProcessLookupError):
            resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def _workers(self) -> list[int]:
        pid = self._process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
