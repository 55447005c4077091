"""My data: all that is held of somebody, for themselves: each of their rows as JSON, and their files."""

import io
import json
import uuid
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from flask import Flask

from lms.database import Model, read_rows
from lms.web.clock import now
from lms.web.plain import as_json
from lms.web.plug import Plug

# The columns that say whose a row is. Others only tell who did something to somebody else's.
WHOSE = ("person_id", "concerns", "kept_id", "merged_id")
# What would open something, or let somebody foresee a paper.
NEVER = ("password_hash", "secret", "code_hash", "nonce", "salt", "seed")

WITHHELD: Plug[Callable[[uuid.UUID], dict[str, sa.Select[Any]]]] = Plug("withheld")
"""Which rows of a person are not told yet, by table, as a select of their ids. `create_app` puts in
learning's: those of a paper that runs, since grades tell what is right."""
FILES: Plug[Callable[[uuid.UUID], Iterator[tuple[str, bytes]]]] = Plug("files_of_a_person")
"""The files that are held of a person: names and bytes. `create_app` puts in those of certificates."""


def tell_data_with(
    app: Flask,
    withheld: Callable[[uuid.UUID], dict[str, sa.Select[Any]]],
    files: Callable[[uuid.UUID], Iterator[tuple[str, bytes]]],
) -> None:
    """Has rooms above say what they withhold, and give their files."""
    WITHHELD.put_in(app, withheld)
    FILES.put_in(app, files)


def archive_of(person_id: uuid.UUID) -> bytes:
    """All that is held of a person, as a zip: data.json and the files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(data_of(person_id), ensure_ascii=False, indent=1))
        for name, content in FILES.get()(person_id):
            archive.writestr(name, content)
    return packed.getvalue()


def data_of(person_id: uuid.UUID) -> dict[str, Any]:
    """The rows of a person by table, each by the names of its columns."""
    withheld = WITHHELD.get()(person_id)
    rows = {
        table.name: [_plain(row) for row in read_rows(_select(table, person_id, withheld)).mappings()]
        for table in sorted(Model.metadata.tables.values(), key=lambda table: table.name)
        if _owners(table)
    }
    return {"made_at": now().isoformat(), "rows": {name: found for name, found in rows.items() if found}}


def _owners(table: sa.Table) -> list[sa.Column[Any]]:
    if table.name == "person":
        return [table.c.id]
    return [column for column in table.c if column.name in WHOSE]


def _select(table: sa.Table, person_id: uuid.UUID, withheld: dict[str, sa.Select[Any]]) -> sa.Select[Any]:
    told = [column for column in table.c if column.name not in NEVER]
    theirs = sa.or_(*(column == person_id for column in _owners(table)))
    statement = sa.select(*told).where(theirs).order_by(*table.primary_key)
    if table.name in withheld:
        statement = statement.where(table.c.id.not_in(withheld[table.name]))
    return statement


def _plain(row: Any) -> dict[str, Any]:
    return {name: as_json(value) for name, value in row.items()}
