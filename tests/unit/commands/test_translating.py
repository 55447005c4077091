"""`lms translations`: what is accepted, and how far each language is."""

import json
import shutil
from pathlib import Path

import pytest

from tests.unit.commands.conftest import MODULE, Lms

FRENCH = """---
title: Votre premier jour
summary: Où aller et à qui demander.
---
Dix minutes.
"""
MODULE_FR = """# À qui demander

## Votre point focal

Chaque section en a un.
"""


@pytest.fixture
def french(courses: Path) -> list[str]:
    """The course in French; the files of its translation."""
    folder = courses / "first-day"
    (folder / "course.fr.md").write_text(FRENCH)
    (folder / "01-whom-to-ask.fr.md").write_text(MODULE_FR)
    return [str(folder / "course.fr.md"), str(folder / "01-whom-to-ask.fr.md")]


def test_translations_are_accepted_and_told(lms: Lms, courses: Path, french: list[str]):
    result = json.loads(lms("translations", "status", "--format", "json").stdout)
    assert [(row["course"], row["language"], row["unaccepted"]) for row in result] == [("first-day", "fr", 5)]
    assert "first-day: 5 blocks accepted." in lms("translations", "accept", *french).output
    assert "first-day fr: 5 complete, 0 stale" in lms("translations", "status", "first-day").output
    module = courses / "first-day" / "01-whom-to-ask.md"
    module.write_text(MODULE.replace("has one", "has two"))
    assert "  01-whom-to-ask.fr.md:5 s1.p1 stale" in lms("translations", "status").output
    refused = lms("translations", "accept", *french)
    assert refused.exit_code == 1
    assert "01-whom-to-ask.fr.md s1.p1" in refused.output
    reason = ("--block", "s1.p1", "--reason", "it fits")
    assert "1 blocks accepted" in lms("translations", "accept", french[1], *reason).output
    assert "5 complete" in lms("translations", "status").output


def test_a_copy_of_the_original_is_accepted_only_by_name(lms: Lms, courses: Path, french: list[str]):
    (courses / "first-day" / "01-whom-to-ask.fr.md").write_text(MODULE)
    result = lms("translations", "accept", *french)
    assert result.output.startswith("first-day: 2 blocks accepted.\n3 still say the words of the original")
    assert "first-day fr: 2 complete, 0 stale, 3 unaccepted" in lms("translations", "status").output
    result = lms("translations", "accept", french[1], "--block", "title", "--block", "s1")
    assert result.output == "first-day: 2 blocks accepted.\n"


def test_however_files_are_named_each_is_accepted_once(
    lms: Lms, courses: Path, french: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(courses / "first-day")
    result = lms("translations", "accept", "course.fr.md", "./course.fr.md", french[1], french[1])
    assert result.output == "first-day: 5 blocks accepted.\n"
    assert "first-day fr: 5 complete, 0 stale" in lms("translations", "status").output


def test_a_block_that_is_not_there_is_told_and_nothing_is_written(lms: Lms, courses: Path, french: list[str]):
    result = lms("translations", "accept", french[1], "--block", "s9.p9")
    assert result.exit_code == 1
    assert "There is no block s9.p9" in result.output
    assert not (courses / "first-day" / "translations.json").exists()


def test_nothing_is_written_where_nothing_is_accepted_anew(lms: Lms, courses: Path, french: list[str]):
    lms("translations", "accept", *french)
    accepted = courses / "first-day" / "translations.json"
    before = accepted.stat().st_mtime_ns
    assert "0 blocks accepted" in lms("translations", "accept", *french).output
    assert accepted.stat().st_mtime_ns == before


def test_what_is_refused_in_one_folder_is_written_in_none(lms: Lms, courses: Path, french: list[str]):
    shutil.copytree(courses / "first-day", courses / "second-day")
    (courses / "second-day" / "course.md").unlink()
    result = lms("translations", "accept", *french, str(courses / "second-day" / "course.fr.md"))
    assert result.exit_code == 1
    assert f"{courses / 'second-day' / 'course.fr.md'} is no translation" in result.output
    assert not list(courses.rglob("translations.json"))


def test_what_was_accepted_before_is_not_lost(lms: Lms, courses: Path, french: list[str]):
    accepted = courses / "first-day" / "translations.json"
    accepted.write_text("<<<<<<< ours")
    result = lms("translations", "accept", *french)
    assert result.exit_code == 1
    assert f"{accepted} cannot be read" in result.output
    assert accepted.read_text() == "<<<<<<< ours"


def test_what_is_no_translation_is_not_accepted(lms: Lms, courses: Path, french: list[str]):
    result = lms("translations", "accept", french[0], str(courses / "first-day" / "course.md"))
    assert result.exit_code == 1
    assert "is no translation" in result.output
    assert not (courses / "first-day" / "translations.json").exists()
    assert f"There is no course in {courses / 'other'}:" in lms("translations", "status", "other").output
