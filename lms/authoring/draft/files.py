"""The files of a course in the order in which a trainer thinks of them. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.courses.dialect.front_matter import read_line
from lms.courses.names import read_name
from lms.courses.problems import Problem, Severity
from lms.courses.source import ACCEPTED, PICTURES, TEXTS, Source, read_text, suffix_of

ROLES = ("course", "module", "assessment", "text", "picture")
FRONT = re.compile(r"\s*---\n(?P<settings>.*?)\n---", re.DOTALL)
PLAIN = re.compile(r"\w[\w ,.()’–/-]*")
HEADING = re.compile(r"^# (?P<title>.+)$", re.MULTILINE)
LONGEST_LINE = 1_000
"""Of a longer one in the settings nobody is told more than how it begins."""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file: what it is, its title and language as far as they can be read, and how it stands."""

    path: str
    role: str
    title: str
    language: str
    size: int
    errors: int
    warnings: int

    @property
    def kilobytes(self) -> int:
        """Its size as people are told it, at least one."""
        return max(self.size // 1000, 1)

    def title_lang(self, reader: str) -> str | None:
        """The language of its title, where there is one and it is not the reader's."""
        return self.language if self.title and self.language != reader else None


def listed_files(source: Source, problems: Sequence[Problem]) -> list[ListedFile]:
    """Settings, modules by number, the bank, other texts, pictures; each before its translations.

    What translators accepted is kept in a file of the course, but nobody writes it by hand.
    """
    own = own_language(source)
    severities: dict[str, Counter[str]] = {}
    for problem in problems:
        severities.setdefault(problem.place.path, Counter())[problem.severity] += 1
    files = [
        _listed(path, content, own, severities.get(path, Counter()))
        for path, content in source.files.items()
        if path != ACCEPTED
    ]
    return sorted(files, key=_order)


def is_text(path: str) -> bool:
    """Whether a file is one that a trainer writes."""
    return suffix_of(path) in TEXTS


def setting(content: bytes, key: str) -> str:
    """A setting at the top of a file, as far as it can be told without reading all of it; else empty."""
    front = FRONT.match(read_text(content) or "")
    line = re.search(rf"^{key}: *(.+)$", front["settings"], re.MULTILINE) if front else None
    if line is None:
        return ""
    written = line[1][:LONGEST_LINE]
    # A worker reads the line as YAML only where that can make a difference: it takes a while.
    if not PLAIN.fullmatch(written):
        value = read_line(f"{key}: {written}")
        written = written if value is None else value
    return written.strip()


def family(paths: Iterable[str], path: str) -> list[str]:
    """A file, and its translations if it is written in the source language: they stand and fall with it."""
    name = read_name(path)
    if name is None or name.language:
        return [path]
    return sorted(other for other in paths if _stem(other) == name.stem)


def _stem(path: str) -> str | None:
    """A file's name without its language; None for a file that is no text of a course."""
    name = read_name(path)
    return name.stem if name else None


def renamed(paths: Iterable[str], old: str, new: str) -> dict[str, str]:
    """The paths that change when a file is renamed: its translations go with it."""
    old_name = read_name(old)
    new_name = read_name(new)
    if old_name is None or new_name is None or old_name.language or new_name.language:
        return {old: new}
    return {path: new_name.stem + path[len(old_name.stem) :] for path in family(paths, old)}


def language_of(source: Source, path: str) -> str:
    """The language of a file, by its name, else by the course's settings; empty for other files."""
    return _language(path, own_language(source))


def own_language(source: Source) -> str:
    """The language that a course is written in, by its settings; empty where they do not say."""
    return setting(source.files.get("course.md", b""), "language")


def _language(path: str, own: str) -> str:
    name = read_name(path)
    if name is None:
        return ""
    return name.language or own


def languages_of(source: Source) -> list[str]:
    """The languages of a course, its own first, as its files are named."""
    own = own_language(source)
    named = {name.language for path in source.files if (name := read_name(path)) and name.language}
    return [*([own] if own else []), *sorted(named - {own})]


def _listed(path: str, content: bytes, own: str, severities: Counter[str]) -> ListedFile:
    role = _role(path)
    title = "" if role == "picture" else _title(content)
    return ListedFile(
        path,
        role,
        title=title,
        language=_language(path, own),
        size=len(content),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
    )


def _role(path: str) -> str:
    """One of ROLES: what a file is to its course."""
    if suffix_of(path) in PICTURES:
        return "picture"
    name = read_name(path)
    return name.role if name else "text"


def _title(content: bytes) -> str:
    heading = HEADING.search(read_text(content) or "")
    return setting(content, "title") or (_without_marks(heading["title"]) if heading else "")


def _without_marks(title: str) -> str:
    """The words of a heading without the spaces before them and the number signs that may close it."""
    words = title.lstrip(" ")
    return words.rstrip("#").rstrip(" ") or words[:1]


def _order(file: ListedFile) -> tuple[int, int, str, bool, str]:
    name = read_name(file.path)
    if name is None:
        return ROLES.index(file.role), 0, "", False, file.path
    return ROLES.index(file.role), name.number, name.slug, name.language is not None, file.path
