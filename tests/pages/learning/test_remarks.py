"""Something wrong or unclear: sent from a module, kept from who signed out, answered on the page of mine."""

import uuid
from typing import Any

import pytest

from lms.learning.records import UnclaimedAnswers
from lms.learning.remarks.remarks import LONGEST, MOST, Decision, Remark
from tests.cast import COURSE, PASSWORD, Cast
from tests.client import Client

LOG = f"/courses/{COURSE}/the-log"
WRITE = f"{LOG}/remark"
LINK = "Something wrong or unclear?"


def typed(browser: Client, text: str | None = "The map is upside down.", **changes: object) -> dict[str, Any]:
    """What the form would send."""
    return browser.get(WRITE, status=200).page.form(id="write").fill(remark=text, **changes)


@pytest.fixture
def sent(awa: Client, rows: Any) -> uuid.UUID:
    """The id of a remark that Awa sent."""
    awa.post(WRITE, data=typed(awa), status=303)
    return rows(Remark)[0].id


@pytest.fixture
def decided(inside: Any, sent: uuid.UUID, cast: Cast) -> Any:
    """`decided("answered", "Turned.")`: a trainer decides of Awa's remark."""

    def act(kind: str, text: str | None = None, edition: int = 1) -> None:
        with inside() as session:
            session.get(Remark, sent).decide(kind, text, by=cast.chantal, edition=edition)

    return act


def test_a_module_leads_to_it(awa: Client) -> None:
    target = awa.get(LOG, status=200).page.links[LINK]
    assert target == f"{WRITE}?edition=1"
    page = awa.get(target, status=200).page
    assert "Mission data" in page.main
    assert "your mission’s reporting channels" in page.main


def test_send(awa: Client, rows: Any, cast: Cast) -> None:
    answer = awa.post(WRITE, data=typed(awa, " The map\r\nis upside down. ", section="s2"), status=303)
    assert answer.location == "/remarks"
    (row,) = rows(Remark)
    assert (row.person_id, row.course, row.module) == (cast.awa, COURSE, "the-log")
    assert row.text == "The map\nis upside down."
    assert (row.section, row.edition) == ("What belongs in a line", 1)
    assert (row.language, row.reader_language) == ("en", "en")
    page = awa.get("/remarks", status=200).page
    assert "Thank you. A trainer reads it" in page.main
    assert "TEST-1 · The log · What belongs in a line" in page.main
    assert "A trainer has yet to look at it" in page.main


def test_it_says_in_which_language_it_was_read_and_is_written(bruno: Client, rows: Any) -> None:
    bruno.post(WRITE, data=typed(bruno, section="s2"), status=303)
    target = f"/courses/{COURSE}/not-translated/remark"
    bruno.post(target, data={"remark": "Ce module est en anglais."}, status=303)
    by_module = {row.module: (row.language, row.reader_language, row.section) for row in rows(Remark)}
    assert by_module["the-log"] == ("fr", "fr", "Ce que contient une ligne")
    assert by_module["not-translated"] == ("en", "fr", None)


def test_sent_twice_is_one(awa: Client, rows: Any) -> None:
    data = typed(awa)
    for _ in range(2):
        awa.post(WRITE, data=data, status=303)
    assert len(rows(Remark)) == 1


def test_the_edition_is_the_one_that_its_reader_had_open(
    awa: Client, republish: Any, course: Any, rows: Any
) -> None:
    target = awa.get(LOG).page.links[LINK]
    republish(modules=course.modules[:2])
    data = awa.get(target).page.form(id="write").fill(remark="Too long")
    awa.post(WRITE, data=data, status=303)
    assert awa.get(awa.get(LOG).page.links[LINK]).page.form(id="write").values["edition"] == ["2"]
    awa.post(f"/courses/{COURSE}/the-spares/remark", data={"remark": "x", "edition": "1"}, status=303)
    awa.post(f"/courses/{COURSE}/the-spares/remark", data={"remark": "x"}, status=404)
    assert [row.edition for row in rows(Remark)] == [1, 1]
    assert "TEST-1 · the-spares" in awa.get("/remarks").page.main


