"""Where the pages and pictures of a preview are. Pure: the child that compiles a course is told them."""

from dataclasses import dataclass
from urllib.parse import quote

from lms.courses.names import FileName


@dataclass(frozen=True, slots=True)
class Previewed:
    """Where the pages and pictures of a preview are."""

    slug: str

    @property
    def root(self) -> str:
        return f"/authoring/{quote(self.slug, safe='')}/preview"

    def page(self, name: FileName) -> str:
        return self.root if name.role == "course" else f"{self.root}/{name.slug}"

    def picture(self, path: str, _sha256: str) -> str:
        return f"{self.root}/media/{quote(path)}"
