"""No request reads or compares the texts of trainers itself: a child does, within its limits."""

from importlib import import_module

import pytest
from flask import Flask, has_request_context, request

from lms.courses.source import read_folder
from tests.cast import COURSE
from tests.conftest import FOLDER
from tests.pages.crawl import address, rules
from tests.pages.test_guards_crawl import visitors

# Where each text is read, and where two are compared.
WORK = (
    ("lms.courses.reading.file", "read_fences"),
    ("lms.courses.comparing.changes", "Alignment"),
    ("lms.courses.comparing.marked", "Alignment"),
    ("lms.courses.comparing.material", "Alignment"),
    ("lms.courses.comparing.acceptance", "pairs"),
    ("lms.authoring.draft.conflict", "Alignment"),
    ("lms.authoring.draft.examples_left", "_paragraphs"),
    ("lms.authoring.incoming.gift.carrying", "Question"),
)
HERE = f"/authoring/{COURSE}"
FILES = read_folder(FOLDER / "course").files


@pytest.fixture
def done_in_requests(monkeypatch) -> list[str]:
    """What requests do themselves: the work, and the page that did it."""
    found: list[str] = []

    def watched(name, real):
        def work(*args, **kwargs):
            if has_request_context():
                found.append(f"{request.endpoint}: {name}")
            return real(*args, **kwargs)

        return work

    for module, name in WORK:
        place = import_module(module)
        monkeypatch.setattr(place, name, watched(f"{module}.{name}", getattr(place, name)))
    return found


def test_pages(app: Flask, client, world, done_in_requests):
    for rule in rules(app, "GET"):
        target = address(app, rule, world)
        for name in visitors(app, rule.endpoint):
            client.as_(name).get(target)
    assert not done_in_requests


def test_what_is_sent(chantal, saved_by, done_in_requests):
    log = f"{HERE}/files/01-the-log.md"
    page = chantal.get(log).page
    saved_by("elif", FILES["01-the-log.md"] + b"\nTheirs.\n")
    chantal.submit(page, id="text-form", text="# Mine\n", status=409)
    chantal.post(f"{HERE}/preview/the-signs", data={"read": "s1"}, status=200)
    page = chantal.get(f"{HERE}/translations/02-the-signs.fr.md", status=200).page
    chantal.submit(page, id="all", status=303)
    page = chantal.get(f"{HERE}/publish").page
    chantal.submit(page, id="publish", act="publish", status=303)
    chantal.post(f"{HERE}/import", data={"text": "Is it so? {T}", "title": "Old quiz"}, status=200)
    chantal.post(f"{HERE}/add", data={"title": "One more"}, status=303)
    assert not done_in_requests