@pytest.mark.parametrize("edition", ["0", "-1", "3", "x", "²", "9" * 30, ""])
def test_an_edition_that_never_was_is_the_one_in_force(awa: Client, rows: Any, edition: str) -> None:
    awa.get(f"{WRITE}?edition={edition}", status=200)
    awa.post(WRITE, data={"remark": "x", "edition": edition}, status=303)
    assert rows(Remark)[0].edition == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"remark": ""}, "Write what is wrong or unclear."),
        ({"remark": " \r\n "}, "Write what is wrong or unclear."),
        ({"remark": "x" * (LONGEST + 1)}, "This has 2001 characters, and 2000 are the most."),
        ({"section": "s99"}, "Not a valid choice."),
        ({"remark": ["one", "two"]}, "This was sent twice."),
    ],
)
def test_bad_input_is_told_and_kept_in_the_form(awa: Client, rows: Any, changes: Any, told: str) -> None:
    page = awa.post(WRITE, data={**typed(awa), **changes}, status=422).page
    assert told in page.main
    if changes.get("remark", "").__class__ is str and changes.get("remark", "").strip():
        assert page.form(id="write").values["remark"] == [changes["remark"]]
    assert rows(Remark) == []


def test_the_longest_is_taken_whatever_ends_its_lines(awa: Client, rows: Any) -> None:
    awa.post(WRITE, data=typed(awa, "x\r\n" * (LONGEST // 2 - 1) + "xy"), status=303)
    assert len(rows(Remark)[0].text) == LONGEST


def test_so_many_a_day_and_what_was_typed_stays(awa: Client, rows: Any, clock: Any) -> None:
    for number in range(MOST):
        awa.post(WRITE, data=typed(awa, f"Number {number}"), status=303)
    page = awa.post(WRITE, data=typed(awa, "One more"), status=422).page
    assert "You have sent 20 remarks within a day" in page.main
    assert page.form(id="write").values["remark"] == ["One more"]
    clock.move(days=1)
    awa.submit(page, id="write", status=303)
    assert len(rows(Remark)) == MOST + 1


def test_a_change_of_language_keeps_what_was_typed(awa: Client, rows: Any) -> None:
    data = typed(awa, section="s2")
    form = awa.post(WRITE, data={**data, "language": "fr"}, status=200).page.form(id="write")
    assert (form.values["remark"], form.values["section"]) == (["The map is upside down."], ["s2"])
    assert form.values["key"] == data["key"]
    assert rows(Remark) == []


def test_an_unknown_module(awa: Client) -> None:
    awa.get(f"/courses/{COURSE}/nothing/remark", status=404)
    awa.post("/courses/nothing/the-log/remark", data={"remark": "x"}, status=404)


def test_signed_out_and_wrong_method(client: Client, awa: Client, rows: Any) -> None:
    assert client.get(WRITE).location.startswith("/sign-in?next=")
    client.post(WRITE, data={"remark": "x"}, status=303)
    assert (rows(Remark), rows(UnclaimedAnswers)) == ([], [])
    awa.delete(WRITE, status=405)
    awa.post("/remarks", status=405)


@pytest.fixture
def held(awa: Client, rows: Any) -> str:
    """Awa sends after signing out; the address of what is held for her."""
    data = typed(awa, section="s2")
    awa.post("/sign-out", status=303)
    assert awa.post(WRITE, data=data, status=303).location == "/sign-in"
    assert "Your remark is kept" in awa.get("/sign-in").page.main
    assert rows(Remark) == []
    return f"/held/{rows(UnclaimedAnswers)[0].id}"


def test_one_of_who_signed_out_is_held_and_sent_at_their_word(
    held: str, awa: Client, rows: Any, cast: Cast
) -> None:
    answer = awa.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    assert answer.location == "/held"
    page = awa.get("/held", status=200).page
    assert page.h1 == "Remarks waiting for you"
    assert "The page that it belongs to Send the remark Discard it" in page.main
    assert "The map is upside down." in page.main
    assert awa.submit(page, action=f"{held}/send", status=303).location == "/remarks"
    (row,) = rows(Remark)
    assert (row.person_id, row.section) == (cast.awa, "What belongs in a line")
    assert rows(UnclaimedAnswers) == []


def test_a_held_one_is_discarded(held: str, client: Client, rows: Any) -> None:
    awa = client.as_("awa")
    awa.post(f"{held}/discard", status=303)
    assert "The remark is discarded." in awa.get("/").page.main
    assert (rows(UnclaimedAnswers), rows(Remark)) == ([], [])


def test_a_held_one_that_cannot_be_sent_comes_back_in_its_form(
    awa: Client, client: Client, rows: Any
) -> None:
    data = typed(awa, "x" * (LONGEST + 1))
    awa.post("/sign-out", status=303)
    awa.post(WRITE, data=data, status=303)
    again = client.as_("awa")
    page = again.post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=422).page
    assert len(rows(UnclaimedAnswers)) == 1
    again.submit(page, action=WRITE, remark="Shorter", status=303)
    assert [row.text for row in rows(Remark)] == ["Shorter"]
    assert rows(UnclaimedAnswers) == []


def test_two_held_of_one_module_are_two(awa: Client, rows: Any) -> None:
    first, second = typed(awa, "One"), typed(awa, "Other")
    awa.post("/sign-out", status=303)
    for data in (first, second, {**first, "remark": "One, and more"}):
        awa.post(WRITE, data=data, status=303)
    assert sorted(row.remark for row in rows(UnclaimedAnswers)) == ["One, and more", "Other"]


def test_a_held_one_says_where_it_was_made_though_the_module_is_dropped_since(
    awa: Client, client: Client, republish: Any, course: Any, rows: Any
) -> None:
    target = f"/courses/{COURSE}/the-spares/remark"
    data = awa.get(target).page.form(id="write").fill(remark="Too long", section="s1")
    awa.post("/sign-out", status=303)
    for changes in ({}, {"key": "", "edition": ""}):
        awa.post(target, data={**data, **changes}, status=303)
    republish(modules=course.modules[:2])
    again = client.as_("awa")
    page = again.get("/held", status=200).page
    assert f"Section: {course.module('the-spares').section('s1').text('en').title}" in page.main
    assert "The module is no longer there, so the remark cannot be sent." in page.main
    sent = next(row for row in rows(UnclaimedAnswers) if row.values["edition"] == ["1"])
    again.post(f"/held/{sent.id}/send", status=303)
    assert [(row.module, row.edition) for row in rows(Remark)] == [("the-spares", 1)]
    assert "See what waits" in again.get("/remarks").page.main


def test_nothing_written_is_not_held(awa: Client, rows: Any) -> None:
    data = typed(awa, "")
    awa.post("/sign-out", status=303)
    awa.post(WRITE, data=data, status=303)
    assert rows(UnclaimedAnswers) == []


def test_another_who_signed_in_meanwhile_sends_nothing(
    awa: Client, farid: Client, rows: Any, cast: Cast
) -> None:
    page = farid.post(WRITE, data=typed(awa), status=202).page
    assert "It is kept for the person who opened the page" in page.main
    assert "The remark was not sent as yours." in page.main
    assert [row.person_id for row in rows(UnclaimedAnswers)] == [cast.awa]
    assert rows(Remark) == []


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("answered", "Turned.", "Answered on 16 November 2026, 09:00 Turned."),
        (
            "unchanged",
            "North is below.",
            "Left as it is, on 16 November 2026, 09:00, because: North is below.",
        ),
        ("mended", None, "Mended on 16 November 2026, 09:00. The next edition will have it."),
        ("mended", "Thank you.", "The next edition will have it. Thank you."),
    ],
)
def test_its_writer_reads_what_became_of_it(
    awa: Client, decided: Any, kind: str, text: str | None, words: str
) -> None:
    decided(kind, text)
    page = awa.get("/remarks", status=200).page
    assert words in page.main
    assert "New answer" in page.main
    assert "Chantal" not in page.main


