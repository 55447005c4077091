"""How far translations are, and what accepting asks."""

import json
from collections.abc import Mapping

import pytest

from lms.authoring.translation.accepting import (
    ChangedSince,
    NoBlock,
    ReasonNeeded,
    accept,
    accept_seen,
    copied,
)
from lms.authoring.translation.status import as_rows
from lms.courses.comparing.translated import NoTranslation, beside, translations
from lms.courses.source import ACCEPTED, Source
from tests.unit.courses.examples import source

ENGLISH = "# A\n\n## One\n\nAlpha.\n\nBeta.\n"
FRENCH = "# Ah\n\n## Un\n\nAlfa.\n\nBêta.\n"
FILES = {"01-a.md": ENGLISH, "01-a.fr.md": FRENCH}


def accepted(files: Mapping[str, str | bytes] = FILES, *paths: str) -> Source:
    given = source(files)
    content, _ = accept(given, paths or ("01-a.fr.md", "course.fr.md"))
    return Source(given.slug, {**given.files, ACCEPTED: content})


def edited(given: Source, **texts: str) -> Source:
    changed = {path.replace("_", "."): text.encode() for path, text in texts.items()}
    return Source(given.slug, {**given.files, **changed})


def counts(given: Source) -> dict[str, int]:
    (found,) = translations(given)
    return dict(found.counts)


def test_a_new_translation_waits_to_be_accepted():
    assert counts(source(FILES)) == {"complete": 0, "stale": 0, "unaccepted": 5, "missing": 0}
    assert accept(source(FILES), ["01-a.fr.md"])[1] == 4


def test_what_is_accepted_is_complete():
    assert counts(accepted()) == {"complete": 5, "stale": 0, "unaccepted": 0, "missing": 0}
    (found,) = translations(accepted())
    assert found.complete


def test_a_file_that_is_not_there_is_missing_block_by_block():
    (found,) = translations(source({**FILES, "02-b.md": ENGLISH}))
    assert found.counts["missing"] == 4
    assert [file.path for file in found.files if file.missing] == ["02-b.fr.md"]


def test_one_changed_paragraph_is_one_stale_block_at_its_line():
    given = edited(accepted(), **{"01-a_md": ENGLISH.replace("Beta", "Another")})
    (row,) = as_rows(translations(given))
    assert row["stale"] == 1
    assert row["blocks"] == [{"path": "01-a.fr.md", "block": "s1.p2", "line": 7, "state": "stale"}]


def test_a_text_that_was_not_touched_needs_a_reason():
    given = edited(accepted(), **{"01-a_md": ENGLISH.replace("Beta", "Another")})
    with pytest.raises(ReasonNeeded) as needed:
        accept(given, ["01-a.fr.md"])
    assert [(path, pair.source.id) for path, pair in needed.value.blocks] == [("01-a.fr.md", "s1.p2")]
    with pytest.raises(ReasonNeeded):
        accept(given, ["01-a.fr.md"], reason="  ")
    content, number = accept(given, ["01-a.fr.md"], reason="only the English grammar changed")
    assert number == 1
    assert "only the English grammar changed" in json.dumps(json.loads(content))
    assert counts(Source(given.slug, {**given.files, ACCEPTED: content}))["complete"] == 5


def test_a_text_that_was_translated_anew_needs_none():
    given = edited(
        accepted(),
        **{"01-a_md": ENGLISH.replace("Beta", "New"), "01-a_fr_md": FRENCH.replace("Bêta", "Nouveau")},
    )
    assert accept(given, ["01-a.fr.md"])[1] == 1


def test_one_block_alone():
    content, number = accept(source(FILES), ["01-a.fr.md"], ["s1.p2"])
    assert number == 1
    given = source({**FILES, ACCEPTED: content})
    assert counts(given) == {"complete": 1, "stale": 0, "unaccepted": 4, "missing": 0}


def test_a_block_that_is_not_there_accepts_nothing():
    with pytest.raises(NoBlock, match=r"s9\.p9"):
        accept(source(FILES), ["01-a.fr.md"], ["s1.p2", "s9.p9"])


def test_what_was_seen_is_accepted_where_it_still_stands():
    given = source(FILES)
    seen = {pair.words for pair in beside(given, "01-a.fr.md").pairs[-2:]}
    assert accept_seen(given, "01-a.fr.md", seen)[1] == 2
    moved = edited(given, **{"01-a_fr_md": FRENCH.replace("Bêta.", "Autre.\n\nBêta.")})
    changed = edited(given, **{"01-a_fr_md": FRENCH.replace("Bêta", "Autre")})
    for other in (moved, changed):
        with pytest.raises(ChangedSince):
            accept_seen(other, "01-a.fr.md", seen)


def test_a_translation_that_is_not_there_is_missing_beside_its_source():
    file = beside(source(FILES), "01-a.es.md")
    assert file.missing
    assert (file.first("missing"), file.first("stale")) == (1, 0)
    with pytest.raises(ChangedSince):
        accept_seen(source(FILES), "01-a.es.md", {pair.words for pair in file.pairs})


def test_the_words_of_the_source_are_accepted_only_by_name():
    given = source({**FILES, "01-a.fr.md": FRENCH.replace("Ah", "A").replace("Bêta", "Beta")})
    assert [pair.same for pair in beside(given, "01-a.fr.md").pairs] == [True, False, False, True]
    assert accept(given, ["01-a.fr.md"])[1] == 2
    assert copied(given, ["01-a.fr.md"]) == 2
    content, number = accept(given, ["01-a.fr.md"], ["title"])
    assert number == 1
    assert copied(Source(given.slug, {**given.files, ACCEPTED: content}), ["01-a.fr.md"]) == 1


@pytest.mark.parametrize("path", ["01-a.md", "02-b.fr.md", "notes.md", "media/cycle.svg"])
def test_what_is_no_translation_cannot_be_accepted(path: str):
    with pytest.raises(NoTranslation):
        accept(source(FILES), [path])
