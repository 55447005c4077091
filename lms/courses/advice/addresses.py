"""Where the pages and pictures of a course are: the links in its text lead there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from lms.courses.names import FileName


class Addresses(Protocol):
    """The addresses of one course."""

    def page(self, name: FileName) -> str:
        """The page on which a file of the course is read."""
        ...

    def picture(self, path: str, sha256: str) -> str:
        """A picture, by its path in the folder and the hash of its bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Published:
    """Where learners find an edition."""

    slug: str

    def page(self, name: FileName) -> str:
        ends = {"course": "", "assessment": "/assessment"}
        return f"/courses/{self.slug}" + ends.get(name.role, f"/{name.slug}")

    def picture(self, path: str, sha256: str) -> str:
        return f"/media/{sha256}/{quote(path.rsplit('/', 1)[-1])}"
