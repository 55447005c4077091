"""How far a course is in each language, in numbers. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.draft.files import language_of
from lms.courses.comparing.acceptance import STATES
from lms.courses.comparing.translated import TranslatedFile, Translation, translations
from lms.courses.source import Source


@dataclass(frozen=True, slots=True)
class FileCounts:
    """A translated file: how many of its blocks are in each state, and the number of the first of them."""

    path: str
    counts: Mapping[str, int]
    first: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LanguageCounts:
    """A course in one language besides its own."""

    language: str
    counts: Mapping[str, int]
    files: tuple[FileCounts, ...]


@dataclass(frozen=True, slots=True)
class ReportedTranslation:
    """The language that a course is written in, empty where it does not say so, and the others."""

    spoken: str
    languages: tuple[LanguageCounts, ...]


def count_blocks(source: Source) -> ReportedTranslation:
    """How far these texts are translated."""
    return ReportedTranslation(language_of(source, "course.md"), tuple(map(_language, translations(source))))


def _language(translation: Translation) -> LanguageCounts:
    files = tuple(_file(file) for file in translation.files if file.pairs)
    return LanguageCounts(translation.language, translation.counts, files)


def _file(file: TranslatedFile) -> FileCounts:
    counted = file.counts()
    counts: dict[str, int] = {state: counted[state] for state in STATES}
    first: dict[str, int] = {state: file.first(state) for state in STATES}
    return FileCounts(file.path, counts, first)
