"""`lms check`: each problem at its place."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from lms import commands
from tests.unit.commands.conftest import COURSE, MODULE


def test_check_needs_no_settings(courses: Path):
    result = CliRunner().invoke(commands.main, ["check", str(courses)])
    assert result.exit_code == 0
    assert "Errors: 0." in result.output


@pytest.mark.parametrize("where", ["", "first-day", "first-day/01-whom-to-ask.md"])
def test_check_names_each_problem_at_its_place(courses: Path, where: str):
    module = courses / "first-day" / "01-whom-to-ask.md"
    module.write_text(MODULE + "\n![](media/none.svg)\n\n[[Notes]]\n")
    result = CliRunner().invoke(commands.main, ["check", str(courses / where)])
    prefix = "" if where else "first-day/"
    assert result.exit_code == 1
    assert re.search(rf"^{prefix}01-whom-to-ask\.md:7:1 [a-z-]+ .+", result.output, re.MULTILINE)
    assert re.search(rf"^{prefix}01-whom-to-ask\.md:9:1 [a-z-]+ .+", result.output, re.MULTILINE)


def test_check_of_a_file_leaves_other_files_alone(courses: Path):
    (courses / "first-day" / "02-more.md").write_text("No heading\n")
    result = CliRunner().invoke(commands.main, ["check", str(courses / "first-day" / "01-whom-to-ask.md")])
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("name", "problems"),
    [
        ("course.md.txt", ["course.md.txt md-txt"]),
        ("course.MD", ["course.MD file-name", "course.md no-course-file"]),
        ("02-more.md", ["course.md no-course-file"]),
    ],
)
def test_check_leaves_out_no_folder_that_was_meant_as_a_course(courses: Path, name: str, problems: list[str]):
    folder = courses / "second-day"
    folder.mkdir()
    (folder / "01-whom-to-ask.md").write_text(MODULE)
    (folder / name).write_text(COURSE if name.startswith("course") else "# More\n\n## A\n\nText.\n")
    (courses / ".trash").mkdir()
    (courses / ".trash" / "01-old.md").write_text("# Old\n")
    (courses / "01-stray.md").write_text("# Not in any course\n")
    for path, prefix in ((courses, "second-day/"), (folder, "")):
        result = CliRunner().invoke(commands.main, ["check", "--format", "json", str(path)])
        assert result.exit_code == 1
        rows = json.loads(result.stdout)
        assert [f"{row['path']} {row['code']}" for row in rows] == [prefix + problem for problem in problems]


def test_check_tells_each_problem_once_and_of_which_folder_it_is(courses: Path, tmp_path: Path):
    module = courses / "first-day" / "01-whom-to-ask.md"
    module.write_text(MODULE + "\n[[Notes]]\n")
    shutil.copytree(courses / "first-day", tmp_path / "sent" / "first-day")
    given, sent = str(courses / "first-day"), str(tmp_path / "sent" / "first-day")

    def places(*paths: str) -> list[str]:
        result = CliRunner().invoke(commands.main, ["check", "--format", "json", *paths])
        return [row["path"] for row in json.loads(result.stdout)]

    assert places(given, given, f"{given}/") == places(given, str(module)) == ["01-whom-to-ask.md"]
    assert places(given, sent) == [f"{given}/01-whom-to-ask.md", f"{sent}/01-whom-to-ask.md"]
    assert places(str(module), sent) == places(given, sent)
    assert places(str(courses), given) == [f"{courses}/first-day/01-whom-to-ask.md"]


def test_check_speaks_french(courses: Path):
    (courses / "first-day" / "01-whom-to-ask.md").write_text("# Whom to ask\n\n## A\n\n[[Notes]]\n")
    english = CliRunner().invoke(commands.main, ["check", str(courses)]).output
    french = CliRunner().invoke(commands.main, ["check", "--lang", "fr", str(courses)]).output
    assert "Erreurs\u00a0: " in french
    assert french.splitlines()[0] != english.splitlines()[0]
    assert french.split()[:2] == english.split()[:2]


def test_check_refuses_another_language(courses: Path):
    assert CliRunner().invoke(commands.main, ["check", "--lang", "xx", str(courses)]).exit_code == 2


def test_check_as_json(courses: Path):
    (courses / "first-day" / "01-whom-to-ask.md").write_text("# Whom to ask\n\n## A\n\n[[Notes]] <b>\n")
    result = CliRunner().invoke(commands.main, ["check", "--format", "json", str(courses)])
    assert result.exit_code == 1
    assert result.stderr == ""
    rows = json.loads(result.stdout)
    assert [(row["path"], row["line"], row["column"], row["code"], row["severity"]) for row in rows] == [
        ("first-day/01-whom-to-ask.md", 5, 1, "obsidian-link", "error"),
        ("first-day/01-whom-to-ask.md", 5, 11, "raw-html", "warning"),
    ]
    assert rows[0]["message"] == "“[[Notes]]” works in Obsidian only."
    assert rows[0]["fix"] == "Write [the words](02-the-cycle.md) instead."
    french = CliRunner().invoke(
        commands.main, ["check", "--format", "json", "--lang", "fr", str(courses / "first-day")]
    )
    assert [row["path"] for row in json.loads(french.stdout)] == ["01-whom-to-ask.md"] * 2
    assert "Obsidian" in json.loads(french.stdout)[0]["message"] != rows[0]["message"]


@pytest.mark.parametrize(("strict", "status"), [((), 0), (("--strict",), 1)])
def test_check_fails_for_warnings_only_when_strict(courses: Path, strict: tuple[str, ...], status: int):
    (courses / "first-day" / "01-whom-to-ask.md").write_text("# Whom to ask\n\n## A\n\nText <b>.\n")
    result = CliRunner().invoke(commands.main, ["check", *strict, str(courses)])
    assert "raw-html" in result.stdout
    assert result.exit_code == status
