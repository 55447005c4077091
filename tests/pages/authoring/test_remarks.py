"""The remarks of readers: listed, narrowed down, answered, opened again, their text removed."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from lms.learning.remarks.remarks import LONGEST, Decision, Remark
from tests.cast import COURSE, Cast
from tests.client import Client
from tests.clock import START

LIST = "/authoring/remarks"


@pytest.fixture
def remarked(inside: Any, cast: Cast) -> Any:
    """`remarked("Too long", module="the-signs")` has Awa send a remark; returns its id."""

    def send(text: str, *kinds: str, hours: int = 0, **changes: Any) -> uuid.UUID:
        there = {"course": COURSE, "module": "the-log", "edition": 1, "person_id": cast.awa}
        tongues = {"language": "en", "reader_language": "en"}
        with inside() as session:
            taken_at = START - timedelta(days=9) + timedelta(hours=hours)
            remark = Remark(id=uuid.uuid4(), text=text, taken_at=taken_at, **{**there, **tongues, **changes})
            session.add(remark)
            session.flush()
            for kind in kinds:
                remark.decide(kind, "An answer.", by=cast.chantal, edition=1)
            return remark.id

    return send


@pytest.fixture
def sent(remarked: Any) -> uuid.UUID:
    """The id of a remark of Awa's."""
    return remarked("The map is upside down.", section="What belongs in a line")


def texts(browser: Client, **filters: object) -> list[str]:
    """The remarks that the list shows, in its order."""
    page = browser.get(LIST, query_string=filters, status=200).page
    return [words for words, href in page.links.items() if href.startswith(f"{LIST}/")]


def test_authoring_leads_there(chantal: Client) -> None:
    assert LIST in chantal.get("/authoring", status=200).page.links.values()
    assert "At the foot of each module" in chantal.get(LIST, status=200).page.main


def test_the_open_that_waits_longest_comes_first(chantal: Client, remarked: Any) -> None:
    remarked("Answered early", "answered", hours=1)
    remarked("Open late", hours=3)
    remarked("Opened again", "mended", "reopened", hours=2)
    remarked("Answered late", "unchanged", hours=4)
    assert texts(chantal) == ["Opened again", "Open late", "Answered late", "Answered early"]


def test_it_is_narrowed_down(chantal: Client, remarked: Any) -> None:
    remarked("One")
    remarked("Two", "answered", module="the-signs", edition=2)
    remarked("Three", course="gone", module="old")
    assert sorted(texts(chantal, where=COURSE)) == ["One", "Two"]
    assert texts(chantal, where=f"{COURSE}/the-signs") == ["Two"]
    assert texts(chantal, where="gone/old") == ["Three"]
    assert texts(chantal, edition=2) == ["Two"]
    assert sorted(texts(chantal, state="open")) == ["One", "Three"]
    assert texts(chantal, state="closed", where=COURSE, edition=2) == ["Two"]
    assert "No such remark" in chantal.get(f"{LIST}?state=closed&edition=1").page.main


def test_the_filter_says_what_is_open_where(chantal: Client, remarked: Any) -> None:
    remarked("One")
    remarked("Two", "answered", module="the-signs")
    page = chantal.get(LIST).page
    options = [(one.get("value"), (one.text or "").strip()) for one in page.by_id("where").iter("option")]
    assert options == [
        ("", "All courses"),
        (COURSE, "TEST-1 (1 open)"),
        (f"{COURSE}/the-log", "The log (1 open)"),
        (f"{COURSE}/the-signs", "The signs of wear"),
    ]


@pytest.mark.parametrize("query", ["where=nothing", "edition=99", "edition=x", "state=x", "page=x", "page=9"])
def test_an_old_address_narrows_nothing_down(chantal: Client, remarked: Any, query: str) -> None:
    remarked("One")
    assert "One" in chantal.get(f"{LIST}?{query}", status=200).page.main


def test_page_by_page(chantal: Client, remarked: Any) -> None:
    for number in range(51):
        remarked(f"Remark {number}.", hours=number, edition=1 + number % 2)
    page = chantal.get(f"{LIST}?state=open", status=200).page
    assert "Page 1 of 2" in page.main
    assert page.links["Next"] == f"{LIST}?state=open&page=2"
    assert texts(chantal, state="open", page=2) == ["Remark 50."]


def test_show(chantal: Client, sent: uuid.UUID) -> None:
    page = chantal.get(f"{LIST}/{sent}", status=200).page
    assert "The map is upside down." in page.main
    assert f"/courses/{COURSE}/the-log#s2" in page.links.values()
    assert page.links["Edit 01-the-log.md"] == f"/authoring/{COURSE}/files/01-the-log.md"
    assert "In force now" not in page.main
    for name in ("Awa", "Diallo", "U5"):
        assert name not in page.html


