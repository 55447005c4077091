"""The whole journey in English, to a certificate that a stranger verifies and a supervisor sees."""

import re
from io import BytesIO
from pathlib import Path

import pypdf
from playwright.sync_api import expect

from lms.courses.course import Course, Question
from tests.browser.conftest import Visit
from tests.browser.site import Site
from tests.browser.visitor import Visitor, right

NAME = "Tomás Herrero"  # the demonstration's account "military", of U5 Plans


def test_journey(visit: Visit, site: Site, cpas: Course):
    learner = visit()
    learner.sign_in("military")
    see_what_is_required(learner)
    learn(learner, cpas)
    sit(learner, cpas)
    number = be_certified(learner)
    stranger = visit()
    stranger.go(f"/verify/{number}")
    stranger.sees("It was issued here and holds today.")
    expect(stranger.page.get_by_role("definition").filter(has_text=NAME)).to_be_visible()
    be_reported(visit, site)


def see_what_is_required(learner: Visitor) -> None:
    learner.is_at("My learning")
    due = learner.page.get_by_text(
        re.compile(r"^Due on \d+ \w+ \d{4}. Required by: .+, within 30 days of arrival")
    )
    expect(due).to_be_visible()
    required = learner.page.get_by_role("region", name="What your post requires")
    expect(required.get_by_text("CPAS essentials")).to_be_visible()
    expect(required.get_by_text(re.compile(r"^Due \d+ \w+ \d{4}$"))).to_be_visible()
    learner.follow("Begin")


def learn(learner: Visitor, cpas: Course) -> None:
    for module in cpas.modules:
        learner.is_at(module.text("en").title)
        learner.page.evaluate("window.stays = true")
        learner.study(module)
        assert learner.page.evaluate("window.stays"), "the page was loaded anew for feedback"
        learner.follow("To the assessment" if module is cpas.modules[-1] else "To the next module")


def sit(learner: Visitor, cpas: Course) -> None:
    """The assessment, with the link lost in the middle and the page opened anew."""
    learner.is_at("Assessment: CPAS essentials")
    learner.press("Begin the assessment")
    learner.sees("20 questions. Your answers are saved as you go.")
    asked = learner.asked(cpas.bank)
    for question in asked[:10]:
        answer_and_see_it_saved(learner, question)
    lose_the_link(learner, asked[10])
    for question in asked[11:]:
        answer_and_see_it_saved(learner, question)
    learner.sees("20 of 20 answered")
    learner.page.reload()
    assert [learner.chosen(question) for question in asked] == [right(question) for question in asked]
    learner.press("Review and submit")
    learner.sees("All questions are answered, and all answers are saved.")
    learner.press("Submit")
    learner.is_at("Your result")
    learner.sees("You passed")
    learner.follow("To my certificate")


def answer_and_see_it_saved(learner: Visitor, question: Question) -> None:
    learner.answer(question, right(question))
    expect(learner.card(question).get_by_text(re.compile(r"^saved \d\d:\d\d$"))).to_be_visible()


def lose_the_link(learner: Visitor, question: Question) -> None:
    learner.expected.append("net::ERR_INTERNET_DISCONNECTED")
    note = learner.card(question).locator("[data-save-note]")
    learner.context.set_offline(True)
    learner.answer(question, right(question))
    expect(note).to_have_text("not saved yet")
    expect(learner.page.locator("[data-save-state]")).to_have_text("not saved yet")
    learner.context.set_offline(False)
    expect(note).to_have_text(re.compile(r"^saved \d\d:\d\d$"))
    expect(learner.page.locator("[data-save-state]")).to_have_text("all saved")


def be_certified(learner: Visitor) -> str:
    """Confirms the name, has the certificate issued, downloads it; returns its number."""
    learner.is_at("My certificate")
    expect(learner.page.get_by_text(NAME).last).to_be_visible()
    learner.press("Yes, this is my name")
    learner.press("Issue my certificate")
    number = learner.page.locator("dt", has_text="Certificate number").locator("+ dd").inner_text()
    with learner.page.expect_download() as download:
        learner.page.get_by_role("link", name="Download the certificate (PDF)").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"%PDF")
    [page] = pypdf.PdfReader(BytesIO(content)).pages
    printed = page.extract_text()
    assert NAME in printed
    assert number in printed
    return number


def be_reported(visit: Visit, site: Site) -> None:
    """The supervisor of the unit sees it; the supervisor of another doesn't see the person at all."""
    supervisor = visit()
    supervisor.sign_in("supervisor")
    supervisor.go("/reports")
    row = supervisor.page.get_by_role("row").filter(has_text=NAME)
    expect(row.get_by_text("Complete")).to_be_visible()
    supervisor.follow(NAME)
    supervisor.is_at(NAME)
    path = supervisor.page.url.removeprefix(site.address)

    other = visit()
    other.expected.append("status of 404")
    other.page.goto(site.lms("invite", "wokellobrandt").splitlines()[-1])
    other.page.get_by_label("New password").fill("a quiet road at noon")
    other.page.get_by_label("The same again").fill("a quiet road at noon")
    other.page.get_by_role("main").get_by_role("button").click()
    other.is_at("My learning")
    other.go("/reports")
    expect(other.page.get_by_role("row").filter(has_text="Amina Delacroix")).to_be_visible()
    expect(other.page.get_by_role("row").filter(has_text=NAME)).to_have_count(0)
    assert other.go(path) == 404
