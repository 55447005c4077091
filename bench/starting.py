"""start_s: from `make run` to the first answer of /healthz, where the database is there already."""

from statistics import median
from time import perf_counter

from bench.site import Site, free_port, running

TURNS = 3


def measure(site: Site) -> dict[str, float]:
    """The median of some starts, none of them the first. What installs is left out (-o): it ran before."""
    starts = []
    for _ in range(TURNS):
        port = free_port()
        command = ["make", "-o", ".venv/.installed", "run", f"PORT={port}"]
        start = perf_counter()
        with running(command, site.env, port, "/healthz", site.folder):
            starts.append(perf_counter() - start)
    return {"start_s": round(median(starts), 2)}
