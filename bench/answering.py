"""answer_vs_bare and hall_p99_vs_bare: how near saving an answer comes to the least that is durable.

A save of one changed answer of a 20-question paper (CPAS-101), as the page's script sends it, against
bare_insert.py, which makes one durable INSERT a request. Both are served by gunicorn with the same workers
and threads and loaded by load.py, turn by turn, since a machine's speed wanders; the figures are the medians
of the turns' ratios.

- answer_vs_bare: learners who answer without pause, each at a paper that is empty when their turn begins.
- hall_p99_vs_bare: a hall of people who answer once in about ten seconds; both sides get the same arrivals.

An answer that was acknowledged and is not there, or a request that fails, ends the measurement with an error.
"""

import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import urlencode

from bench.load import Load, at_moments, head_of, with_body, without_pause
from bench.open_paper import FORM_HEADERS, OpenPaper, Sitting, open_papers
from bench.site import ROOT, Server, Site, free_port, running

CONNECTIONS, ROUNDS, SECONDS = 16, 20, 1
PEOPLE, TURNS, HALL_SECONDS, PACE = 300, 3, 60, 10
# An answer comes up to so many seconds late: with the pace, less than gunicorn keeps an idle connection open.
DELAY = 2


class Pair(NamedTuple):
    """The same load on both sides."""

    ours: Load
    bare: Load


class Inserter:
    """Somebody who answers at the bare site."""

    def __init__(self) -> None:
        body = urlencode({"question": "final-first-launch", "answer": "3"}).encode()
        self._request = with_body(head_of("POST", "/answer", FORM_HEADERS), body)

    def request(self) -> bytes:
        return self._request

    def heed(self, body: bytes) -> None:
        """All that it says is that it was saved."""


def measure(site: Site) -> dict[str, float]:
    """Both ratios, and what is behind them: saves a second, and what 99 of 100 saves wait at most."""
    sittings = _begin(site, PEOPLE + CONNECTIONS * (1 + ROUNDS))
    hall, rest = sittings[:PEOPLE], sittings[PEOPLE:]
    warm_up, *groups = [rest[start : start + CONNECTIONS] for start in range(0, len(rest), CONNECTIONS)]
    our_database, bare_database = site.folder / "lms.sqlite", site.folder / "bare-insert.sqlite"
    port = free_port()
    command = [sys.executable, "-m", "bench.bare_insert", str(port)]
    env = site.env | {"BENCH_DB": str(bare_database)}
    with site.serving() as ours, running(command, env, port, "/ready", site.folder) as bare:
        there_before = _rows(our_database, "response")
        first = _round(ours, bare, warm_up)
        # The hall comes first: after some rounds a worker has answered so much that another takes its place.
        turns = _hall(ours, bare, hall)
        rounds = [_round(ours, bare, group) for group in groups]
        pairs = [first, *turns, *rounds]
        _expect_rows(_rows(our_database, "response") - there_before, [pair.ours for pair in pairs])
        _expect_rows(_rows(bare_database, "answer"), [pair.bare for pair in pairs])
    return _of_rounds(rounds) | _of_hall(turns)


def _begin(site: Site, number: int) -> list[Sitting]:
    """So many new learners, each with an attempt that has just begun."""
    command = [sys.executable, "-m", "bench.learners", str(number)]
    told = subprocess.run(
        command, cwd=ROOT, env=site.env, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    return [Sitting(**json.loads(line)) for line in told.splitlines()]


def _round(ours: Server, bare: Server, sittings: Sequence[Sitting]) -> Pair:
    """One after the other, both sides with as many people who answer without pause."""
    papers = open_papers(ours.address, sittings)
    inserters = [Inserter() for _ in sittings]
    return Pair(
        without_pause(ours.address, papers, SECONDS),
        without_pause(bare.address, inserters, SECONDS),
    )


def _hall(ours: Server, bare: Server, sittings: Sequence[Sitting]) -> list[Pair]:
    """The turns of a hall; after each, every paper must show what its learner chose."""
    turns = []
    papers = open_papers(ours.address, sittings)
    for turn in range(TURNS):
        moments = moments_of_hall(random.Random(turn), len(sittings))
        inserters = [Inserter() for _ in sittings]
        pair = Pair(
            at_moments(ours.address, dict(zip(papers, moments, strict=True))),
            at_moments(bare.address, dict(zip(inserters, moments, strict=True))),
        )
        turns.append(pair)
        shown = open_papers(ours.address, sittings)
        _expect_shown(papers, shown)
        papers = shown
    return turns


def moments_of_hall(chance: random.Random, people: int) -> list[list[float]]:
    """When each of these people answers: from a moment of their own on, at their pace, some more slowly."""
    return [_moments(chance.uniform(0, PACE), chance) for _ in range(people)]


def _moments(first: float, chance: random.Random) -> list[float]:
    return [first + passed + chance.uniform(0, DELAY) for passed in range(0, HALL_SECONDS, PACE)]


def _expect_shown(papers: Sequence[OpenPaper], shown: Sequence[OpenPaper]) -> None:
    lost = [paper for paper, again in zip(papers, shown, strict=True) if paper.chosen != again.chosen]
    if lost:
        raise RuntimeError(f"{len(lost)} of {len(papers)} papers do not show all that was acknowledged")


def _expect_rows(stored: int, loads: Sequence[Load]) -> None:
    acknowledged = sum(len(load.waits) for load in loads)
    if stored != acknowledged:
        raise RuntimeError(f"{acknowledged} answers were acknowledged, and {stored} were stored")


def _rows(database: Path, table: str) -> int:
    connection = sqlite3.connect(database)
    (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(number)


def _of_rounds(rounds: Sequence[Pair]) -> dict[str, float]:
    ours = [_rps(pair.ours) for pair in rounds]
    bare = [_rps(pair.bare) for pair in rounds]
    ratios = [our_rps / bare_rps for our_rps, bare_rps in zip(ours, bare, strict=True)]
    return {
        "answer_vs_bare": round(median(ratios), 2),
        "answer_rps": round(median(ours)),
        "bare_insert_rps": round(median(bare)),
    }


def _of_hall(turns: Sequence[Pair]) -> dict[str, float]:
    ours = [_p99_ms(pair.ours) for pair in turns]
    bare = [_p99_ms(pair.bare) for pair in turns]
    ratios = [our_wait / bare_wait for our_wait, bare_wait in zip(ours, bare, strict=True)]
    return {
        "hall_p99_vs_bare": round(median(ratios), 1),
        "hall_p99_ms": round(median(ours), 1),
        "bare_hall_p99_ms": round(median(bare), 1),
    }


def _rps(load: Load) -> float:
    return len(load.waits) / load.seconds


def _p99_ms(load: Load) -> float:
    """What 99 of 100 requests waited at most, in milliseconds."""
    return quantiles(load.waits, n=100, method="inclusive")[98] * 1000
