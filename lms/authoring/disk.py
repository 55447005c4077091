"""On disk: what is begun, accepted or comes from elsewhere, written to folders, for those who work there."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from lms.authoring.draft.starter import LONGEST_SLUG, NotBegun, course_files, module_file, next_path
from lms.authoring.incoming.gift.module import Imported, from_gift, title_of
from lms.authoring.translation.accepting import NoBlock, ReasonNeeded, Unreadable, copied
from lms.authoring.translation.accepting import accept as accept_files
from lms.courses.comparing.translated import NoTranslation
from lms.courses.problems import Findings
from lms.courses.source import ACCEPTED, LARGEST, read_folder, read_text, unreadable


class NotAccepted(Exception):
    """Nothing was accepted, in this folder or another; the cause says why."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder


def new_course(root: Path, slug: str, language: str = "en") -> list[Path]:
    """Writes a course with one module and an assessment. Raises NotBegun where there is something already."""
    if len(slug) > LONGEST_SLUG:
        raise NotBegun("begin-long-slug", most=LONGEST_SLUG)
    files = course_files(slug, slug.replace("-", " ").capitalize(), language)
    folder = root / slug
    if folder.exists():
        raise NotBegun("begin-course-taken", slug=slug)
    (folder / "media").mkdir(parents=True)
    return _write(folder, files)


def new_module(folder: Path, title: str) -> Path:
    """Writes the next module of a course, in its language, under a name after its title. Raises NotBegun."""
    path, text = module_file(read_folder(folder).files, title)
    return _write(folder, {path: text})[0]


def import_gift(file: Path, folder: Path) -> tuple[Path | None, Imported]:
    """Writes the questions of a GIFT file as the next module of a course. Raises NotBegun.

    No path: nothing could be carried over, and nothing was written.
    """
    content = file.read_bytes()
    findings = Findings(file.name)
    text = read_text(content)
    if text is None:
        findings.add(*unreadable(content))
        return None, Imported(b"", 0, tuple(findings))
    title = title_of(file.name)
    imported = from_gift(text, file.name, title, read_folder(folder))
    if len(imported.content) > LARGEST:
        findings.add("text-too-large")
        return None, Imported(b"", 0, tuple(findings))
    if not imported.content:
        return None, imported
    return _write(folder, {next_path(_names(folder), title): imported.content})[0], imported


def accept(files: Iterable[Path], blocks: Collection[str] | None, reason: str) -> dict[Path, tuple[int, int]]:
    """Accepts translated files, or only these blocks: how many were accepted anew in each folder, and how
    many were left because they say the words of the source.

    What is refused in one folder is written in none. Raises NotAccepted.
    """
    named: dict[Path, dict[str, None]] = {}
    for file in files:  # the same folder may be given by many names, and a file twice
        named.setdefault(file.parent.resolve(), {})[file.name] = None
    accepted: dict[Path, tuple[bytes, int, int]] = {}
    for folder, names in named.items():
        source = read_folder(folder)
        try:
            content, number = accept_files(source, names, blocks, reason)
            accepted[folder] = content, number, copied(source, names) if blocks is None else 0
        except (NoBlock, NoTranslation, ReasonNeeded, Unreadable) as why:
            raise NotAccepted(folder) from why
    for folder, (content, number, _) in accepted.items():
        if number:
            _write(folder, {ACCEPTED: content})
    return {folder: (number, left) for folder, (_, number, left) in accepted.items()}


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("*.md")]


def _write(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    for path, content in files.items():
        (folder / path).write_bytes(content)
    return [folder / path for path in files]
