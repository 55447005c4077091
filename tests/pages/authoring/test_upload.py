"""A folder, a zip or files into the draft; what came of it is told file by file."""

import io
import zipfile

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from lms.courses.source import read_folder
from lms.web.guards.whole import LAST_FIELD, LAST_VALUE
from tests.cast import COURSE
from tests.conftest import FOLDER

LOG = "01-the-log.md"
FILES = read_folder(FOLDER / "course").files
HERE = "/authoring/upload"


def zipped(files, top=COURSE, name=f"{COURSE}.zip"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(f"{top}/{path}", content)
    return {"files": (io.BytesIO(buffer.getvalue()), name)}


def folder(files, top=COURSE):
    return {"folder": [(io.BytesIO(content), f"{top}/{path}") for path, content in files.items()]}


def body(files):
    """A folder as it is on the wire: the client of the tests would put what is large on the disk."""
    parts = [("folder", FileStorage(content, name)) for content, name in folder(files)["folder"]]
    boundary, data = encode_multipart(MultiDict([*parts, (LAST_FIELD, LAST_VALUE)]))
    return {"data": data, "content_type": f"multipart/form-data; boundary={boundary}"}


def sections(page):
    """What the result lists, by its heading."""
    found = {}
    for section in page.all("section"):
        heading = "".join(section.find("h2").itertext())
        found[heading.split(" ")[0]] = ["".join(code.itertext()) for code in section.iter("code")]
    return found


def test_the_page(chantal):
    page = chantal.get(f"{HERE}?course={COURSE}", status=200).page
    assert page.form(id="upload").values["into"] == [COURSE]
    (choice,) = [field for field in page.all("input") if field.get("name") == "folder"]
    assert choice.get("webkitdirectory") is not None


@pytest.mark.parametrize("way", [zipped, folder])
def test_a_whole_course(chantal, draft, way, cast, rows):
    changed = {**FILES, LOG: b"# Mine\n", "11-new.md": b"# New\n"}
    del changed["assessment.fr.md"]
    page = chantal.post(HERE, data=way(changed), status=200).page
    told = sections(page)
    assert (told["New"], told["Changed"]) == (["11-new.md"], [LOG])
    assert len(told["The"]) == len(FILES) - 2
    assert draft() == {**changed, "assessment.fr.md": FILES["assessment.fr.md"]}


def test_what_the_folder_lacks_goes_only_if_ticked(chantal, draft):
    fewer = {path: content for path, content in FILES.items() if path != "assessment.fr.md"}
    page = chantal.post(HERE, data={**zipped(fewer), "remove": "y"}, status=200).page
    assert sections(page)["Removed"] == ["assessment.fr.md"]
    assert draft() == fewer


def test_what_translators_accepted_stays_and_travels(chantal, draft, saved_by):
    saved_by("chantal", b"{}\n", "translations.json")
    chantal.post(HERE, data={**zipped(FILES), "remove": "y"}, status=200)
    assert draft()["translations.json"] == b"{}\n"
    content = chantal.get(f"/authoring/{COURSE}/source.zip").data
    chantal.post(HERE, data={"files": (io.BytesIO(content), "a.zip"), "into": COURSE}, status=200)
    assert draft() == {**FILES, "translations.json": b"{}\n"}
    chantal.get(f"/authoring/{COURSE}/files/translations.json", status=404)


def test_some_files_never_remove_others(chantal, draft):
    one = {"files": (io.BytesIO(b"# Mine\n"), LOG), "into": COURSE, "remove": "y"}
    chantal.post(HERE, data=one, status=200)
    assert draft() == {**FILES, LOG: b"# Mine\n"}


def test_a_picture_finds_its_place(chantal, draft):
    sent = {
        "files": [(io.BytesIO(b"<svg/>"), "pump.svg"), (io.BytesIO(b"<svg/>"), "new.svg")],
        "into": COURSE,
    }
    chantal.post(HERE, data=sent, status=200)
    assert draft() == {**FILES, "media/pump.svg": b"<svg/>", "media/new.svg": b"<svg/>"}


def test_the_same_again_changes_nothing(chantal, draft):
    page = chantal.post(HERE, data=zipped(FILES), status=200).page
    assert "Nothing was changed by it." in page.main
    assert draft() is None


def test_the_zip_of_the_page_can_be_dropped_back(chantal, draft, saved_by):
    saved_by("chantal", b"# Mine\n")
    content = chantal.get(f"/authoring/{COURSE}/source.zip").data
    saved_by("chantal", b"# Later\n")
    chantal.post(HERE, data={"files": (io.BytesIO(content), f"{COURSE} (1).zip")}, status=200)
    assert draft() == {**FILES, LOG: b"# Mine\n"}


def test_a_new_course_is_named_after_its_folder(chantal, draft, client):
    page = chantal.post(HERE, data=zipped(FILES, "First Day"), status=200).page
    assert len(sections(page)["New"]) == len(FILES)
    assert draft("first-day") == FILES
    client.as_("awa").get("/courses/first-day", status=404)


def test_or_as_somebody_writes(chantal, draft):
    chantal.post(HERE, data={**zipped(FILES, "Schöner Kurs"), "name": "first-day"}, status=200)
    assert draft("first-day") == FILES


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "First Day"},
        {"name": "upload"},
        {"name": "x" * 41},
        {"name": "a", "into": COURSE},
        {"into": "no-such"},
    ],
)
def test_a_name_that_cannot_be(chantal, draft, changes):
    chantal.post(HERE, data={**zipped(FILES), **changes}, status=422)
    assert draft() is None


