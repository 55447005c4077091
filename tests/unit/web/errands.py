"""What a child is given to do in the tests of its limits: each does one thing wrong, or tells of itself."""

import os
import re
import signal
import sys
import time
from pathlib import Path

from lms.courses.advice.addresses import Addresses
from lms.courses.at_work import at_work
from lms.courses.comparing.material import Changes, Edited, compare
from lms.courses.comparing.translated import NoTranslation
from lms.courses.compiling import compile_course, find_problems
from lms.courses.compiling.compiled import Compiled
from lms.courses.compiling.salvage import Salvaged, salvage
from lms.courses.problems import Problem
from lms.courses.source import Source


def double(number: int) -> int:
    return 2 * number


def pid() -> int:
    return os.getpid()


def hang(*_: object) -> None:
    while True:
        pass


def hang_in_a_pattern(*_: object) -> None:
    """Python itself is not asked before the pattern is through with it."""
    re.match(r"(?:a|aa)+$", "a" * 90 + "b")


def hang_in_the_second_file() -> None:
    for path, seconds in (("01-a.md", 0.2), ("02-b.md", 0.6), ("03-c.md", 9)):
        at_work(path)
        until = time.process_time() + seconds
        while time.process_time() < until:
            pass


def obey(source: Source) -> None:
    """Hangs or eats at a text that says so."""
    for path, content in source.files.items():
        at_work(path)
        if b"hang here" in content:
            hang()
        if b"eat here" in content:
            eat()


def compile_obediently(source: Source) -> Compiled:
    obey(source)
    return compile_course(source)


def find_obediently(source: Source) -> tuple[Problem, ...]:
    obey(source)
    return find_problems(source)


def salvage_obediently(source: Source, addresses: Addresses) -> Salvaged:
    obey(source)
    return salvage(source, addresses)


def compare_obediently(edited: Edited) -> Changes:
    obey(edited.after)
    return compare(edited)


def sleep() -> None:
    time.sleep(60)


def eat(*_: object) -> None:
    """Takes more and more memory."""
    eaten = []
    while True:
        eaten.append(bytearray(1 << 20))


def eat_at_a_file() -> None:
    at_work("01-a.md")
    eat()


def eat_at_once() -> int:
    return len(bytes(1 << 30))


def give_too_much() -> bytes:
    return bytes(20 << 20)


def go_too_deep() -> None:
    go_too_deep()


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def refuse() -> None:
    raise NoTranslation("01-a.md")


def fail() -> None:
    raise ZeroDivisionError("of all things")


def give_a_stranger() -> Path:
    return Path("/etc/passwd")


def modules() -> list[str]:
    return sorted(sys.modules)


def environment() -> dict[str, str]:
    return dict(os.environ)


def open_files() -> list[str]:
    """What each open file is; the one that lists them is gone by then."""
    found = []
    for number in os.listdir("/proc/self/fd"):
        try:
            found.append(os.readlink(f"/proc/self/fd/{number}"))
        except FileNotFoundError:
            continue
    return sorted(found)
