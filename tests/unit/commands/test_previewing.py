"""`lms preview`: courses on disk as learners will see them, on a database in memory."""

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from werkzeug.test import TestResponse

from lms import commands
from lms.commands.previewing import preview_app
from lms.database import db
from lms.serving import OneAtATime
from tests.unit.commands.conftest import MODULE

ADDRESS = "http://127.0.0.1:8001"
Ask = Callable[..., TestResponse]


@pytest.fixture
def folder(courses: Path) -> Path:
    """The folder of the course."""
    return courses / "first-day"


@pytest.fixture
def app(folder: Path) -> Iterator[Flask]:
    app = preview_app({"first-day": folder}, ADDRESS)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def ask(app: Flask) -> Ask:
    client = app.test_client()
    return lambda path, **changes: client.get(path, **{"base_url": ADDRESS, **changes})


def test_nobody_needs_to_sign_in_and_nothing_is_on_disk(app: Flask, ask: Ask):
    answer = ask("/authoring/first-day/preview")
    assert answer.status_code == 200
    assert "Your first day" in answer.text
    with app.app_context():
        assert db.engine.url.database is None


def test_nothing_leads_to_pages_that_write(ask: Ask):
    page = ask("/authoring/first-day/preview/whom-to-ask").text
    assert "Edit this text" not in page
    assert 'href="/authoring/first-day"' not in page


def test_a_page_shows_the_files_as_they_are(ask: Ask, folder: Path):
    module = folder / "01-whom-to-ask.md"
    module.write_text(MODULE + "\nAsk early.\n")
    assert "Ask early." in ask("/authoring/first-day/preview/whom-to-ask").text
    module.write_text(MODULE + "\n[[Notes]]\n")
    broken = ask("/authoring/first-day/preview/whom-to-ask")
    assert broken.status_code == 200
    assert re.search(r">\s*01-whom-to-ask\.md\s*</p>", broken.text)
    assert "Line 7" in broken.text
    module.write_text(MODULE + "\nAsk again.\n")
    assert "Ask again." in ask("/authoring/first-day/preview/whom-to-ask").text


def test_a_course_without_its_settings_is_a_page_of_findings(ask: Ask, folder: Path):
    (folder / "course.md").unlink()
    answer = ask("/authoring/first-day/preview")
    assert answer.status_code == 200
    assert "The file course.md is missing." in answer.text


def test_the_way_in_leads_to_the_course(ask: Ask):
    assert ask("/").location == "/authoring/first-day/preview"


@pytest.mark.parametrize("path", ["/authoring/elsewhere/preview", "/authoring/..%2Ffirst-day/preview"])
def test_no_other_folder_is_shown(ask: Ask, path: str):
    assert ask(path).status_code == 404


def test_the_guards_stay_as_they_are(ask: Ask, app: Flask):
    assert ask("/people").status_code == 403
    assert ask("/authoring/first-day/preview", base_url="http://evil.example").status_code == 400
    path = "/authoring/first-day/preview/whom-to-ask"
    assert app.test_client().post(path, base_url=ADDRESS).status_code == 403


def test_a_browser_with_many_connections_is_answered_one_at_a_time():
    inside, most = [], []

    def application(_environ: object, _start: object) -> list[bytes]:
        inside.append(1)
        most.append(len(inside))
        threading.Event().wait(0.01)
        inside.pop()
        return []

    serve = OneAtATime(application)
    threads = [threading.Thread(target=serve, args=({}, None)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    ports: list[int] = []
    apps: list[Flask] = []

    def run(app: Flask, port: int) -> None:
        apps.append(app)
        ports.append(port)

    monkeypatch.setattr("lms.commands.previewing.run_alone", run)
    yield ports
    for app in apps:
        with app.app_context():
            db.engine.dispose()


@pytest.mark.parametrize("named", [True, False])
def test_it_prints_the_address(folder: Path, served: list[int], monkeypatch: pytest.MonkeyPatch, named: bool):
    monkeypatch.setenv("LMS_COURSES", str(folder.parent))
    words = ["preview", *(["first-day"] if named else []), "--port", "8123"]
    result = CliRunner().invoke(commands.main, words)
    assert result.exit_code == 0, result.output
    assert "first-day: http://127.0.0.1:8123/authoring/first-day/preview" in result.output
    assert served == [8123]


def test_a_folder_by_its_path(folder: Path, served: list[int]):
    assert CliRunner().invoke(commands.main, ["preview", str(folder)]).exit_code == 0
    assert served == [8001]


@pytest.mark.parametrize("name", ["elsewhere", ""])
def test_no_such_course(folder: Path, served: list[int], monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setenv("LMS_COURSES", str(folder if not name else folder.parent))
    (folder / "course.md").unlink()
    (folder / "01-whom-to-ask.md").unlink()
    result = CliRunner().invoke(commands.main, ["preview", *([name] if name else [])])
    assert result.exit_code == 1
    assert "There is no course in" in result.output
    assert served == []


@pytest.mark.parametrize("port", ["0", "70000", "http"])
def test_a_port_that_is_none(port: str):
    assert CliRunner().invoke(commands.main, ["preview", "--port", port]).exit_code == 2
