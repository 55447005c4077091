"""Saves come late, twice, from several pages, with the clock set back: what was acknowledged stays."""

import json

import pytest

from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.page_saves import LastSave
from lms.learning.records import Completion, Response, UnclaimedAnswers

SCRIPT = {"Accept": "application/json"}


class OpenPaper:
    """A paper that is open in a browser whose script numbers its saves."""

    def __init__(self, browser, address):
        self.browser, self.address = browser, address
        self.values = browser.get(address, status=200).page.form(id="paper").values
        self.names = sorted(name.replace("was-", "q-") for name in self.values if name.startswith("was-"))
        self.number = 0

    def request(self, **answers):
        """What a save would send that gives these answers: `first="2"`."""
        self.number += 1
        places = {"first": 0, "second": 1}
        for place, answer in answers.items():
            self.values[self.names[places[place]]] = [answer]
        return {**self.values, "save": [str(self.number)]}

    def send(self, data, status=200):
        """Sends it, and heeds what comes back as the script does."""
        said = self.browser.post(self.address, data=data, headers=SCRIPT, status=status).json
        if status == 200:
            self.values |= {f"was-{question}": [text] for question, text in said["was"].items()}
        return said

    def save(self, **answers):
        return self.send(self.request(**answers))


@pytest.fixture
def paper(awa, attempt):
    return OpenPaper(awa, attempt)


@pytest.fixture
def shown(client, attempt):
    """`shown("first")`: what another browser sees chosen."""

    def look(place):
        other = OpenPaper(client.as_("awa"), attempt)
        return other.values.get(other.names[{"first": 0, "second": 1}[place]], [])

    return look


def test_a_late_copy_changes_nothing_and_is_told_how_the_paper_stands(paper, shown, rows):
    late = paper.request(first="1")
    paper.save(first="2")
    said = paper.send(late)
    assert shown("first") == ["2"]
    assert {question: json.loads(text) for question, text in said["differs"].items()} == {
        paper.names[0][2:]: [2]
    }
    assert said["answered"] == 1
    assert [row.answer for row in rows(Response)] == [[2]]


def test_a_save_that_changed_nothing_overtakes_too(paper, shown):
    """The first choice is taken back before it arrived: its copy is late all the same."""
    paper.save(first="1")
    late = paper.request(first="2")
    paper.save(first="1")
    paper.send(late)
    assert shown("first") == ["1"]


def test_the_same_save_again_is_the_same_save(paper, rows):
    """Its acknowledgement was lost on the way back."""
    data = paper.request(first="1", second="2")
    paper.send(data)
    said = paper.send(data)
    assert (said["answered"], said["differs"]) == (2, {})
    assert len(rows(Response)) == 2
    assert [row.number for row in rows(LastSave)] == [1]


def test_between_pages_the_later_arrival_counts(client, attempt, paper, shown):
    phone = OpenPaper(client.as_("awa"), attempt)
    waiting = paper.request(first="1")
    phone.save(first="2")
    phone.save(second="1")
    paper.send(waiting)
    assert (shown("first"), shown("second")) == (["1"], ["1"])
    said = phone.save(second="2")
    assert list(said["differs"]) == [paper.names[0][2:]]
    assert (shown("first"), shown("second")) == (["1"], ["2"])


@pytest.mark.parametrize("field", ["save", "page"])
@pytest.mark.parametrize("wrong", ["0", "-1", "1.5", "x", "١", "1000000000", "9" * 5000, ["1", "2"]])
def test_a_number_that_no_page_sends_is_refused(paper, rows, field, wrong):
    data = {**paper.request(first="1"), field: wrong}
    paper.send(data, status=400)
    assert rows(Response) == rows(LastSave) == []


def test_the_page_of_another_attempt_is_refused(awa, attempt, paper, rows):
    from lms.learning.assessment.page_saves import new_page

    with awa.application.app_context():
        elsewhere = new_page(rows(Attempt)[0].person_id)
    paper.send({**paper.request(first="1"), "page": elsewhere}, status=400)
    assert rows(Response) == []


def test_a_form_of_no_script_has_no_number(awa, attempt, paper, shown, rows):
    form = {name: values for name, values in paper.request(first="1").items() if name != "save"}
    awa.post(attempt, data=form, status=303)
    assert shown("first") == ["1"]
    assert rows(LastSave) == []


