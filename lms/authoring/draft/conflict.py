"""A conflict: the two texts of a file that two trainers changed, line by line. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lms.courses.alignment import Alignment


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands in theirs only ("theirs"), in ours only ("ours"), or in both ("same")."""

    where: str
    text: str


AROUND = 2


def difference(theirs: str, ours: str, most: int | None = None) -> list[Line]:
    """The lines that differ, with two around them; "gap" stands for those left out between.

    Only the first `most` of them, where that is given.
    """
    return list(islice(_lines(theirs.splitlines(), ours.splitlines()), most))


def _lines(theirs: list[str], ours: list[str]) -> Iterator[Line]:
    for number, group in enumerate(Alignment(theirs, ours).get_grouped_opcodes(AROUND)):
        if number:
            yield Line("gap", "")
        for tag, their_start, their_end, our_start, our_end in group:
            if tag == "equal":
                yield from (Line("same", text) for text in theirs[their_start:their_end])
            else:
                yield from (Line("theirs", text) for text in theirs[their_start:their_end])
                yield from (Line("ours", text) for text in ours[our_start:our_end])
