"""The `lms` command, as an administrator types it."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from lms import commands
from lms.database import db

COURSE = """---
code: DAY-1
title: Your first day
summary: Where to go and whom to ask.
language: en
minutes: 10
---
Ten minutes.
"""
MODULE = """# Whom to ask

## Your focal point

Each section has one.
"""
LINK = re.compile(r"https://learning\.example/join/\w{4}-\w{4}-\w{4}")

Lms = Callable[..., Result]


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    folder = tmp_path / "courses" / "first-day"
    folder.mkdir(parents=True)
    (folder / "course.md").write_text(COURSE)
    (folder / "01-whom-to-ask.md").write_text(MODULE)
    return folder.parent


@pytest.fixture
def lms(tmp_path: Path, courses: Path, monkeypatch: pytest.MonkeyPatch) -> Lms:
    """Runs the command with the settings of a real installation."""
    apps: list[Flask] = []
    create = commands.create_app
    monkeypatch.setattr(commands, "create_app", lambda: apps.append(create()) or apps[-1])

    def run(*words: str, **settings: str) -> Result:
        env = {
            "LMS_SECRET_KEY": "0123456789abcdef0123456789abcdef",
            "LMS_SITE_URL": "https://learning.example",
            "LMS_DATABASE_URL": f"sqlite:///{tmp_path / 'lms.sqlite'}",
            "LMS_COURSES": str(courses),
            **settings,
        }
        result = CliRunner().invoke(commands.main, words, env=env)
        for app in apps:  # a command's process would end here, and its connections with it
            with app.app_context():
                db.engine.dispose()
        apps.clear()
        return result

    return run


@contextmanager
def writer(tmp_path: Path) -> Iterator[None]:
    """Somebody who is writing, and did not have to wait for it."""
    connection = sqlite3.connect(tmp_path / "lms.sqlite", timeout=0, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


@pytest.fixture
def installed(lms: Lms) -> Lms:
    assert lms("init", "--name", "Élodie Rakotobe", "--sign-in-name", "Erako").exit_code == 0
    return lms


def test_init_prints_a_link_for_the_first_administrator(lms: Lms):
    told = lms("init", "--name", "Élodie Rakotobe", "--sign-in-name", "erako")
    assert told.exit_code == 0
    assert "Élodie Rakotobe" in told.output
    assert LINK.search(told.output)


def test_init_again_changes_nothing(installed: Lms):
    told = installed("init", "--name", "Somebody Else", "--sign-in-name", "erako")
    assert told.exit_code == 0
    assert "nothing changed" in told.output
    assert not LINK.search(told.output)


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--name", "", "at least one letter"),
        ("--name", "\u200b", "at least one letter"),
        ("--name", "x" * 201, "too long"),
        ("--sign-in-name", "anne.moreau@example.org", "small letters"),
        ("--sign-in-name", "", "small letters"),
        ("--sign-in-name", "élodie", "small letters"),
        ("--email", "not an address", "as in name@example.org"),
    ],
)
def test_init_refuses_what_a_form_would(lms: Lms, tmp_path: Path, option: str, text: str, said: str):
    right = {"--name": "Anne Moreau", "--sign-in-name": "amoreau", "--email": "anne@example.org"}
    told = lms("init", *(word for pair in {**right, option: text}.items() for word in pair))
    assert told.exit_code == 2
    assert option in told.output
    assert said in told.output
    assert not (tmp_path / "lms.sqlite").exists()


def test_invite_makes_a_link(installed: Lms):
    assert LINK.fullmatch(installed("invite", "erako").output.strip())


def test_invite_knows_whom_it_does_not_know(installed: Lms):
    told = installed("invite", "nobody")
    assert told.exit_code == 1
    assert "There is no account nobody." in told.output


def test_publish_makes_the_next_edition(installed: Lms, courses: Path):
    (courses / "first-day" / "01-whom-to-ask.md").write_text(MODULE + "\nAsk early.\n")
    told = installed("publish", "first-day")
    assert told.exit_code == 0
    assert "edition 2 is in force" in told.output


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


def test_serve_waits_for_no_writer_when_there_is_nothing_to_publish(
    installed: Lms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("lms.serving.run", lambda _app, _address: None)
    with writer(tmp_path):
        assert installed("serve").exit_code == 0


def test_publish_of_a_broken_course_tells_why_and_changes_nothing(installed: Lms, courses: Path):
    (courses / "first-day" / "01-whom-to-ask.md").write_text("# Whom to ask\n\n::: question\n")
    told = installed("publish", "first-day")
    assert told.exit_code == 1
    assert re.search(r"^01-whom-to-ask\.md:3:\d+ [a-z-]+ .+", told.output, re.MULTILINE)
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
    told = installed("publish", "second-day", "--lang", "fr")
    assert "encore du texte de l’exemple\u00a0: 01-" in told.stdout
    assert told.exit_code == 0


def change_and_publish(run: Lms, courses: Path, old: str, new: str, *words: str) -> Result:
    path = courses / "first-day" / "01-whom-to-ask.md"
    path.write_text(path.read_text().replace(old, new))
    return run("publish", "first-day", *words)


def test_publish_tells_what_would_change_as_json_and_changes_nothing(installed: Lms, courses: Path):
    told = change_and_publish(installed, courses, "has one", "has two", "--dry-run", "--format", "json")
    assert told.exit_code == 0
    assert json.loads(told.stdout) == {
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
    told = change_and_publish(installed, courses, "has one", "has <b>", "--dry-run", "--format", "json")
    assert json.loads(told.stdout)["to_edition"] == 2
    assert told.stderr == ""


def test_publish_tells_in_french(installed: Lms, courses: Path):
    told = change_and_publish(installed, courses, "has one", "has two", "--dry-run", "--lang", "fr")
    lines = told.stdout.splitlines()
    assert lines[0] == "first-day\u00a0: de l’édition 1 à l’édition 2"
    assert lines[1:3] == ["  whom-to-ask: de forme", "    s1.p1 modifié"]
    told = installed("publish", "first-day", "--lang", "fr")
    assert "l’édition 2 est en vigueur" in told.stdout


def test_publish_of_what_is_in_force_already_changes_nothing(installed: Lms):
    told = installed("publish", "first-day", "--format", "json")
    assert (json.loads(told.stdout)["from_edition"], json.loads(told.stdout)["to_edition"]) == (1, 1)
    assert told.stderr == ""
    assert "edition 1 is in force" in installed("publish", "first-day").stdout


@pytest.mark.parametrize(("words", "kind"), [((), "wording"), (("--material", "whom-to-ask"), "material")])
def test_publish_tells_the_kind_of_each_change(installed: Lms, courses: Path, words, kind):
    told = change_and_publish(installed, courses, "has one", "has two", *words)
    assert f"  whom-to-ask: {kind}\n    s1.p1 changed\n" in told.output
    assert "edition 2 is in force" in told.output


def test_publish_tells_of_an_edition_in_which_no_text_changed(installed: Lms, courses: Path):
    (courses / "first-day" / "01-whom-to-ask.md").rename(courses / "first-day" / "05-whom-to-ask.md")
    told = installed("publish", "first-day")
    assert "edition 1 to 2\n  no text changed, only the order of modules" in told.output
    assert "no text changed" not in installed("publish", "first-day").output


def test_publish_decides_only_about_modules_that_changed(installed: Lms):
    told = installed("publish", "first-day", "--material", "elsewhere")
    assert told.exit_code == 2
    assert "elsewhere did not change" in told.output


def test_publish_asks_which_when_a_change_is_said_to_be_of_both_kinds(installed: Lms, courses: Path):
    words = ("--material", "whom-to-ask", "--wording", "whom-to-ask")
    told = change_and_publish(installed, courses, "has one", "has two", *words)
    assert told.exit_code == 2
    assert "The change of whom-to-ask is material or of wording, not both." in told.output
    assert "edition 1" in installed("publish", "first-day", "--dry-run").output


def test_a_changed_key_is_told_first_and_needs_its_own_word(installed: Lms, courses: Path):
    question = "\n::: question who\n\nWho?\n\n- [x] A\n- [ ] B\n\n:::\n"
    change_and_publish(installed, courses, "has one.\n", f"has one.\n{question}")
    told = change_and_publish(installed, courses, "[x] A\n- [ ] B", "[ ] A\n- [x] B")
    assert told.exit_code == 1
    assert told.output.index("the key of who changed") < told.output.index("whom-to-ask: material")
    assert "--confirm-keys" in told.output
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
    told = change_and_publish(installed, courses, "# Whom", "Whom", "--dry-run", "--format", "json")
    assert told.exit_code == 1
    assert {problem["code"] for problem in json.loads(told.stdout)["problems"]} == {"no-h1"}


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
    told = json.loads(lms("translations", "status", "--format", "json").stdout)
    assert [(row["course"], row["language"], row["unaccepted"]) for row in told] == [("first-day", "fr", 5)]
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
    told = lms("translations", "accept", *french)
    assert told.output.startswith("first-day: 2 blocks accepted.\n3 still say the words of the original")
    assert "first-day fr: 2 complete, 0 stale, 3 unaccepted" in lms("translations", "status").output
    told = lms("translations", "accept", french[1], "--block", "title", "--block", "s1")
    assert told.output == "first-day: 2 blocks accepted.\n"


def test_however_files_are_named_each_is_accepted_once(
    lms: Lms, courses: Path, french: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(courses / "first-day")
    told = lms("translations", "accept", "course.fr.md", "./course.fr.md", french[1], french[1])
    assert told.output == "first-day: 5 blocks accepted.\n"
    assert "first-day fr: 5 complete, 0 stale" in lms("translations", "status").output


def test_a_block_that_is_not_there_is_told_and_nothing_is_written(lms: Lms, courses: Path, french: list[str]):
    told = lms("translations", "accept", french[1], "--block", "s9.p9")
    assert told.exit_code == 1
    assert "There is no block s9.p9" in told.output
    assert not (courses / "first-day" / "translations.json").exists()


def test_nothing_is_written_where_nothing_is_accepted_anew(lms: Lms, courses: Path, french: list[str]):
    lms("translations", "accept", *french)
    kept = courses / "first-day" / "translations.json"
    before = kept.stat().st_mtime_ns
    assert "0 blocks accepted" in lms("translations", "accept", *french).output
    assert kept.stat().st_mtime_ns == before


def test_what_is_refused_in_one_folder_is_written_in_none(lms: Lms, courses: Path, french: list[str]):
    shutil.copytree(courses / "first-day", courses / "second-day")
    (courses / "second-day" / "course.md").unlink()
    told = lms("translations", "accept", *french, str(courses / "second-day" / "course.fr.md"))
    assert told.exit_code == 1
    assert f"{courses / 'second-day' / 'course.fr.md'} is no translation" in told.output
    assert not list(courses.rglob("translations.json"))


def test_what_was_accepted_before_is_not_lost(lms: Lms, courses: Path, french: list[str]):
    kept = courses / "first-day" / "translations.json"
    kept.write_text("<<<<<<< ours")
    told = lms("translations", "accept", *french)
    assert told.exit_code == 1
    assert f"{kept} cannot be read" in told.output
    assert kept.read_text() == "<<<<<<< ours"


def test_what_is_no_translation_is_not_accepted(lms: Lms, courses: Path, french: list[str]):
    told = lms("translations", "accept", french[0], str(courses / "first-day" / "course.md"))
    assert told.exit_code == 1
    assert "is no translation" in told.output
    assert not (courses / "first-day" / "translations.json").exists()
    assert f"There is no course in {courses / 'other'}:" in lms("translations", "status", "other").output


@pytest.mark.parametrize(
    "words",
    [
        ("publish", "notes"),
        ("preview", "notes"),
        ("translations", "status", "notes"),
        ("new", "module", "notes", "Whom to ask"),
        ("import", "gift", "questions.gift", "notes"),
    ],
)
@pytest.mark.parametrize("there", [True, False])
def test_what_is_no_course_is_told_alike(
    lms: Lms, courses: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], there: bool
):
    monkeypatch.chdir(courses.parent)
    monkeypatch.setattr("lms.serving.run_alone", lambda *_: pytest.fail("it served"))
    (courses.parent / "questions.gift").write_text("{ a }")
    if there:
        (courses / "notes").mkdir()
        (courses / "notes" / "README.md").write_text("# Notes\n")
    told = lms(*words)
    assert told.exit_code == 1
    assert told.output == f"Error: There is no course in {courses / 'notes'}: it holds no course.md.\n"


def test_a_courses_folder_without_courses_is_told(lms: Lms, courses: Path):
    shutil.rmtree(courses / "first-day")
    told = lms("translations", "status")
    assert (told.exit_code, f"There is no course in {courses}:" in told.output) == (1, True)


@pytest.mark.parametrize(
    ("words", "status"), [(["--help"], 0), (["publish", "--help"], 0), (["nonsense"], 2)]
)
def test_help_needs_no_settings(lms: Lms, words: list[str], status: int):
    told = lms(*words, LMS_SECRET_KEY="")
    assert told.exit_code == status
    assert "Usage" in told.output
    assert "LMS_SECRET_KEY" not in told.output


def test_check_needs_no_settings(courses: Path):
    told = CliRunner().invoke(commands.main, ["check", str(courses)])
    assert told.exit_code == 0
    assert "Errors: 0." in told.output


LOADED = """
import atexit, sys
from lms.commands import main
atexit.register(lambda: print(*sys.modules))
main()
"""


@pytest.mark.parametrize(
    "words", [("check", "--lang", "fr"), ("new", "module", "first-day", "Whom to thank")]
)
def test_what_works_on_files_opens_no_room_of_people_and_records(courses: Path, words: tuple[str, ...]):
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        env={"LMS_COURSES": str(courses), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
    )
    loaded = set(ran.stdout.split())
    assert "lms.commands" in loaded, ran.stderr
    assert not loaded & {"lms.database", "lms.people", "lms.library", "lms.learning"}
    assert not loaded & {"sqlalchemy", "alembic", "wtforms", "xhtml2pdf"}


@pytest.mark.parametrize("where", ["", "first-day", "first-day/01-whom-to-ask.md"])
def test_check_names_each_problem_at_its_place(courses: Path, where: str):
    module = courses / "first-day" / "01-whom-to-ask.md"
    module.write_text(MODULE + "\n![](media/none.svg)\n\n[[Notes]]\n")
    told = CliRunner().invoke(commands.main, ["check", str(courses / where)])
    prefix = "" if where else "first-day/"
    assert told.exit_code == 1
    assert re.search(rf"^{prefix}01-whom-to-ask\.md:7:1 [a-z-]+ .+", told.output, re.MULTILINE)
    assert re.search(rf"^{prefix}01-whom-to-ask\.md:9:1 [a-z-]+ .+", told.output, re.MULTILINE)


def test_check_of_a_file_leaves_other_files_alone(courses: Path):
    (courses / "first-day" / "02-more.md").write_text("No heading\n")
    told = CliRunner().invoke(commands.main, ["check", str(courses / "first-day" / "01-whom-to-ask.md")])
    assert told.exit_code == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("course.md.txt", ["course.md.txt md-txt"]),
        ("course.MD", ["course.MD file-name", "course.md no-course-file"]),
        ("02-more.md", ["course.md no-course-file"]),
    ],
)
def test_check_leaves_out_no_folder_that_was_meant_as_a_course(courses: Path, name: str, told: list[str]):
    folder = courses / "second-day"
    folder.mkdir()
    (folder / "01-whom-to-ask.md").write_text(MODULE)
    (folder / name).write_text(COURSE if name.startswith("course") else "# More\n\n## A\n\nText.\n")
    (courses / ".trash").mkdir()
    (courses / ".trash" / "01-old.md").write_text("# Old\n")
    (courses / "01-stray.md").write_text("# Not in any course\n")
    for path, prefix in ((courses, "second-day/"), (folder, "")):
        found = CliRunner().invoke(commands.main, ["check", "--format", "json", str(path)])
        assert found.exit_code == 1
        rows = json.loads(found.stdout)
        assert [f"{row['path']} {row['code']}" for row in rows] == [prefix + one for one in told]


def test_check_tells_each_problem_once_and_of_which_folder_it_is(courses: Path, tmp_path: Path):
    module = courses / "first-day" / "01-whom-to-ask.md"
    module.write_text(MODULE + "\n[[Notes]]\n")
    shutil.copytree(courses / "first-day", tmp_path / "sent" / "first-day")
    given, sent = str(courses / "first-day"), str(tmp_path / "sent" / "first-day")

    def places(*paths: str) -> list[str]:
        told = CliRunner().invoke(commands.main, ["check", "--format", "json", *paths])
        return [row["path"] for row in json.loads(told.stdout)]

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


def test_the_demonstration_loads_in_demo_mode_only(lms: Lms):
    told = lms("demo")
    assert told.exit_code == 1
    assert "LMS_DEMO=yes" in told.output


def test_tend_says_what_it_did(installed: Lms):
    assert installed("tend").output.strip() == "0 passes recorded, 0 mails sent, 0 files forgotten."


def test_serve_publishes_migrates_and_listens(lms: Lms, monkeypatch: pytest.MonkeyPatch):
    addresses = []
    monkeypatch.setattr("lms.serving.run", lambda _app, address: addresses.append(address))
    told = lms("serve", PORT="8123")
    assert told.exit_code == 0
    assert addresses == ["127.0.0.1:8123"]
    assert "http://127.0.0.1:8123" in told.output
    assert "sorandia-demo" not in told.output


def test_serve_in_demo_mode_tells_the_accounts(lms: Lms, courses: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lms.serving.run", lambda _app, _address: None)
    shutil.copytree(Path(__file__).parents[2] / "courses" / "cpas-101", courses / "cpas-101")
    told = lms("serve", LMS_DEMO="yes")
    assert told.exit_code == 0, told.output
    assert "civilian, military, police" in told.output
    assert "sorandia-demo" in told.output


def test_serve_refuses_a_broken_course(lms: Lms, courses: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lms.serving.run", lambda *_: pytest.fail("it served"))
    (courses / "first-day" / "01-whom-to-ask.md").write_text("No heading\n")
    told = lms("serve")
    assert told.exit_code == 1
    assert "01-whom-to-ask.md:1:1" in told.output


@pytest.mark.parametrize("port", ["0", "70000", "http", "²"])
def test_serve_refuses_a_port_that_is_none(lms: Lms, port: str):
    for told in (lms("serve", "--port", port), lms("serve", PORT=port)):
        assert told.exit_code == 2
        assert "Invalid value for '--port'" in told.output


def test_settings_that_make_no_sense_are_refused(lms: Lms):
    told = lms("serve", LMS_DEMO="perhaps", LMS_SITE_NAM="x")
    assert told.exit_code == 2
    assert "LMS_DEMO" in told.output
    assert "did you mean LMS_SITE_NAME?" in told.output


def test_nothing_starts_without_a_secret_key(lms: Lms):
    told = lms("serve", LMS_SECRET_KEY="short")
    assert told.exit_code == 2
    assert "LMS_SECRET_KEY" in told.output
    assert "short" not in told.output.replace("write at least", "")


def test_check_as_json(courses: Path):
    (courses / "first-day" / "01-whom-to-ask.md").write_text("# Whom to ask\n\n## A\n\n[[Notes]] <b>\n")
    told = CliRunner().invoke(commands.main, ["check", "--format", "json", str(courses)])
    assert told.exit_code == 1
    assert told.stderr == ""
    rows = json.loads(told.stdout)
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
    told = CliRunner().invoke(commands.main, ["check", *strict, str(courses)])
    assert "raw-html" in told.stdout
    assert told.exit_code == status
