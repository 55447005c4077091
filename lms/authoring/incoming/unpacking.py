"""Unpacking: from what a browser sends, a folder, files or a zip, to the files of one course. Pure.

Nothing is written to disk, and nothing is unpacked before its size is known to be small.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from lms.authoring.draft.limits import MOST_FILES
from lms.authoring.draft.naming import LONGEST, composed, fault_of
from lms.authoring.incoming.zips import Refused, entries_of
from lms.courses.problems import Place, Problem
from lms.courses.source import LARGEST, TEXTS, belongs, suffix_of

Sent = tuple[str, bytes]
Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files of a course by their path in its folder, the folder's name, and what was left out and why."""

    name: str
    files: dict[str, bytes]
    left_out: tuple[Problem, ...]

    @property
    def whole(self) -> bool:
        """Whether this is a course's folder, and not some files of one."""
        return "course.md" in self.files


@dataclass(slots=True)
class _Left:
    """What is left out, each with its reason."""

    problems: list[Problem] = field(default_factory=list)

    def out(self, code: str, path: str) -> None:
        self.problems.append(Problem(code, Place(path), severity="warning"))


def unpack(sent: Sequence[Sent]) -> Unpacked:
    """The course's files among those sent, each with the name that its browser gave. Raises Refused."""
    left = _Left()
    zips = [entry for entry in sent if suffix_of(entry[0]) == ".zip"]
    if zips and len(sent) > 1:
        raise Refused("upload-zip-and-more", zips[0][0])
    if len(sent) > MOST_FILES:
        raise Refused("upload-too-many", "", most=MOST_FILES)
    if not zips:
        return _gather(sent, "", left)
    ((name, content),) = zips
    found = entries_of(name, content)
    for path in found.links:
        left.out("upload-link", path)
    return _gather(found.files, name.rsplit("/", 1)[-1][: -len(".zip")], left)


def _gather(entries: Iterable[Sent], alone: str, left: _Left) -> Unpacked:
    """The entries in the course's folder; `alone` is its name where no folder is around them."""
    named = [(path, content) for name, content in entries if (path := _path(name, left))]
    top = _top([path for path, _ in named])
    files: dict[str, bytes] = {}
    for path, content in named:
        inner = path.removeprefix(top)
        if not path.startswith(top):
            left.out("upload-beside", path)
        elif inner in files:
            left.out("upload-twice", path)
        elif not belongs(inner):
            left.out("upload-no-part", path)
        elif len(content) > LARGEST:
            left.out("upload-too-large", path)
        else:
            files[inner] = content
    if not files and not left.problems:
        raise Refused("upload-nothing", alone)
    return Unpacked(top.rstrip("/").rsplit("/", 1)[-1] or alone, files, tuple(left.problems))


def _path(name: str, left: _Left) -> str | None:
    """The name as a path of ours, None when it cannot be one: hidden, odd, or leading somewhere else."""
    path = composed(name.replace("\\", "/"))
    if fault := fault_of(path):
        left.out(fault, path[:LONGEST])
        return None
    return path


def _top(paths: Sequence[str]) -> str:
    """What stands before the names of the course's own files, with its slash. Raises Refused.

    The folder of course.md; without one, the folder that holds everything, if a text lies in it.
    """
    folders = sorted(
        {path[: -len("course.md")] for path in paths if f"/{path}".endswith("/course.md")},
        key=lambda folder: folder.count("/"),
    )
    nearest = [folder for folder in folders if folder.count("/") == folders[0].count("/")]
    if len(nearest) > 1:
        raise Refused("upload-several-courses", "", found=", ".join(entry.rstrip("/") for entry in nearest))
    if nearest:
        return nearest[0]
    firsts = {path.partition("/")[0] for path in paths}
    texts = [path for path in paths if path.count("/") == 1 and suffix_of(path) in TEXTS]
    return f"{firsts.pop()}/" if len(firsts) == 1 and texts else ""


def placed(files: dict[str, Content], known: Iterable[str]) -> dict[str, Content]:
    """Single files of a course in their places: a picture where one of its name is, else in media/."""
    homes: dict[str, list[str]] = {}
    for path in known:
        homes.setdefault(path.rsplit("/", 1)[-1], []).append(path)

    def place(path: str) -> str:
        if "/" in path or suffix_of(path) in TEXTS:
            return path
        there = homes.get(path, [])
        return there[0] if len(there) == 1 else f"media/{path}"

    return {place(path): content for path, content in files.items()}