def test_it_leads_to_the_file_that_the_reader_had_open(chantal: Client, remarked: Any) -> None:
    for language, module, path in (
        ("fr", "the-log", "01-the-log.fr.md"),
        ("fr", "not-translated", "10-not-translated.md"),
        ("fr", "gone", None),
    ):
        page = chantal.get(f"{LIST}/{remarked('x', module=module, language=language)}", status=200).page
        files = [href.rsplit("/", 1)[-1] for href in page.links.values() if "/files/" in href]
        assert files == ([path] if path else [])


def test_authoring_says_how_many_are_open(chantal: Client, remarked: Any) -> None:
    assert "open" not in chantal.get("/authoring").page.main
    remarked("One")
    remarked("Other", "mended", "reopened")
    remarked("Closed", "answered")
    assert "2 open" in chantal.get("/authoring").page.main


def test_show_one_of_an_edition_that_is_no_longer_in_force(chantal: Client, remarked: Any) -> None:
    page = chantal.get(f"{LIST}/{remarked('x', edition=9, section='Gone')}").page
    assert "9. In force now: edition 1" in page.main
    assert "no section of this title" in page.main
    page = chantal.get(f"{LIST}/{remarked('x', module='gone')}").page
    assert "This module is not in the edition in force." in page.main


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("answered", "Turned.", "Answered on 16 November 2026, 09:00 Turned."),
        ("mended", "", "The next edition will have it."),
        ("unchanged", "North is below.", "because: North is below."),
    ],
)
def test_decide(
    chantal: Client, awa: Client, sent: uuid.UUID, rows: Any, cast: Cast, kind: str, text: str, told: str
) -> None:
    page = chantal.get(f"{LIST}/{sent}").page
    answer = chantal.submit(page, id="decision", kind=kind, text=text, status=303)
    (decision,) = rows(Decision)
    assert (decision.kind, decision.text, decision.by) == (kind, text or None, cast.chantal)
    assert (decision.edition, decision.taken_at) == (1, START)
    assert "Chantal Moreau" in chantal.get(answer.location).page.main
    assert told in awa.get("/remarks").page.main


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": "", "text": "x"}, "Choose what becomes of it."),
        ({"kind": None, "text": "x"}, "Choose what becomes of it."),
        ({"kind": "removed", "text": "x"}, "Not a valid choice."),
        ({"kind": "answered", "text": " \n"}, "Write what the reader shall know."),
        ({"kind": "unchanged", "text": ""}, "Write what the reader shall know."),
        ({"kind": "mended", "text": "x" * (LONGEST + 1)}, "This has 2001 characters"),
        ({"kind": ["answered", "mended"], "text": "x"}, "This was sent twice."),
    ],
)
def test_bad_input(chantal: Client, sent: uuid.UUID, rows: Any, changes: Any, told: str) -> None:
    data = {name: value for name, value in {"number": "0", **changes}.items() if value is not None}
    page = chantal.post(f"{LIST}/{sent}", data=data, status=422).page
    assert told in page.main
    assert rows(Decision) == []


def test_a_change_of_language_keeps_what_was_typed(chantal: Client, sent: uuid.UUID, rows: Any) -> None:
    data = {"kind": "mended", "text": "Tourné.", "number": "0", "language": "fr"}
    values = chantal.post(f"{LIST}/{sent}", data=data, status=200).page.form(id="decision").values
    assert (values["kind"], values["text"], values["number"]) == (["mended"], ["Tourné."], ["0"])
    assert rows(Decision) == []


def test_sent_twice_is_one(chantal: Client, sent: uuid.UUID, rows: Any) -> None:
    data = {"kind": "answered", "text": "Turned.", "number": "0"}
    for _ in range(2):
        chantal.post(f"{LIST}/{sent}", data=data, status=303)
    assert len(rows(Decision)) == 1


def test_who_decides_second_sees_the_first_and_loses_nothing(
    chantal: Client, elif_: Client, sent: uuid.UUID, rows: Any
) -> None:
    mine, theirs = (browser.get(f"{LIST}/{sent}").page for browser in (chantal, elif_))
    elif_.submit(theirs, id="decision", kind="unchanged", text="No.", status=303)
    page = chantal.submit(mine, id="decision", kind="answered", text="Turned.", status=422).page
    assert "Somebody decided of this remark meanwhile." in page.main
    assert "No." in page.main
    assert page.form(id="decision").values["text"] == ["Turned."]
    chantal.submit(page, id="decision", status=303)
    assert sorted((one.number, one.kind) for one in rows(Decision)) == [(1, "unchanged"), (2, "answered")]


