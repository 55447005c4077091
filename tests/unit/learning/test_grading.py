"""Grading a paper."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lms.learning.grading import ObjectiveResult, exact, fraction, grade_paper, percent
from tests.unit.learning.questions import answers, banks, question, questions


@given(st.data())
def test_a_fraction_lies_between_nothing_and_all(data):
    asked = data.draw(questions())
    assert 0 <= fraction(asked, data.draw(answers(asked))) <= 1


@given(questions())
def test_the_key_is_all_and_no_answer_is_nothing(asked):
    assert fraction(asked, list(asked.key)) == 1
    assert fraction(asked, []) == 0


@given(st.data())
def test_only_the_key_is_all(data):
    asked = data.draw(questions())
    answer = data.draw(answers(asked))
    assert (fraction(asked, answer) == 1) == (tuple(answer) == asked.key)


@given(st.data())
def test_a_score_is_an_integer_percent(data):
    bank = data.draw(banks())
    result = grade_paper(bank, {question.id: data.draw(answers(question)) for question in bank})
    assert result.score in range(101)
    assert result.asked == len(bank)
    assert result.answered <= result.asked
    assert sum(went.asked for went in result.objectives) == len(bank)
    assert all(0 <= went.right <= went.asked for went in result.objectives)


@given(banks(least=1))
def test_all_right_is_a_hundred_and_nothing_is_none(bank):
    full = grade_paper(bank, {question.id: list(question.key) for question in bank})
    assert (full.score, full.answered) == (100, len(bank))
    assert all(went.right == went.asked for went in full.objectives)
    none = grade_paper(bank, {})
    assert (none.score, none.answered) == (0, 0)


@given(st.data())
def test_the_order_of_the_questions_does_not_matter(data):
    bank = data.draw(banks())
    given_answers = {question.id: data.draw(answers(question)) for question in bank}
    shuffled = data.draw(st.permutations(bank))
    assert grade_paper(bank, given_answers).score == grade_paper(shuffled, given_answers).score


@given(st.data())
def test_a_right_answer_more_never_lowers_the_score(data):
    bank = data.draw(banks(least=1))
    given_answers = {question.id: data.draw(answers(question)) for question in bank}
    mended = data.draw(st.sampled_from(bank))
    better = grade_paper(bank, given_answers | {mended.id: list(mended.key)})
    assert better.score >= grade_paper(bank, given_answers).score


def test_answers_to_what_was_not_asked_do_not_count():
    assert grade_paper([question("a")], {"a": [1], "b": [1]}).score == 100


def test_an_empty_paper_is_nothing():
    assert grade_paper([], {}).score == 0


def test_a_percent_is_rounded_down():
    assert percent(Fraction(799, 1000)) == 79
    assert percent(Fraction(2, 3)) == 66
    assert percent(Fraction(1)) == 100


def test_a_part_is_no_finer_than_a_thousandth():
    assert exact(0.29) == Fraction(29, 100)
    assert exact(1 / 1000) == Fraction(1, 1000)
    assert exact(1 / 1001) == Fraction(1, 1000)


def test_each_objective_has_its_own_result():
    paper = [question("a", objective="find"), question("b", objective="define"), question("c"), question("d")]
    result = grade_paper(paper, {"a": [1], "b": [2], "c": [1], "d": [2]})
    assert result.objectives == (
        ObjectiveResult("find", asked=1, right=1),
        ObjectiveResult("define", asked=1, right=0),
        ObjectiveResult(None, asked=2, right=1),
    )


def test_a_corrected_key_raises_its_own_question_and_lowers_none():
    paper = [question("a"), question("b")]
    raised = {"b": Fraction(1)}
    assert grade_paper(paper, {"a": [2], "b": [2]}, raised).score == 50
    assert grade_paper(paper, {"a": [1], "b": [2]}, raised).score == 100
    assert grade_paper(paper, {"a": [1], "b": [2]}, {"a": Fraction(1, 2)}).score == 50


def test_thirds_add_up_without_loss():
    three = [question(str(number), (1, 2, 3), 6) for number in range(3)]
    answered = {"0": [1, 2, 3], "1": [1, 2, 3], "2": [1, 2, 3]}
    assert grade_paper(three, answered).score == 100
    assert grade_paper(three, {"0": [1], "1": [1], "2": [1]}).score == 33
    assert grade_paper(three, {"0": [1, 2], "1": [1]}).score == 33
