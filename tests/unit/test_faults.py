"""What the faults count as lost, and that there are enough of them."""

import random

import pytest

from tests.faults.__main__ import ENGINES, LEAST_POINTS, tell
from tests.faults.course import QUESTIONS
from tests.faults.judge import SentAnswer, lost_answers
from tests.faults.plan import UNDISTURBED, faults_on, plan
from tests.faults.sitting import Tally


def sent(*answers: str, question: str = "one") -> list[SentAnswer]:
    """Answers to a question in the order in which they were given; those with a ! were acknowledged."""
    return [
        SentAnswer(change, question, tuple(answer.strip("!").split()), answer.endswith("!"))
        for change, answer in enumerate(answers, 1)
    ]


@pytest.mark.parametrize(
    ("answers", "shown", "lost"),
    [
        (["1!"], "1", []),
        (["1!"], "", [1]),
        (["1!"], "2", [1]),
        (["1"], "", []),
        # What was not acknowledged may stand, or not.
        (["1!", "2"], "2", []),
        (["1!", "2"], "1", []),
        (["1", "2!"], "1", [2]),
        (["1!", "2!"], "1", [2]),
        (["1!", "2!"], "", [1, 2]),
        (["1!", "2!", "3!"], "2", [3]),
        # Half of a word, and a box that fell out.
        (["water!"], "wat", [1]),
        (["1 3!"], "1", [1]),
        # Taken back: nothing is an answer too.
        (["1!", "!"], "", []),
        (["1!", "!"], "1", [2]),
        # Chosen again: it stands where it was given last.
        (["1!", "2!", "1"], "1", []),
        (["1!", "2!", "1!"], "2", [3]),
    ],
)
def test_what_is_lost(answers: list[str], shown: str, lost: list[int]):
    found = lost_answers(sent(*answers), {"one": tuple(shown.split())})
    assert [one.change for one in found] == lost


def test_the_order_is_that_of_the_changes():
    answers = sent("1!", "2!")
    assert lost_answers(reversed(answers), {"one": ("2",)}) == []


def test_each_question_is_judged_by_itself():
    answers = sent("1!") + sent("2!", question="two")
    assert lost_answers(answers, {"one": ("1",), "two": ("2",)}) == []
    assert [one.question for one in lost_answers(answers, {"one": ("1",), "two": ("1",)})] == ["two"]


def test_a_question_that_is_not_shown_shows_nothing():
    assert len(lost_answers(sent("1!"), {})) == 1


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(5))
def test_a_plan_has_enough_points_and_every_fault(engine: str, seed: int):
    attempts = plan(engine, random.Random(seed))
    struck = [(step.fault, step.request) for attempt in attempts for step in attempt.steps if step.fault]
    assert len(struck) == len(set(struck)) >= LEAST_POINTS
    assert {fault for fault, _ in struck} == set(faults_on(engine))
    for attempt in attempts:
        assert {step.question for step in attempt.steps if not step.again} == set(range(1, QUESTIONS + 1))
        assert not any(step.fault for step in attempt.steps[:UNDISTURBED])


POINTS = {("fault", str(number)) for number in range(LEAST_POINTS)}


@pytest.mark.parametrize(
    ("tally", "status"),
    [
        (Tally("sqlite", POINTS, 5), 0),
        (Tally("sqlite", POINTS, 5, lost=1), 1),
        (Tally("sqlite", POINTS, 5, wrong=["no result"]), 1),
        (Tally("sqlite", POINTS - {("fault", "0")}, 5), 1),
    ],
)
def test_when_a_run_fails(tally: Tally, status: int, capsys: pytest.CaptureFixture[str]):
    assert tell([tally]) == status
    (line,) = capsys.readouterr().out.splitlines()
    points = len(tally.points)
    assert line == f'{{"points": {points}, "acknowledged": 5, "lost": {tally.lost}}}'
