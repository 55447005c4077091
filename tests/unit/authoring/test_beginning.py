"""What `lms new` writes: files that pass the check and show the syntax by example."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from lms import commands
from lms.authoring.disk import new_course, new_module
from lms.authoring.draft.starter import NotBegun, course_files, module_file, next_path
from lms.courses.compiling import compile_course
from lms.courses.questions import KINDS
from lms.courses.source import Source, read_folder


def test_a_new_course_passes_the_check(tmp_path: Path):
    written = new_course(tmp_path, "first-day")
    assert [path.name for path in written] == ["course.md", "assessment.md", "01-first-steps.md"]
    compiled = compile_course(read_folder(tmp_path / "first-day"))
    assert compiled.problems == ()
    assert (compiled.course.slug, compiled.course.code) == ("first-day", "FIRST-DAY")


def test_a_french_course_has_french_examples(tmp_path: Path):
    written = new_course(tmp_path, "premier-jour", "fr")
    assert [path.name for path in written] == ["course.md", "assessment.md", "01-premiers-pas.md"]
    new_module(tmp_path / "premier-jour", "À qui demander")
    compiled = compile_course(read_folder(tmp_path / "premier-jour"))
    assert compiled.problems == ()
    assert compiled.course.languages == ("fr",)
    assert compiled.course.modules[0].text("fr").title == "Premiers pas"
    assert "## Première section" in (tmp_path / "premier-jour" / "02-a-qui-demander.md").read_text("utf-8")


def test_no_sign_of_a_french_example_begins_a_line():
    files = course_files("premier-jour", "Premier jour", "fr")
    assert files
    for content in files.values():
        assert not re.search(r" [:;?!»]|« ", content.decode())


@pytest.mark.parametrize(("language", "examples"), [("fr-CA", "Premiers pas"), ("es", "First steps")])
def test_examples_in_another_language(language: str, examples: str):
    compiled = compile_course(Source("first-day", course_files("first-day", "First day", language)))
    assert compiled.problems == ()
    assert compiled.course.languages == (language,)
    assert compiled.course.modules[0].text(language).title == examples


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_shows_the_kinds_of_question(tmp_path: Path, language: str):
    new_course(tmp_path, "first-day", language)
    course = compile_course(read_folder(tmp_path / "first-day")).course
    assert {question.kind for question in course.modules[0].questions} == set(KINDS)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_module_teaches_an_objective_that_its_course_has(language: str):
    settings = course_files("first-day", "First day", language)["course.md"].decode()
    objective = "first-aim" if language == "en" else "premier-but"
    _, text = module_file({"course.md": settings.replace(objective, "own-aim").encode()}, "Whom to ask")
    assert b"objective=own-aim" in text
    assert objective.encode() not in text
    _, text = module_file({"course.md": settings.split("objectives:")[0].encode() + b"---\n"}, "Whom to ask")
    assert b"objective" not in text


def test_a_new_module_follows_the_last(tmp_path: Path):
    new_course(tmp_path, "first-day")
    names = [
        new_module(tmp_path / "first-day", title).name for title in ("À l’écoute du terrain", "What 2 do?")
    ]
    assert names == ["02-a-lecoute-du-terrain.md", "03-what-2-do.md"]
    compiled = compile_course(read_folder(tmp_path / "first-day"))
    assert compiled.problems == ()
    assert compiled.course.modules[1].text("en").title == "À l’écoute du terrain"


@pytest.mark.parametrize("slug", ["First", "a b", "../x", "", "é"])
def test_a_name_that_makes_no_address_is_refused(tmp_path: Path, slug: str):
    with pytest.raises(NotBegun):
        new_course(tmp_path, slug)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path):
    new_course(tmp_path, "first-day")
    before = {path: path.read_text() for path in tmp_path.rglob("*.md")}
    for title in ("First steps", "Assessment", " "):
        with pytest.raises(NotBegun):
            new_module(tmp_path / "first-day", title)
    with pytest.raises(NotBegun):
        new_course(tmp_path, "first-day")
    assert {path: path.read_text() for path in tmp_path.rglob("*.md")} == before


@pytest.mark.parametrize("title", ["Как спросить", "كيف تسأل", "日本語", "🙂", "—"])
def test_a_title_without_latin_letters_is_kept_and_the_file_named_by_its_number(tmp_path: Path, title: str):
    new_course(tmp_path, "first-day")
    names = [new_module(tmp_path / "first-day", title).name for _ in range(2)]
    assert names == ["02-module-2.md", "03-module-3.md"]
    compiled = compile_course(read_folder(tmp_path / "first-day"))
    assert compiled.problems == ()
    assert compiled.course.modules[1].text("en").title == title


def test_a_file_named_by_its_number_takes_no_name_that_is_there():
    assert next_path(["01-module-2.md"], "日本語") == "02-module-3.md"


@pytest.mark.parametrize(
    ("title", "code"),
    [("Assessment", "begin-reserved"), ("changes!", "begin-reserved"), (" ", "begin-no-title")],
)
def test_why_a_title_is_refused(title: str, code: str):
    with pytest.raises(NotBegun) as told:
        next_path([], title)
    assert told.value.problem.code == code


def test_a_name_longer_than_a_page_would_take_is_refused(tmp_path: Path):
    with pytest.raises(NotBegun) as told:
        new_course(tmp_path, "a" * 41)
    assert told.value.problem.code == "begin-long-slug"
    assert list(tmp_path.iterdir()) == []
    assert new_course(tmp_path, "a" * 40)


def test_the_commands(tmp_path: Path):
    def run(*words: str):
        return CliRunner().invoke(commands.main, words, env={"LMS_COURSES": str(tmp_path)})

    assert run("new", "course", "first-day").exit_code == 0
    told = run("new", "module", "first-day", "Whom to ask")
    assert told.stdout.strip() == str(tmp_path / "first-day" / "02-whom-to-ask.md")
    assert run("new", "module", str(tmp_path / "first-day"), "More").exit_code == 0
    again = run("new", "course", "first-day")
    assert again.exit_code == 1
    assert "is there already" in again.output
    assert run("new", "module", "nowhere", "More").exit_code == 1
    long = run("new", "course", "a" * 300)
    assert (long.exit_code, "Use at most 40 characters" in long.output) == (1, True)
    assert run("new", "course", "premier-jour", "--language", "fr").exit_code == 0
    assert run("new", "module", "premier-jour", "À qui demander").exit_code == 0
    assert run("check", "--strict").exit_code == 0


@pytest.mark.parametrize(
    "title", ["Who does what: a map", 'The "new" cycle', "# 1", "yes", "2026", "L’été – 2"]
)
def test_any_title_of_a_course(title: str):
    compiled = compile_course(Source("first-day", course_files("first-day", title)))
    assert compiled.problems == ()
    assert compiled.course.text("en").title == title


MARKUP = [
    *("[link](x)", "![[x]]", "[[x]]", "[^1]", "footnote[^2]", "{{gap}}", "<b>x</b>", "# x", "C #", "> x"),
    *(
        "*x*",
        "__init__",
        "a_b",
        "`x`",
        "1. x",
        "- x",
        "---",
        "::: question x",
        "R&D",
        "&amp; x",
        "c:\\x",
        "\\",
    ),
]


@pytest.mark.parametrize("title", MARKUP)
def test_any_title_of_a_module_is_shown_as_it_is(title: str):
    files = course_files("first-day", "First day")
    path, text = module_file(files, f"{title} x")
    compiled = compile_course(Source("first-day", {**files, path: text}))
    assert compiled.problems == ()
    assert compiled.course.modules[1].text("en").title == f"{title} x"


@pytest.mark.parametrize("objectives", ["", "objectives:\n  ask: Ask\n  tell: Tell\n", "objectives: [\n"])
def test_a_new_module_names_no_objective_that_its_course_has_not(objectives: str):
    settings = f"---\ncode: T-1\ntitle: T\nsummary: T.\nlanguage: en\nminutes: 5\n{objectives}---\n"
    path, text = module_file({"course.md": settings.encode()}, "Whom to ask")
    compiled = compile_course(Source("first-day", {"course.md": settings.encode(), path: text}))
    assert [it.code for it in compiled.problems if it.place.path == path] == []
    assert (b"objective=ask" in text) == ("ask" in objectives)


def test_the_files_are_values():
    files = course_files("first-day", "First day")
    path, text = module_file(files, "Whom to ask")
    assert path == "02-whom-to-ask.md"
    assert text.startswith(b"---\n") or b"# Whom to ask" in text
    with pytest.raises(NotBegun) as told:
        module_file({**files, path: text}, "Whom to ask?")
    assert told.value.problem.code == "begin-module-taken"
