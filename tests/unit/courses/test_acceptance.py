"""Acceptance: which block of a translation stands beside which of its source, and whether it still fits."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.courses.comparing.acceptance import Accepted, Pair, dump, load, pairs
from lms.courses.comparing.blocks import Outline, read_outline

ENGLISH = """\
# Title

## One

Alpha.

Beta.

Gamma.

::: question pick

Which?

- [x] A
- [ ] B

:::

## Two

Delta.
"""
FRENCH = (
    ENGLISH.replace("Title", "Titre").replace("One", "Un").replace("Alpha", "Alfa").replace("Beta", "Bêta")
)


def outline(text: str, path: str = "01-a.md") -> Outline:
    found = read_outline(path, text.encode())
    assert found
    return found


def french(text: str) -> Outline:
    return outline(text, "01-a.fr.md")


def accepted() -> Accepted:
    """All of the French, accepted for the English as it is."""
    found = Accepted()
    for pair in pairs(outline(ENGLISH), french(FRENCH), found):
        found.accept(french(FRENCH).name, pair)
    return found


def states(source: str, translation: str = FRENCH) -> dict[str, int]:
    return dict(Counter(it.state for it in pairs(outline(source), french(translation), accepted())))


def the(state: str, source: str, translation: str = FRENCH) -> Pair:
    (found,) = (it for it in pairs(outline(source), french(translation), accepted()) if it.state == state)
    return found


def test_what_nobody_accepted_says_so_and_what_is_not_there_is_missing():
    assert {it.state for it in pairs(outline(ENGLISH), french(FRENCH), Accepted())} == {"unaccepted"}
    assert {it.state for it in pairs(outline(ENGLISH), None, Accepted())} == {"missing"}


def test_what_was_accepted_is_complete_also_through_the_file():
    again = load(dump(accepted()))
    assert {it.state for it in pairs(outline(ENGLISH), french(FRENCH), again)} == {"complete"}


@pytest.mark.parametrize(
    ("old", "new", "block"),
    [
        ("Beta.", "Beta is second.", "s1.p2"),
        ("Which?", "Which one?", "pick"),
        ("# Title", "# Another title", "title"),
        ("## Two", "## The second", "s2"),
        ("Delta.", "Delta!", "s2.p1"),
    ],
)
def test_a_changed_block_makes_its_own_translation_stale_and_no_other(old: str, new: str, block: str):
    source = ENGLISH.replace(old, new)
    pair = the("stale", source)
    assert (pair.source.id, pair.translation and pair.translation.id) == (block, block)
    assert states(source) == {"complete": 7, "stale": 1}


def test_acceptance_moves_with_its_block():
    assert states(ENGLISH.replace("Alpha.\n\nBeta.", "Beta.\n\nAlpha.")) == {"complete": 8}
    assert states(ENGLISH.replace("Alpha.\n\n", "").replace("Delta.", "Delta.\n\nAlpha.")) == {"complete": 8}


def test_a_new_block_is_missing_and_leaves_the_others_alone():
    source = ENGLISH.replace("Beta.", "New.\n\nBeta.")
    assert states(source) == {"complete": 8, "missing": 1}
    assert the("missing", source).source.words == "New."


def translated(source: str, translation: str) -> dict[str, str]:
    """The words of the source and those that translate them, which stand below the same title."""
    found = pairs(outline(f"# Title\n\n{source}\n"), french(f"# Titre\n\n{translation}\n"), accepted())
    return {it.source.words: it.translation.words for it in found[1:] if it.translation}


PICK = ENGLISH[ENGLISH.index("::: question") : ENGLISH.index("## Two")]


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        (
            "## One\n\nAlpha.\n\nBeta is second.",
            "## Un\n\nNouveau.\n\nAlfa.\n\nBêta.",
            {"Alpha.": "Alfa.", "Beta is second.": "Bêta."},
        ),
        ("## One\n\nNew.\n\nAlpha.", "## Un\n\nAlfa.\n\nNouveau.", {"Alpha.": "Alfa."}),
        (
            "## One\n\nNew.\n\n## Three\n\nAlpha.",
            "## Un\n\nAlfa.\n\nNouveau.\n\n## Trois",
            {"New.": "Nouveau.", "Alpha.": "Alfa."},
        ),
        ("## One\n\nNew.\n\n## Three", "## Un\n\n## Trois\n\nNouveau.", {"## Three": "## Trois"}),
        (
            "## New\n\nText.\n\n## One\n\nAlpha.",
            "## Un\n\nAlfa.\n\nEncore.",
            {"Text.": "Encore.", "Alpha.": "Alfa."},
        ),
        ("## One\n\nAlpha.\n\nAlpha.", "## Un\n\nAlfa.", {"Alpha.": "Alfa."}),
        ("## One\n\nNew.", "## Un\n\n[^1]: Note.", {}),
    ],
    ids=[
        "not before what translates the block above",
        "not after what translates the block below",
        "blocks of other sections do not matter",
        "not in another section",
        "no heading beside a text",
        "no translation twice",
        "no text beside a footnote",
    ],
)
def test_a_text_that_is_not_accepted_finds_its_translation_by_its_place(
    source: str, translation: str, expected: dict[str, str]
):
    assert translated(source, translation) == {"## One": "## Un", **expected}


def test_a_question_that_moved_does_not_hold_back_the_texts_around_it():
    moved = translated(f"## One\n\nNew.\n\n{PICK}", f"## Un\n\n{PICK}\n\nNouveau.")
    assert moved["New."] == "Nouveau."


def test_a_new_translation_of_the_same_words_waits_to_be_accepted():
    assert the("unaccepted", ENGLISH, FRENCH.replace("Bêta", "Le bêta")).source.words == "Beta."


def test_a_text_that_comes_back_is_accepted_still():
    found = accepted()
    source, translation = outline(ENGLISH.replace("Beta.", "Beta is second.")), french(FRENCH)
    stale = next(it for it in pairs(source, translation, found) if it.state == "stale")
    found.accept(translation.name, stale, "means the same")
    found.keep(translation.name, pairs(source, translation, found))
    for text in (ENGLISH, ENGLISH.replace("Beta.", "Beta is second.")):
        assert {it.state for it in pairs(outline(text), translation, found)} == {"complete"}


def test_each_file_of_a_course_has_an_entry_of_its_own():
    found = Accepted()
    files = [
        ("course", "---\ntitle: A\n---\n"),
        ("assessment", "# A\n"),
        ("01-a", "# A\n"),
        ("02-b", "# A\n"),
    ]
    for path, text in files:
        one, other = outline(text, f"{path}.md"), outline(text, f"{path}.fr.md")
        for pair in pairs(one, other, found):
            assert pair.state == "unaccepted", path
            found.accept(other.name, pair)
    assert list(load(dump(found)).pairs["fr"]) == ["a", "assessment", "b", "course"]


def test_what_neither_language_has_any_more_is_forgotten():
    found, gone = accepted(), FRENCH.replace("Bêta.\n\n", "")
    found.keep(french(gone).name, pairs(outline(ENGLISH.replace("Beta.\n\n", "")), french(gone), found))
    assert len(found.of(french(gone).name)) == 7


def test_words_without_any_beside_them_are_forgotten_too():
    found = load(b'{"fr": {"a": {"0123456789abcdef": ""}}}')
    assert len(found.of(french(FRENCH).name)) == 1
    found.keep(french(FRENCH).name, pairs(outline(ENGLISH), None, found))
    assert found.of(french(FRENCH).name) == {}


@given(
    st.binary(max_size=60) | st.sampled_from([b"[]", b'{"fr": 1}', b'{"fr": {"a": {"x": 2}}}', b"[" * 9000])
)
def test_a_file_that_we_did_not_write_says_nothing_and_breaks_nothing(content: bytes):
    assert isinstance(load(content), Accepted)


@settings(deadline=None)  # the first example loads the parser
@given(st.permutations(["Alpha.", "Beta.", "Gamma.", "New."]), st.permutations(["Alfa.", "Bêta.", "Gamma."]))
def test_each_block_has_one_translation_at_most_and_what_was_accepted_finds_it(
    one: list[str], other: list[str]
):
    def module(texts: list[str]) -> str:
        return "# Title\n\n## One\n\n" + "\n\n".join(texts) + "\n"

    found = pairs(outline(module(one)), french(module(other).replace("Title", "Titre")), accepted())
    used = [it.translation.id for it in found if it.translation]
    assert len(used) == len(set(used))
    assert sum(it.state == "complete" for it in found) == 4
    assert [it.source.words for it in found if it.state == "missing"] == ["New."]
