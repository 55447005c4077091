"""`lms publish`: the next edition, what it changes, and what needs a word of its own."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from tests.unit.commands.conftest import MODULE, Lms, writer


def test_publish_makes_the_next_edition(installed: Lms, courses: Path):
    (courses / "first-day" / "01-whom-to-ask.md").write_text(MODULE + "\nAsk early.\n")
    result = installed("publish", "first-day")
    assert result.exit_code == 0
    assert "edition 2 is in force" in result.output


def test_another_may_write_while_a_course_is_compiled(
    installed: Lms, courses: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from lms.authoring.publication import proposal

    compile_course, wrote = proposal.compile_course, []

    def compile_beside_a_writer(source):
        with writer(tmp_path):
            wrote.append(source.slug)
        return compile_course(source)

    monkeypatch.setattr(proposal, "compile_course", compile_beside_a_writer)
    (courses / "first-day" / "01-whom-to-ask.md").write_text(MODULE + "\nAsk early.\n")
    assert installed("publish", "first-day").exit_code == 0
    assert wrote == ["first-day"]


def test_publish_of_a_broken_course_tells_why_and_changes_nothing(installed: Lms, courses: Path):
    (courses / "first-day" / "01-whom-to-ask.md").write_text("# Whom to ask\n\n::: question\n")
    result = installed("publish", "first-day")
    assert result.exit_code == 1
    assert re.search(r"^01-whom-to-ask\.md:3:\d+ [a-z-]+ .+", result.output, re.MULTILINE)
    (courses / "first-day" / "01-whom-to-ask.md").write_text(MODULE)
    assert "edition 1 is in force" in installed("publish", "first-day").output


def test_publish_tells_which_files_still_hold_an_example(installed: Lms, courses: Path):
    assert "text of the example" not in installed("publish", "first-day").stdout
    assert installed("new", "course", "second-day").exit_code == 0
    words = "text of the example: 01-first-steps.md, assessment.md, course.md.\n"
    assert words in installed("publish", "second-day", "--dry-run").stdout
    assert (
        "text of the example"
        not in installed("publish", "second-day", "--dry-run", "--format", "json").stdout
    )
    result = installed("publish", "second-day", "--lang", "fr")
    assert "encore du texte de l’exemple\u00a0: 01-" in result.stdout
    assert result.exit_code == 0


def change_and_publish(run: Lms, courses: Path, old: str, new: str, *words: str) -> Result:
    path = courses / "first-day" / "01-whom-to-ask.md"
    path.write_text(path.read_text().replace(old, new))
    return run("publish", "first-day", *words)


def test_publish_tells_what_would_change_as_json_and_changes_nothing(installed: Lms, courses: Path):
    result = change_and_publish(installed, courses, "has one", "has two", "--dry-run", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "course": "first-day",
        "from_edition": 1,
        "to_edition": 2,
        "changes": [{"module": "whom-to-ask", "block": "s1.p1", "kind": "wording"}],
        "keys": [],
        "keep": 0,
        "redo": 0,
    }
    again = installed("publish", "first-day", "--dry-run", "--format", "json")
    assert json.loads(again.stdout)["to_edition"] == 2


def test_publish_says_nothing_beside_the_json(installed: Lms, courses: Path):
    result = change_and_publish(installed, courses, "has one", "has <b>", "--dry-run", "--format", "json")
    assert json.loads(result.stdout)["to_edition"] == 2
    assert result.stderr == ""


def test_publish_tells_in_french(installed: Lms, courses: Path):
    result = change_and_publish(installed, courses, "has one", "has two", "--dry-run", "--lang", "fr")
    lines = result.stdout.splitlines()
    assert lines[0] == "first-day\u00a0: de l’édition 1 à l’édition 2"
    assert lines[1:3] == ["  whom-to-ask: de forme", "    s1.p1 modifié"]
    result = installed("publish", "first-day", "--lang", "fr")
    assert "l’édition 2 est en vigueur" in result.stdout


def test_publish_of_what_is_in_force_already_changes_nothing(installed: Lms):
    result = installed("publish", "first-day", "--format", "json")
    assert (json.loads(result.stdout)["from_edition"], json.loads(result.stdout)["to_edition"]) == (1, 1)
    assert result.stderr == ""
    assert "edition 1 is in force" in installed("publish", "first-day").stdout


@pytest.mark.parametrize(("words", "kind"), [((), "wording"), (("--material", "whom-to-ask"), "material")])
def test_publish_tells_the_kind_of_each_change(installed: Lms, courses: Path, words, kind):
    result = change_and_publish(installed, courses, "has one", "has two", *words)
    assert f"  whom-to-ask: {kind}\n    s1.p1 changed\n" in result.output
    assert "edition 2 is in force" in result.output


def test_publish_tells_of_an_edition_in_which_no_text_changed(installed: Lms, courses: Path):
    (courses / "first-day" / "01-whom-to-ask.md").rename(courses / "first-day" / "05-whom-to-ask.md")
    result = installed("publish", "first-day")
    assert "edition 1 to 2\n  no text changed, only the order of modules" in result.output
    assert "no text changed" not in installed("publish", "first-day").output


def test_publish_decides_only_about_modules_that_changed(installed: Lms):
    result = installed("publish", "first-day", "--material", "elsewhere")
    assert result.exit_code == 2
    assert "elsewhere did not change" in result.output


def test_publish_asks_which_when_a_change_is_said_to_be_of_both_kinds(installed: Lms, courses: Path):
    words = ("--material", "whom-to-ask", "--wording", "whom-to-ask")
    result = change_and_publish(installed, courses, "has one", "has two", *words)
    assert result.exit_code == 2
    assert "The change of whom-to-ask is material or of wording, not both." in result.output
    assert "edition 1" in installed("publish", "first-day", "--dry-run").output


def test_a_changed_key_is_told_first_and_needs_its_own_word(installed: Lms, courses: Path):
    question = "\n::: question who\n\nWho?\n\n- [x] A\n- [ ] B\n\n:::\n"
    change_and_publish(installed, courses, "has one.\n", f"has one.\n{question}")
    result = change_and_publish(installed, courses, "[x] A\n- [ ] B", "[ ] A\n- [x] B")
    assert result.exit_code == 1
    assert result.output.index("the key of who changed") < result.output.index("whom-to-ask: material")
    assert "--confirm-keys" in result.output
    dry = json.loads(installed("publish", "first-day", "--dry-run", "--format", "json").stdout)
    assert (dry["keys"], dry["from_edition"], dry["to_edition"]) == (["who"], 2, 3)
    assert "edition 3 is in force" in installed("publish", "first-day", "--confirm-keys").output


def test_publish_from_another_folder(installed: Lms, courses: Path, tmp_path: Path):
    elsewhere = tmp_path / "sent by mail"
    shutil.copytree(courses / "first-day", elsewhere)
    (elsewhere / "01-whom-to-ask.md").write_text(MODULE + "\nAsk early.\n")
    assert "edition 2" in installed("publish", "first-day", "--from", str(elsewhere)).output
    assert "s1.p2 removed" in installed("publish", "first-day", "--dry-run").output


def test_a_broken_course_tells_its_problems_as_json_too(installed: Lms, courses: Path):
    result = change_and_publish(installed, courses, "# Whom", "Whom", "--dry-run", "--format", "json")
    assert result.exit_code == 1
    assert {problem["code"] for problem in json.loads(result.stdout)["problems"]} == {"no-h1"}
