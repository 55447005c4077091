"""Accepting what was translated: which words of it belong to which of the source. Pure."""

from collections.abc import Collection
from typing import NamedTuple

from lms.courses.comparing.acceptance import Pair, State, dump, load, readable
from lms.courses.comparing.translated import TranslatedFile, beside, file_of, name_of
from lms.courses.source import ACCEPTED, Source


class ReasonNeeded(Exception):
    """These blocks were accepted before for other words of the source, and their text is still the same."""

    def __init__(self, blocks: list[tuple[str, Pair]]) -> None:
        super().__init__(blocks)
        self.blocks = blocks


class NoBlock(ValueError):
    """No file to be accepted has a block of this name."""


class Unreadable(Exception):
    """What was accepted before cannot be read, and would be lost."""


class ChangedSince(Exception):
    """What was to be accepted is no longer what the files say."""


class AcceptedFiles(NamedTuple):
    """The list of what is accepted, as a file of the course, and how many blocks were accepted anew."""

    content: bytes
    number: int


def accept(
    source: Source, paths: Collection[str], blocks: Collection[str] | None = None, reason: str = ""
) -> AcceptedFiles:
    """Accepts translated files, or only these blocks of the source.

    A block that says the words of its source is accepted only if it is named. Raises Unreadable,
    NoTranslation, NoBlock, and ReasonNeeded when a stale block's text is still what it was and no reason is
    given why it fits the new source.
    """
    before = source.files.get(ACCEPTED)
    if before is not None and not readable(before):
        raise Unreadable(ACCEPTED)
    accepted = load(before)
    files = [file_of(source, path) for path in paths]
    _expect_blocks(blocks or (), files)
    meant = None if blocks is None else frozenset(blocks)
    wanted = [(file, pair) for file in files for pair in file.pairs if _is_wanted(pair, meant)]
    stale = [(file.path, pair) for file, pair in wanted if pair.state == State.STALE]
    if stale and not reason.strip():
        raise ReasonNeeded(stale)
    for file, pair in wanted:
        why = reason.strip() if pair.state == State.STALE else ""
        accepted.accept(name_of(file.path), pair, why)
    for file in files:
        accepted.keep(name_of(file.path), file.pairs)
    return AcceptedFiles(dump(accepted), len(wanted))


def _expect_blocks(blocks: Collection[str], files: Collection[TranslatedFile]) -> None:
    """Raises NoBlock for those that are in none of the files."""
    there = {pair.source.id for file in files for pair in file.pairs}
    unknown = [block for block in blocks if block not in there]
    if unknown:
        raise NoBlock(", ".join(unknown))


def _is_wanted(pair: Pair, blocks: Collection[str] | None) -> bool:
    """Whether a block waits to be accepted and is meant: by its name, or else by all of its file."""
    if pair.state not in (State.STALE, State.UNACCEPTED):
        return False
    if blocks is not None:
        return pair.source.id in blocks
    return not _copied(pair)


def copied(source: Source, paths: Collection[str]) -> int:
    """How many blocks of translated files wait to be accepted and say the words of the source still."""
    return sum(_copied(pair) for path in paths for pair in file_of(source, path).pairs)


def _copied(pair: Pair) -> bool:
    return pair.state == State.UNACCEPTED and pair.same


def accept_seen(
    source: Source, path: str, seen: Collection[tuple[str, str]], reason: str = ""
) -> AcceptedFiles:
    """Accepts the words of a translated file that somebody saw beside each other, by their fingerprints.

    Raises ChangedSince when some no longer stand there so; else as `accept`.
    """
    meant = [pair for pair in beside(source, path).pairs if pair.translation and pair.words in seen]
    if not seen or {pair.words for pair in meant} != set(seen):
        raise ChangedSince(path)
    return accept(source, [path], [pair.source.id for pair in meant], reason)
