"""Acts in words: who did what, on whom or what, and what it was before and is after."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from lms.acts.reading import ToldAct
from lms.database import read_rows
from lms.people.person import names_of
from lms.people.units import Unit
from lms.web.languages import N_, format_day, gettext, in_language

# What a value of an act is called, in the order in which they are told. Others are not shown.
LABELS = {
    "name": N_("Name"),
    "latin_name": N_("Latin spelling"),
    "given_name": N_("Given names"),
    "family_name": N_("Family name"),
    "sign_in_name": N_("Sign-in name"),
    "email": N_("E-mail address"),
    "email_of_post": N_("Address of a post"),
    "language": N_("Language"),
    "scheme": N_("Kind of number"),
    "issuer": N_("Issuer"),
    "value": N_("Number"),
    "role": N_("Role"),
    "unit_id": N_("Unit"),
    "unit": N_("Unit"),
    "parent_id": N_("Part of"),
    "component": N_("Component"),
    "category": N_("Category"),
    "function": N_("Function"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "end_kind": N_("Ends by"),
    "code": N_("Code"),
    "names": N_("Names"),
    "time_zone": N_("Time zone"),
    "course": N_("Course"),
    "days": N_("Days"),
    "words": N_("Words"),
    "kept": N_("Record that stays"),
    "merged": N_("Record given up"),
    "purpose": N_("For"),
    "number": N_("New number"),
    "edition": N_("Edition"),
    "saved": N_("Saved"),
    "removed": N_("Removed"),
    "renamed": N_("Renamed"),
    "rows": N_("Lines"),
    "reason": N_("Reason"),
}
UNITS = ("unit_id", "unit", "parent_id")
PEOPLE = ("kept", "merged")


@dataclass(frozen=True, slots=True)
class Change:
    """One value of an act: from, to. Empty where there was or is none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act as a page shows it."""

    number: int
    taken_at: datetime
    doer: str
    words: str
    concerns: uuid.UUID | None
    on: str
    changes: list[Change]


def act_rows(acts: Sequence[ToldAct]) -> list[ActRow]:
    """These acts in words; names are looked up once for all of them."""
    named = _Named(acts)
    return [
        ActRow(
            number=act.number,
            taken_at=act.taken_at,
            doer=named.doer(act),
            words=gettext(act.kind.words),
            concerns=act.concerns,
            on=named.on(act),
            changes=named.changes(act),
        )
        for act in acts
    ]


class _Named:
    """The names of people and units in some acts."""

    def __init__(self, acts: Sequence[ToldAct]) -> None:
        people = [one for act in acts for one in (act.doer, act.concerns) if one is not None]
        self._people = names_of([*people, *_ids(acts, PEOPLE)])
        units = read_rows(sa.select(Unit).where(Unit.id.in_(set(_ids(acts, UNITS))))).scalars()
        self._units = {unit.id: in_language(unit.names) for unit in units}

    def doer(self, act: ToldAct) -> str:
        if act.forgotten:
            return gettext("forgotten")
        return self._people[act.doer] if act.doer else gettext("on the command line")

    def on(self, act: ToldAct) -> str:
        person = self._people[act.concerns] if act.concerns else ""
        return " · ".join(part for part in (person, act.thing or "") if part)

    def changes(self, act: ToldAct) -> list[Change]:
        told = [name for name in LABELS if name in act.before or name in act.after]
        return [
            Change(
                gettext(LABELS[name]),
                self._in_words(name, act.before.get(name)),
                self._in_words(name, act.after.get(name)),
            )
            for name in told
        ]

    def _in_words(self, name: str, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if isinstance(value, list):
            return ", ".join(map(str, value))
        if isinstance(value, dict):
            return ", ".join(f"{key}: {self._in_words(name, one)}" for key, one in value.items())
        if name in UNITS:
            return self._units.get(uuid.UUID(value), "")
        if name in PEOPLE:
            return self._people.get(uuid.UUID(value), "")
        if name.endswith("_day"):
            return format_day(date.fromisoformat(value))
        return str(value)


def _ids(acts: Iterable[ToldAct], names: Iterable[str]) -> list[uuid.UUID]:
    """The ids that stand under these names in acts."""
    values = [side.get(name) for act in acts for side in (act.before, act.after) for name in names]
    return [uuid.UUID(value) for value in values if value]
