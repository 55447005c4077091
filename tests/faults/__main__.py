"""Runs the faults on both engines: `python -m tests.faults`, `--seed` for others than always.

At its end it prints one line, `{"points": …, "acknowledged": …, "lost": …}`, and fails when an answer is
lost, when there were too few points, when an attempt has no result, or when a database that is locked, full
or away is not told as 503. A point is a distinct fault at a request on an engine; acknowledged is an answer
for which a 2xx was read whole; lost is one of these of which the paper, read later, shows neither it nor
one sent later.
"""

import argparse
import json
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from tests.faults.sitting import Tally, run

ENGINES = ("sqlite", "postgresql")
LEAST_POINTS = 60  # on each engine
SEED = 1


def main() -> int:
    """Runs, tells, and returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Is an answer ever lost?")
    parser.add_argument("--seed", type=int, default=SEED, help="another number tries other moments and bytes")
    parser.add_argument("--engine", choices=ENGINES, help="only this one")
    given = parser.parse_args()
    engines = [given.engine] if given.engine else ENGINES
    begin = time.monotonic()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(engines), mp_context=context) as processes:
        tallies = list(processes.map(run, engines, [given.seed] * len(engines)))
    print(f"seed {given.seed}, {time.monotonic() - begin:.0f} s", file=sys.stderr)
    return tell(tallies)


def tell(tallies: list[Tally]) -> int:
    """Says what the runs came to; 1 when that is not as it should be."""
    wrong = [f"{tally.engine}: {words}" for tally in tallies for words in tally.wrong]
    for tally in tallies:
        count = len(tally.points)
        print(f"{tally.engine}: {count} points, {tally.acknowledged} acknowledged", file=sys.stderr)
        if count < LEAST_POINTS:
            wrong.append(f"{tally.engine}: {count} points, and {LEAST_POINTS} are due")
    for words in wrong:
        print(f"FAILED {words}", file=sys.stderr)
    lost = sum(tally.lost for tally in tallies)
    told = {
        "points": sum(len(tally.points) for tally in tallies),
        "acknowledged": sum(tally.acknowledged for tally in tallies),
        "lost": lost,
    }
    print(json.dumps(told))
    return 1 if lost or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
