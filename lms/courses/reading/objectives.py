"""The objectives that a file names are those of the course."""

from __future__ import annotations

from collections.abc import Collection

from lms.courses.problems import Findings


def check_objective(
    objective: str, objectives: Collection[str], findings: Findings, place: tuple[int, int]
) -> bool:
    """Is this one of the course's objectives? If not, that is reported, with the nearest."""
    if objective in objectives:
        return True
    near = findings.nearest(objective, objectives)
    findings.add("unknown-objective", *place, objective=objective, nearest=near)
    return False
