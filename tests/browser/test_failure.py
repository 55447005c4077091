"""What goes wrong in the middle: an attempt not passed, a form sent twice, a sign-out, a killed worker."""

import re

from playwright.sync_api import expect

from lms.courses.course import Course, Question
from tests.browser.conftest import Visit
from tests.browser.learners import newcomer
from tests.browser.site import Site
from tests.browser.visitor import Visitor, right, wrong
from tests.browser.words import plain

SAVED = re.compile(r"^saved \d\d:\d\d$")


def begin(learner: Visitor) -> None:
    learner.go("/courses/cpas-101/assessment")
    learner.press("Begin the assessment")
    learner.sees("Your answers are saved as you go.")


def test_not_passed(visit: Visit, site: Site, cpas: Course):
    """The result leads back to what was missed, and gives no right answer away."""
    learner = visit()
    learner.sign_in(newcomer(site, done=cpas.modules))
    begin(learner)
    asked = learner.asked(cpas.bank)
    for question in asked:
        learner.answer(question, wrong(question))
    learner.sees("all saved")
    learner.press("Review and submit")
    learner.press("Submit")
    learner.sees("Not passed yet")
    learner.sees("Nobody but you sees this.")
    objectives = learner.page.get_by_role("region", name="By objective")
    for text in cpas.text("en").objectives.values():
        expect(objectives.get_by_role("row").filter(has_text=text).get_by_role("link").first).to_be_visible()
    told = learner.page.get_by_role("main").inner_text()
    assert asked
    for question in asked:
        wording = question.wording("en")
        assert plain(wording.explanation or "-") not in told, f"{question.id} is explained"
        for number in right(question):
            reason = plain(wording.choices[number - 1].feedback or "-")
            assert reason == "-" or reason not in told, f"the reason of {question.id}’s key is told"
    expect(learner.page.get_by_text(re.compile("^(The right answer|This is right too)$"))).to_have_count(0)
    objectives.get_by_role("link").first.click()
    assert "/courses/cpas-101/" in learner.page.url


def test_submitted_twice(visit: Visit, site: Site, cpas: Course):
    """The same attempt submitted from a second tab is the same result, and no second attempt."""
    learner = visit()
    learner.sign_in(newcomer(site, done=cpas.modules))
    begin(learner)
    asked = learner.asked(cpas.bank)
    learner.answer(asked[0], right(asked[0]))
    expect(learner.card(asked[0]).get_by_text(SAVED)).to_be_visible()
    learner.press("Review and submit")
    learner.sees("19 questions are not answered:")
    second = learner.another_tab()
    second.go(learner.page.url.removeprefix(site.address))
    learner.press("Submit")
    learner.is_at("Your result")
    result = learner.page.get_by_role("main").inner_text()
    second.press("Submit")
    second.is_at("Your result")
    assert second.page.url == learner.page.url
    assert second.page.get_by_role("main").inner_text() == result
    second.go("/courses/cpas-101/assessment")
    second.sees("2 attempts left in this round")


def test_two_tabs_on_one_paper(visit: Visit, site: Site, cpas: Course):
    """A tab that was opened before the other's answers takes none of them back."""
    learner = visit()
    learner.sign_in(newcomer(site, done=cpas.modules))
    begin(learner)
    asked = learner.asked(cpas.bank)
    second = learner.another_tab()
    second.go(learner.page.url.removeprefix(site.address))
    for question in asked[:3]:
        second.answer(question, right(question))
        expect(second.card(question).get_by_text(SAVED)).to_be_visible()
    for numbers in (wrong(asked[3]), right(asked[3])):
        learner.tick(asked[3], numbers)
        expect(learner.card(asked[3]).get_by_text(SAVED)).to_be_visible()
    learner.sees("4 of 20 answered")
    learner.page.reload()
    assert [learner.chosen(one) for one in asked[:4]] == [right(one) for one in asked[:4]]


def test_a_session_that_ended(visit: Visit, site: Site, cpas: Course):
    """What is sent after that is held once, and counts when its owner has signed in and says so."""
    learner, name = visit(), newcomer(site)
    module = cpas.modules[0]
    question = module.questions[0]
    learner.sign_in(name)
    learner.go(f"/courses/cpas-101/{module.slug}")
    end_session(learner)
    learner.answer(question, right(question))
    learner.press("Check my answer", within=learner.card(question))
    learner.is_at("Sign in")
    learner.sees("You were signed out. Your answers are kept")
    confirm_held(learner, name)
    expect(learner.card(question).locator("[data-feedback]")).to_be_visible()
    assert learner.chosen(question) == right(question)


def test_a_session_that_ended_in_the_middle_of_a_paper(visit: Visit, site: Site, cpas: Course):
    """So it is with a paper: the script finds out, and what could not be saved comes back."""
    learner, name = visit(), newcomer(site, done=cpas.modules)
    learner.sign_in(name)
    begin(learner)
    first, second = by_one_click(learner.asked(cpas.bank))[:2]
    learner.answer(first, right(first))
    expect(learner.card(first).get_by_text(SAVED)).to_be_visible()
    end_session(learner)
    learner.choice(second, right(second)[0]).click()
    learner.is_at("Sign in")
    learner.sees("You were signed out. Your answers are kept")
    confirm_held(learner, name)
    assert [learner.chosen(one) for one in (first, second)] == [right(first), right(second)]
    expect(learner.card(second).get_by_text(SAVED)).to_be_visible()


def test_submitted_in_another_tab(visit: Visit, site: Site, cpas: Course):
    """A paper that is still open learns at its next answer that the attempt is closed."""
    learner = visit()
    learner.expected += ["Failed to load resource"]
    learner.sign_in(newcomer(site, done=cpas.modules))
    begin(learner)
    question = by_one_click(learner.asked(cpas.bank))[0]
    second = learner.another_tab()
    second.go(f"{learner.page.url.removeprefix(site.address)}/submit")
    second.press("Submit")
    second.is_at("Your result")
    learner.choice(question, right(question)[0]).click()
    learner.is_at("Your result")
    learner.sees("This attempt is closed. Only the answers saved before count.")


def by_one_click(asked: list[Question]) -> list[Question]:
    """Those of a paper that one click answers: after it the page may be another."""
    return [question for question in asked if question.kind == "single"]


def end_session(learner: Visitor) -> None:
    """It is half a day old. (Whoever signs out in another tab finds this one empty.)"""
    learner.context.clear_cookies(name="lms")


def confirm_held(learner: Visitor, name: str) -> None:
    learner.sign_in(name)
    learner.is_at("Answers waiting for you")
    expect(learner.page.get_by_role("button", name="Send these answers")).to_have_count(1)
    learner.press("Send these answers")


def test_killed_worker(visit: Visit, site: Site, cpas: Course):
    """A worker that dies in the middle of a paper takes no acknowledged answer with it."""
    learner = visit()
    learner.expected += ["net::ERR_"]
    learner.sign_in(newcomer(site, done=cpas.modules))
    begin(learner)
    asked = learner.asked(cpas.bank)
    for question in asked[:4]:
        learner.answer(question, right(question))
        expect(learner.card(question).get_by_text(SAVED)).to_be_visible()
    site.kill_workers()
    learner.answer(asked[4], right(asked[4]))
    expect(learner.card(asked[4]).get_by_text(SAVED)).to_be_visible()
    learner.page.reload()
    assert [learner.chosen(one) for one in asked[:5]] == [right(one) for one in asked[:5]]
