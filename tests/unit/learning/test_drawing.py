"""Drawing a paper."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lms.learning.assessment.drawing import draw, paper_from_rows, paper_to_rows
from lms.learning.choice_order import order_of
from tests.unit.learning.questions import banks, question, questions

SEEDS = st.integers(0, 2**62)
PER_OBJECTIVE = st.dictionaries(
    st.sampled_from(["define", "describe", "find"]), st.integers(1, 4), max_size=3
)


@given(banks(), PER_OBJECTIVE, SEEDS)
def test_each_question_is_asked_at_most_once(bank, per_objective, seed):
    asked = [asked.question for asked in draw(bank, per_objective, {}, seed)]
    assert len(asked) == len(set(asked))
    assert set(asked) <= {question.id for question in bank}


@given(banks(), PER_OBJECTIVE, SEEDS)
def test_of_each_objective_as_many_as_the_course_says(bank, per_objective, seed):
    by_id = {question.id: question for question in bank}
    drawn = [by_id[asked.question].objective for asked in draw(bank, per_objective, {}, seed)]
    for objective, number in per_objective.items():
        there = sum(1 for question in bank if question.objective == objective)
        assert drawn.count(objective) == min(number, there)


@given(banks(), SEEDS)
def test_without_a_number_all_are_asked(bank, seed):
    assert sorted(asked.question for asked in draw(bank, {}, {}, seed)) == sorted(
        question.id for question in bank
    )


@given(banks(), PER_OBJECTIVE, SEEDS)
def test_the_same_seed_is_the_same_paper(bank, per_objective, seed):
    assert draw(bank, per_objective, {}, seed) == draw(bank, per_objective, {}, seed)


@given(st.data(), banks(least=1), SEEDS)
def test_what_was_seen_least_comes_first(data, bank, seed):
    bank = [replace(question, objective="define") for question in bank]
    seen = data.draw(st.dictionaries(st.sampled_from([question.id for question in bank]), st.integers(0, 3)))
    asked = {
        asked.question for asked in draw(bank, {"define": data.draw(st.integers(1, len(bank)))}, seen, seed)
    }
    left_out = {question.id for question in bank} - asked
    if asked and left_out:
        assert max(seen.get(id, 0) for id in asked) <= min(seen.get(id, 0) for id in left_out)


def test_what_was_never_seen_comes_before_what_was_seen_once():
    bank = [question(f"q{number}", objective="define") for number in range(4)]
    seen = {"q0": 1, "q1": 1, "q2": 1}
    for seed in range(20):
        (asked,) = draw(bank, {"define": 1}, seen, seed)
        assert asked.question == "q3"


@given(questions(), SEEDS)
def test_an_order_holds_each_choice_once(asked, seed):
    assert sorted(order_of(asked, seed)) == list(range(1, asked.size + 1))
    assert order_of(replace(asked, shuffle=False), seed) == tuple(range(1, asked.size + 1))


TO_ORDER = replace(question("q", size=3), kind="order", key=(1, 2, 3))


def test_items_to_be_put_in_order_never_stand_as_they_belong():
    assert order_of(replace(TO_ORDER, shuffle=False), 0) == (2, 3, 1)
    belongs = (1, 2, 3)
    orders = {seed: order_of(TO_ORDER, seed) for seed in range(60)}
    as_shuffled = {seed: order_of(replace(TO_ORDER, kind="single"), seed) for seed in range(60)}
    assert belongs in as_shuffled.values()
    for seed, order in orders.items():
        assert order == ((2, 3, 1) if as_shuffled[seed] == belongs else as_shuffled[seed])


def test_choices_and_questions_are_shuffled():
    bank = [question(f"q{number}") for number in range(6)]
    papers = [draw(bank, {}, {}, seed) for seed in range(40)]
    assert len({tuple(asked.question for asked in paper) for paper in papers}) > 20
    firsts = [asked.order[0] for paper in papers for asked in paper]
    assert all(40 < firsts.count(choice) < 80 for choice in (1, 2, 3, 4))


@given(banks(), SEEDS)
def test_a_paper_is_kept_as_rows(bank, seed):
    paper = draw(bank, {}, {}, seed)
    assert paper_from_rows(paper_to_rows(paper)) == paper
