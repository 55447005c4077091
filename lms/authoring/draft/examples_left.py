"""Which files of a course still hold text of the examples that it was begun with. Pure."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from lms.authoring.draft.files import FRONT
from lms.authoring.draft.starter import EXAMPLES
from lms.courses.names import read_name
from lms.courses.source import read_text

COMMENT = re.compile(r"\s#.*")
WORD = re.compile(r"[^\W\d_]+")
# What is shorter, such as “Put the phases in their order.”, may well have been written by the trainer.
FEWEST = 7


def with_examples(files: Mapping[str, bytes]) -> list[str]:
    """The paths of the texts that a learner would read an example in."""
    texts = {path: read_text(content) or "" for path, content in files.items() if read_name(path)}
    return sorted(path for path, text in texts.items() if not _examples().isdisjoint(_paragraphs(text)))


@cache
def _examples() -> frozenset[tuple[str, ...]]:
    texts = [path.read_text("utf-8") for path in EXAMPLES.glob("*/*.md")]
    return frozenset(words for text in texts for words in _paragraphs(text))


def _paragraphs(text: str) -> Iterator[tuple[str, ...]]:
    """The words of each paragraph and of each setting, where there are enough to be told from others."""
    front = FRONT.match(text)
    settings = COMMENT.sub("", front["settings"]).split("\n") if front else []
    body = text[front.end() :] if front else text
    for paragraph in [*settings, *re.split(r"\n\s*\n", body)]:
        words = tuple(WORD.findall(paragraph.casefold()))
        if len(words) >= FEWEST:
            yield words
