"""On disk: new courses and modules written to folders, for those who work there."""

from collections.abc import Mapping
from pathlib import Path

from lms.authoring.beginning import NotBegun, course_files, module_file, next_path


def new_course(root: Path, slug: str) -> list[Path]:
    """Writes a course with one module and an assessment. Raises NotBegun where there is something already."""
    files = course_files(slug, slug.replace("-", " ").capitalize())
    folder = root / slug
    if folder.exists():
        raise NotBegun("begin-course-taken", slug=slug)
    (folder / "media").mkdir(parents=True)
    return _write(folder, files)


def new_module(folder: Path, title: str) -> Path:
    """Writes the next module of a course; its file is named after its title. Raises NotBegun."""
    path, text = module_file(_names(folder), title)
    return _write(folder, {path: text})[0]


def next_module(folder: Path, title: str) -> Path:
    """Where the next module of a course belongs, by its title. Raises NotBegun."""
    return folder / next_path(_names(folder), title)


def _names(folder: Path) -> list[str]:
    if not (folder / "course.md").is_file():
        raise NotBegun("begin-no-course", folder=folder, slug=folder.name)
    return [path.name for path in folder.glob("*.md")]


def _write(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    for path, content in files.items():
        (folder / path).write_bytes(content)
    return [folder / path for path in files]
