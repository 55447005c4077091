"""Searching: finding people whatever the accents and the order of their names, and those who may be one.

No two engines fold accents alike, so names and numbers are folded here: some thousand take a few
milliseconds.
"""

import unicodedata
import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from lms.database import read_rows
from lms.people.merging import Merge
from lms.people.person import Identifier, Person

LEAST_OF_AN_IDENTIFIER = 3
UNSEEN = ("Mn", "Cc", "Cf")
_columns = (Person.id, Person.name, Person.latin_name, Person.sign_in_name)


class _Unseen(dict[int, int | None]):
    """What becomes of each character, found out once: accents and what nobody sees become nothing."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) in UNSEEN else code
        return self[code]


_UNSEEN = _Unseen()


def fold(text: str) -> str:
    """The text without case, accents, characters that nobody sees, and needless white space."""
    spaced = " ".join(unicodedata.normalize("NFKD", text).split())
    return spaced.translate(_UNSEEN).casefold()


def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name in one order, since some write the family name first."""
    return tuple(sorted(fold(name).split()))


def in_order(where: sa.ColumnElement[bool]) -> list[uuid.UUID]:
    """The ids of these people, by name."""
    rows = read_rows(sa.select(Person.id, Person.name).where(where)).all()
    return [row.id for row in sorted(rows, key=lambda row: (fold(row.name), row.id))]


def search(text: str, where: sa.ColumnElement[bool]) -> list[uuid.UUID]:
    """The ids of those of these people whose name, sign-in name or identifier has the text, by name."""
    words = fold(text).split()
    numbered = _with_identifier("".join(words), where)
    rows = read_rows(sa.select(*_columns).where(where)).all()
    matching = [row for row in rows if row.id in numbered or _named(row, words)]
    return [row.id for row in sorted(matching, key=lambda row: (fold(row.name), row.id))]


def _named(row: Any, words: list[str]) -> bool:
    text = fold(f"{row.name} {row.latin_name or ''} {row.sign_in_name}")
    return bool(words) and all(word in text for word in words)


def _with_identifier(number: str, where: sa.ColumnElement[bool]) -> set[uuid.UUID]:
    if len(number) < LEAST_OF_AN_IDENTIFIER:
        return set()
    return {row.person_id for row in _identifiers(where) if number in _plain(row.value)}


def _identifiers(where: sa.ColumnElement[bool]) -> sa.Result[Any]:
    statement = sa.select(Identifier.person_id, Identifier.value)
    return read_rows(statement.join(Person, Person.id == Identifier.person_id).where(where))


def _plain(value: str) -> str:
    return "".join(fold(value).split())


def alike(names: Iterable[str | None], value: str | None = None) -> list[uuid.UUID]:
    """The ids of people, wherever they serve, who have one of these names or an identifier of that value."""
    wanted = {words for name in names if name and (words := folded_words(name))}
    merged = sa.select(Merge.merged_id).where(Merge.undone_at.is_(None))
    where = Person.id.not_in(merged)
    rows = read_rows(sa.select(*_columns).where(where)).all()
    same = {row.id for row in rows if wanted & {folded_words(row.name), folded_words(row.latin_name or "")}}
    if value:
        same |= {row.person_id for row in _identifiers(where) if _plain(row.value) == _plain(value)}
    return [row.id for row in rows if row.id in same]


def people(ids: list[uuid.UUID]) -> list[Person]:
    """The persons of these ids, in their order."""
    persons = read_rows(sa.select(Person).where(Person.id.in_(ids))).scalars()
    by_id = {person.id: person for person in persons}
    return [by_id[identity] for identity in ids if identity in by_id]
