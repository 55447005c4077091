"""What the tests of the `lms` command share: a course on disk, and the command as it is typed."""

import re
import sqlite3
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
