"""Beginning: the files of a new course or module, which pass the check and show the syntax by example."""

import re
import unicodedata
from pathlib import Path
from string import Template

from lms.courses.names import RESERVED, read_name
from lms.courses.settings import SLUG

EXAMPLES = Path(__file__).parent / "examples"


class NotBegun(ValueError):
    """Nothing was written; the message says why."""


def new_course(root: Path, slug: str) -> list[Path]:
    """Writes a course with one module and an assessment. Raises NotBegun where there is something already."""
    folder = root / slug
    if not SLUG.fullmatch(slug):
        raise NotBegun(
            f"“{slug}” cannot be part of an address. Use small letters without accents, digits and hyphens,"
            " as in cpas-101."
        )
    if folder.exists():
        raise NotBegun(f"{folder} is there already. Choose another name.")
    title = slug.replace("-", " ").capitalize()
    (folder / "media").mkdir(parents=True)
    return [
        _write(folder / "course.md", "course.md", code=slug.upper(), title=title),
        _write(folder / "assessment.md", "assessment.md"),
        new_module(folder, "First steps"),
    ]


def new_module(folder: Path, title: str) -> Path:
    """Writes the next module of a course; its file is named after its title. Raises NotBegun."""
    path = next_module(folder, title)
    return _write(path, "module.md", title=title, slug=_slug(title))


def next_module(folder: Path, title: str) -> Path:
    """Where the next module of a course belongs, by its title. Raises NotBegun."""
    if not (folder / "course.md").is_file():
        raise NotBegun(f"{folder} holds no course.md. Begin the course first: lms new course {folder.name}.")
    slug = _slug(title)
    names = [name for path in folder.glob("*.md") if (name := read_name(path.name))]
    if not slug or slug in RESERVED:
        raise NotBegun(
            f"“{title}” gives no file name. Use a title in Latin letters, and change it in the file."
        )
    if any(name.role == "module" and name.slug == slug for name in names):
        raise NotBegun(f"There is a module {slug} already. Choose another title.")
    number = max((name.number for name in names), default=0) + 1
    return folder / f"{number:02}-{slug}.md"


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:40].strip("-")


def _write(path: Path, example: str, **values: str) -> Path:
    path.write_text(Template((EXAMPLES / example).read_text("utf-8")).substitute(values), encoding="utf-8")
    return path
