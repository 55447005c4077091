"""Previewing: each revision is compiled once, a few are kept."""

import pytest

from lms.authoring.preview import preview as previewing
from lms.authoring.preview.addresses import Previewed
from lms.authoring.preview.preview import preview
from lms.courses.compiling.salvage import salvage
from lms.courses.names import read_name
from lms.web.recent import Recent
from tests.unit.courses.examples import source

COURSE = {"02-b.md": "# B\n\n## Two\n\nText.\n", "10-c.md": "# C\n\n## Three\n\nText.\n"}


@pytest.fixture(autouse=True)
def _inside(app):
    with app.app_context():
        yield


def test_a_revision_is_compiled_once_and_few_are_kept(monkeypatch: pytest.MonkeyPatch):
    compiled = []

    def count(files, addresses):
        compiled.append(files)
        return salvage(files, addresses)

    monkeypatch.setattr(previewing, "salvage", count)
    monkeypatch.setattr(previewing, "_compiled", Recent(4))
    sources = [source({"01-a.md": f"# A\n\n## One\n\nText {number}.\n"}) for number in range(9)]
    for each in sources:
        assert preview(each) is preview(each)
    assert len(compiled) == len(sources)
    assert len(previewing._compiled) == 4
    preview(sources[-1])
    assert len(compiled) == len(sources)
    preview(sources[0])
    assert len(compiled) == len(sources) + 1


def test_two_courses_of_the_same_files_are_two():
    assert preview(source({}, slug="one")).course.slug == "one"
    assert preview(source({}, slug="two")).course.slug == "two"


def test_modules_stand_in_the_order_of_their_numbers_broken_or_not():
    found = preview(source({**COURSE, "02-b.md": "# B\n"}))
    assert [name.slug for name in found.modules] == ["a", "b", "c"]
    assert [name.slug if name else None for name in found.beside(found.modules[1])] == ["a", "c"]
    assert found.beside(found.modules[0])[0] is found.beside(found.modules[2])[1] is None
    assert [found.sound(name, "en") for name in found.modules] == [True, False, True]


def test_each_module_in_the_list_says_what_is_still_to_be_done():
    texts = {**COURSE, "02-b.md": "# B\n", "01-a.fr.md": "# A\n\n## Un\n\nTexte.\n", "10-c.fr.md": "# C\n"}
    found = preview(source(texts))
    assert found.course
    listed = found.listed_modules(found.course, "fr")
    assert [(row.name.slug, row.module is not None, row.sound, row.translated) for row in listed] == [
        ("a", True, True, True),
        ("b", False, False, False),
        ("c", True, False, False),
    ]
    english = found.listed_modules(found.course, "en")
    assert [row.sound for row in english] == [True, False, True]


def test_addresses_of_odd_names_are_quoted():
    at = Previewed("My course")
    assert at.page(read_name("01-a.md")) == "/authoring/My%20course/preview/a"
    assert at.picture("media/a b?.png", "") == "/authoring/My%20course/preview/media/media/a%20b%3F.png"
