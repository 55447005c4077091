"""module_page_vs_bare: how near a module page comes to the least that Flask and a database can do.

The first module of the test course, for a learner half way through it, against bare.py's page of the same
bytes. Both are served by gunicorn with the same workers and threads, loaded by autocannon (16 connections),
turn by turn in short turns, since a machine's speed wanders; the figure is the median of the turns' ratios.
autocannon asks for no compression, as wrk does.
"""

import json
import subprocess
import sys
from statistics import median
from urllib.request import Request, urlopen

from bench.site import ROOT, Site, free_port, module_pages, running
from bench.visitor import Visitor

AUTOCANNON = ROOT / "tests" / "node_modules" / "autocannon" / "autocannon.js"
ROUNDS, SECONDS, WARM_UP = 20, 1, 3


def measure(site: Site) -> dict[str, float]:
    """The ratio, and what is behind it: requests a second and half of all waiting times, ours and bare."""
    path = module_pages(site.course("test-course"))[0]
    with site.serving() as ours:
        learner = Visitor(ours.address, "military")
        learner.study_half(path)
        page = site.folder / "page.html"
        page.write_text(learner.get(path), encoding="utf-8")
        port = free_port()
        env = site.env | {"BENCH_PAGE": str(page), "BENCH_DB": str(site.folder / "bare.sqlite")}
        command = [sys.executable, "-m", "bench.bare", str(port)]
        with running(command, env, port, "/sign-in", site.folder) as bare:
            with urlopen(f"{bare.address}/sign-in", timeout=5) as answer:
                bare_cookie = answer.headers["Set-Cookie"].partition(";")[0]
            _same_bytes(f"{bare.address}/page", bare_cookie, page.read_bytes())
            return _compare(ours.address + path, f"lms={learner.cookie}", f"{bare.address}/page", bare_cookie)


def _same_bytes(url: str, cookie: str, expected: bytes) -> None:
    with urlopen(Request(url, headers={"Cookie": cookie}), timeout=5) as answer:
        if answer.read() != expected:
            raise RuntimeError("the bare page is not the measured one, byte for byte")


def _compare(ours: str, our_cookie: str, bare: str, bare_cookie: str) -> dict[str, float]:
    sides = {"module_page": (ours, our_cookie), "bare": (bare, bare_cookie)}
    for side in sides.values():
        load(*side, WARM_UP)
    rounds = [{name: load(*side, SECONDS) for name, side in sides.items()} for _ in range(ROUNDS)]
    sizes = {name: median(one[name]["bytes"] for one in rounds) for name in sides}
    rps = {name: median(one[name]["rps"] for one in rounds) for name in sides}
    ratio = median(one["module_page"]["rps"] / one["bare"]["rps"] for one in rounds)
    return {
        "module_page_vs_bare": round(ratio, 2),
        **{f"{name}_rps": round(value) for name, value in rps.items()},
        **{f"{name}_p50_ms": round(median(one[name]["p50"] for one in rounds)) for name in sides},
        **{f"{name}_answer_kb": round(size / 1000, 1) for name, size in sizes.items()},
    }


def load(url: str, cookie: str, seconds: int) -> dict[str, float]:
    """Requests a second, median waiting time (ms) and bytes an answer; any answer but 2xx is an error."""
    command = ["node", str(AUTOCANNON), "-j", "-c", "16", "-d", str(seconds), "-H", f"cookie: {cookie}", url]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 30).stdout
    result = json.loads(told)
    if result["non2xx"] or result["errors"] or not result["2xx"]:
        raise RuntimeError(f"{url}: {result['non2xx']} answers were no success, {result['errors']} failed")
    return {
        "rps": result["2xx"] / result["duration"],
        "p50": result["latency"]["p50"],
        "bytes": result["throughput"]["total"] / result["requests"]["total"],
    }
