"""Verifying: whether the acts stand as they were written."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lms.acts.acts import Act, ActSaid
from lms.acts.chain import BEGINNING, Fault, Link, Said, first_fault
from lms.acts.kinds import Kind
from lms.database import read_rows

CUT = "missing, with all after it"
"""What is said of the acts at the end that an earlier head knew of."""
UNLIKE = "altered: its columns say other than its text"


@dataclass(frozen=True, slots=True)
class Verified:
    """How many acts there are, the hash of the last, and the first that is not as it was written."""

    acts: int
    head: str
    fault: Fault | None


def last_head() -> str:
    """The hash of the last act, and so of all. Kept elsewhere, it shows later whether acts were cut off."""
    last = sa.select(Act.head).order_by(Act.number.desc()).limit(1)
    return read_rows(last).scalar() or BEGINNING


def verify(known_head: str | None = None) -> Verified:
    """Reads all acts. `known_head` is a hash that was the last at some time, and must still be among them."""
    rows = read_rows(sa.select(Act).order_by(Act.number)).scalars().all()
    links = [Link(row.number, row.taken_at, row.kind, row.digest, row.head) for row in rows]
    told = read_rows(sa.select(ActSaid)).scalars().all()
    said = {row.number: Said(row.salt, row.text) for row in told}
    fault = first_fault(links, said, frozenset(_forgotten(rows, told)))
    unlike = min((row.number for row in told if not _columns_agree(row)), default=None)
    if unlike is not None and (fault is None or unlike < fault.number):
        fault = Fault(unlike, UNLIKE)
    heads = {BEGINNING, *(link.head for link in links)}
    if fault is None and known_head is not None and known_head not in heads:
        fault = Fault(len(links) + 1, CUT)
    return Verified(len(links), links[-1].head if links else BEGINNING, fault)


def _forgotten(rows: Sequence[Act], told: Sequence[ActSaid]) -> Iterator[int]:
    """The numbers of the acts of which nothing is said any more, as the acts of forgetting say."""
    forgetting = {row.number for row in rows if row.kind == Kind.PERSON_FORGOTTEN.name_in_row}
    for row in told:
        if row.number in forgetting:
            yield from json.loads(row.text).get("after", {}).get("acts", [])


def _columns_agree(row: ActSaid) -> bool:
    try:
        values = json.loads(row.text)
    except ValueError:
        return False
    by = str(row.doer) if row.doer else None
    concerns = str(row.concerns) if row.concerns else None
    return (values.get("by"), values.get("concerns")) == (by, concerns)
