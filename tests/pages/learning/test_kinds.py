"""Questions that are answered by placing, matching and typing, on a module's page."""

from dataclasses import replace

import pytest

from lms.courses.source import Source
from lms.learning.records import Response
from lms.library.edition import publish
from tests.cast import COURSE
from tests.page import text_of

SPARES = f"/courses/{COURSE}/the-spares"


def check(client, question, values, status=200):
    page = client.get(SPARES).page
    sent = page.form(id="module").fill(**{f"q-{question}": values}, check=question)
    return client.post(SPARES, data=sent, status=status).page


@pytest.mark.parametrize(
    ("question", "values", "answer", "grade"),
    [
        ("apart", ["1.1", "2.2", "3.3", "4.4"], [1, 2, 3, 4], 100),
        ("apart", ["4.4", "2.1", "1.2", "3.3"], [2, 1, 3, 4], 66),
        ("apart", ["1.1", "", "", ""], [1, 0, 0, 0], 0),
        ("what-tells", ["1.1", "2.2", "3.3"], [1, 2, 3], 100),
        ("what-tells", ["1.1", "2.4", ""], [1, 4, 0], 33),
        ("the-tin", ["Leather", "PIN", "tin", "18,5 months", "kept"], None, 100),
        ("the-tin", ["leathers", "cuir", "boîte", "19", "gardé"], None, 80),
        ("the-tin", ["", "", "tin", "", ""], None, 20),
        ("water-a-day", ["0,38"], ["0,38"], 100),
        ("water-a-day", [" 0.375 l "], ["0.375 l"], 100),
        ("water-a-day", ["0.4"], ["0.4"], 0),
    ],
)
def test_it_is_answered_and_graded(awa, rows, question, values, answer, grade):
    page = check(awa, question, values)
    (response,) = rows(Response)
    assert response.question == question
    assert response.answer == (answer or values)
    assert response.grade == grade
    assert (f"Partly right: {grade}%" in page.main) == (0 < grade < 100)
    assert "Try again" in page.links


def test_the_key_is_shown_beside_what_was_wrong(awa):
    assert "Right is: The leather" in check(awa, "what-tells", ["1.1", "2.4", ""]).main
    assert "Right is: leathers" in check(awa, "the-tin", ["x", "pin", "tin", "18", "kept"]).main
    assert "8 divided by 21 is about 0.38." in check(awa, "water-a-day", ["1"]).main


def test_what_was_typed_is_read_whole_and_keeps_its_punctuation(awa):
    long = "the leathers that the last keeper bought in the market of Karu"
    page = check(awa, "the-tin", [long, "pin", "", "18", "kept"])
    gaps = [text_of(part) for part in page.all("span") if part.get("class") == "gap"]
    assert gaps[:5] == [
        f"{long} Right is: leathers",
        "pin. Right",
        ", Right is: tin",
        "18. Right",
        "kept, Right",
    ]


def test_a_number_that_can_be_read_in_two_ways_is_explained(awa, rows):
    page = check(awa, "water-a-day", ["1,500"], status=422)
    assert "can be read in two ways" in page.main
    assert page.form(id="module").values["q-water-a-day"] == ["1,500"]
    assert rows(Response) == []


@pytest.mark.parametrize("values", [[], [""], [" "]])
def test_nothing_typed_is_no_answer(awa, rows, values):
    assert "Answer first, then check it." in check(awa, "water-a-day", values, status=422).main
    assert rows(Response) == []


@pytest.mark.parametrize(
    ("question", "values"),
    [("apart", ["5.1"]), ("apart", ["1.1", "1.2"]), ("the-tin", ["a", "b"]), ("water-a-day", ["1" * 201])],
)
def test_what_no_page_sends_is_refused(awa, rows, question, values):
    awa.post(SPARES, data={f"q-{question}": values, "check": question}, status=400)
    assert rows(Response) == []


def test_what_was_typed_survives_a_change_of_language(awa):
    page = awa.get(SPARES).page
    typed = ["leather", "", "tin", "", ""]
    sent = page.form(id="module").fill(q__the__tin=typed, q__apart=["2.1", "", "", ""], language="fr")
    french = awa.post(SPARES, data=sent, status=200).page
    values = french.form(id="module").values
    assert french.h1 == "Les pièces de rechange"
    assert values["q-the-tin"] == typed
    assert "2.1" in values["q-apart"]


def test_items_to_be_put_in_order_do_not_stand_as_they_belong(awa):
    page = awa.get(SPARES).page
    shown = [
        label.get("for") for label in page.all("label") if (label.get("for") or "").startswith("q-apart-")
    ]
    assert sorted(shown) == [f"q-apart-{number}" for number in range(1, 5)]
    assert shown != sorted(shown)


@pytest.fixture
def sitting(awa, ready, inside, course):
    """The address of an attempt that asks the four kinds and nothing else."""
    ready("awa")
    bank = course.module("the-spares").questions
    with inside():
        source = Source(COURSE, {"course.md": b"an edition with another bank"})
        publish(source, replace(course, bank=bank, draw={}))
    return awa.post(f"/courses/{COURSE}/assessment", status=303).location


RIGHT = {
    "apart": ["1.1", "2.2", "3.3", "4.4"],
    "what-tells": ["1.1", "2.2", "3.3"],
    "the-tin": ["leather", "pin", "tin", "18", "kept"],
    "water-a-day": ["0,38"],
}


def test_they_are_asked_in_an_assessment(awa, sitting):
    page = awa.get(sitting).page
    assert "leathers" not in page.html, "the key is not in the page"
    sent = page.form().fill(act="save", **{f"q-{question}": values for question, values in RIGHT.items()})
    awa.post(sitting, data=sent, status=303)
    saved = awa.get(sitting).page.form().values
    assert sorted(value for value in saved["q-apart"] if value) == RIGHT["apart"]
    assert saved["q-the-tin"] == RIGHT["the-tin"]
    awa.post(f"{sitting}/submit", status=303)
    page = awa.get(f"{sitting}/result").page
    assert "You passed" in page.main
    assert "100" in page.main


@pytest.mark.parametrize(("others", "told"), [({}, "Partly right"), (RIGHT, "Partly right: 80%")])
def test_how_much_was_right_is_told_once_it_is_passed(awa, sitting, others, told):
    """It would say how many more right answers there are to be found in the next attempt."""
    answers = {**others, "the-tin": ["leather", "pin", "tin", "18", "no"]}
    sent = (
        awa.get(sitting)
        .page.form()
        .fill(act="save", **{f"q-{question}": values for question, values in answers.items()})
    )
    awa.post(sitting, data=sent, status=303)
    awa.post(f"{sitting}/submit", status=303)
    page = awa.get(f"{sitting}/result").page
    assert ("You passed" in page.main) == bool(others)
    (word,) = (text for text in map(text_of, page.all("p")) if text.startswith("Partly right"))
    assert word == told


def test_an_unclear_number_is_saved_and_explained(awa, sitting):
    sent = awa.get(sitting).page.form().fill(**{"q-water-a-day": ["1,500"]})
    said = awa.post(sitting, data=sent, headers={"Accept": "application/json"}, status=200).json
    assert list(said["unclear"]) == ["water-a-day"]
    page = awa.get(sitting).page
    assert "can be read in two ways" in page.main
    assert page.form().values["q-water-a-day"] == ["1,500"]
