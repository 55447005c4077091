"""What comes from a browser: a folder, files or a zip, however it was made, and whatever it means to do."""

import io
import struct
import tracemalloc
import unicodedata
import warnings
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lms.authoring.draft.limits import MOST_BYTES
from lms.authoring.incoming import zips
from lms.authoring.incoming.unpacking import placed, unpack
from lms.authoring.incoming.zips import Refused
from lms.courses.source import LARGEST

COURSE = {"course.md": b"---\n", "01-a.md": b"# A\n", "media/a.svg": b"<svg/>"}


def zipped(files, method=zipfile.ZIP_DEFLATED, name="first-day.zip"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that stands in it twice
        for path, content in files.items() if isinstance(files, dict) else files:
            archive.writestr(path, content)
    return [(name, buffer.getvalue())]


def under(top, files=COURSE):
    return {f"{top}/{path}": content for path, content in files.items()}


def left_out(found):
    return [(problem.place.path, problem.code) for problem in found.left_out]


def refusal(sent):
    with pytest.raises(Refused) as told:
        unpack(sent)
    return told.value.problem.code


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        (list(under("first-day").items()), "first-day"),
        (zipped(COURSE), "first-day"),
        (zipped(under("other")), "other"),
        (zipped(under("repository-main/courses/other")), "other"),
        (zipped({path.replace("/", "\\"): text for path, text in under("other").items()}), "other"),
    ],
)
def test_a_whole_course(sent, name):
    found = unpack(sent)
    assert (found.name, found.files, found.whole, found.left_out) == (name, COURSE, True, ())


def test_some_files():
    found = unpack([("01-a.md", b"# A\n"), ("cycle.svg", b"<svg/>")])
    assert (found.name, found.whole) == ("", False)
    known = ["media/own/cycle.svg", "media/b.svg"]
    assert placed(found.files, known) == {"01-a.md": b"# A\n", "media/own/cycle.svg": b"<svg/>"}
    assert placed(found.files, []) == {"01-a.md": b"# A\n", "media/cycle.svg": b"<svg/>"}


def test_pictures_alone_keep_their_folder():
    assert unpack([("media/a.svg", b"<svg/>")]).files == {"media/a.svg": b"<svg/>"}


def test_a_folder_of_texts_without_settings():
    assert unpack([("draft/01-a.md", b"# A\n"), ("draft/media/a.svg", b"")]).files.keys() == {
        "01-a.md",
        "media/a.svg",
    }


def test_what_is_no_part_is_left_out_and_told():
    stray = {
        "c/.git/config": b"",
        "c/.obsidian/app.json": b"",
        "__MACOSX/c/._course.md": b"",
        "c/Thumbs.db": b"",
        "c/README.md": b"",
        "c/nested.zip": b"PK\x03\x04",
        "c/deep/02-b.md": b"",
        "beside.md": b"",
        "c/large.png": b"0" * (LARGEST + 1),
    }
    found = unpack(zipped({**under("c"), **stray}))
    assert found.files == COURSE
    assert sorted(left_out(found)) == sorted(
        [
            ("c/.git/config", "upload-hidden"),
            ("c/.obsidian/app.json", "upload-hidden"),
            ("__MACOSX/c/._course.md", "upload-hidden"),
            ("c/Thumbs.db", "upload-no-part"),
            ("c/README.md", "upload-no-part"),
            ("c/nested.zip", "upload-no-part"),
            ("c/deep/02-b.md", "upload-no-part"),
            ("beside.md", "upload-beside"),
            ("c/large.png", "upload-too-large"),
        ]
    )


@pytest.mark.parametrize(
    "name", ["../a.md", "c/../../a.md", "/etc/a.md", "C:\\a.md", "c:a.md", "..\\..\\a.md"]
)
def test_names_that_lead_elsewhere(name):
    found = unpack(zipped({**under("c"), name: b"# Evil\n"}))
    assert found.files == COURSE
    assert [code for _, code in left_out(found)] == ["upload-outside"]


@pytest.mark.parametrize(
    "name",
    [
        "c/a\n.md",
        "c/a\x1b.md",
        "c/a?.md",
        "c//a.md",
        f"c/{'a' * 200}.md",
        "c/a\u202e.md",
        "c/con.md",
        "c/NUL/a.svg",
        "c/a /b.svg",
        "c/a./b.svg",
    ],
)
def test_names_that_not_every_computer_keeps(name):
    found = unpack([*under("c").items(), (name, b"# Odd\n")])
    assert found.files == COURSE
    assert [code for _, code in left_out(found)] == ["upload-name"]


def test_symbolic_links_and_devices():
    link, device = zipfile.ZipInfo("c/01-link.md"), zipfile.ZipInfo("c/02-device.md")
    link.external_attr, device.external_attr = 0o120777 << 16, 0o020666 << 16
    found = unpack(zipped([*under("c").items(), (link, "/etc/passwd"), (device, "")]))
    assert found.files == COURSE
    assert left_out(found) == [("c/01-link.md", "upload-link"), ("c/02-device.md", "upload-link")]


def test_a_name_that_stands_twice():
    found = unpack(zipped([*under("c").items(), ("c/01-a.md", b"# Other\n")]))
    assert found.files == COURSE
    assert left_out(found) == [("c/01-a.md", "upload-twice")]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_in_either_form(form):
    name = unicodedata.normalize(form, "media/équipe.svg")
    assert "media/équipe.svg" in unpack(zipped({**COURSE, name: b"<svg/>"})).files


