"""What is advised, in the languages that we know."""

import time

import pytest

from lms.courses.reader import compile_course
from tests.unit.courses.examples import COURSE, compiled, source

QUESTION = "::: question q\n\n{asked}\n\n- [x] A\n- [ ] {choice}\n\n:::\n"


def advised(text: str, language: str) -> list[str]:
    """What is said of a course that is written in this language."""
    course = COURSE.replace("language: en", f"language: {language}")
    files = {"course.md": course, "course.fr.md": None, "01-a.md": f"# A\n\n## B\n\n{text}\n"}
    return [problem.code for problem in compile_course(source(files)).problems]


@pytest.mark.parametrize(
    "choice",
    [
        *("Toutes les réponses", "Toutes ces réponses sont justes.", "Aucune des réponses ci-dessus"),
        *("Aucune de ces réponses", "aucune des réponses", "All of the above", "None of these choices"),
    ],
)
def test_a_choice_of_all_or_none(choice: str):
    assert advised(QUESTION.format(asked="Quoi ?", choice=choice), "fr") == ["all-of-the-above"]


@pytest.mark.parametrize(("language", "words"), [("en", 40), ("fr", 45), ("fr-CA", 45), ("pt-BR", 40)])
def test_how_long_a_sentence_may_be(language: str, words: int):
    assert advised("mot " * words + ".", language) == ["long-sentence"]
    assert advised("mot " * (words - 1) + "mot.", language) == []


@pytest.mark.parametrize("word", ["pas", "jamais"])
def test_a_negative_of_french(word: str):
    asked = "Ne voit-on {word} la phase ?"
    assert advised(QUESTION.format(asked=asked.format(word=word), choice="B"), "fr-CA") == ["negative-stem"]
    assert advised(QUESTION.format(asked=asked.format(word=f"**{word}**"), choice="B"), "fr") == []


def test_advice_on_a_long_sentence_is_quick():
    asked = "ne n’" * 20_000 + " ?"
    start = time.process_time()
    compiled({"01-a.fr.md": "# A\n\n## B\n\n" + QUESTION.format(asked=asked, choice="B")})
    assert time.process_time() - start < 2
