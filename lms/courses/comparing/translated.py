"""Translated files beside their source, block by block, and how far each language of a course is."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lms.courses.comparing.acceptance import STATES, Pair, load, pairs
from lms.courses.comparing.blocks import outlines_of
from lms.courses.names import FileName, read_name
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
        return all(pair.state == "missing" for pair in self.pairs)

    def counts(self) -> Counter[str]:
        return Counter(pair.state for pair in self.pairs)

    @property
    def waiting(self) -> int:
        """How many blocks wait to be accepted."""
        return sum(pair.state in ("stale", "unaccepted") for pair in self.pairs)

    def first(self, state: str) -> int:
        """The number of the first block in a state, counted from 1; 0 when there is none."""
        return next((place for place, pair in enumerate(self.pairs, 1) if pair.state == state), 0)


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
        return not any(number for state, number in self.counts.items() if state != "complete")


class NoTranslation(ValueError):
    """No file of this name translates another of the course."""


def translations(source: Source) -> list[Translation]:
    """Every language of a course besides its own, and how far its translation is."""
    outlines, accepted = outlines_of(source.files), load(source.files.get(ACCEPTED))
    originals = [outline for outline in outlines.values() if not outline.name.language]
    originals.sort(key=lambda it: (it.name.role != "course", it.name.role == "assessment", it.name.number))
    languages = sorted({it.name.language for it in outlines.values() if it.name.language})

    def files(language: str) -> Iterator[TranslatedFile]:
        for original in originals:
            path = f"{original.name.stem}.{language}.md"
            found = pairs(original, outlines.get(path), accepted)
            yield TranslatedFile(original.name, path, language, found)

    return [Translation(source.slug, language, tuple(files(language))) for language in languages]


def file_of(source: Source, path: str) -> TranslatedFile:
    """One translated file of a course. Raises NoTranslation."""
    if read_text(source.files.get(path, b"\0")) is None:
        raise NoTranslation(path)
    return beside(source, path)


def beside(source: Source, path: str) -> TranslatedFile:
    """A file of the source beside its translation, which may not be there yet. Raises NoTranslation."""
    name = name_of(path)
    both = {one: source.files[one] for one in (path, name.source) if one in source.files}
    outlines = outlines_of(both)
    original = outlines.get(name.source)
    if original is None or not name.language:
        raise NoTranslation(path)
    found = pairs(original, outlines.get(path), load(source.files.get(ACCEPTED)))
    return TranslatedFile(original.name, path, name.language, found)


def name_of(path: str) -> FileName:
    """What the path of a translated file says. Raises NoTranslation."""
    name = read_name(path)
    if name is None:
        raise NoTranslation(path)
    return name
