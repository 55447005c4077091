"""The language is changed in the middle of a long module: its reader comes back to where they were."""

from playwright.sync_api import expect

from lms.courses.course import Course
from tests.browser.conftest import Visit
from tests.browser.learners import newcomer
from tests.browser.site import Site
from tests.browser.visitor import right
from tests.browser.words import Words

STAY_MS = 1500


def test_the_reader_comes_back_to_what_was_read(visit: Visit, site: Site, cpas: Course):
    module = cpas.modules[1]
    question = [one for one in module.questions if one.kind in ("single", "multiple")][-1]
    learner = visit(width=360)
    learner.sign_in(newcomer(site, done=[cpas.modules[0]]))
    learner.go(f"/courses/cpas-101/{module.slug}")
    learner.answer(question, right(question))
    learner.card(question).evaluate("card => card.scrollIntoView({ block: 'start' })")
    learner.page.wait_for_timeout(STAY_MS)
    for words, own_name in ((Words("fr"), "Français"), (Words("en"), "English")):
        learner.page.evaluate("scrollTo(0, 0)")
        learner.page.wait_for_timeout(STAY_MS)
        learner.page.get_by_text(learner.words("Menu"), exact=True).click()
        learner.page.get_by_role("button", name=own_name).click()
        learner.words = words
        learner.is_at(module.text(words.language).title)
        expect(learner.card(question)).to_be_in_viewport()
        assert learner.page.url.endswith(f"#q-{question.id}")
        assert learner.chosen(question) == right(question)
        learner.page.wait_for_timeout(STAY_MS)  # who stays there comes back there again


def test_who_was_at_the_top_stays_at_the_top(visit: Visit, site: Site, cpas: Course):
    learner = visit()
    learner.sign_in(newcomer(site))
    learner.go(f"/courses/cpas-101/{cpas.modules[0].slug}")
    learner.page.get_by_role("button", name="Français").click()
    learner.is_at(cpas.modules[0].text("fr").title)
    assert "#" not in learner.page.url
    assert learner.page.evaluate("scrollY") == 0
