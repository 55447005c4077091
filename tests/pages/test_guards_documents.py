"""What can be set, typed or written appears in the documents."""

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from lms.commands import VERBS, main
from lms.config import Settings
from lms.courses.names import RESERVED
from lms.courses.questions import KINDS
from lms.courses.reading.settings import CourseSettings, ModuleSettings, TextSettings
from tests.unit.courses.examples import COURSE, CYCLE, compiled

DOCS = Path(__file__).resolve().parents[2] / "docs"
ALERTS = [f"[!{alert}]" for alert in ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")]


def document(name: str) -> str:
    return (DOCS / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize("field", [field.name for field in fields(Settings)])
def test_each_setting_is_documented(field: str):
    assert f"`LMS_{field.upper()}`" in document("administrators")


@pytest.mark.parametrize("name", sorted(VERBS))
def test_each_command_is_documented(name: str):
    assert f"`lms {name}" in document("administrators"), "write it as `lms NAME …`"
    verb = main.get_command(click.Context(main), name)
    assert verb is not None
    assert verb.help


@pytest.mark.parametrize("model", [CourseSettings, ModuleSettings, TextSettings])
def test_each_key_of_a_course_file_is_documented(model):
    for key in model.model_fields:
        assert re.search(rf"`{key}[`:]", document("trainers")), key


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_each_name_that_no_module_can_have_is_documented(name: str):
    assert f"`{name}`" in document("trainers")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_of_question_is_documented(kind: str):
    assert f"(`{kind}`)" in document("trainers")


def test_the_examples_of_questions_are_sound():
    examples = "\n\n".join(re.findall(r"```markdown\n(::: question.*?)```", document("trainers"), re.DOTALL))
    files = {
        "course.md": COURSE.replace("  second: Do the second\n", "").replace("first:", "ask:"),
        "course.fr.md": None,
        "01-a.md": f"# A\n\n## One\n\n{examples}",
    }
    found = compiled(files)
    assert [str(problem) for problem in found.problems] == []
    assert {question.kind for question in found.course.modules[0].questions} == set(KINDS) - {"multiple"}


def test_the_examples_of_modules_are_sound():
    examples = re.findall(r"```markdown\n((?:---|# ).*?)```", document("trainers"), re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        files = {
            "course.md": COURSE.replace("  second: Do the second\n", "").replace("first:", "ask:"),
            "course.fr.md": None,
            "media/map.svg": CYCLE,
            "01-a.md": example,
        }
        assert [str(one) for one in compiled(files).problems if one.severity == "error"] == []


@pytest.mark.parametrize("word", [*ALERTS, "::: question", "objective=", "shuffle=no"])
def test_the_syntax_is_documented(word: str):
    assert word in document("trainers")