def test_a_file_where_the_name_belongs_is_none(chantal, draft):
    files = {**FILES, "11-more.md": b"# More\n"}
    chantal.post(HERE, data={**zipped(files), "name": (io.BytesIO(b"a"), "a.md")}, status=200)
    assert draft() == files


def test_a_folder_named_as_an_address_of_the_site(chantal):
    page = chantal.post(HERE, data=zipped(FILES, "upload"), status=422).page
    assert "“upload” is an address of the site itself." in page.main


def test_a_text_alone_needs_to_know_where_it_belongs(chantal, client, monkeypatch):
    def sent():
        return {"files": (io.BytesIO(b"# A\n"), "01-a.md")}

    page = chantal.post(HERE, data=sent(), status=422).page
    assert "Choose the course that these files belong to." in page.main
    assert "Write a name for the course" not in page.main
    assert f"Le cours d’essai : un point d’eau ({COURSE})" in client.as_("chantal", "fr").get(HERE).page.main
    monkeypatch.setattr("lms.authoring.incoming.upload_pages.all_slugs", list)
    page = chantal.post(HERE, data=sent(), status=422).page
    assert "Write a name for the course" in page.main


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("sent", [{}, {"files": (io.BytesIO(b"no zip"), "a.zip")}])
def test_a_refusal_says_what_and_how_to_mend_it(client, draft, sent, language):
    from lms.courses.problems import WORDS
    from lms.web.languages import catalogue

    copies = {name: (io.BytesIO(file.getvalue()), title) for name, (file, title) in sent.items()}
    page = client.as_("chantal", language).post(HERE, data=copies, status=422).page
    words = catalogue(language).gettext(WORDS["upload-no-zip" if sent else "upload-nothing"])
    assert words in page.main
    assert draft() is None


def test_what_is_left_out_is_told_once_for_each_reason(chantal, draft):
    stray = {f".git/{number}": b"" for number in range(12)} | {"notes.docx": b""}
    page = chantal.post(HERE, data=zipped({**FILES, **stray}), status=200).page
    left = sections(page)["Left"]
    assert left[0] == f"{COURSE}/.git/0"
    assert len(left) == 11
    assert "and 2 more" in page.main
    assert draft() is None


