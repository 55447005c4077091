"""Where a block stands in its file, in words."""

from lms.courses.comparing.blocks import Block
from lms.web.languages import gettext


def place_of(block: Block) -> str:
    """The place by what the block is, else by its section and its number there.

    title         Title                    note.a    Footnote a
    settings      Settings                 s2        Section 2, heading
    a question    Question log-date        s2.p3     Section 2, block 3
                                           s0.p1     Block 1
    """
    if block.id == "title":
        return gettext("Title")
    if block.kind == "settings":
        return gettext("Settings")
    if block.kind == "question":
        return gettext("Question %(id)s", id=block.id)
    if block.kind == "note":
        return gettext("Footnote %(name)s", name=block.id.removeprefix("note."))
    if "." not in block.id:
        return gettext("Section %(number)s, heading", number=block.section)
    number_in_section = block.id.rpartition(".p")[2]
    if block.section:
        return gettext("Section %(number)s, block %(place)s", number=block.section, place=number_in_section)
    return gettext("Block %(place)s", place=number_in_section)
