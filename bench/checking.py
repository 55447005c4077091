"""check_100_modules_ms: `lms check` of a course of a hundred modules, as a trainer waits for it.

The modules are those of the shipped courses in their own language, over and over, each question with an id
of its own.
"""

import re
import shutil
import subprocess
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.site import LMS, ROOT, SHIPPED, Site

MODULES, TURNS = 100, 3
SOURCE = re.compile(r"\d+-[a-z0-9-]+\.md")


def measure(site: Site) -> dict[str, float]:
    """The median of some runs of the command, after a first one."""
    folder = _course(site.folder / "hundred")
    turns = []
    for _ in range(TURNS + 1):
        start = perf_counter()
        subprocess.run([LMS, "check", str(folder)], cwd=ROOT, check=True, capture_output=True)
        turns.append(perf_counter() - start)
    return {"check_100_modules_ms": round(median(turns[1:]) * 1000)}


def _course(folder: Path) -> Path:
    """A course of a hundred modules in this folder, with the pictures that they show."""
    folder.mkdir()
    written = sorted(path for path in SHIPPED.rglob("*.md") if SOURCE.fullmatch(path.name))
    for number, path in enumerate(islice(cycle(written), MODULES), 1):
        text = re.sub(r"^(::: question \S+)", rf"\1-{number}", path.read_text("utf-8"), flags=re.MULTILINE)
        (folder / f"{number}-module-{number}.md").write_text(text, encoding="utf-8")
    for course in {path.parent for path in written}:
        shutil.copytree(course / "media", folder / "media", dirs_exist_ok=True)
        shutil.copyfile(course / "course.md", folder / "course.md")
    text = (folder / "course.md").read_text("utf-8")
    (folder / "course.md").write_text(re.sub(r"^draw: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    return folder
