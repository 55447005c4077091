"""compile_ms: reading and compiling every shipped course, in all its languages, from its folder."""

from statistics import median
from time import perf_counter

from bench.site import SHIPPED, Site
from lms.courses.compiling import compile_course
from lms.courses.source import read_folder

TURNS = 5


def measure(_site: Site) -> dict[str, float]:
    """The median of some turns in one process, after one that is not counted."""
    folders = [path.parent for path in sorted(SHIPPED.glob("*/course.md"))]
    turns = []
    for _ in range(TURNS + 1):
        start = perf_counter()
        for folder in folders:
            if compile_course(read_folder(folder)).course is None:
                raise RuntimeError(f"{folder.name} does not compile: see `lms check`")
        turns.append(perf_counter() - start)
    return {"compile_ms": round(median(turns[1:]) * 1000), "compile_courses": len(folders)}
