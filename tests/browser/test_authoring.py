"""A trainer at a browser: begins a course, mends what is found, uploads a folder, meets another trainer."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.site import ROOT
from tests.browser.visitor import Visitor

MISTAKES = (
    "# First steps\n\n## One\n\n![](media/none.svg)\n\nClick [[here]].\n" + "\nMore.\n" * 60 + "\n<b>\n"
)


def text(visitor: Visitor):
    return visitor.page.get_by_label(visitor.words("Text"), exact=True)


@pytest.mark.parametrize("trainer", [("en", 1280), ("en", 360), ("en", 360, False)], indirect=True)
def test_mistakes_are_found_and_mended(trainer: Visitor):
    trainer.follow("First steps")
    text(trainer).fill(MISTAKES)
    trainer.press("Save and check")
    trainer.sees(trainer.words("Saved in the draft."))
    trainer.is_at("First steps")
    findings = trainer.page.locator(".finding")
    expect(findings).to_have_count(4)
    text(trainer).fill("# First steps\n\n## One\n\nAll is well.\n")
    trainer.press("Save and check")
    trainer.sees(trainer.words("Nothing to mend in this file."))


def test_a_finding_leads_to_its_line(trainer: Visitor):
    trainer.follow("First steps")
    text(trainer).fill(MISTAKES)
    trainer.press("Save and check")
    line = MISTAKES[: MISTAKES.index("<b>")].count("\n") + 1
    trainer.follow(f"Line {line}")
    expect(text(trainer)).to_be_focused()
    selected = "(area) => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert text(trainer).evaluate(selected) == "<b>"
    assert text(trainer).evaluate("(area) => area.scrollTop") > 0


def test_an_address_leads_to_a_line(trainer: Visitor):
    trainer.follow("First steps")
    text(trainer).fill(MISTAKES)
    trainer.press("Save and check")
    trainer.sees("Saved in the draft.")
    line = MISTAKES[: MISTAKES.index("<b>")].count("\n") + 1
    here = trainer.page.url.removeprefix(trainer.address)
    trainer.go("/authoring")
    trainer.go(f"{here}#line-{line}")
    expect(text(trainer)).to_be_focused()
    selected = "(area) => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert text(trainer).evaluate(selected) == "<b>"


def test_leaving_asks_when_something_is_not_saved(trainer: Visitor):
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    trainer.page.on("dialog", answer)
    trainer.follow("First steps")
    trainer.go("/authoring")
    assert asked == []
    trainer.page.go_back()
    text(trainer).press_sequentially("x")
    trainer.go("/authoring")
    assert asked == ["beforeunload"]


def test_two_at_once_and_a_session_that_ended(trainer: Visitor):
    trainer.follow("First steps")
    other = trainer.another_tab()
    other.page.goto(trainer.page.url)
    text(other).fill("# Theirs\n")
    other.press("Save and check")
    other.is_at("Theirs")
    trainer.expected += ["409", "401"]  # the browser tells of each answer that is an error
    text(trainer).fill("# Mine\n")
    trainer.press("Save and check")
    trainer.is_at("Two of you changed this text")
    trainer.sees("# Theirs")
    text(trainer).fill("# Theirs and mine\n")
    trainer.context.clear_cookies()
    trainer.press("Save my text")
    trainer.is_at("You were signed out")
    other.sign_in("trainer")
    trainer.press("Save my text")
    expect(text(trainer)).to_have_value("# Theirs and mine\n")
    trainer.sees("Saved in the draft.")


def test_a_folder_is_uploaded_as_it_is(trainer: Visitor, tmp_path: Path):
    shutil.copytree(ROOT / "tests" / "course", tmp_path / "water-point")
    (tmp_path / "water-point" / ".hidden.md").write_text("x")
    (tmp_path / "water-point" / "notes.docx").write_text("x")
    trainer.go("/authoring/upload")
    trainer.page.get_by_label("A course’s folder").set_input_files(tmp_path / "water-point")
    trainer.press("Upload to the draft")
    trainer.is_at("What came of the upload")
    trainer.sees("media/pump.svg")
    trainer.sees("water-point/notes.docx")
    trainer.follow("Look at the course and its findings")
    trainer.is_at("The test course: a water point")