@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_names_whose_encoding_nobody_told(encoding):
    """As the archivers of macOS and of older Windows write them."""
    mark = "media/@@quipe.svg" if encoding == "utf-8" else "media/@quipe.svg"
    ((name, content),) = zipped({**COURSE, mark: b"<svg/>"})
    written = "media/équipe.svg".encode(encoding)
    assert len(written) == len(mark)
    assert "media/équipe.svg" in unpack([(name, content.replace(mark.encode(), written))]).files


def test_a_name_in_utf_8_that_says_so():
    assert "media/карта.svg" in unpack(zipped({**COURSE, "media/карта.svg": b"<svg/>"})).files


def test_a_bomb_that_says_what_it_is():
    files = {f"media/{number}.png": b"\0" * LARGEST for number in range(MOST_BYTES // LARGEST + 1)}
    ((name, content),) = zipped({**COURSE, **files})
    assert len(content) < 100_000
    assert refusal([(name, content)]) == "upload-too-much"


def test_a_bomb_that_lies_of_its_size():
    """The list says ten bytes, and much more would come out: no more than that is read."""
    ((name, content),) = zipped({**COURSE, "media/b.png": b"\0" * 50_000_000})
    lying = content.replace(struct.pack("<L", 50_000_000), struct.pack("<L", 10))
    assert lying != content
    assert refusal([(name, lying)]) == "upload-zip-broken"


def test_one_large_file_is_never_unpacked_whole():
    found = unpack(zipped({**COURSE, "media/film.png": b"\0" * 80_000_000}))
    assert left_out(found) == [("media/film.png", "upload-too-large")]


def test_more_files_than_a_course_has():
    many = {f"media/{number}.png": b"" for number in range(10_000)}
    assert refusal(zipped({**COURSE, **many})) == "upload-too-many"
    assert refusal(list({**COURSE, **many}.items())) == "upload-too-many"


def test_a_locked_zip():
    ((name, content),) = zipped(COURSE)
    locked = bytearray(content)
    at = locked.find(zips.ENTRY)
    locked[at + 8] |= zips.ENCRYPTED
    assert refusal([(name, bytes(locked))]) == "upload-encrypted"


def test_a_zip_of_an_unknown_method():
    ((name, content),) = zipped(COURSE, zipfile.ZIP_STORED)
    other = bytearray(content)
    at = other.find(zips.ENTRY)
    other[at + 10] = 99
    assert refusal([(name, bytes(other))]) == "upload-zip-method"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_unpacks_an_entry_whole_unpacks_none(method):
    ((name, content),) = zipped({**COURSE, "media/film.png": b"\0" * 30_000_000}, method)
    assert len(content) < 10_000
    tracemalloc.start()
    try:
        assert refusal([(name, content)]) == "upload-zip-method"
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_damaged_entry_of_another_method():
    ((name, content),) = zipped({"course.md": b"A" * 999}, zipfile.ZIP_LZMA)
    at = content.index(b"course.md") + len("course.md")
    assert refusal([(name, content[:at] + b"\xff" * 20 + content[at + 20 :])]) == "upload-zip-method"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_zip_that_was_cut_off(share):
    ((name, content),) = zipped({**COURSE, "02-b.md": bytes(range(256)) * 99})
    assert refusal([(name, content[: int(len(content) * share)])]) == "upload-zip-broken"


def test_a_zip_with_a_wrong_byte():
    ((name, content),) = zipped({"course.md": b"A" * 99}, zipfile.ZIP_STORED)
    assert refusal([(name, content.replace(b"AAA", b"AAB"))]) == "upload-zip-broken"


@pytest.mark.parametrize("content", [b"", b"# A text\n", b"\x1f\x8b", b"Rar!\x1a\x07"])
def test_what_is_no_zip(content):
    assert refusal([("course.zip", content)]) == "upload-no-zip"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ([], "upload-nothing"),
        (zipped({}), "upload-nothing"),
        ([*zipped(COURSE), ("01-a.md", b"")], "upload-zip-and-more"),
        (zipped({**under("a"), **under("b")}), "upload-several-courses"),
    ],
)
def test_what_cannot_be_used(sent, code):
    assert refusal(sent) == code


def test_nothing_that_belongs_is_told_file_by_file():
    found = unpack([("c/notes.docx", b"")])
    assert (found.files, left_out(found)) == ({}, [("c/notes.docx", "upload-no-part")])


@given(st.binary(max_size=400))
@example(b"PK\x05\x06" + b"\0" * 18)
@example(b"PK\x05\x06" + b"\xff" * 18)
def test_any_bytes_as_a_zip(tail):
    for head in (b"", b"PK\x03\x04"):
        with pytest.raises(Refused):
            unpack([("course.zip", head + tail)])


@given(st.data())
def test_a_zip_with_any_bytes_changed(data):
    ((name, content),) = zipped(under("c"))
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = unpack([(name, bytes(changed))])
    except Refused:
        return
    assert all(".." not in path.split("/") and not path.startswith("/") for path in found.files)


@given(st.lists(st.tuples(st.text(max_size=30), st.just(b"")), max_size=6))
def test_any_names(sent):
    try:
        found = unpack(sent)
    except Refused:
        return
    assert all(".." not in path.split("/") and not path.startswith("/") for path in found.files)
