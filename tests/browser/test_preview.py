"""A trainer previews: in two languages on the site, and files on disk with `lms preview`."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from flask import Flask
from playwright.sync_api import expect

from lms.authoring.preview.source import SOURCE_OF
from lms.courses.course import Course
from lms.courses.source import Source, read_folder
from tests.browser.accessibility import LOOKS, enter, look
from tests.browser.conftest import Visit
from tests.browser.site import COURSES, LMS, START_S, _free_port
from tests.browser.visitor import right, wrong
from tests.client import Client

BROKEN = "# The log\n\n## Why\n\nSee [[Notes]] " + "and so on " * 30 + ".\n"


def test_in_two_languages(visit: Visit, cpas: Course):
    """The reader's French beside the course's English; questions are tried where they stand."""
    trainer = visit("fr", 360)
    trainer.sign_in("trainer")
    trainer.reads("fr")
    trainer.go("/authoring/cpas-101/preview")
    trainer.is_at(cpas.text("fr").title)
    trainer.follow("English")
    trainer.is_at(cpas.text("en").title)
    module = next(one for one in cpas.modules if any(q.kind == "single" for q in one.questions))
    trainer.follow(module.text("en").title)
    trainer.is_at(module.text("en").title)
    question = next(one for one in module.questions if one.kind == "single")
    trainer.words.language = "en"  # the course's words; the interface's stay French
    for answer, told in ((wrong(question), "Pas encore"), (right(question), "Juste")):
        trainer.answer(question, answer)
        trainer.card(question).get_by_role("button").click()
        expect(trainer.card(question).locator("[data-feedback]")).to_contain_text(told)
        trainer.page.goto(trainer.page.url)
    trainer.follow("Français")
    trainer.is_at(module.text("fr").title)
    trainer.follow("Afficher les réponses")
    expect(trainer.page.locator("[data-feedback]")).to_have_count(len(module.questions))


@pytest.mark.parametrize("language", sorted(LOOKS))
@pytest.mark.parametrize(
    "path",
    [
        "preview",
        "preview/the-log",
        "preview/the-parts?key=yes",
        "project/the-parts?at=1&key=yes&in=fr",
        "project/the-parts?at=2",
        "project/the-spares?at=1&key=yes",
    ],
)
def test_what_is_broken_is_accessible_too(
    visit: Visit,
    app: Flask,
    client: Client,
    served: str,
    language: str,
    path: str,
    monkeypatch: pytest.MonkeyPatch,
):
    files = dict(read_folder(COURSES["test-course"]).files)
    files["01-the-log.md"] = BROKEN.encode()
    monkeypatch.setitem(app.extensions, SOURCE_OF.name, lambda slug: Source(slug, files))
    visitor = visit(language, address=served)
    enter(visitor, client, "chantal", language)
    assert visitor.go(f"/authoring/test-course/{path}") == 200
    assert look(visitor.page, language) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(COURSES["test-course"], tmp_path / "test-course"))


@pytest.fixture
def previewed(folder: Path, tmp_path: Path) -> Iterator[str]:
    """`lms preview` of a folder, without a setting."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [LMS, "preview", str(folder), "--port", str(port)],
            env={"PATH": "/usr/bin:/bin"},
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=tmp_path,
        )
    try:
        until = time.monotonic() + START_S
        while True:
            running = process.poll() is None and time.monotonic() < until
            assert running, (tmp_path / "log").read_text()
            try:
                urlopen(f"{address}/healthz", timeout=2).close()
                break
            except (URLError, OSError):
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()  # Ctrl-C's signal is ignored by all that a shell starts in the background
        try:
            assert process.wait(20) == 0
        finally:
            process.kill()
            process.wait()
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_files_on_disk(visit: Visit, folder: Path, previewed: str):
    trainer = visit(address=previewed)
    trainer.go("/")
    trainer.is_at("The test course: a water point")
    trainer.follow("The parts, and words for them")
    trainer.is_at("The parts, and words for them")
    picture = trainer.page.locator("main img").first
    picture.scroll_into_view_if_needed()
    trainer.page.wait_for_load_state("networkidle")
    assert picture.evaluate("picture => picture.complete && picture.naturalWidth > 0")
    text = (folder / "03-the-parts.md").read_text("utf-8")
    (folder / "03-the-parts.md").write_text(text + "\n[[Notes]]\n", "utf-8")
    trainer.page.reload()
    trainer.sees("works in Obsidian only")
    (folder / "03-the-parts.md").write_text(text + "\nMended.\n", "utf-8")
    trainer.page.reload()
    trainer.sees("Mended.")
