"""How gaps and numbers are answered and graded."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.course import ChoiceText, Question, Wording
from lms.courses.questions import KINDS, BadAnswer
from lms.courses.questions.blank import NumberBlank, TextBlank, fold
from tests.unit.courses.examples import compiled

GAPS, NUMBER = KINDS["gaps"], KINDS["number"]
WORDS = TextBlank(("effect", "outcome"))
SHARE = NumberBlank(Decimal("18.5"), Decimal("0.5"), ("%",))


def asked(*key) -> Question:
    wording = Wording("<p></p>", tuple(ChoiceText("") for _ in key))
    return Question("q", "gaps", None, True, key, 0, {"en": wording})


@pytest.mark.parametrize(
    "typed", ["effect", " Effect ", "EFFECT", "éffect", "Outcome", "out­come".replace("\u00ad", "")]
)
def test_words_are_accepted_however_typed(typed):
    assert WORDS.accepts(typed)


@pytest.mark.parametrize("typed", ["", "effects", "ef-fect", "output"])
def test_other_words_are_not(typed):
    assert not WORDS.accepts(typed)


def test_apostrophes_and_hyphens_fold():
    assert fold("L’État‑major") == fold("l'etat-major") == "l'etat-major"
    assert fold("Œuvre  commune") == "oeuvrecommune"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        *(("l’été", "l’ été"), ("3 %", "3%"), ("3\u202f%", "3 %"), ("la mission", "lamission")),
        *(("one-time code", "one - time code"), ("« plan »", "«plan»"), ("the mission", " The  Mission ")),
    ],
)
def test_spaces_do_not_count(written, typed):
    assert TextBlank((fold(written),)).accepts(typed)
    assert TextBlank((fold(typed),)).accepts(written)


@pytest.mark.parametrize("typed", ["18", "18,5", "18.5", "19", "19 %", "19%", "18,00"])
def test_numbers_within_the_tolerance(typed):
    assert SHARE.accepts(typed)


@pytest.mark.parametrize("typed", ["17.9", "19.1", "18 km", "18,500", "", "eighteen"])
def test_numbers_without(typed):
    assert not SHARE.accepts(typed)


def test_each_gap_is_worth_the_same():
    question = asked(WORDS, SHARE, WORDS)
    grade = GAPS.grade(question, ["effect", "18", "no"])
    assert grade.fraction == pytest.approx(2 / 3)
    assert dict(grade.marks) == {1: True, 2: True, 3: False}
    assert GAPS.grade(question, []).fraction == 0


def test_what_is_typed_is_read_in_order():
    question = asked(WORDS, SHARE)
    assert GAPS.read(question, ["  a   b ", ""]) == ["a b", ""]
    assert GAPS.read(question, ["", " "]) == []
    assert GAPS.read(question, []) == []


@pytest.mark.parametrize(
    ("values", "code"), [(["a"], "wrong-gaps"), (["a"] * 3, "wrong-gaps"), (["a" * 201, ""], "gap-too-long")]
)
def test_what_no_page_sends_is_refused(values, code):
    with pytest.raises(BadAnswer) as caught:
        GAPS.read(asked(WORDS, SHARE), values)
    assert caught.value.code == code


def test_a_number_that_cannot_be_read_is_explained():
    question = asked(WORDS, SHARE)
    assert GAPS.unclear(question, ["effect", "1,500"]) == ("number-twofold", {"written": "1,500"})
    assert GAPS.unclear(question, ["1,500", "many"]) == ("no-number", {"written": "many"})
    assert GAPS.unclear(question, ["1,500", "18"]) is None
    assert GAPS.unclear(question, ["effect", ""]) is None


def test_an_answer_to_other_gaps_is_none():
    assert GAPS.fitting(asked(WORDS), ["a", "b"]) == []
    assert GAPS.fitting(asked(WORDS), [1]) == []
    assert GAPS.fitting(asked(WORDS), ["a"]) == ["a"]


def test_an_answer_is_right_in_any_language_of_the_course():
    files = {
        "01-a.md": "# A\n\n## One\n\n::: question q\n\nPhase {{plan}} takes {{= 3 days}}.\n\n:::\n",
        "01-a.fr.md": "# A\n\n## Un\n\n::: question q\n\nLa phase {{planifier}} dure {{= 3 jours}}.\n\n:::\n",
    }
    question = compiled(files).course.question("q")
    for typed in (["Plan", "3 jours"], ["Planifier", "3 days"], ["plan", "3"]):
        assert GAPS.grade(question, typed).fraction == 1
    assert [text.text for text in question.wording("fr").choices] == ["planifier", "3 jours"]


@given(st.lists(st.text(max_size=8), min_size=2, max_size=2))
def test_any_text_is_graded(values):
    question = asked(WORDS, SHARE)
    answer = GAPS.read(question, values)
    assert 0 <= GAPS.grade(question, answer).fraction <= 1
    assert GAPS.fitting(question, answer) == answer


@given(st.decimals(-(10**6), 10**6, places=2))
def test_the_number_itself_is_right(value):
    blank = NumberBlank(value, Decimal(0), ())
    assert blank.accepts(str(value))
    assert NUMBER.load_key(NUMBER.dump_key((blank,))) == (blank,)
