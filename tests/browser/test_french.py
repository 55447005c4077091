"""The whole journey in French, with JavaScript off; in the middle of the paper it turns English and back."""

import re
from io import BytesIO

import pypdf
from playwright.sync_api import expect

from lms.courses.course import Course, Question
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor, right
from tests.browser.words import Words

NAME = "Amina Delacroix"  # the demonstration's account "civilian"


def test_journey(visit: Visit, cpas: Course):
    learner = visit("fr", javascript=False)
    words, title = learner.words, cpas.text("fr").title
    learner.sign_in("civilian")  # whose account is in English
    learner.is_at("My learning")
    learner.page.get_by_role("button", name="Français").click()
    learner.is_at(words("My learning"))
    learn(learner, cpas)
    learner.is_at(words("Assessment: %(title)s", title=title))
    learner.press("Begin the assessment")
    asked = learner.asked(cpas.bank)
    turn_english_and_back(learner, asked[:7])
    for question in asked[7:]:
        learner.answer(question, right(question))
    learner.press("Save")
    learner.sees(words("Your answers are saved."))
    learner.sees(words("%(answered)s of %(total)s answered", answered=20, total=20))
    learner.press("Review and submit")
    learner.press("Submit")
    learner.sees(words("You passed"))
    learner.follow(words("To my certificate"))
    be_certified(learner, title)


def learn(learner: Visitor, cpas: Course) -> None:
    learner.follow(learner.words("Begin"))
    for module in cpas.modules:
        learner.is_at(module.text("fr").title)
        if module is cpas.modules[0]:
            press_enter_on_a_choice(learner, module.questions[0])
        learner.study(module)
        last = module is cpas.modules[-1]
        learner.follow(learner.words("To the assessment" if last else "To the next module"))


def press_enter_on_a_choice(learner: Visitor, question: Question) -> None:
    """It doesn't say which of the page's many buttons is meant, so nothing is sent, and nothing lost."""
    choice = learner.choice(question, 1)
    choice.check()
    choice.press("Enter")
    learner.is_at(learner.page.get_by_role("heading", level=1).inner_text())
    expect(choice).to_be_checked()
    expect(learner.page.locator("[data-feedback]")).to_have_count(0)
    expect(learner.page.locator("html")).to_have_attribute("lang", "fr")


def turn_english_and_back(learner: Visitor, typed: list[Question]) -> None:
    """What is chosen and not saved yet stays through both changes of language."""
    assert typed
    french, english = learner.words, Words("en")
    for question in typed:
        learner.answer(question, right(question))
    for words, button in ((english, "English"), (french, "Français")):
        learner.page.get_by_role("button", name=button).click()
        learner.words = words
        learner.sees(words("Review and submit"))
        assert [learner.chosen(question) for question in typed] == [right(question) for question in typed]


def be_certified(learner: Visitor, title: str) -> None:
    learner.press("Yes, this is my name")
    learner.press("Issue my certificate")
    link = learner.page.get_by_role("link", name=learner.words("Download the certificate (PDF)"))
    href = link.get_attribute("href")
    content = learner.context.request.get(f"{learner.address}{href}").body()
    [page] = pypdf.PdfReader(BytesIO(content)).pages
    printed = re.sub(r"\s+", " ", page.extract_text()).replace("'", "’")
    assert NAME in printed
    assert title.replace("'", "’") in printed
    expect(learner.page.locator("html")).to_have_attribute("lang", "fr")


def test_an_administrator_s_bar_stays_on_one_line_at_1024_pixels(visit: Visit):
    chief = visit("fr")
    chief.page.set_viewport_size({"width": 1024, "height": 768})
    chief.sign_in("admin")
    chief.page.get_by_role("button", name="Français").click()
    chief.page.wait_for_load_state()
    tops = chief.page.eval_on_selector_all(
        ".bar-links a, .bar-end button", "found => found.map(one => one.getBoundingClientRect().top)"
    )
    assert len(tops) > 5
    assert max(tops) - min(tops) < 20
    box = chief.page.locator(".bar-inner").bounding_box()
    assert box is not None
    assert box["height"] < 70
