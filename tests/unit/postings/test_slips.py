"""What a slip is made of."""

from xml.etree import ElementTree

import pytest

from lms.postings.person.slips import sheets, square


@pytest.mark.parametrize(("number", "sizes"), [(0, []), (1, [1]), (8, [8]), (9, [8, 1]), (17, [8, 8, 1])])
def test_eight_to_a_sheet(number, sizes):
    assert [len(sheet) for sheet in sheets(list(range(number)))] == sizes


def test_the_square_is_drawn_into_the_page():
    drawn = ElementTree.fromstring(str(square("https://learning.example/join/ABCD-EFGH-JKMN")))
    assert drawn.get("aria-hidden") == "true"
    assert drawn.get("viewBox")
    assert "style" not in drawn.attrib
