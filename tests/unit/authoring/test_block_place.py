"""Where a block of a text stands, in words."""

from lms.authoring.draft.block_place import place_of
from lms.courses.comparing.blocks import read_outline

TEXT = """---
title: The log
---

Before any section.[^why]

# The log

## One

A paragraph.

- a list
- of two

## Two

::: question log-date

When?

- [x] Today
- [ ] Never

:::

[^why]: Because.
"""
PLACES = [
    "Settings",
    "Block 1",
    "Title",
    "Section 1, heading",
    "Section 1, block 1",
    "Section 1, block 2",
    "Section 2, heading",
    "Question log-date",
    "Footnote why",
]


def test_each_block_has_its_place(app):
    outline = read_outline("01-the-log.md", TEXT.encode())
    assert outline
    with app.app_context():
        assert [place_of(block) for block in outline.blocks] == PLACES