def test_two_at_once_are_both_kept_in_order(client: Client, sent: uuid.UUID, rows: Any) -> None:
    import threading

    browsers = [client.as_(name) for name in ("chantal", "elif")]
    answers: list[int] = []

    def send(browser: Client, text: str) -> None:
        data = {"kind": "answered", "text": text, "number": "0"}
        answers.append(browser.post(f"{LIST}/{sent}", data=data).status_code)

    threads = [threading.Thread(target=send, args=(one, f"{n}")) for n, one in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answers) == [303, 422]
    assert len(rows(Decision)) == 1


def test_it_leads_to_the_next_that_is_open(chantal: Client, remarked: Any) -> None:
    one, other = remarked("One", hours=1), remarked("Other", hours=2)
    closed = remarked("Closed", "answered")
    assert chantal.get(f"{LIST}/{closed}").page.links["To the next open remark"] == f"{LIST}/{one}"
    assert chantal.get(f"{LIST}/{one}").page.links["To the next open remark"] == f"{LIST}/{other}"
    chantal.post(f"{LIST}/{other}", data={"kind": "mended", "number": "0"}, status=303)
    assert "To the next open remark" not in chantal.get(f"{LIST}/{one}").page.links


def test_reopen(chantal: Client, awa: Client, remarked: Any, rows: Any) -> None:
    remark = remarked("The map is upside down.", "answered")
    page = chantal.get(f"{LIST}/{remark}").page
    chantal.submit(page, action=f"{LIST}/{remark}/reopen", status=303)
    chantal.post(f"{LIST}/{remark}/reopen", status=303)
    assert [one.kind for one in sorted(rows(Decision), key=lambda one: one.number)] == [
        "answered",
        "reopened",
    ]
    assert "The remark is open again." in chantal.get(f"{LIST}/{remark}").page.main
    assert "Looked at again" in awa.get("/remarks").page.main


def test_remove(chantal: Client, awa: Client, sent: uuid.UUID, rows: Any, cast: Cast) -> None:
    page = chantal.get(f"{LIST}/{sent}/remove", status=200).page
    assert rows(Remark)[0].text == "The map is upside down."
    for _ in range(2):
        chantal.submit(page, id="remove", status=303)
    (remark,), (decision,) = rows(Remark), rows(Decision)
    assert (remark.text, remark.person_id) == (None, cast.awa)
    assert (decision.kind, decision.by, decision.taken_at) == ("removed", cast.chantal, START)
    for page in (chantal.get(f"{LIST}/{sent}").page, chantal.get(LIST).page, awa.get("/remarks").page):
        assert "upside down" not in page.html
    assert "A trainer removed your text" in awa.get("/remarks").page.main
    assert chantal.get(f"{LIST}/{sent}/remove", status=303).location == f"{LIST}/{sent}"
    chantal.post(f"{LIST}/{sent}/reopen", status=303)
    assert len(rows(Decision)) == 1


def test_a_change_of_language_removes_nothing(chantal: Client, sent: uuid.UUID, rows: Any) -> None:
    chantal.post(f"{LIST}/{sent}/remove", data={"language": "fr"}, status=200)
    assert rows(Decision) == []


@pytest.mark.parametrize("act", ["", "/{}", "/{}/reopen", "/{}/remove"])
def test_wrong_role(client: Client, sent: uuid.UUID, rows: Any, act: str) -> None:
    data = {"kind": "answered", "text": "x", "number": "0"}
    for name in ("awa", "dmitri", "farid"):
        if act != "/{}/reopen":
            client.as_(name).get(LIST + act.format(sent), status=403)
        if act:
            client.as_(name).post(LIST + act.format(sent), data=data, status=403)
    assert rows(Decision) == []
    assert client.get(LIST).location.startswith("/sign-in")


def test_missing_and_wrong_method(chantal: Client, sent: uuid.UUID) -> None:
    for address in (f"{LIST}/{uuid.uuid4()}", f"{LIST}/x", f"{LIST}/{uuid.uuid4()}/remove"):
        chantal.get(address, status=404)
    chantal.post(f"{LIST}/{uuid.uuid4()}/reopen", status=404)
    chantal.post(LIST, status=405)
    chantal.get(f"{LIST}/{sent}/reopen", status=405)


def test_it_takes_no_more_queries_for_many(chantal: Client, remarked: Any, statements: Any) -> None:
    remarked("One", "answered")
    chantal.get(LIST, status=200)
    with statements() as few:
        chantal.get(LIST, status=200)
    for number in range(30):
        remarked(f"Remark {number}", "answered", "reopened", edition=1 + number % 3)
    with statements() as many:
        chantal.get(LIST, status=200)
    assert len(many) == len(few) <= 5, "\n".join(many)
