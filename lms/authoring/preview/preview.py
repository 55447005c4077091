"""Previewing: the course that files make as they stand, and what is to be mended where they make none."""

from dataclasses import dataclass
from functools import cached_property

from lms.authoring.preview.addresses import Previewed
from lms.courses.course import Course, Module
from lms.courses.names import FileName, read_name
from lms.courses.problems import Problem
from lms.courses.source import Source, revision
from lms.database import end_read
from lms.library.limited import problem_of, salvage
from lms.web.child.limits import TOO_LONG, TOO_MUCH, OverLimit
from lms.web.recent import Recent

_compiled: Recent[tuple[str, str], "Preview"] = Recent(4)


@dataclass(frozen=True, slots=True)
class ListedModule:
    """A module in the list of a preview, in one language.

    `module` is None where its source is broken. `sound`: its page can be shown. `translated`: it is there in
    that language.
    """

    name: FileName
    module: Module | None
    sound: bool
    translated: bool


@dataclass(frozen=True)
class Preview:
    """A course as a learner would see it: what is sound of it (None without course.md), and every problem."""

    source: Source
    course: Course | None
    left_out: frozenset[str]
    problems: tuple[Problem, ...]

    @cached_property
    def names(self) -> list[FileName]:
        """Its files, modules in the order of their numbers."""
        return sorted(
            filter(None, map(read_name, self.source.files)), key=lambda name: (name.number, name.path)
        )

    @cached_property
    def _by_stem(self) -> dict[str, list[FileName]]:
        """A file and its translations, by what their names have in common."""
        files: dict[str, list[FileName]] = {}
        for name in self.names:
            files.setdefault(name.stem, []).append(name)
        return files

    @property
    def modules(self) -> list[FileName]:
        """Its modules in order, broken ones among them."""
        return [name for name in self.names if name.role == "module" and not name.language]

    def listed_modules(self, course: Course, tag: str) -> list[ListedModule]:
        """The modules in order, as its course has them in a language."""
        modules = {module.slug: module for module in course.modules}
        return [self._listed(name, modules.get(name.slug), tag) for name in self.modules]

    def _listed(self, name: FileName, module: Module | None, tag: str) -> ListedModule:
        if name.path in self.left_out:
            module = None
        translated = module is not None and tag in module.texts
        return ListedModule(name, module, self.sound(name, tag), translated)

    def find(self, role: str, slug: str) -> FileName | None:
        """A module, or the assessment, by its slug."""
        named = (name for name in self.names if not name.language and (name.role, name.slug) == (role, slug))
        return next(named, None)

    def files(self, name: FileName, tag: str) -> list[str]:
        """The files that a page shows in a language: the source, and its translation if there is one."""
        return [file.path for file in self._by_stem[name.stem] if file.language in (None, tag)]

    def sound(self, name: FileName, tag: str) -> bool:
        """Whether a page can be shown in a language as it is written."""
        return self.course is not None and self.left_out.isdisjoint(self.files(name, tag))

    @property
    def over_limit(self) -> bool:
        """Whether nothing of it can be shown since one of its texts takes too long or too much memory."""
        return any(problem.code in (TOO_LONG, TOO_MUCH) for problem in self.problems)

    def problems_in(self, *paths: str) -> list[Problem]:
        """What was found in these files."""
        return [problem for problem in self.problems if problem.place.path in paths]

    def beside(self, name: FileName) -> tuple[FileName | None, FileName | None]:
        """The modules before and after one."""
        row = [None, *self.modules, None]
        at = row.index(name)
        return row[at - 1], row[at + 1]


def preview(source: Source) -> Preview:
    """The course in these files. A worker compiles a revision once, and keeps the few last asked for."""
    return _compiled.get((source.slug, revision(source)), lambda: _compile(source))


def _compile(source: Source) -> Preview:
    end_read()  # it takes its time, and needs nothing of the database
    try:
        sound = salvage(source, Previewed(source.slug))
    except OverLimit as over:
        return Preview(source, None, frozenset(source.files), (problem_of(over),))
    return Preview(source, sound.course, sound.left_out, sound.problems)
