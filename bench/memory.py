"""rss_mb: the resident memory (VmRSS) of a worker that has answered 1,000 pages.

The server has one worker, so that all pages are its own; four learners ask at once, in both languages, for
all that a learner reads: my learning, the catalogue, each course, module and assessment page, account, help.
With preloading some of that memory is shared with the parent process; it is counted in full.
"""

import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.site import Site, module_pages
from bench.visitor import Visitor

PAGES = 1000
LEARNERS = (("civilian", "en"), ("military", "en"), ("police", "fr"), ("civilian", "fr"))


def measure(site: Site) -> dict[str, float]:
    """Memory before the first page and after the last, in MB of 1,000,000 bytes."""
    courses = [*site.shipped(), site.course("test-course")]
    pages = ["/", "/courses", "/account", "/help"]
    for course in courses:
        about = f"/courses/{course.slug}"
        pages += [about, f"{about}/assessment", *module_pages(course)]
    with site.serving(workers="1") as server:
        worker = server.workers()[0]
        before = resident(worker)
        each = PAGES // len(LEARNERS)

        def learn(who: tuple[str, str]) -> None:
            learner = Visitor(server.address, *who)
            for path in itertools.islice(itertools.cycle(pages), each):
                learner.get(path)

        with ThreadPoolExecutor(len(LEARNERS)) as learners:
            list(learners.map(learn, LEARNERS))
        if server.workers() != [worker]:
            raise RuntimeError("the worker was replaced while it was measured")
        return {"rss_mb": resident(worker), "rss_at_start_mb": before}


def resident(pid: int) -> float:
    """VmRSS of a process, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    if found is None:
        raise RuntimeError(f"/proc/{pid}/status tells no memory")
    return round(int(found[1]) * 1024 / 1_000_000, 1)
