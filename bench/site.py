"""The site under measurement: a server with a database and courses of its own, gone when the run ends."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from lms.courses.compiling import compile_course
from lms.courses.course import Course
from lms.courses.source import read_folder

ROOT = Path(__file__).resolve().parent.parent
SHIPPED, TEST_COURSE = ROOT / "courses", ROOT / "tests" / "course"
LMS = str(Path(sys.executable).with_name("lms"))
PASSWORD = "sorandia-demo"
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers: where, and its process."""

    address: str
    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """The ids of the processes that the server forked."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Site:
    """A demonstration installation in a folder: the shipped courses, the test course, the demo's people."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.courses = folder / "courses"
        shutil.copytree(SHIPPED, self.courses)
        shutil.copytree(TEST_COURSE, self.courses / "test-course")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LMS_", "MAKE"))}
        self.env = kept | {
            "LMS_DEMO": "yes",
            "LMS_SECRET_KEY": os.urandom(32).hex(),
            "LMS_DATABASE_URL": f"sqlite:///{folder / 'lms.sqlite'}",
            "LMS_COURSES": str(self.courses),
        }
        subprocess.run([LMS, "demo"], cwd=ROOT, env=self.env, check=True, stdout=subprocess.DEVNULL)

    def course(self, slug: str) -> Course:
        """A course as it stands in the site's folder."""
        compiled = compile_course(read_folder(self.courses / slug))
        if compiled.course is None:
            raise RuntimeError(f"{slug} does not compile: {compiled.problems}")
        return compiled.course

    def shipped(self) -> list[Course]:
        """The courses that the repository ships."""
        return [self.course(path.parent.name) for path in sorted(SHIPPED.glob("*/course.md"))]

    @contextmanager
    def serving(self, **settings: str) -> Iterator[Server]:
        """`lms serve` with the default settings, unless told otherwise (workers="1")."""
        port = free_port()
        env = self.env | {f"LMS_{name.upper()}": value for name, value in settings.items()}
        env["LMS_SITE_URL"] = f"http://127.0.0.1:{port}"
        with running([LMS, "serve", "--port", str(port)], env, port, "/healthz", self.folder) as server:
            yield server


def module_pages(course: Course) -> list[str]:
    """The addresses of a course's modules, in order."""
    return [f"/courses/{course.slug}/{module.slug}" for module in course.modules]


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: list[str], env: dict[str, str], port: int, ready: str, folder: Path) -> Iterator[Server]:
    """A server process, from its first answer at `ready` until the block ends; its words go to a file."""
    log = folder / f"server-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out, start_new_session=True)
        try:
            address = f"http://127.0.0.1:{port}"
            if not _answers(address + ready, process):
                raise RuntimeError(f"{' '.join(command)} does not answer:\n{log.read_text()[-2000:]}")
            yield Server(address, process)
        finally:
            _stop(process)


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            time.sleep(0.01)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a server and all that it started, which have a process group of their own."""
    for sign, wait in ((signal.SIGTERM, 25), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, sign)
            process.wait(wait)
        except subprocess.TimeoutExpired:
            continue
        except ProcessLookupError:
            pass
        return
