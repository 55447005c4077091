"""Two texts beside each other, with the words that differ marked."""

import pytest

from lms.courses.comparing.marked import Run, as_they_are, marked


def shown(lines):
    return ["".join(f"<{run.text}>" if run.differs else run.text for run in line) for line in lines]


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        (["The same words"], ["The same words"], ["The same words"], ["The same words"]),
        (["It has one side"], ["It has two sides"], ["It has <one> <side>"], ["It has <two> <sides>"]),
        (
            ["Yes, it is", "✓ No, it is"],
            ["✓ Yes, it is", "No, it is"],
            ["Yes, it is", "<✓ >No, it is"],
            ["<✓ >Yes, it is", "No, it is"],
        ),
        (["One line", "and one"], ["One line"], ["One line", "<and one>"], ["One line"]),
        (["Nothing of it"], ["All other words here"], ["Nothing of it"], ["All other words here"]),
        ([], ["New"], [], ["New"]),
    ],
)
def test_the_words_that_differ_are_marked(before, after, gone, come):
    one, other = map(shown, marked(before, after))
    assert (one, other) == (gone, come)


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("Ask one", "Ask two or three", "Ask <one>", "Ask <two or three>"),
        ("Ask one person", "Ask two or three more people", "Ask one person", "Ask two or three more people"),
    ],
)
def test_with_less_than_two_fifths_in_common_nothing_is_marked(before, after, gone, come):
    """Words and spaces count alike: the first two texts share 4 of their 10, the others 6 of their 16."""
    one, other = map(shown, marked([before], [after]))
    assert (one, other) == ([gone], [come])


def test_in_a_long_text_the_words_that_come_often_count_as_well():
    """The new word stands first: what both texts begin with is found in any case."""
    before = "one two three " * 100
    one, other = map(shown, marked([before], [f"four {before}"]))
    assert (one, other) == ([before], [f"<four >{before}"])


def test_lines_as_they_are_have_no_mark():
    assert as_they_are(["A line", "another"]) == [(Run("A line", False),), (Run("another", False),)]
