"""Blocks: how a file falls into what is compared, and what their fingerprints do not see."""

import pytest

from lms.courses.comparing.blocks import Block, read_outline
from lms.courses.comparing.changes import changes
from lms.courses.problems import Findings
from lms.courses.reading.headers import ID, read_header
from tests.unit.courses.examples import source

MODULE = """\
---
minutes: 5
---
# The title

Before all.[^1]

## One

First.

- a
- b

::: question pick

Which?

- [x] A
- [ ] B

:::

### Below

Last.

## Two

Text.

[^1]: A source.

[guide]: https://example.org/guide
"""


def ids(text: str, path: str = "01-a.md") -> list[str]:
    outline = read_outline(path, text.encode())
    assert outline
    return [block.id for block in outline.blocks]


def block(text: str, id: str, path: str = "01-a.md") -> Block:
    outline = read_outline(path, text.encode())
    assert outline
    return next(block for block in outline.blocks if block.id == id)


def words(text: str, id: str, path: str = "01-a.md") -> str:
    return block(text, id, path).fingerprint


def test_blocks_are_named_by_their_place_and_questions_by_their_id():
    assert ids(MODULE) == [
        *("settings", "title", "s0.p1"),
        *("s1", "s1.p1", "s1.p2", "pick", "s1.p3", "s1.p4"),
        *("s2", "s2.p1", "note.1", "links"),
    ]


def test_which_blocks_are_named_and_which_are_known_by_their_place():
    outline = read_outline("01-a.md", MODULE.encode())
    assert outline
    named = [block.id for block in outline.blocks if block.named]
    assert named == ["settings", "title", "pick", "note.1", "links"]


def test_no_question_can_have_the_id_of_another_block():
    places = [id for id in ids(MODULE) if id != "pick" and ID.fullmatch(id)]
    assert places == ["settings", "title", "s1", "s2", "links"]
    for id in places:
        assert not read_header(f"::: question {id}", 1, Findings("01-a.md")).sound
    assert read_header("::: question s1-title", 1, Findings("01-a.md")).sound


def test_a_title_in_the_settings_is_the_title_all_the_same():
    assert ids("---\ntitle: The title\n---\n\n## One\n\nText.\n")[:3] == ["settings", "title", "s1"]
    assert words("---\ntitle: A\n---\n\n## One\n\nT.\n", "title") == words("# A\n\n## One\n\nT.\n", "title")


def test_line_breaks_boxes_and_attributes_are_no_words():
    other = MODULE.replace("- [x] A\n- [ ] B", "- [ ] A\n- [x] B").replace(
        "question pick", "question pick kind=multiple"
    )
    assert words(MODULE, "pick") == words(other, "pick")
    assert words(MODULE, "s1.p1") == words(MODULE.replace("First.", "  First. "), "s1.p1")
    assert words(MODULE, "pick") != words(MODULE.replace("Which?", "Which one?"), "pick")


def test_the_addresses_of_links_are_a_block_without_words():
    links = block(MODULE + "[other]:\n  https://example.org\n", "links")
    assert links.lines == ["[guide]: https://example.org/guide", "[other]:", "  https://example.org"]
    assert (links.line, links.section, links.fingerprint) == (34, 2, "")


def test_another_address_at_the_foot_is_a_change():
    one, other = (
        source({"01-a.md": f"# A\n\n## One\n\n[Text][guide].\n\n[guide]: https://example.org/{page}\n"})
        for page in ("old", "new")
    )
    found = changes(one, other, ["a"])
    assert [(it.block, it.what) for it in found["a"]] == [("links", "changed")]


def test_settings_that_hold_no_words_need_no_translation():
    assert words(MODULE, "settings") == ""
    course = "---\ncode: T-1\ntitle: Trial\npass_mark: 80\n---\n"
    assert words(course, "settings", "course.md") == words(
        course.replace("80", "70"), "settings", "course.md"
    )
    assert words(course, "settings", "course.md") != words(
        course.replace("Trial", "Test"), "settings", "course.md"
    )


@pytest.mark.parametrize("path", ["notes.md", "media/a.svg"])
def test_what_is_no_file_of_a_course_has_no_blocks(path: str):
    assert read_outline(path, b"# A\n") is None


def test_what_cannot_be_read_has_no_blocks():
    assert read_outline("01-a.md", b"\xff\xfe\x00") is None
