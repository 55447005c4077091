"""How the files of a course are listed."""

import pytest

from lms.authoring.draft.files import listed_files
from tests.unit.courses.examples import source


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The cycle\n", "The cycle"),
        ("Before.\n\n#   The cycle  \n", "The cycle"),
        ("# The cycle ##\n", "The cycle"),
        ("# The cycle#\n", "The cycle"),
        ("# Number # 1\n", "Number # 1"),
        ("# Number # \n", "Number #"),
        ("# ##\n", "#"),
        ("## Below\n", ""),
        ('---\ntitle: "A \\"b\\""\n---\n# Other\n', 'A "b"'),
    ],
)
def test_the_title_of_a_file(text, title):
    (listed,) = [file for file in listed_files(source({"01-a.md": text}), ()) if file.path == "01-a.md"]
    assert listed.title == title


def test_settings_that_nobody_can_read_are_shown_as_they_begin():
    files = listed_files(source({"01-a.md": f"---\ntitle: {'[' * 5_000}\n---\n"}), ())
    (listed,) = [file for file in files if file.path == "01-a.md"]
    assert listed.title == "[" * 1_000