def test_nothing_but_strays(chantal, draft):
    page = chantal.post(HERE, data={**folder({"notes.docx": b""}), "name": "first-day"}, status=200).page
    assert "Nothing was changed by it." in page.main
    assert draft("first-day") is None


def test_a_picture_with_a_script_comes_in_as_a_finding_and_is_served_to_nobody(chantal, client, draft):
    from lms.authoring.draft.drafts import digest

    evil = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    chantal.post(HERE, data=zipped({**FILES, "media/pump.svg": evil}), status=200)
    assert "1 error" in chantal.get(f"/authoring/{COURSE}", status=200).page.main
    for browser in (chantal, client.as_("awa")):
        browser.get(f"/media/{digest(evil)}/pump.svg", status=404)


def test_another_s_work_is_written_over_only_if_ticked(chantal, saved_by, draft):
    saved_by("elif", b"# Theirs\n")
    changed = {**FILES, LOG: b"# Mine\n"}
    page = chantal.post(HERE, data=zipped(changed), status=200).page
    assert sections(page)["Left"] == [LOG]
    assert "Elif Demir" in page.main
    assert draft()[LOG] == b"# Theirs\n"
    page = chantal.post(HERE, data={**zipped(changed), "replace": "y"}, status=200).page
    assert sections(page)["Changed"] == [LOG]
    assert draft()[LOG] == b"# Mine\n"


def test_who_writes_meanwhile_sees_both(chantal, elif_, draft):
    open_page = elif_.get(f"/authoring/{COURSE}/files/{LOG}").page
    chantal.post(HERE, data=zipped({**FILES, LOG: b"# Uploaded\n"}), status=200)
    page = elif_.submit(open_page, id="text-form", text="# Typed\n", status=409).page
    assert "# Uploaded" in page.main


def test_twenty_megabytes_here_and_two_elsewhere(chantal, awa, draft):
    large = {f"media/{number}.png": bytes([number]) * 999_000 for number in range(15)}
    more = {f"media/{number}.png": bytes([number]) * 999_000 for number in range(25)}
    chantal.post(HERE, **body({**FILES, **large}), status=200)
    assert len(draft()) == len(FILES) + 15
    page = chantal.post(HERE, **body(more), status=413).page
    assert "Send less than 20 MB at a time." in page.main
    page = chantal.post("/authoring/new", **body(large), status=413).page
    assert "Send less than 2 MB at a time." in page.main
    assert "Send less than 2 MB" in awa.post(HERE, **body(large), status=413).page.main


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_draft_does_not_grow_without_end(client, draft, language):
    def some(first, size, number):
        pictures = {f"media/{first + at}.png": bytes([at % 256, at // 256]) * size for at in range(number)}
        return body({**FILES, **pictures})

    chantal = client.as_("chantal", language)
    chantal.post(HERE, **some(0, 490_000, 20), status=200)
    chantal.post(HERE, **some(100, 480_000, 20), status=200)
    before = draft()
    for more in (some(200, 460_000, 3), some(200, 1, 1970)):
        page = chantal.post(HERE, **more, status=422).page
        assert ("2000 files or 40 MB" if language == "en" else "2000 ou dépasserait 40 Mo") in page.main
        assert draft() == before
    chantal.post(HERE, **some(0, 1, 20), status=200)
    chantal.post(HERE, **some(200, 460_000, 3), status=200)


def test_ten_thousand_files(chantal, draft):
    many = {f"media/{number}.png": b"" for number in range(10_000)}
    page = chantal.post(HERE, **body(many), status=422).page
    assert "There are more than 2000 files in this." in page.main


def test_wrong_role_or_method(client, chantal, draft):
    for name in ("awa", "dmitri", "farid"):
        client.as_(name).get(HERE, status=403)
        client.as_(name).post(HERE, data=zipped(FILES), status=403)
    client.another().post(HERE, data=zipped(FILES), status=303)
    chantal.delete(HERE, status=405)
    assert draft() is None
