"""What is advised, in the languages that we know."""

import time

import pytest

from lms.courses.compiling import compile_course
from tests.unit.courses.examples import COURSE, compiled, source

QUESTION = "::: question q\n\n{asked}\n\n- [x] A\n- [ ] {choice}\n\n:::\n"


def advised(text: str, language: str) -> list[str]:
    return [found.split()[1] for found in advised_at(text, language)]


def advised_at(text: str, language: str) -> list[str]:
    """What is said of a course that is written in this language."""
    course = COURSE.replace("language: en", f"language: {language}")
    files = {"course.md": course, "course.fr.md": None, "01-a.md": f"# A\n\n## B\n\n{text}\n"}
    return [f"{it.place} {it.code}" for it in compile_course(source(files)).problems]


@pytest.mark.parametrize(
    "choice",
    [
        *("Toutes les réponses", "Toutes ces réponses sont justes.", "Aucune des réponses ci-dessus"),
        *("Aucune de ces réponses", "aucune des réponses", "All of the above", "None of these choices"),
    ],
)
def test_a_choice_of_all_or_none(choice: str):
    assert advised(QUESTION.format(asked="Quoi ?", choice=choice), "fr") == ["all-of-the-above"]


@pytest.mark.parametrize(
    "choice",
    [
        *("All of these", "All of them.", "None of them", "Neither of the above", "Both A and B", "A and B"),
        *("Toutes les propositions ci-dessus", "Aucun de ces choix", "Tous les choix ci-dessus"),
        *("Tout ce qui précède", "Rien de ce qui précède", "A et B", "Aucune des réponses ci-dessus"),
    ],
)
def test_a_choice_that_names_others(choice: str):
    assert advised_at(QUESTION.format(asked="Quoi ?", choice=choice), "fr") == [
        "01-a.md:10:1 all-of-the-above"
    ]


@pytest.mark.parametrize("choice", ["All of the staff", "Toutes les réponses que vous savez donner ici", "A"])
def test_a_choice_that_names_no_others(choice: str):
    question = QUESTION.format(asked="Quoi ?", choice=choice).replace("- [x] A", "- [x] Something else")
    assert advised_at(question, "fr") == []


@pytest.mark.parametrize(
    ("language", "asked", "column"),
    [
        ("en", "All are true except:", 14),
        ("en", "Which one isn't a step?", 11),
        ("en", "Which one isn’t a step?", 11),
        ("en", "Who cannot help?", 5),
        ("en", "If you know the code, which is not yours?", 32),
        ("en", "Which of these, if any, is not a step?", 28),
        ("fr", "Toutes sont vraies, sauf :", 21),
        ("fr", "Qui ne peut vous aider ?", 5),
        ("fr", "Qui ne peut pas vous aider ?", 13),
        ("fr", "Si vous savez, qui n’aide pas ?", 27),
    ],
)
def test_a_negative_that_is_easily_read_over(language: str, asked: str, column: int):
    assert advised_at(QUESTION.format(asked=asked, choice="B"), language) == [
        f"01-a.md:7:{column} negative-stem"
    ]


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", "What if you do not know the code?"),
        ("en", "Whom do you ask when the code doesn’t work?"),
        ("en", "Who **cannot** help?"),
        ("en", "This is not yet known. Which comes first?"),
        ("fr", "Que faire si vous ne savez pas ?"),
        ("fr", "Qui peut aider lorsque le code ne marche pas ?"),
        ("fr", "Qui **ne** peut vous aider ?"),
        ("fr", "Qui ne peut que vous aider ?"),
    ],
)
def test_a_negative_that_is_no_trap(language: str, asked: str):
    assert advised_at(QUESTION.format(asked=asked, choice="B"), language) == []


@pytest.mark.parametrize(
    "words",
    ["link", "the link", "Learn more", "en savoir plus", "cliquer ici", "lien", "Cliquez sur ce lien", "là"],
)
def test_words_of_a_link_that_say_nothing(words: str):
    assert advised_at(f"See [{words}](01-a.md).", "en") == ["01-a.md:5:5 link-text"]


@pytest.mark.parametrize(
    "words", ["where to go from here", "Le lien entre planifier et évaluer", "Plus de 40 sièges"]
)
def test_words_of_a_link_that_say_where_it_leads(words: str):
    assert advised_at(f"See [{words}](01-a.md).", "fr") == []


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