def test_who_sends_an_old_page_by_a_button_is_told(awa, attempt, paper, shown):
    late = paper.request(first="1")
    paper.save(first="2")
    awa.post(attempt, data=late, status=303)
    assert "What another page answered since stays as it is." in awa.get(attempt).page.main
    assert shown("first") == ["2"]


@pytest.mark.parametrize("script", [True, False])
def test_a_clock_that_is_set_back_loses_nothing(awa, attempt, paper, shown, rows, clock, script):
    paper.save(first="1")
    clock.move(minutes=-10)
    if script:
        paper.save(first="2")
    else:
        data = {name: values for name, values in paper.request(first="2").items() if name != "save"}
        awa.post(attempt, data=data, status=303)
    assert shown("first") == ["2"]
    assert all(row.seconds >= 0 for row in rows(Response))
    awa.post(f"{attempt}/submit", status=303)
    awa.get(f"{attempt}/result", status=200)


def test_practice_does_not_go_by_the_clock_either(awa, rows, clock):
    log = "/courses/test-course/the-log"
    for number in ("1", "2"):
        awa.post(log, data={"check": "better-line", "q-better-line": number}, status=200)
        clock.move(minutes=-10)
    fields = [field for field in awa.get(log).page.all("input") if field.get("name") == "q-better-line"]
    assert [field.get("value") for field in fields if field.get("checked") is not None] == ["2"]


def test_unclaimed_answers_stand_where_they_arrived(awa, attempt, client, paper, shown, rows, clock):
    """Neither the clock nor the order in which they are claimed says which of two is the later."""
    other = OpenPaper(client.as_("awa"), attempt)
    paper.save(first="2")
    for browser in (awa, other.browser):
        browser.post("/sign-out", status=303)
    paper.send(paper.request(first="1", second="1"), status=202)
    clock.move(minutes=-10)
    other.send(other.request(second="2"), status=202)
    later, earlier = sorted(rows(UnclaimedAnswers), key=lambda row: row.taken_at)
    assert later.arrival == earlier.arrival + 1
    again = client.as_("awa")
    for waiting in (later, earlier):
        again.post(f"/held/{waiting.id}/send", status=303)
    assert (shown("first"), shown("second")) == (["1"], ["2"])


def test_of_a_page_that_was_signed_out_the_newest_save_is_kept(awa, attempt, client, paper, shown, rows):
    late = paper.request(first="1")
    newest = paper.request(first="2")
    awa.post("/sign-out", status=303)
    paper.send(newest, status=202)
    paper.send(late, status=202)
    (waiting,) = rows(UnclaimedAnswers)
    again = client.as_("awa")
    again.post(f"/held/{waiting.id}/send", status=303)
    assert shown("first") == ["2"]


def test_a_page_that_went_on_overtakes_what_was_kept_of_it(awa, attempt, client, paper, shown, rows):
    awa.post("/sign-out", status=303)
    paper.send(paper.request(first="1"), status=202)
    again = client.as_("awa")
    paper.browser = again
    paper.save(first="2")
    again.post(f"/held/{rows(UnclaimedAnswers)[0].id}/send", status=303)
    assert shown("first") == ["2"]


def test_a_copy_after_submitting_changes_nothing(awa, attempt, paper, rows):
    late = paper.request(first="1")
    awa.post(f"{attempt}/submit", status=303)
    assert paper.send(late, status=409) == {"closed": True}
    assert rows(Response) == rows(LastSave) == rows(Completion, Completion.module.is_(None)) == []


@pytest.mark.parametrize("changes", [0, 1, 40])
def test_a_save_costs_six_statements_whatever_was_answered_before(paper, statements, changes):
    for number in range(changes):
        paper.save(first="12"[number % 2], second="21"[number % 2])
    with statements() as sent:
        paper.save(first="12"[changes % 2], second="21"[changes % 2])
    assert len(sent) <= 6, "\n".join(sent)


def test_a_save_keeps_its_order_when_it_is_the_last_of_many(paper, rows):
    for number in range(12):
        paper.save(first="12"[number % 2])
    assert sorted(row.arrival for row in rows(Response)) == list(range(1, 13))
