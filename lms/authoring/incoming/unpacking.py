"""Unpacking: from what a browser sends, a folder, files or a zip, to the files of one course. Pure.

Nothing is written to disk, and nothing is unpacked before its size is known to be small.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from lms.authoring.draft.limits import MOST_FILES
from lms.authoring.draft.naming import LONGEST, composed, fault_of
from lms.authoring.incoming.zips import Refused, entries_of
from lms.courses.problems import Place, Problem, Severity
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
class _LeftOut:
    """What is left out, each with its reason."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, path: str) -> None:
        self.problems.append(Problem(code, Place(path), severity=Severity.WARNING))


def unpack(sent: Sequence[Sent]) -> Unpacked:
    """The course's files among those sent, each with the name that its browser gave. Raises Refused."""
    left_out = _LeftOut()
    zips = [name for name, _ in sent if suffix_of(name) == ".zip"]
    if zips and len(sent) > 1:
        raise Refused("upload-zip-and-more", zips[0])
    if len(sent) > MOST_FILES:
        raise Refused("upload-too-many", "", most=MOST_FILES)
    if not zips:
        return _gather(sent, "", left_out)
    name, content = sent[0]
    entries = entries_of(name, content)
    for path in entries.links:
        left_out.add("upload-link", path)
    folder = name.rsplit("/", 1)[-1][: -len(".zip")]
    return _gather(entries.files, folder, left_out)


def _gather(entries: Iterable[Sent], alone: str, left_out: _LeftOut) -> Unpacked:
    """The entries in the course's folder; `alone` is its name where no folder is around them."""
    by_path = [(_path(name, left_out), content) for name, content in entries]
    named = [(path, content) for path, content in by_path if path is not None]
    top = _top([path for path, _ in named])
    files: dict[str, bytes] = {}
    for path, content in named:
        inner = path.removeprefix(top)
        if not path.startswith(top):
            left_out.add("upload-beside", path)
        elif inner in files:
            left_out.add("upload-twice", path)
        elif not belongs(inner):
            left_out.add("upload-no-part", path)
        elif len(content) > LARGEST:
            left_out.add("upload-too-large", path)
        else:
            files[inner] = content
    if not files and not left_out.problems:
        raise Refused("upload-nothing", alone)
    innermost = top.rstrip("/").rsplit("/", 1)[-1]
    return Unpacked(innermost or alone, files, tuple(left_out.problems))


def _path(name: str, left_out: _LeftOut) -> str | None:
    """The name as a path of ours, None when it cannot be one: hidden, odd, or leading somewhere else."""
    path = composed(name.replace("\\", "/"))
    fault = fault_of(path)
    if fault is None:
        return path
    left_out.add(fault, path[:LONGEST])
    return None


def _top(paths: Sequence[str]) -> str:
    """What stands before the names of the course's own files, with its slash. Raises Refused.

    The folder of course.md; without one, the folder that holds everything, if a text lies in it.
    """
    folders = {path.removesuffix("course.md") for path in paths if f"/{path}".endswith("/course.md")}
    if folders:
        return _outermost(folders)
    firsts = {path.partition("/")[0] for path in paths}
    texts = [path for path in paths if path.count("/") == 1 and suffix_of(path) in TEXTS]
    if len(firsts) == 1 and texts:
        return f"{firsts.pop()}/"
    return ""


def _outermost(folders: Collection[str]) -> str:
    """The folder that lies in the fewest others. Raises Refused when there are several such."""
    depth = min(folder.count("/") for folder in folders)
    outermost = sorted(folder for folder in folders if folder.count("/") == depth)
    if len(outermost) > 1:
        raise Refused("upload-several-courses", "", found=", ".join(path.rstrip("/") for path in outermost))
    return outermost[0]


def placed(files: dict[str, Content], there: Iterable[str]) -> dict[str, Content]:
    """Single files of a course in their places: a picture where one of its name is, else in media/."""
    paths_by_name: dict[str, list[str]] = {}
    for path in there:
        paths_by_name.setdefault(path.rsplit("/", 1)[-1], []).append(path)

    def place(name: str) -> str:
        if "/" in name or suffix_of(name) in TEXTS:
            return name
        paths = paths_by_name.get(name, [])
        return paths[0] if len(paths) == 1 else f"media/{name}"

    return {place(name): content for name, content in files.items()}
