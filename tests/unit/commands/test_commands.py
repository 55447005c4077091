"""The `lms` command whatever its verb: what it needs, and what it loads."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.commands.conftest import Lms


@pytest.mark.parametrize(
    ("words", "status"), [(["--help"], 0), (["publish", "--help"], 0), (["nonsense"], 2)]
)
def test_help_needs_no_settings(lms: Lms, words: list[str], status: int):
    result = lms(*words, LMS_SECRET_KEY="")
    assert result.exit_code == status
    assert "Usage" in result.output
    assert "LMS_SECRET_KEY" not in result.output


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
        env={"LMS_COURSES": str(courses), "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
    )
    loaded = set(ran.stdout.split())
    assert "lms.commands" in loaded, ran.stderr
    assert not loaded & {"lms.database", "lms.people", "lms.library", "lms.learning"}
    assert not loaded & {"sqlalchemy", "alembic", "wtforms", "xhtml2pdf"}


def test_settings_that_make_no_sense_are_refused(lms: Lms):
    result = lms("serve", LMS_DEMO="perhaps", LMS_SITE_NAM="x")
    assert result.exit_code == 2
    assert "LMS_DEMO" in result.output
    assert "did you mean LMS_SITE_NAME?" in result.output


def test_nothing_starts_without_a_secret_key(lms: Lms):
    result = lms("serve", LMS_SECRET_KEY="short")
    assert result.exit_code == 2
    assert "LMS_SECRET_KEY" in result.output
    assert "short" not in result.output.replace("write at least", "")
