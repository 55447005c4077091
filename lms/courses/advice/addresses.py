"""Where the pages and pictures of a course are: the links in its text lead there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from lms.courses.names import FileName, FileRole


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
        if name.role == FileRole.COURSE:
            return f"/courses/{self.slug}"
        # The slug of the assessment is its role.
        return f"/courses/{self.slug}/{name.slug}"

    def picture(self, path: str, sha256: str) -> str:
        file_name = path.rsplit("/", 1)[-1]
        return f"/media/{sha256}/{quote(file_name)}"
