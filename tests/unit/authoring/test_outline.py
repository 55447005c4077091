"""The files of a course in a trainer's order, what belongs together, two texts compared, the zip."""

import io
import zipfile

import pytest

from lms.authoring.draft.conflict import Line, difference
from lms.authoring.draft.files import family, listed_files, renamed, setting
from lms.authoring.draft.findings import of_the_course, problems_of, worded_findings
from lms.authoring.draft.packing import pack
from lms.authoring.incoming.arrival import arrival
from lms.authoring.incoming.unpacking import unpack
from lms.courses.compiling import compile_course
from lms.courses.source import Source, read_folder
from tests.conftest import FOLDER

FILES = read_folder(FOLDER / "course").files


def listed(files):
    source = Source("first-day", files)
    return listed_files(source, compile_course(source).problems)


@pytest.mark.parametrize(("size", "kilobytes"), [(0, 1), (999, 1), (1999, 1), (2000, 2)])
def test_a_file_is_told_in_kilobytes_at_least_one(size, kilobytes):
    (picture,) = listed({"a.png": b" " * size})
    assert picture.kilobytes == kilobytes


def test_a_title_says_its_language_where_it_is_not_the_reader_s():
    texts = {"course.md": b"---\nlanguage: en\n---\n", "01-a.md": b"# A\n", "02-b.md": b"No title.\n"}
    languages = {file.path: (file.title_lang("en"), file.title_lang("fr")) for file in listed(texts)}
    assert languages["01-a.md"] == (None, "en")
    assert languages["02-b.md"] == (None, None)


def test_the_order():
    files = dict.fromkeys(
        (
            "assessment.md",
            "10-b.md",
            "2-a.fr.md",
            "2-a.md",
            "odd.md",
            "a.svg",
            "course.md",
            "translations.json",
        ),
        b"",
    )
    assert [(one.path, one.role) for one in listed(files)] == [
        ("course.md", "course"),
        ("2-a.md", "module"),
        ("2-a.fr.md", "module"),
        ("10-b.md", "module"),
        ("assessment.md", "assessment"),
        ("odd.md", "text"),
        ("a.svg", "picture"),
    ]


def test_titles_languages_and_counts():
    found = {one.path: one for one in listed({**FILES, "09-x.md": b"# Ex #\n\n## One\n\n![](a.svg)\n"})}
    assert (found["09-x.md"].title, found["09-x.md"].language) == ("Ex", "en")
    assert found["09-x.md"].errors
    assert found["course.fr.md"].language == "fr"
    assert (found["dot.png"].title, found["dot.png"].language) == ("", "")


def test_settings_as_far_as_they_can_be_told():
    assert setting(b"\xef\xbb\xbf---\r\ntitle: 'A: b'\r\n---\r\n", "title") == "A: b"
    written = b'---\ntitle: "<b>\\"x\\": y</b> #"  # a title\nlanguage: en # ours\ncode: A: b\n---\n'
    assert setting(written, "title") == '<b>"x": y</b> #'
    assert setting(written, "language") == "en"
    assert setting(written, "code") == "A: b"
    assert setting(b"---\ntitle: [a, b]\n---\n", "title") == "[a, b]"
    for text in (b"", b"title: x\n", b"\xff\xfe", b"---\ntitle: x\n"):
        assert setting(text, "title") == ""


def test_what_belongs_together():
    paths = ["01-a.md", "01-a.fr.md", "01-a.ar.md", "02-a.md", "a.svg"]
    assert family(paths, "01-a.md") == ["01-a.ar.md", "01-a.fr.md", "01-a.md"]
    assert family(paths, "01-a.fr.md") == ["01-a.fr.md"]
    assert family(paths, "a.svg") == ["a.svg"]
    assert renamed(paths, "01-a.md", "03-c.md")["01-a.fr.md"] == "03-c.fr.md"
    assert renamed(paths, "01-a.fr.md", "01-a.pt.md") == {"01-a.fr.md": "01-a.pt.md"}


def test_a_difference():
    theirs, ours = "a\nb\nc\nd\ne\nf\ng\nh\ni\n", "a\nB\nc\nd\ne\nf\ng\nh\nI\n"
    assert difference(theirs, ours) == [
        Line("same", "a"),
        Line("theirs", "b"),
        Line("ours", "B"),
        Line("same", "c"),
        Line("same", "d"),
        Line("gap", ""),
        Line("same", "g"),
        Line("same", "h"),
        Line("theirs", "i"),
        Line("ours", "I"),
    ]
    assert difference(theirs, theirs) == []


def test_what_came():
    there = {
        "translations.json": "1",
        "same": "1",
        "mine": "1",
        "theirs": "1",
        "gone": "1",
        "theirs too": "1",
    }
    came = {"same": "1", "mine": "2", "theirs": "2", "new": "1"}
    others = frozenset({"theirs", "theirs too"})
    kind = arrival(came, there, others, remove=True, replace=False)
    assert (kind.added, kind.changed, kind.same) == (("new",), ("mine",), ("same",))
    assert (kind.removed, kind.held_back) == (("gone",), ("theirs", "theirs too"))
    told_to = arrival(came, there, others, remove=True, replace=True)
    assert (told_to.changed, told_to.removed) == (("mine", "theirs"), ("gone", "theirs too"))
    assert arrival(came, there, others, remove=False, replace=False).held_back == ("theirs",)


def test_a_packed_course_unpacks_to_itself():
    content = pack(Source("first-day", {**FILES, "media/équipe.svg": b"<svg/>"}))
    found = unpack([("download.zip", content)])
    assert (found.name, found.files) == ("first-day", {**FILES, "media/équipe.svg": b"<svg/>"})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_findings_show_their_line(app):
    text = "# A\n\n## One\n\n" + "word " * 30 + "![](none.svg)" + " word" * 30 + "\n"
    source = Source("first-day", {**FILES, "09-a.md": text.encode()})
    with app.test_request_context():
        problems = problems_of(source)
        assert problems_of(source) is problems
        found = worded_findings([one for one in problems if one.place.path == "09-a.md"], source)
    assert [one.severity for one in found] == sorted(one.severity for one in found)
    (one, *_) = [one for one in found if one.marked == "![](none.svg)"]
    assert (one.path, one.line) == ("09-a.md", 5)
    assert (one.before[0], len(one.before), one.after[-1], len(one.after)) == ("…", 61, "…", 61)


def test_what_no_text_can_show():
    source = Source("first-day", {"01-a.md": b"# A\n\n## One\n\nText.\n", "media/a.svg": b"<svg"})
    codes = {problem.code for problem in of_the_course(compile_course(source).problems, ["01-a.md"])}
    assert "no-course-file" in codes