def test_what_is_mended_is_in_the_next_edition(awa: Client, decided: Any, republish: Any) -> None:
    decided("mended")
    republish()
    assert "Mended: the edition that you read now has it." in awa.get("/remarks").page.main


def test_removed_and_opened_again(awa: Client, decided: Any, inside: Any, sent: Any, cast: Cast) -> None:
    decided("answered", "Turned.")
    decided("reopened")
    assert "Looked at again since" in awa.get("/remarks").page.main
    with inside() as session:
        session.get(Remark, sent).remove_text(by=cast.chantal, edition=1)
    page = awa.get("/remarks", status=200).page
    assert "A trainer removed your text" in page.main
    assert "Use your mission’s reporting channels" in page.main
    assert "upside down" not in page.html


def test_read(awa: Client, decided: Any, sent: uuid.UUID, rows: Any, clock: Any) -> None:
    decided("answered", "Turned.")
    page = awa.get("/remarks").page
    decided("mended")
    awa.submit(page, action=f"/remarks/{sent}/seen", status=303)
    assert [row.kind for row in rows(Decision, Decision.seen_at == clock())] == ["answered"]
    page = awa.get("/remarks").page
    assert "New answer" in page.main
    awa.submit(page, action=f"/remarks/{sent}/seen", status=303)
    assert "New answer" not in awa.get("/remarks").page.main


