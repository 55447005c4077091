"""preview_child_s: how much longer a preview takes for being compiled in a child, within its limits.

The longest of the shipped courses is compiled as a preview is, in this process and in a child, turn by turn.
What goes over to the child and comes back is counted; the page that is made of it afterwards is the same.
"""

from statistics import median
from time import perf_counter

from bench.site import SHIPPED, Site
from lms.authoring.preview.addresses import Previewed
from lms.courses.compiling.salvage import salvage
from lms.courses.source import Source, read_folder
from lms.web.child.door import work_out
from lms.web.child.hiring import foreman
from lms.web.child.limits import Limits

TURNS = 20
FIRST = 3


def measure(_site: Site) -> dict[str, float]:
    """The median difference and the median ratio of some turns, and what the first in a worker takes."""
    courses = [read_folder(path.parent) for path in sorted(SHIPPED.glob("*/course.md"))]
    longest = max(courses, key=_length)
    first = []
    for _ in range(FIRST):
        foreman.dismiss()
        first.append(_in_child(longest))
    _here(longest)  # loads what reads courses
    turns = [(_here(longest), _in_child(longest)) for _ in range(TURNS)]
    return {
        "preview_child_s": round(median(child - here for here, child in turns), 3),
        "preview_child_ratio": round(median(child / here for here, child in turns), 2),
        "preview_here_s": round(median(here for here, _ in turns), 3),
        "preview_first_s": round(median(first), 3),
    }


def _length(source: Source) -> int:
    return sum(len(content) for path, content in source.files.items() if path.endswith(".md"))


def _here(source: Source) -> float:
    start = perf_counter()
    salvage(source, Previewed(source.slug))
    return perf_counter() - start


def _in_child(source: Source) -> float:
    start = perf_counter()
    work_out(salvage, (source, Previewed(source.slug)), Limits())
    return perf_counter() - start
