"""Mutants: small faults, put one by one into a copy of what decides, to see whether a test notices each.

`make mutants` makes the copy anew in the folder `mutants`, which stays for a closer look: `cd mutants`, then
`../.venv/bin/mutmut browse`. Which files are mutated, and which tests run, stands in pyproject.toml.
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
REASONS = ROOT / "tests" / "mutants.md"
COPY = ROOT / "mutants"
COPIED = ("lms", "tests", "bench")
NOT_COPIED = shutil.ignore_patterns("node_modules", "screenshots", "__pycache__")
MUTMUT = Path(sys.executable).with_name("mutmut")
PROCESSES = 2
LEAST = 95  # percent
NOTICED = ("killed", "timeout")


@dataclass(frozen=True, slots=True, order=True)
class Mutation:
    """What a mutant changes in a file: lines as they are (`-`) and as it has them (`+`), without indents."""

    path: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.lines)


def mutation(path: str, diff: Iterable[str]) -> Mutation:
    """The mutation that the lines of a diff show."""
    changed = [line for line in diff if line.startswith(("-", "+"))]
    return Mutation(path, tuple(f"{line[0]} {line[1:].strip()}" for line in changed))


def read_results(text: str) -> dict[str, str]:
    """What became of each mutant, by its name, from what `mutmut results` prints."""
    return dict(re.findall(r"^ +(\S+): (.+)$", text, re.MULTILINE))


def read_mutant(shown: str) -> tuple[str, list[str]]:
    """The path of a mutant's file and the lines of its diff, from what `mutmut show` prints."""
    head, block = re.split(r"^@@.*@@\n", shown, maxsplit=1, flags=re.MULTILINE)
    path = re.search(r"^--- (\S+)$", head, re.MULTILINE)
    assert path, head
    return path[1], block.rstrip("\n").split("\n")


def line_number(diff: list[str], source: str) -> int:
    """The line of a file at which a diff begins to differ.

    mutmut numbers the lines of a diff from the beginning of their function, so they are looked for.
    """
    wanted = [line[1:].strip() for line in diff if not line.startswith("+")]
    lines = [line.strip() for line in source.split("\n")]
    starts = [start for start in range(len(lines)) if lines[start : start + len(wanted)] == wanted]
    same = next(number for number, line in enumerate(diff) if line.startswith(("-", "+")))
    return starts[0] + same + 1


def read_reasons(text: str) -> set[Mutation]:
    """The mutations for which tests/mutants.md has a reason: each `diff` below the path of a file."""
    listed = set()
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        path, _, body = section.partition("\n")
        for block in re.findall(r"^```diff\n(.*?)\n```$", body, re.MULTILINE | re.DOTALL):
            listed.add(mutation(path.strip(), block.split("\n")))
    return listed


def count(results: Mapping[str, str]) -> dict[str, int]:
    """How many mutants there were, and of how many tests took notice; a mutant that hangs is noticed."""
    killed = sum(1 for result in results.values() if result in NOTICED)
    return {"mutants": len(results), "killed": killed, "survived": len(results) - killed}


def is_enough(counted: Mapping[str, int]) -> bool:
    """Whether tests notice as many mutants as they should; where nothing was mutated they notice nothing."""
    return counted["mutants"] > 0 and counted["killed"] * 100 >= LEAST * counted["mutants"]


def without_mutants(paths: Iterable[str], results: Iterable[str]) -> list[str]:
    """The files in which nothing was mutated, as when they have moved."""
    modules = {name.rpartition(".")[0] for name in results}
    return [path for path in paths if path.removesuffix(".py").replace("/", ".") not in modules]


def make_copy() -> None:
    """Copies what is mutated and what tests it, and removes what the last run left."""
    shutil.rmtree(COPY, ignore_errors=True)
    for folder in COPIED:
        shutil.copytree(ROOT / folder, COPY / folder, ignore=NOT_COPIED)
    shutil.copy(ROOT / "pyproject.toml", COPY)


def mutmut(*arguments: str) -> str:
    """What mutmut prints in the copy."""
    command = [MUTMUT, *arguments]
    return subprocess.run(command, cwd=COPY, check=True, stdout=subprocess.PIPE, text=True).stdout


def tell(results: Mapping[str, str]) -> None:
    """Prints what no test killed, with its place, and where tests/mutants.md says something else."""
    listed = read_reasons(REASONS.read_text("utf-8"))
    told = []
    for name, result in results.items():
        if result != "killed":
            path, diff = read_mutant(mutmut("show", name))
            number = line_number(diff, (COPY / path).read_text("utf-8"))
            told.append((path, number, mutation(path, diff), result))
    for path, number, changed, result in sorted(told):
        print(f"\n{path}:{number}: {result}\n{changed}")
        if result not in NOTICED and changed not in listed:
            print("not listed in tests/mutants.md")
    survived = {changed for _, _, changed, result in told if result not in NOTICED}
    for changed in sorted(listed - survived):
        print(f"\n{changed.path}: listed in tests/mutants.md, but did not survive\n{changed}")


def main() -> int:
    """Mutates, runs the tests, tells how it went: the exit status."""
    make_copy()
    run = subprocess.run([MUTMUT, "run", f"--max-children={PROCESSES}"], cwd=COPY)
    results = read_results(mutmut("results", "--all=true"))
    forgotten = without_mutants(SETTINGS["only_mutate"], results)
    if run.returncode == 0:
        tell(results)
    for path in forgotten:
        print(f"\n{path}: nothing was mutated")
    counted = count(results)
    print(json.dumps(counted))
    succeeded = run.returncode == 0 and not forgotten and is_enough(counted)
    return 0 if succeeded else 1


if __name__ == "__main__":
    sys.exit(main())
