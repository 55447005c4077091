"""What the name of a course file says: which module, the course or the assessment, and its language."""

from __future__ import annotations

import re
from dataclasses import dataclass

FILE = re.compile(
    r"(?P<stem>course|assessment|(?P<number>[0-9]{1,4})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*))"
    r"(?:\.(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.md"
)

# Pages of a course, whose addresses a module's page cannot have, and its own file, whose name `course.md` is.
RESERVED = frozenset({"assessment", "changes", "course"})


@dataclass(frozen=True, slots=True)
class FileName:
    """`01-the-cycle.fr.md`: module number 1, the-cycle, in French."""

    path: str
    role: str
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
    role = "module" if match["slug"] else match["stem"]
    number = int(match["number"]) if match["number"] else 0
    return FileName(path, role, match["stem"], number, match["slug"] or match["stem"], match["language"])
