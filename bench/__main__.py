"""Measures, prints, writes bench/results.json: `python -m bench`, or only some: `python -m bench weight`."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import (
    answering,
    certificate,
    checking,
    compiling,
    memory,
    previewing,
    starting,
    throughput,
    weight,
)
from bench.site import Site

RESULTS = Path(__file__).with_name("results.json")
MEASURES: dict[str, Callable[[Site], dict[str, float]]] = {
    "throughput": throughput.measure,
    "weight": weight.measure,
    "certificate": lambda _site: certificate.measure(),
    "compiling": compiling.measure,
    "checking": checking.measure,
    "previewing": previewing.measure,
    "starting": starting.measure,
    "memory": memory.measure,
    "answering": answering.measure,
}
LEAST = {"module_page_vs_bare": 0.7, "answer_vs_bare": 0.25}
MOST = {
    "first_page_kb": 40,
    "first_page_requests": 6,
    "next_page_kb": 12,
    "next_page_requests": 2,
    "first_visit_kb": 60,
    "module_kb_max": 20,
    "certificate_vs_canvas": 2.5,
    "certificate_kb": 60,
    "check_100_modules_ms": 2000,
    "preview_child_s": 0.3,
    "start_s": 3,
    "rss_mb": 120,
    "hall_p99_vs_bare": 8,
}


def goal(figure: str, value: float) -> str:
    """What a figure should be, and whether it is; nothing for those without a goal."""
    if figure in LEAST:
        met, text = value >= LEAST[figure], f"at least {LEAST[figure]}"
    elif figure in MOST:
        met, text = value <= MOST[figure], f"at most {MOST[figure]}"
    else:
        return ""
    return text if met else f"{text}: MISSED"


def main(wanted: list[str]) -> None:
    """Runs the measures one after the other; only a run of all of them is written down."""
    if unknown := set(wanted) - MEASURES.keys():
        sys.exit(f"There is no {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}.")
    if (busy := os.getloadavg()[0]) > 0.5:
        print(f"This machine is busy (load {busy:.1f}): ratios will waver, times will be long.\n")
    results: dict[str, float] = {}
    start = perf_counter()
    with TemporaryDirectory(prefix="lms-bench-") as folder:
        site = Site(Path(folder))
        for name in wanted or MEASURES:
            figures = MEASURES[name](site)
            results |= figures
            for figure, value in figures.items():
                print(f"{figure:26} {value:>8}   {goal(figure, value)}".rstrip(), flush=True)
    if not wanted:
        RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(f"\nMeasured in {perf_counter() - start:.0f} s.")


if __name__ == "__main__":
    main(sys.argv[1:])