def test_my_learning_tells_of_a_new_answer_until_it_is_read(
    awa: Client, decided: Any, sent: uuid.UUID
) -> None:
    assert "Your remarks" not in awa.get("/").page.main
    decided("answered", "Turned.")
    page = awa.get("/", status=200).page
    assert "1 of them has a new answer." in page.main
    assert page.links["Read it"] == "/remarks"
    awa.post(f"/remarks/{sent}/seen", data={"number": "1"}, status=303)
    assert "Your remarks" not in awa.get("/").page.main


def test_nobody_else_sees_it_or_says_that_they_read_it(
    farid: Client, chantal: Client, elif_: Client, decided: Any, sent: uuid.UUID, rows: Any
) -> None:
    decided("answered", "Turned.")
    for browser in (farid, chantal, elif_):
        assert "No remark yet" in browser.get("/remarks", status=200).page.main
        browser.post(f"/remarks/{sent}/seen", data={"number": "1"}, status=404)
    assert rows(Decision)[0].seen_at is None


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "9" * 30])
def test_read_with_bad_input(awa: Client, sent: uuid.UUID, number: str) -> None:
    awa.post(f"/remarks/{sent}/seen", data={"number": number}, status=400)
    awa.post(f"/remarks/{uuid.uuid4()}/seen", data={"number": "1"}, status=404)


def test_page_by_page(awa: Client, inside: Any, cast: Cast, clock: Any) -> None:
    with inside() as session:
        for number in range(21):
            there = {"course": COURSE, "module": "the-log", "edition": 1}
            text = f"Remark {number}."
            session.add(
                Remark(
                    person_id=cast.awa,
                    text=text,
                    language="en",
                    reader_language="en",
                    taken_at=clock.move(hours=1),
                    **there,
                )
            )
    first, second = (awa.get(f"/remarks?page={number}", status=200).page for number in (1, 2))
    assert "Remark 20." in first.main
    assert "Page 1 of 2" in first.main
    assert "Remark 0." in second.main


def test_the_account_page_leads_to_them(awa: Client) -> None:
    assert "/remarks" in awa.get("/account").page.links.values()
