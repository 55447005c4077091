"""The plan: which fault strikes at which request of which attempt."""

import random
from dataclasses import dataclass, replace

from tests.faults import cuts, late, stops, troubles
from tests.faults.course import QUESTIONS
from tests.faults.stage import Fault

ATTEMPTS = 3
# The first saves of an attempt meet no fault: by them it is seen how long a save takes.
UNDISTURBED = 2

WORKERS = stops.faults_of("workers killed", stops.WORKERS_KILLED)
SERVER = stops.faults_of("server killed", stops.SERVER_KILLED)
RESTART = stops.faults_of("server restarted", stops.SERVER_RESTARTED)
POSTGRESQL_RESTART = stops.faults_of("database restarted", stops.DATABASE_RESTARTED)
POSTGRESQL_KILL = stops.faults_of("database killed", stops.DATABASE_KILLED)
# How often each fault strikes; those that take seconds less often.
SHARED = [
    (WORKERS, 4),
    (SERVER, 1),
    (RESTART, 1),
    (cuts.CUTS, 6),
    (late.LATE, 4),
    (troubles.LOCKS, 1),
    (troubles.LONG_LOCK, 1),
]
OWN = {
    "sqlite": [(troubles.FULL, 2)],
    "postgresql": [(POSTGRESQL_RESTART, 1), (POSTGRESQL_KILL, 1), (troubles.AWAY, 1)],
}
# A submission meets what may strike any request.
AT_SUBMISSION = WORKERS | SERVER | cuts.CUTS


@dataclass(frozen=True, slots=True)
class Step:
    """A request of an attempt, and the fault that strikes at it, if any does.

    `question`: its place on the paper; `again`: whether it has been answered before.
    """

    question: int
    again: bool = False
    fault: str | None = None

    @property
    def request(self) -> str:
        """What the request is called."""
        name = f"question {self.question}"
        return f"{name} again" if self.again else name


@dataclass(frozen=True, slots=True)
class PlannedAttempt:
    """The steps of an attempt, and the fault that strikes at its submission."""

    steps: list[Step]
    at_submission: str


def faults_on(engine: str) -> dict[str, Fault]:
    """All faults that can strike on an engine, by name."""
    return {name: fault for group, _ in SHARED + OWN[engine] for name, fault in group.items()}


def plan(engine: str, chance: random.Random) -> list[PlannedAttempt]:
    """The attempts on an engine. No fault strikes twice at requests of the same name."""
    waiting = [name for group, times in SHARED + OWN[engine] for name in group for _ in range(times)]
    chance.shuffle(waiting)
    least = -(-len(waiting) // ATTEMPTS) + UNDISTURBED
    papers = [_steps(max(QUESTIONS, least), chance) for _ in range(ATTEMPTS)]
    points: set[tuple[str, str]] = set()
    attempts = []
    for steps, at_submission in zip(papers, chance.sample(sorted(AT_SUBMISSION), ATTEMPTS), strict=True):
        dealt = steps[:UNDISTURBED] + [_dealt(step, waiting, points) for step in steps[UNDISTURBED:]]
        attempts.append(PlannedAttempt(dealt, at_submission))
    return attempts


def _steps(count: int, chance: random.Random) -> list[Step]:
    """Answers every question in some order, and some of them again later."""
    steps = [Step(question) for question in chance.sample(range(1, QUESTIONS + 1), QUESTIONS)]
    for question in chance.sample(range(1, QUESTIONS + 1), count - QUESTIONS):
        place = steps.index(Step(question))
        steps.insert(chance.randint(place + 1, len(steps)), Step(question, again=True))
    return steps


def _dealt(step: Step, waiting: list[str], points: set[tuple[str, str]]) -> Step:
    """The step with the first fault that waits and has not struck at such a request."""
    for fault in waiting:
        if (fault, step.request) not in points:
            waiting.remove(fault)
            points.add((fault, step.request))
            return replace(step, fault=fault)
    return step
