"""Beginning: the files of a new course or module, which pass the check and show the syntax by example.

They are given as values: a command writes them to a folder, a page puts them into a draft.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from string import Template

from lms.authoring.draft.escaping import as_text
from lms.authoring.draft.files import FRONT
from lms.courses.names import RESERVED, read_name
from lms.courses.problems import WORDS, Findings, Place, Problem
from lms.courses.reading.settings import SLUG
from lms.courses.source import Source, read_text

EXAMPLES = Path(__file__).parent / "examples"
# The first module's title in each language that there are examples in.
FIRST = {"en": "First steps", "fr": "Premiers pas"}
# Text that YAML reads as it stands; all else is put between quotes.
PLAIN = re.compile(r"\w[\w ,.()’–/-]*")
LONGEST_SLUG = 40
LONGEST_SETTINGS = 20_000


class NotBegun(ValueError):
    """Nothing was begun; the problem says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(WORDS[code] % values)
        self.problem = Problem(code, Place(""), values)


def course_files(slug: str, title: str, language: str = "en") -> dict[str, bytes]:
    """The files of a new course in a language: settings, an assessment, a first module. Raises NotBegun.

    The examples are in that language, or in English where nobody has written them in it.
    """
    if not SLUG.fullmatch(slug):
        raise NotBegun("begin-no-slug", written=slug)
    quoted = title if PLAIN.fullmatch(title) else json.dumps(title, ensure_ascii=False)
    settings = _example("course.md", language, code=slug.upper(), title=quoted, language=language)
    path, module = module_file({"course.md": settings}, FIRST[_written_in(language)])
    return {"course.md": settings, "assessment.md": _example("assessment.md", language), path: module}


def opening(source: Source, path: str) -> bytes | None:
    """What a file that is not there yet begins with: a translation with the text that it translates.

    None for a file that is there, or that nobody would write by this name.
    """
    name = read_name(path)
    if name is None or path in source.files:
        return None
    if name.language:
        return source.files.get(name.source)
    return course_files(source.slug, source.slug)["course.md"] if path == "course.md" else None


def module_file(files: Mapping[str, bytes], title: str) -> tuple[str, bytes]:
    """The next module of a course that has these files: where it belongs, and its text. Raises NotBegun."""
    path, slug = _next(files, title)
    language, objective = _course_of(files.get("course.md", b""))
    text = _example("module.md", language, title=as_text(title), slug=slug, objective=objective)
    if objective:
        return path, text
    return path, text.removeprefix(b"---\nobjectives: []\n---\n").replace(b" objective=", b"")


def _course_of(settings: bytes) -> tuple[str, str]:
    """The language of a course, and the objective that an example may teach; empty when it has none."""
    # Only here: a worker that shows courses never needs what reads them.
    from lms.courses.dialect.front_matter import read_front_matter
    from lms.courses.dialect.markdown import parse

    # Nobody waits here for a text of any length to be read: settings are short.
    written = FRONT.match(read_text(settings) or "")
    text = written[0] if written and len(written[0]) <= LONGEST_SETTINGS else ""
    front = read_front_matter(parse(text).front_matter, Findings("course.md"))
    values = front.values if front else {}
    language = values.get("language")
    if not isinstance(language, str):
        language = "en"
    objectives = values.get("objectives")
    objective = next(iter(objectives), "") if isinstance(objectives, dict) else ""
    if not SLUG.fullmatch(objective):
        objective = ""
    return language, objective


def next_path(paths: Iterable[str], title: str) -> str:
    """Where the next module of a course that has these files belongs, by its title. Raises NotBegun."""
    return _next(paths, title)[0]


def _next(paths: Iterable[str], title: str) -> tuple[str, str]:
    """Path and slug: of the title where it has Latin letters, else of the module's number."""
    names = [name for path in paths if (name := read_name(path))]
    slugs = {name.slug for name in names if name.role == "module"}
    number = max((name.number for name in names), default=0) + 1
    slug = slug_of(title)
    if not title.strip():
        raise NotBegun("begin-no-title")
    if slug in RESERVED:
        raise NotBegun("begin-reserved", slug=slug)
    if slug in slugs:
        raise NotBegun("begin-module-taken", slug=slug)
    if not slug:
        slug = next(free for other in count(number) if (free := f"module-{other}") not in slugs)
    return f"{number:02}-{slug}.md", slug


def slug_of(title: str) -> str:
    """A title as part of an address; empty when it has no letter that can be one."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:LONGEST_SLUG].strip("-")


def _written_in(language: str) -> str:
    """The language of the examples for a course in this one, which may name a region: fr-CA."""
    plain = language.split("-")[0]
    return plain if plain in FIRST else "en"


def _example(name: str, written_for: str, /, **values: str) -> bytes:
    text = (EXAMPLES / _written_in(written_for) / name).read_text("utf-8")
    return Template(text).substitute(values).encode()
