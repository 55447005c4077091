"""The site as an administrator runs it: a real `lms serve`, on a database and a port of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
COURSES = {"cpas-101": ROOT / "courses" / "cpas-101", "test-course": ROOT / "tests" / "course"}
LMS = Path(sys.executable).with_name("lms")
START_S = 90


class Site:
    """A served demonstration with the test course beside the shipped one."""

    def __init__(self, folder: Path, database_url: str | None = None) -> None:
        self.folder, self.courses = folder, folder / "courses"
        for slug, source in COURSES.items():
            shutil.copytree(source, self.courses / slug)
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.database_url = database_url or f"sqlite:///{folder / 'lms.sqlite'}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("LMS_")},
            "PORT": str(port),
            "LMS_DEMO": "yes",
            "LMS_SECRET_KEY": "only the browser's tests know this key",
            "LMS_SITE_URL": self.address,
            "LMS_DATABASE_URL": self.database_url,
            "LMS_COURSES": str(self.courses),
        }
        self.log = folder / "serve.log"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [LMS, "serve"], env=self.environment, stdout=log, stderr=subprocess.STDOUT, cwd=folder
            )
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            try:
                with closing(urlopen(f"{self.address}/healthz", timeout=2)):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        self._process.kill()
        raise AssertionError(f"the site did not start:\n{self.log.read_text()[-800:]}")

    def lms(self, *words: str) -> str:
        """What an `lms` command prints, run beside the server."""
        done = subprocess.run(
            [LMS, *words], env=self.environment, cwd=self.folder, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def kill_workers(self) -> None:
        """kill -9 of every process that answers requests; the one that starts them stays."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        assert children, "no worker was running"
        for child in children:
            os.kill(int(child), signal.SIGKILL)

    def stop(self) -> None:
        """Ends the server; fails when it told of an error of its own."""
        self._process.send_signal(signal.SIGINT)  # as Ctrl-C does; gunicorn heeds it in the background too
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        told = self.log.read_text()
        assert "Traceback" not in told, told


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
