"""White space and capitals, where they say nothing."""

import pytest

from lms.courses.spaces import folded, one_line


@pytest.mark.parametrize(
    "written", ["Peace first", " peace  FIRST ", "Peace\tfirst\n", "peace\u00a0first", "PEACE\u202fFirst"]
)
def test_capitals_and_spaces_do_not_count(written: str):
    assert folded(written) == "peace first"


def test_letters_that_grow_when_they_are_small_are_the_same():
    assert folded("Straße") == folded("STRASSE")


@pytest.mark.parametrize("other", ["peacefirst", "Péace first", "peace, first", ""])
def test_other_words_stay_others(other: str):
    assert folded(other) != folded("peace first")


def test_a_text_on_one_line_keeps_its_no_break_spaces():
    assert one_line(" Pourquoi\u00a0?\n\tParce\u202fque ") == "Pourquoi\u00a0? Parce\u202fque"
