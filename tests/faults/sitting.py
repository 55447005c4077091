"""Sitting: attempts are answered on one engine while faults strike, and the paper is read again and again."""

import random
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.course import write_course
from tests.faults.databases import make_database
from tests.faults.judge import SentAnswer, lost_answers
from tests.faults.learners import PASSWORD, record_learners
from tests.faults.page import Learner, Page
from tests.faults.plan import AT_SUBMISSION, PlannedAttempt, Step, faults_on, plan
from tests.faults.server import Server
from tests.faults.stage import Stage

NOT_YET_S = 0.5


@dataclass
class Tally:
    """What a run on one engine came to. `wrong`: what makes it a failure besides a lost answer."""

    engine: str
    points: set[tuple[str, str]] = field(default_factory=set)
    acknowledged: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)


def run(engine: str, seed: int) -> Tally:
    """Sits all attempts on an engine."""
    tally = Tally(engine)
    try:
        with tempfile.TemporaryDirectory(prefix="lms-faults-") as folder:
            _run_in(Path(folder), tally, random.Random(f"{seed} {engine}"))
    except Exception:
        # What was found until then is told all the same.
        tally.wrong.append(traceback.format_exc())
    return tally


def _run_in(folder: Path, tally: Tally, chance: random.Random) -> None:
    # PostgreSQL may run as a user of its own, who has to get at its folder.
    folder.chmod(0o755)
    database_folder = folder / "database"
    database_folder.mkdir()
    courses = folder / "courses"
    write_course(courses)
    database = make_database(tally.engine, database_folder)
    try:
        server = Server(folder, courses, database.url)
        try:
            attempts = plan(tally.engine, chance)
            learners = record_learners(database.url, len(attempts))
            sittings = []
            for name, attempt in zip(learners, attempts, strict=True):
                page = Page(Learner(server.port, name, PASSWORD), chance)
                sitting = Sitting(Stage(server, database, chance, page, tally.wrong), tally)
                sittings.append(sitting)
                sitting.sit(attempt)
            server.restart()
            for sitting in sittings:
                sitting.finish()
        finally:
            server.close()
    finally:
        database.close()


class Sitting:
    """One attempt, under faults."""

    def __init__(self, stage: Stage, tally: Tally) -> None:
        self.stage = stage
        self.page = stage.page
        self.tally = tally
        self._faults = faults_on(tally.engine)
        self._lost: list[SentAnswer] = []

    def sit(self, attempt: PlannedAttempt) -> None:
        """Answers the paper and submits it."""
        for step in attempt.steps:
            self._answer(step)
        AT_SUBMISSION[attempt.at_submission](self.stage, self.page.submission())
        self.tally.points.add((attempt.at_submission, "submission"))
        self._look(f"{attempt.at_submission}, submission")
        self.page.submit()
        self._look("submitted")

    def finish(self) -> None:
        """Reads the result for the last time, and adds up."""
        self._look("at the end")
        if not self.page.has_result():
            self.tally.wrong.append("an attempt that was submitted has no result")
        self.tally.acknowledged += sum(1 for one in self.page.sent if one.acknowledged)

    def _answer(self, step: Step) -> None:
        self.page.change(self.page.questions[step.question - 1])
        request = self.page.save()
        if step.fault is None:
            self.stage.deliver(request)
        else:
            self._faults[step.fault](self.stage, request)
            self.tally.points.add((step.fault, step.request))
            # Before the page sends anything again, which might put right what is lost now.
            self._look(f"{step.fault}, {step.request}")
        self.page.send_all()
        self._look(f"{step.fault or 'no fault'}, {step.request}, once it is saved")

    def _look(self, when: str) -> None:
        """Reads the paper, and notes what is lost; an answer is lost once, however often it is missed."""
        if not self._missed():
            return
        # What is only not there yet is not lost.
        time.sleep(NOT_YET_S)
        for one in self._missed():
            self._lost.append(one)
            self.tally.lost += 1
            print(f"{self.tally.engine}: {when}: lost is {one}", file=sys.stderr)

    def _missed(self) -> list[SentAnswer]:
        missed = lost_answers(self.page.sent, self.page.look().answers())
        return [one for one in missed if not any(one is lost for lost in self._lost)]
