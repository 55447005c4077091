"""What the name of a course file says: which module, the course or the assessment, and its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

FILE = re.compile(
    r"(?P<stem>course|assessment|(?P<number>[0-9]{1,4})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*))"
    r"(?:\.(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.md"
)

# Pages of a course, whose addresses a module's page cannot have, and its own file, whose name `course.md` is.
RESERVED = frozenset({"assessment", "changes", "course"})


class FileRole(StrEnum):
    """What a file of a course holds."""

    COURSE = "course"
    """Its settings and overview."""
    MODULE = "module"
    ASSESSMENT = "assessment"
    """The bank."""


@dataclass(frozen=True, slots=True)
class FileName:
    """`01-the-cycle.fr.md`: module number 1, the-cycle, in French.

    `stem` is what the file and its translations have in common: `01-the-cycle`. Of other files than modules
    it is the slug too, and the number is 0. `language` is None in the source language.
    """

    path: str
    role: FileRole
    stem: str
    number: int
    slug: str
    language: str | None

    @property
    def source(self) -> str:
        """The file in the source language."""
        return f"{self.stem}.md"


def read_name(path: str) -> FileName | None:
    """The parts of the name, or None when it is not the name of a course file."""
    match = FILE.fullmatch(path)
    if not match:
        return None
    stem = match["stem"]
    if not match["slug"]:
        return FileName(path, FileRole(stem), stem, 0, stem, match["language"])
    return FileName(path, FileRole.MODULE, stem, int(match["number"]), match["slug"], match["language"])
