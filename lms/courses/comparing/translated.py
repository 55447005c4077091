"""Translated files beside their source, block by block, and how far each language of a course is."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lms.courses.comparing.acceptance import STATES, Pair, State, load, pairs
from lms.courses.comparing.blocks import outlines_of
from lms.courses.names import FileName, FileRole, read_name
from lms.courses.source import ACCEPTED, Source, read_text


@dataclass(frozen=True, slots=True)
class TranslatedFile:
    """A file of the source beside its translation, block by block; the translation may be missing."""

    source: FileName
    path: str
    language: str
    pairs: tuple[Pair, ...]

    @property
    def missing(self) -> bool:
        """Is nothing of it translated?"""
        return all(pair.state == State.MISSING for pair in self.pairs)

    def counts(self) -> Counter[str]:
        """How many blocks are in each state that there is."""
        return Counter(pair.state for pair in self.pairs)

    @property
    def waiting(self) -> int:
        """How many blocks wait to be accepted."""
        return sum(pair.state in (State.STALE, State.UNACCEPTED) for pair in self.pairs)

    def first(self, state: str) -> int:
        """The number of the first block in a state, counted from 1; 0 when there is none."""
        numbered = enumerate(self.pairs, 1)
        return next((number for number, pair in numbered if pair.state == state), 0)


@dataclass(frozen=True, slots=True)
class Translation:
    """A course in one language besides its own."""

    course: str
    language: str
    files: tuple[TranslatedFile, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many blocks are in each state."""
        counted = sum((file.counts() for file in self.files), Counter[str]())
        return {state: counted[state] for state in STATES}

    @property
    def complete(self) -> bool:
        """Is every block translated and accepted as it is?"""
        return not any(number for state, number in self.counts.items() if state != State.COMPLETE)


class NoTranslation(ValueError):
    """No file of this name translates another of the course."""


def translations(source: Source) -> list[Translation]:
    """Every language of a course besides its own, and how far its translation is."""
    outlines = outlines_of(source.files)
    accepted = load(source.files.get(ACCEPTED))
    originals = [outline for outline in outlines.values() if not outline.name.language]
    originals.sort(key=lambda outline: _in_reading_order(outline.name))
    languages = sorted({outline.name.language for outline in outlines.values() if outline.name.language})

    def files(language: str) -> Iterator[TranslatedFile]:
        for original in originals:
            path = f"{original.name.stem}.{language}.md"
            compared = pairs(original, outlines.get(path), accepted)
            yield TranslatedFile(original.name, path, language, compared)

    return [Translation(source.slug, language, tuple(files(language))) for language in languages]


def file_of(source: Source, path: str) -> TranslatedFile:
    """One translated file of a course. Raises NoTranslation."""
    if read_text(source.files.get(path, b"\0")) is None:
        raise NoTranslation(path)
    return beside(source, path)


def beside(source: Source, path: str) -> TranslatedFile:
    """A file of the source beside its translation, which may not be there yet. Raises NoTranslation."""
    name = name_of(path)
    paths = (path, name.source)
    outlines = outlines_of({file: content for file, content in source.files.items() if file in paths})
    original = outlines.get(name.source)
    if original is None or not name.language:
        raise NoTranslation(path)
    accepted = load(source.files.get(ACCEPTED))
    compared = pairs(original, outlines.get(path), accepted)
    return TranslatedFile(original.name, path, name.language, compared)


def waiting(source: Source, path: str) -> int | None:
    """How many blocks of a translated file wait to be accepted; None for one that translates nothing."""
    try:
        return beside(source, path).waiting
    except NoTranslation:
        return None


class StaleFile(NamedTuple):
    """A translated file of which blocks are stale: how many, and the number of the first."""

    path: str
    number: int
    first: int


def stale_files(source: Source) -> list[StaleFile]:
    """The translated files of which a block is older than what it translates."""
    files = [file for translation in translations(source) for file in translation.files]
    stale = [StaleFile(file.path, file.counts()[State.STALE], file.first(State.STALE)) for file in files]
    return [file for file in stale if file.number]


def name_of(path: str) -> FileName:
    """What the path of a translated file says. Raises NoTranslation."""
    name = read_name(path)
    if name is None:
        raise NoTranslation(path)
    return name


def _in_reading_order(name: FileName) -> tuple[bool, bool, int]:
    """The course's own file, the modules by their numbers, the assessment."""
    return name.role != FileRole.COURSE, name.role == FileRole.ASSESSMENT, name.number
