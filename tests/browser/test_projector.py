"""In a hall: a trainer projects a module with a presenter’s keys; it can be read from the last row."""

import re

import pytest
from playwright.sync_api import Page, expect

from lms.courses.course import Course, Module
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

HALL = {"width": 1920, "height": 1080}
# The lines of text, in hundredths of the screen’s height.
LINES = """() => [...document.querySelectorAll(".project-screen :is(p, li, h2, label, option)")].map(
  (one) => (100 * parseFloat(getComputedStyle(one).lineHeight)) / innerHeight).filter((size) => size > 0)"""


@pytest.fixture
def module(cpas: Course) -> Module:
    return cpas.modules[1]


def enter(visit: Visit, module: Module, **changes: object) -> Visitor:
    """A trainer who comes from the module to its projector."""
    trainer = visit(**changes)
    trainer.sign_in("trainer")
    trainer.reads(trainer.words.language)
    trainer.go(f"/courses/cpas-101/{module.slug}")
    trainer.follow(trainer.words("Show on a projector"))
    trainer.is_at(module.text(trainer.words.language).title)
    return trainer


def shows(page: Page, title: str) -> None:
    expect(page.locator(".project-screen > h2")).to_have_text(title)


def key(page: Page, name: str) -> None:
    """Presses a key until the section’s end is reached: page down reads it through first."""
    before = page.locator(".page-head").inner_text()
    for _ in range(20):
        page.keyboard.press(name)
        page.wait_for_timeout(150)
        if page.locator(".page-head").inner_text() != before:
            return
    raise AssertionError(f"{name} leads nowhere")


def test_it_is_walked_by_keyboard_and_no_page_is_loaded(visit: Visit, module: Module):
    trainer = enter(visit, module)
    page, titles = trainer.page, [section.text("en").title for section in module.sections]
    page.evaluate("window.stays = true")
    for name, title in zip(("ArrowRight", "PageDown", "Space"), titles, strict=False):
        key(page, name)
        shows(page, title)
        assert page.title().startswith(module.text("en").title)
    key(page, "PageUp")
    shows(page, titles[1])
    key(page, "ArrowLeft")
    shows(page, titles[0])
    assert page.evaluate("window.stays"), "a page was loaded, which ends full screen"
    page.reload()
    shows(page, titles[0])


def test_answers_come_on_a_key(visit: Visit, module: Module):
    trainer = enter(visit, module)
    page = trainer.page
    at = next(number for number, section in enumerate(module.sections, 1) if section.questions)
    for number in range(1, at + 1):
        page.keyboard.press("ArrowRight")
        page.wait_for_url(re.compile(rf"[?&]at={number}\b"))  # a key that comes while it loads is lost
    shows(page, module.sections[at - 1].text("en").title)
    expect(page.locator("[data-feedback]")).to_have_count(0)
    page.keyboard.press("r")
    expect(page.locator("[data-feedback]")).to_have_count(len(module.sections[at - 1].questions))
    expect(page.get_by_role("link", name="Hide the answers")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-feedback]")).to_have_count(0)
    expect(page.get_by_role("link", name="Show the answers")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_from_the_last_row(visit: Visit, module: Module, scheme: str):
    trainer = enter(visit, module, scheme=scheme)
    page = trainer.page
    page.set_viewport_size(HALL)  # type: ignore[arg-type]
    assert module.sections
    for number, section in enumerate(module.sections, 1):
        page.goto(f"{trainer.address}/authoring/cpas-101/project/{module.slug}?at={number}&key=yes")
        shows(page, section.text("en").title)
        sizes = page.evaluate(LINES)
        assert min(sizes) > 3.5, f"section {number}: {min(sizes):.1f} % of the screen"
        assert sum(sizes) / len(sizes) > 4
        trainer.fits()


def test_full_screen_is_offered_and_stays(visit: Visit, module: Module):
    trainer = enter(visit, module)
    page = trainer.page
    page.get_by_role("button", name="Full screen").click()
    # Waiting with a script that is a string needs eval, which the site’s policy forbids.
    full_screen = page.locator(":fullscreen")
    expect(full_screen).to_have_count(1)
    page.keyboard.press("ArrowRight")
    shows(page, module.sections[0].text("en").title)
    expect(full_screen).to_have_count(1)


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("fr", 1280)])
def test_without_javascript_its_links_do_the_same(visit: Visit, module: Module, language: str, width: int):
    trainer = enter(visit, module, language=language, width=width, javascript=False)
    page = trainer.page
    for section in module.sections:
        trainer.follow(trainer.words("Next"))
        shows(page, section.text(language).title)
        if section.questions:
            trainer.follow(trainer.words("Show the answers"))
            expect(page.locator("[data-feedback]")).to_have_count(len(section.questions))
        trainer.fits()
    trainer.follow(trainer.words("Close"))
    trainer.is_at(module.text(language).title)
