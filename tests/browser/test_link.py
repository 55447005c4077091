"""The link drops in mid-paper: what was given is shown as it is, kept, and sent; nobody else reads it."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Dialog, expect

from lms.courses.course import Course, Question
from tests.browser.accessibility import enter, look
from tests.browser.conftest import PLAIN, Visit
from tests.browser.learners import newcomer
from tests.browser.link import Link
from tests.browser.site import Site
from tests.browser.test_failure import by_one_click
from tests.browser.visitor import PASSWORD, Visitor, right, wrong
from tests.client import Client

LOST = ["net::ERR_", "Failed to load resource"]
# What browsers say of headers that mean something over https alone.
OVER_HTTP = ["Cross-Origin-Opener-Policy", "Clear-Site-Data"]
STORED = """async () => {
  const names = (await indexedDB.databases()).map((one) => one.name);
  const kept = [];
  for (const name of names) {
    const asked = indexedDB.open(name);
    await new Promise((done) => (asked.onsuccess = done));
    const database = asked.result;
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      await new Promise((done) => (all.onsuccess = done));
      for (const one of all.result) kept.push(JSON.stringify(one, (_, value) =>
        value instanceof ArrayBuffer ? new TextDecoder("latin1").decode(value) : value));
    }
    database.close();
  }
  const cached = window.caches ? await caches.keys() : [];
  const all = [kept, [{...localStorage}, {...sessionStorage}, cached], history.state];
  return all.map((one) => JSON.stringify(one));
}"""


class Sitter:
    """A learner in mid-paper: what the page says, and what the server has."""

    def __init__(self, visitor: Visitor, name: str, cpas: Course) -> None:
        self.visitor, self.page, self.name = visitor, visitor.page, name
        visitor.expected += LOST + OVER_HTTP
        visitor.sign_in(name)
        visitor.go("/courses/cpas-101/assessment")
        begun = self.page.get_by_role("link", name="Go on with the assessment")
        begun.or_(self.page.get_by_role("button", name="Begin the assessment")).click()
        visitor.sees("Your answers are saved as you go.")
        self.page.wait_for_load_state()  # until the scripts are there, a paper is a form as any other
        self.address = self.page.url.removeprefix(visitor.address)
        self.singles = by_one_click(visitor.asked(cpas.bank))

    def keeps_nothing(self) -> None:
        """What was kept is gone from the browser, some moments after it was saved."""
        for _ in range(50):
            if self.page.evaluate(STORED)[0] == "[]":
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(self.page.evaluate(STORED)[0])

    def give(self, *questions: Question) -> None:
        for question in questions:
            self.visitor.choice(question, right(question)[0]).click()

    def note(self, question: Question, words: str | re.Pattern[str]) -> None:
        expect(self.visitor.card(question).locator("[data-save-note]")).to_have_text(words)

    def unsent(self, *questions: Question) -> None:
        for question in questions:
            self.note(question, "not saved yet")
            assert self.visitor.chosen(question) == right(question)
        expect(self.page.locator("[data-save-state]")).to_have_text("not saved yet")

    def saved(self, *questions: Question) -> None:
        expect(self.page.locator("[data-save-state]")).to_have_text("all saved")
        for question in questions:
            self.note(question, re.compile("^saved"))
            assert self.visitor.chosen(question) == right(question)


@pytest.fixture
def sit(visit: Visit, site: Site, cpas: Course):
    """`sit()`: a newcomer who has begun the assessment."""

    def one(address: str | None = None, name: str | None = None, **changes: object) -> Sitter:
        name = name or newcomer(site, done=cpas.modules)
        return Sitter(visit(address=address or site.address, **changes), name, cpas)

    return one


@pytest.fixture
def link(site: Site) -> Iterator[Link]:
    link = Link(site.address)
    yield link
    link.close()


def accept(dialog: Dialog) -> None:
    dialog.accept()


def test_a_link_that_splits_and_breaks_loses_nothing(sit, link: Link):
    sitter = sit(link.address)
    questions = sitter.singles[:6]
    for number, question in enumerate(questions):
        link.cut_after(700 + 230 * number)  # somewhere in the headers or the form
        sitter.give(question)
        sitter.page.wait_for_timeout(400)
        link.mend()
        expect(sitter.page.locator("[data-save-state]")).to_have_text("all saved")
    sitter.page.reload()
    sitter.saved(*questions)


def test_a_second_device_finishes(sit, link: Link):
    sitter = sit(link.address)
    first, second = sitter.singles[:2]
    sitter.give(first)
    sitter.saved(first)
    link.cut()
    sitter.give(second)
    sitter.unsent(second)
    phone = sit(name=sitter.name, width=360)
    phone.saved(first)
    assert phone.visitor.chosen(second) == []
    link.mend()
    sitter.saved(first, second)
    phone.give(*phone.singles[2:5])
    phone.saved(*phone.singles[2:5])
    phone.page.reload()
    phone.saved(first, second)
    phone.visitor.press("Review and submit")
    phone.visitor.press("Submit")
    phone.visitor.is_at("Your result")
    phone.visitor.sees("5 of 20")
    sitter.give(sitter.singles[5])
    sitter.visitor.is_at("Your result")


@pytest.mark.parametrize("plain", [False, True])
def test_what_was_given_before_going_back_is_sent(sit, link: Link, plain: bool):
    """Over https the page kept it, sealed; over http the browser fills it in again."""
    sitter = sit(link.address.replace("127.0.0.1", PLAIN) if plain else link.address)
    sent, first, second = sitter.singles[:3]
    sitter.give(sent)
    sitter.saved(sent)
    link.cut_saves()
    sitter.give(first, second)
    sitter.unsent(first, second)
    sitter.page.once("dialog", accept)
    sitter.page.goto(f"{sitter.visitor.address}/help")
    sitter.page.go_back()
    sitter.unsent(first, second)
    link.mend()
    sitter.saved(sent, first, second)
    assert sit(name=sitter.name).visitor.chosen(second) == right(second)


def test_going_back_to_the_first_choice_after_a_lost_reply(sit, link: Link):
    """The second was stored and nobody was told; the first is what its learner wants."""
    sitter = sit(link.address)
    question = sitter.singles[0]
    sitter.give(question)
    sitter.saved(question)
    link.lose_replies()
    sitter.visitor.choice(question, wrong(question)[0]).click()
    expect(sitter.page.locator("[data-no-link]")).to_be_visible()
    assert sit(name=sitter.name).visitor.chosen(question) == wrong(question)
    sitter.give(question)
    link.mend()
    sitter.saved(question)
    assert sit(name=sitter.name).visitor.chosen(question) == right(question)


def test_what_was_answered_elsewhere_meanwhile_stays(sit, site: Site):
    """Going back, the browser fills in what stood there; that had been sent, so it is no new answer."""
    sitter = sit(site.address.replace("127.0.0.1", PLAIN))
    question = sitter.singles[0]
    sitter.visitor.choice(question, wrong(question)[0]).click()
    expect(sitter.page.locator("[data-save-state]")).to_have_text("all saved")
    sitter.page.goto(f"{sitter.visitor.address}/help")
    phone = sit(name=sitter.name)
    phone.give(question)
    phone.saved(question)
    sitter.page.go_back()
    sitter.saved(question)
    phone.page.reload()
    phone.saved(question)


def test_another_tab_s_answer_is_shown_at_the_next_save(sit, cpas: Course):
    sitter = sit()
    question, other = sitter.singles[:2]
    sitter.visitor.choice(question, wrong(question)[0]).click()
    expect(sitter.page.locator("[data-save-state]")).to_have_text("all saved")
    phone = sit(name=sitter.name)
    phone.give(question)
    phone.saved(question)
    sitter.give(other)
    sitter.saved(other)
    expect(sitter.visitor.choice(question, right(question)[0])).to_be_checked()


def test_a_reload_keeps_what_is_unsent(sit, link: Link):
    sitter = sit(link.address)
    first, second = sitter.singles[:2]
    link.cut_saves()
    sitter.give(first, second)
    sitter.unsent(first, second)
    sitter.page.on("dialog", accept)
    for _ in range(2):
        sitter.page.reload()
        sitter.unsent(first, second)
    kept = sitter.page.evaluate(STORED)
    assert "iv" in kept[0]
    assert "q-" not in kept[0]
    link.mend()
    sitter.saved(first, second)
    sitter.page.reload()
    sitter.saved(first, second)
    sitter.keeps_nothing()


def test_over_plain_http_it_is_not_kept_and_the_page_says_so(sit, link: Link):
    sitter = sit(link.address.replace("127.0.0.1", PLAIN))
    question = sitter.singles[0]
    link.cut_saves()
    sitter.give(question)
    sitter.visitor.sees("Keep this page open until then.")
    kept = sitter.page.evaluate(STORED)
    assert kept[:2] == ["[]", "[{},{},[]]"]
    sealed = sit(link.address)
    sealed.give(sealed.singles[0])
    sealed.visitor.sees("No connection.")
    expect(sealed.page.get_by_text("Keep this page open until then.")).to_be_hidden()
    link.mend()
    for one in (sitter, sealed):
        expect(one.page.locator("[data-no-link]")).to_be_hidden()


@pytest.mark.parametrize("button", ["Review and submit", "Save", "Français"])
@pytest.mark.parametrize("is_answered", [True, False])
def test_whoever_goes_on_without_a_link_stays(sit, link: Link, button: str, is_answered: bool):
    sitter = sit(link.address)
    question = sitter.singles[0]
    link.cut()
    if is_answered:
        sitter.give(question)
    press = sitter.page.get_by_role("button", name=button)
    press.click()
    sitter.visitor.sees("No connection.")
    expect(sitter.page.locator("[data-live]")).to_contain_text("No connection.")
    assert sitter.page.url.endswith(sitter.address)
    link.mend()
    expect(sitter.page.locator("[data-save-state]")).to_have_text("all saved")
    press.click()
    if button == "Save":
        sitter.saved(*[question] * is_answered)
    elif button == "Français":
        expect(sitter.page.locator("html")).to_have_attribute("lang", "fr")
    else:
        sitter.visitor.is_at("Submit the assessment?")
        sitter.visitor.sees(f"{20 - is_answered} questions are not answered")


def test_submitting_without_a_link_stays_and_says_so(sit, link: Link):
    sitter = sit(link.address)
    sitter.visitor.press("Review and submit")
    sitter.visitor.is_at("Submit the assessment?")
    link.cut()
    sitter.visitor.press("Submit")
    sitter.visitor.sees("Nothing was submitted; your answers are safe.")
    link.mend()
    sitter.visitor.press("Submit")
    sitter.visitor.is_at("Your result")


def test_what_is_heard_is_heard_once(sit, link: Link):
    sitter = sit(link.address)
    first, second, third = sitter.singles[:3]
    live = sitter.page.locator("[data-live]")
    sitter.give(first)
    expect(live).to_have_text("all saved")
    sitter.page.evaluate(
        """() => {
          const live = document.querySelector("[data-live]");
          window.heard = [];
          const note = () => live.textContent.trim() && window.heard.push(live.textContent.trim());
          new MutationObserver(note).observe(live, {childList: true});
        }"""
    )
    link.cut_saves()
    sitter.give(second)
    expect(live).to_contain_text("No connection.")
    sitter.page.wait_for_timeout(3000)  # it is tried again and again meanwhile
    link.mend()
    sitter.saved(second)
    heard = sitter.page.evaluate("window.heard")
    assert [words[:8] for words in heard] == ["No conne", "all save"]
    sitter.give(third)
    sitter.saved(third)
    assert len(sitter.page.evaluate("window.heard")) == 3


def test_signing_out_empties_every_tab(sit):
    sitter = sit()
    sitter.give(sitter.singles[0])
    sitter.saved(sitter.singles[0])
    help_page = sitter.visitor.another_tab()
    help_page.go("/help")
    help_page.press("Sign out")
    help_page.is_at("Sign in")
    expect(sitter.page.get_by_role("heading", level=1)).to_have_text("You are signed out")
    assert sitter.page.locator("form, [data-question]").count() == 0
    assert sitter.name not in sitter.page.content()
    assert look(sitter.page, "en") == []


def test_a_tab_that_missed_it_is_emptied_when_it_is_looked_at(sit):
    sitter = sit()
    sitter.page.context.clear_cookies(name="lms_reader")
    sitter.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(sitter.page.get_by_role("heading", level=1)).to_have_text("You are signed out")


@pytest.mark.parametrize("plain", [False, True])
def test_two_people_use_one_browser_in_turn(sit, site: Site, link: Link, plain: bool):
    """Eve signs out without a link. Fay, who comes next, reads nothing of hers; Eve finds what was unsent."""
    eve = sit(link.address.replace("127.0.0.1", PLAIN) if plain else link.address)
    page, first = eve.page, eve.singles[0]
    link.cut()
    eve.give(first)
    eve.unsent(first)
    eve.visitor.press("Sign out")
    page.wait_for_timeout(300)
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out", timeout=30_000)
    words = (
        "Answers that could not be sent, and are lost: 1." if plain else "Answers that could not be sent: 1."
    )
    eve.visitor.sees(words)
    assert page.locator("[data-question]").count() == 0
    link.mend()
    fay = newcomer(site)
    page.on("dialog", accept)
    eve.visitor.go("/")
    eve.visitor.is_at("Sign in")
    eve.visitor.sign_in(fay)
    assert eve.visitor.go(eve.address) == 404
    kept = page.evaluate(STORED)
    assert "q-" not in "".join(kept)
    assert ("iv" in kept[0]) is not plain
    for _ in range(7):
        page.go_back()
        assert page.locator("[data-question]").count() == 0
        assert eve.name not in page.content()
    eve.visitor.go("/")
    eve.visitor.press("Sign out")
    eve.visitor.is_at("Sign in")
    eve.visitor.sign_in(eve.name, PASSWORD)
    eve.visitor.go(eve.address)
    if plain:
        assert eve.visitor.chosen(first) == []
    else:
        eve.saved(first)


def test_the_computer_s_clock_changes_nothing(
    visit: Visit, world, served: str, client: Client, inside, clock
):
    from lms.learning.assessment.attempt import Attempt

    with inside() as session:
        session.get(Attempt, world["attempt_id"]).deadline = clock() + timedelta(minutes=25, seconds=30)
    visitor = visit(address=served)
    enter(visitor, client, "awa", "en")
    visitor.context.add_init_script(
        "const real = Date; Date = class extends real { constructor(...given) {"
        "  super(...(given.length ? given : [real.now() + 7200000])); } };"
        "Date.now = () => real.now() + 7200000;"
    )
    visitor.go(f"/attempts/{world['attempt_id']}")
    assert visitor.page.evaluate("Date.now() - performance.timeOrigin > 7000000")
    expect(visitor.page.locator("[data-left]")).to_have_text("25 minutes left")
