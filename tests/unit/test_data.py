"""docs/data.md: every column that says something of somebody stands there, and how long it is kept."""

import re
from pathlib import Path

import pytest

from lms.database import Model

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "data.md").read_text("utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| `")]
NAMED = [name for line in ROWS for name in re.findall(r"`(\w+\.\w+)`", line.split(" | ")[0])]
# Of courses and of the mission: these say nothing of anybody. An id is only as telling as its row.
OF_NOBODY = {
    "draft": {"course", "begun_from"},
    "draft_file": {"course", "path", "sha256"},
    "edition": {"course", "number", "revision", "compiled", "compiler_version", "decided"},
    "edition_file": {"edition_id", "path", "sha256"},
    "merged_row": {"merge_id", "table", "column"},
    "post": {"unit_id", "code", "function"},
    "requirement": {"unit_id", "course", "days", "first_day", "last_day"},
    "stored_file": {"sha256", "content"},
    "unit": {"parent_id", "code", "names", "time_zone"},
}


@pytest.fixture(scope="module")
def columns(app_with_all_tables):
    return {f"{table.name}.{column.name}" for table in Model.metadata.tables.values() for column in table.c}


@pytest.fixture(scope="module")
def app_with_all_tables():
    from lms import create_app
    from lms.config import Settings

    return create_app(Settings(secret_key="0" * 64, database_url="sqlite://"))


def test_every_column_is_there_once(columns):
    known = {f"{table}.{column}" for table, names in OF_NOBODY.items() for column in names}
    told = {column for column in columns if not column.endswith(".id")} - known
    assert sorted(told - set(NAMED)) == []
    assert sorted(set(NAMED) - told) == []
    assert len(NAMED) == len(set(NAMED))
    assert sorted(known - columns) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: re.search(r"`(\w+\.\w+)`", row)[1])
def test_each_row_says_all_of_it(row):
    cells = [cell.strip() for cell in row.strip("|").split(" | ")]
    _, purpose, owner, basis, sensitivity, sees, how_long = cells
    assert all((purpose, owner, sees, how_long))
    assert basis in ("mandate", "consent", "best interest")
    assert sensitivity in ("unclassified", "confidential", "strictly confidential")


def test_the_settings_that_it_names_are_there():
    from dataclasses import fields

    from lms.config import Settings

    known = {f"LMS_{field.name.upper()}" for field in fields(Settings)}
    assert set(re.findall(r"LMS_\w+", TEXT)) <= known
