"""How order and match are answered and graded."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.course import ChoiceText, Question, Wording
from lms.courses.problems import WORDS
from lms.courses.questions import KINDS, BadAnswer

ORDER, MATCH = KINDS["order"], KINDS["match"]


def ordering(size: int) -> Question:
    wording = Wording("<p></p>", tuple(ChoiceText(str(number)) for number in range(size)))
    return Question("q", "order", None, True, tuple(range(1, size + 1)), size, {"en": wording})


def matching(key: tuple[int, ...], rights: int) -> Question:
    texts = tuple(ChoiceText(str(number)) for number in range(rights))
    wording = Wording("<p></p>", texts, None, tuple("abcdefgh"[: len(key)]), ("L", "R"))
    return Question("q", "match", None, True, key, rights, {"en": wording})


@pytest.mark.parametrize(
    ("places", "fraction"),
    [
        ([1, 2, 3, 4], 1),
        ([2, 1, 3, 4], 4 / 6),
        ([4, 1, 2, 3], 0),
        ([2, 3, 4, 1], 0),
        ([1, 2, 4, 3], 4 / 6),
        ([4, 3, 2, 1], 0),
        ([1, 2, 3, 0], 3 / 6),
        ([1, 1, 1, 1], 0),
        ([1, 1, 2, 3], 5 / 6),
        ([], 0),
    ],
)
def test_order_counts_pairs(places, fraction):
    assert ORDER.grade(ordering(4), places).fraction == pytest.approx(fraction)


def test_match_counts_lefts():
    question = matching((1, 2, 1), 3)
    grade = MATCH.grade(question, [1, 3, 0])
    assert grade.fraction == pytest.approx(1 / 3)
    assert dict(grade.marks) == {1: True, 2: False, 3: False}
    assert MATCH.grade(question, []).fraction == 0


def test_parts_are_read_whatever_order_they_are_sent_in():
    assert ORDER.read(ordering(3), ["3.1", "", "1.2"]) == [2, 0, 1]
    assert MATCH.read(matching((1, 2), 3), ["2.3", "1.1"]) == [1, 3]
    assert ORDER.read(ordering(3), ["", "", ""]) == ORDER.read(ordering(3), []) == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (["4.1"], "no-such-choice"),
        (["1.4"], "no-such-choice"),
        (["0.1"], "no-such-choice"),
        (["1"], "no-such-choice"),
        (["1.2.3"], "no-such-choice"),
        (["１.1"], "no-such-choice"),
        (["1.2", "1.3"], "choice-twice"),
    ],
)
def test_what_no_page_sends_is_refused(values, code):
    with pytest.raises(BadAnswer) as caught:
        ORDER.read(ordering(3), values)
    assert caught.value.code == code
    assert code in WORDS


def test_an_answer_to_another_edition_is_none():
    assert ORDER.fitting(ordering(3), [1, 2]) == []
    assert ORDER.fitting(ordering(3), [1, 2, 4]) == []
    assert MATCH.fitting(matching((1, 2), 2), ["a", "b"]) == []
    assert MATCH.fitting(matching((1, 2), 2), [2, 0]) == [2, 0]


@given(st.data())
def test_only_what_is_right_earns_all(data):
    size = data.draw(st.integers(2, 6))
    places = data.draw(st.permutations(range(1, size + 1)))
    grade = ORDER.grade(ordering(size), list(places))
    assert 0 <= grade.fraction <= 1
    assert (grade.fraction == 1) == (list(places) == sorted(places))
    key = data.draw(st.lists(st.integers(1, 4), min_size=2, max_size=6))
    given = data.draw(st.lists(st.integers(0, 4), min_size=len(key), max_size=len(key)))
    assert (MATCH.grade(matching(tuple(key), 4), given).fraction == 1) == (given == key)


@given(st.lists(st.sampled_from(["", "1.1", "1.2", "2.1", "3.3", "x", "9.9"]), max_size=5))
def test_any_values_are_read_or_refused(values):
    for kind, question in ((ORDER, ordering(3)), (MATCH, matching((1, 2, 3), 3))):
        with suppress(BadAnswer):
            answer = kind.read(question, values)
            assert kind.fitting(question, answer) == answer
