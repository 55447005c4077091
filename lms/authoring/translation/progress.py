"""Translating: how far each translation of a course is, and accepting what was translated."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lms.courses.comparing.acceptance import STATES, Pair, dump, load, pairs, readable
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


class ReasonNeeded(Exception):
    """These blocks were accepted before for other words of the source, and their text is still the same."""

    def __init__(self, blocks: list[tuple[str, Pair]]) -> None:
        super().__init__(blocks)
        self.blocks = blocks


class NoTranslation(ValueError):
    """No file of this name translates another of the course."""


class NoBlock(ValueError):
    """No file to be accepted has a block of this name."""


class Unreadable(Exception):
    """What was accepted before cannot be read, and would be lost."""


class ChangedSince(Exception):
    """What was to be accepted is no longer what the files say."""


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
    name = _name(path)
    both = {one: source.files[one] for one in (path, name.source) if one in source.files}
    outlines = outlines_of(both)
    original = outlines.get(name.source)
    if original is None or not name.language:
        raise NoTranslation(path)
    found = pairs(original, outlines.get(path), load(source.files.get(ACCEPTED)))
    return TranslatedFile(original.name, path, name.language, found)


def accept(
    source: Source, paths: Collection[str], blocks: Collection[str] | None = None, reason: str = ""
) -> tuple[bytes, int]:
    """Accepts translated files, or only these blocks of the source: the list of what is accepted, and how
    many blocks were accepted anew. A block that says the words of its source is accepted only if it is named.

    Raises Unreadable, NoTranslation, NoBlock, and ReasonNeeded when a stale block's text is still what it
    was and no reason is given why it fits the new source.
    """
    before = source.files.get(ACCEPTED)
    if before is not None and not readable(before):
        raise Unreadable(ACCEPTED)
    accepted = load(before)
    files = [file_of(source, path) for path in paths]
    there = {pair.source.id for file in files for pair in file.pairs}
    if unknown := [block for block in blocks or () if block not in there]:
        raise NoBlock(", ".join(unknown))
    wanted = [
        (file, pair)
        for file in files
        for pair in file.pairs
        if pair.state in ("stale", "unaccepted")
        and (not _copied(pair) if blocks is None else pair.source.id in blocks)
    ]
    untouched = [(file.path, pair) for file, pair in wanted if pair.state == "stale"]
    if untouched and not reason.strip():
        raise ReasonNeeded(untouched)
    for file, pair in wanted:
        accepted.accept(_name(file.path), pair, reason.strip() if pair.state == "stale" else "")
    for file in files:
        accepted.keep(_name(file.path), file.pairs)
    return dump(accepted), len(wanted)


def copied(source: Source, paths: Collection[str]) -> int:
    """How many blocks of translated files wait to be accepted and say the words of the source still."""
    return sum(_copied(pair) for path in paths for pair in file_of(source, path).pairs)


def _copied(pair: Pair) -> bool:
    return pair.state == "unaccepted" and pair.same


def accept_seen(
    source: Source, path: str, seen: Collection[tuple[str, str]], reason: str = ""
) -> tuple[bytes, int]:
    """Accepts the words of a translated file that somebody saw beside each other, by their fingerprints.

    Raises ChangedSince when some no longer stand there so; else as `accept`.
    """
    meant = [pair for pair in beside(source, path).pairs if pair.translation and pair.words in seen]
    if not seen or {pair.words for pair in meant} != set(seen):
        raise ChangedSince(path)
    return accept(source, [path], [pair.source.id for pair in meant], reason)


def _name(path: str) -> FileName:
    name = read_name(path)
    if name is None:
        raise NoTranslation(path)
    return name


def as_rows(found: list[Translation]) -> list[dict[str, object]]:
    """The state of translations as `lms translations status --format json` prints it."""
    return [
        {
            "course": one.course,
            "language": one.language,
            **one.counts,
            "blocks": [
                {
                    "path": file.path,
                    "block": pair.source.id,
                    "line": pair.translation.line if pair.translation else None,
                    "state": pair.state,
                }
                for file in one.files
                for pair in file.pairs
                if pair.state != "complete"
            ],
        }
        for one in found
    ]
