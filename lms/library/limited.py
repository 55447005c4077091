"""What reads and compares the texts of trainers, as requests ask it: in a child, within limits.

Commands ask the same and do the work themselves: `in_child` tells which is which. All raise OverLimit.
"""

from lms.courses import compiling
from lms.courses.advice.addresses import Addresses
from lms.courses.comparing import material, translated
from lms.courses.comparing.material import Changes, Edited
from lms.courses.comparing.translated import TranslatedFile
from lms.courses.compiling import salvage as salvaging
from lms.courses.compiling.compiled import Compiled
from lms.courses.compiling.salvage import Salvaged
from lms.courses.problems import Place, Problem
from lms.courses.source import PICTURES, Source, suffix_of
from lms.web.child.door import in_child
from lms.web.child.limits import OverLimit


def compile_course(source: Source) -> Compiled:
    """The course in these files and all problems."""
    return in_child(compiling.compile_course, source)


def find_problems(source: Source) -> tuple[Problem, ...]:
    """The problems of these files, without the course."""
    return in_child(compiling.find_problems, source)


def salvage(source: Source, addresses: Addresses) -> Salvaged:
    """The course that the sound ones of these files make."""
    return in_child(salvaging.salvage, source, addresses)


def compare(edited: Edited) -> Changes:
    """What changed in a course, with the lines that differ."""
    return in_child(material.compare_for_pages, edited)


def beside(source: Source, path: str) -> TranslatedFile:
    """A file of the source beside its translation. Raises NoTranslation."""
    return in_child(translated.beside, texts_of(source), path)


def waiting(source: Source, path: str) -> int | None:
    """How many blocks of a translated file wait to be accepted; None for one that translates nothing."""
    return in_child(translated.waiting, texts_of(source), path)


def texts_of(source: Source) -> Source:
    """The course without its pictures, which are most of its bytes."""
    files = source.files.items()
    return Source(source.slug, {path: content for path, content in files if suffix_of(path) not in PICTURES})


def problem_of(over: OverLimit) -> Problem:
    """What a trainer is told of a text that takes more than it may."""
    return Problem(over.code, Place(over.path or "course.md"))
