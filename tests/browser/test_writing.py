"""A trainer's text while the link drops: it stays where it was typed, and comes back."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_authoring import text
from tests.browser.visitor import Visitor

MINE = "# Mine\n\nAn hour's work.\n"
NOT_SAVED = "Not saved: no connection."
BACK = "What you typed and had not saved is back."


def without_a_link(trainer: Visitor) -> None:
    trainer.expected += ["ERR_INTERNET_DISCONNECTED", "net::"]
    trainer.context.set_offline(True)


def leave(trainer: Visitor) -> None:
    """Goes away and comes back to the text, whatever the page asks."""
    here = trainer.page.url
    trainer.page.once("dialog", lambda dialog: dialog.accept())
    trainer.go("/authoring")
    trainer.page.goto(here)


def test_a_text_without_a_link_stays_and_is_saved_later(trainer: Visitor):
    trainer.follow("First steps")
    text(trainer).fill(MINE)
    without_a_link(trainer)
    trainer.press("Save and check")
    trainer.sees(NOT_SAVED)
    expect(text(trainer)).to_have_value(MINE)
    trainer.context.set_offline(False)
    trainer.press("Save and check")
    trainer.sees("Saved in the draft.")
    trainer.is_at("Mine")
    expect(trainer.page.get_by_text(NOT_SAVED)).to_be_hidden()
    expect(trainer.page.get_by_text(BACK)).to_be_hidden()


def test_what_was_typed_comes_back(trainer: Visitor):
    trainer.follow("First steps")
    saved = text(trainer).input_value()
    text(trainer).fill(MINE)
    leave(trainer)
    trainer.sees(BACK)
    expect(text(trainer)).to_have_value(MINE)
    trainer.press("Take the saved text instead")
    expect(text(trainer)).to_have_value(saved)
    trainer.page.reload()
    expect(text(trainer)).to_have_value(saved)
    expect(trainer.page.get_by_text(BACK)).to_be_hidden()


def test_what_comes_back_writes_over_nobody(trainer: Visitor):
    trainer.follow("First steps")
    text(trainer).fill(MINE)
    other = trainer.another_tab()
    other.page.goto(trainer.page.url)
    expect(other.page.get_by_text(BACK)).to_be_hidden()
    text(other).fill("# Theirs\n")
    other.press("Save and check")
    other.is_at("Theirs")
    leave(trainer)
    trainer.sees(BACK)
    trainer.expected += ["409"]
    trainer.press("Save and check")
    trainer.is_at("Two of you changed this text")
    expect(text(trainer)).to_have_value(MINE)
    trainer.sees("# Theirs")


def test_the_next_at_this_computer_sees_none_of_it(trainer: Visitor):
    trainer.follow("First steps")
    here = trainer.page.url
    text(trainer).fill(MINE)
    trainer.page.once("dialog", lambda dialog: dialog.accept())
    trainer.press("Sign out")
    trainer.is_at("Sign in")
    trainer.sign_in("admin")
    trainer.page.goto(here)
    expect(text(trainer)).not_to_have_value(MINE)
    expect(trainer.page.get_by_text(BACK)).to_be_hidden()


def test_the_page_of_a_text_begins_where_the_bar_does(trainer: Visitor):
    trainer.follow("First steps")
    trainer.is_at("First steps")
    left = "(one) => one.getBoundingClientRect().left"
    bar = trainer.page.locator(".bar-name").evaluate(left)
    assert trainer.page.get_by_role("heading", level=1).evaluate(left) == bar


@pytest.mark.parametrize("trainer", [("fr", 360)], indirect=True)
def test_on_a_phone_nothing_touches_and_nothing_runs_over(trainer: Visitor):
    edge = "(one) => one.getBoundingClientRect().right"
    cells = trainer.page.locator("tbody tr td > span")
    expect(cells).not_to_have_count(0)
    for row in trainer.page.locator("tbody tr").all():
        for cell in row.locator("td > span").all():
            assert cell.evaluate(edge) <= row.evaluate(edge) - 12
    trainer.follow("Premiers pas")
    button = trainer.page.get_by_role("button", name=trainer.words("Save and check"))
    heading = trainer.page.get_by_role("heading", name=trainer.words("Preview"))
    heading.wait_for()
    top = heading.evaluate("(one) => one.getBoundingClientRect().top")
    assert top - button.evaluate("(one) => one.getBoundingClientRect().bottom") >= 16
    last = trainer.page.locator(".breadcrumbs li").last
    assert last.evaluate("(one) => getComputedStyle(one, '::before').content") == "none"
