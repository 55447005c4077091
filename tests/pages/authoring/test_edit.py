"""Writing a file in the page: what was typed is kept, whatever happens."""

from urllib.parse import quote

import pytest

from lms.authoring.draft.drafts import DraftFile, digest
from lms.courses.source import LARGEST, read_folder
from tests.cast import COURSE
from tests.conftest import FOLDER

LOG = f"/authoring/{COURSE}/files/01-the-log.md"
PATH = "01-the-log.md"
FILES = read_folder(FOLDER / "course").files
WRONG = "# The log\n\n## One\n\n![](media/none.svg)\n\nClick [here](https://example.org).\n"


def typed(text, base=FILES[PATH]):
    return {"text": text, "base": digest(base) if base else ""}


def test_it_shows_the_text_as_it_is(chantal):
    page = chantal.get(LOG, status=200).page
    assert page.form(id="text-form").values["text"][0].encode() == FILES[PATH]
    (area,) = page.all("textarea")
    assert (area.get("lang"), area.get("spellcheck")) == ("en", "true")
    french = chantal.get(LOG.replace(".md", ".fr.md")).page.all("textarea")[0]
    assert french.get("lang") == "fr"


def test_save_and_check(chantal, draft, rows, cast):
    page = chantal.get(LOG, status=200).page
    answer = chantal.submit(page, id="text-form", text=WRONG.replace("\n", "\r\n"), status=303)
    assert answer.location == LOG
    assert draft()[PATH] == WRONG.encode()
    assert rows(DraftFile, DraftFile.path == PATH)[0].saved_by == cast.chantal
    page = chantal.get(LOG, status=200).page
    assert "Saved in the draft." in page.main
    findings = [item for item in page.all("li") if "finding-" in (item.get("class") or "")]
    told = [item.get("class").split("-")[-1] for item in findings]
    assert told == sorted(told)
    assert "error" in told
    assert "warning" in told


def test_a_finding_shows_its_line_and_leads_there(chantal):
    chantal.post(LOG, data=typed(WRONG), status=303)
    page = chantal.get(LOG, status=200).page
    link = next(link for link in page.all("a") if link.get("data-line") == "5")
    assert (link.text, link.get("href")) == ("Line 5", "#text")
    assert "![](media/none.svg)" in [mark.text for mark in page.all("mark")]
    assert "Say between the square brackets what it shows." in page.main


def test_of_many_findings_the_first_stand_above_the_text_and_the_rest_a_step_away(chantal):
    chantal.post(LOG, data=typed("# The log\n\n## One\n" + "\n<b>\n" * 7), status=303)
    page = chantal.get(LOG, status=200).page
    first, rest = [part for part in page.all("ol") if part.get("class") == "findings"]
    (more,) = [part for part in page.all("details") if part.get("class") == "finding-more"]
    assert len(list(first)) == 5
    assert list(more.iter("ol")) == [rest]
    assert f"and {len(list(rest))} more" in page.main
    assert rest.get("start") == "6"
    assert page.links["Skip to the text"] == "#text"


def test_a_text_that_is_too_long_is_not_told_the_findings_of_the_saved_one(chantal, saved_by):
    saved_by("chantal", WRONG.encode())
    page = chantal.post(LOG, data=typed("x" * (LARGEST // 2 + 1), WRONG.encode()), status=422).page
    assert "This is too long for one file. Divide it." in page.main
    assert "media/none.svg" not in page.main
    assert "Nothing to mend" not in page.main


def test_a_reader_sees_none_of_it(chantal, awa):
    chantal.post(LOG, data=typed(WRONG), status=303)
    assert "media/none" not in awa.get(f"/courses/{COURSE}/the-log", status=200).page.html


def test_nothing_typed_is_nothing_saved(chantal, draft):
    page = chantal.get(LOG, status=200).page
    chantal.submit(page, id="text-form", status=303)
    assert draft() is None


def test_the_second_sees_both_and_saves_what_they_make_of_it(chantal, elif_, draft):
    mine, theirs = chantal.get(LOG).page, elif_.get(LOG).page
    elif_.submit(theirs, id="text-form", text="# Theirs\n\nShared.\n", status=303)
    page = chantal.submit(mine, id="text-form", text="# Mine\n\nShared.\n", status=409).page
    assert page.h1 == "Two of you changed this text"
    assert page.form(id="text-form").values["text"] == ["# Mine\n\nShared.\n"]
    assert "# Theirs\n\nShared.\n" in [pre.text for pre in page.all("pre")]
    lines = [(line.get("class"), "".join(line.itertext())) for line in page.all("li") if line.get("class")]
    assert ("line-theirs", "theirs# Theirs") in lines
    assert ("line-ours", "yours# Mine") in lines
    assert draft()[PATH] == b"# Theirs\n\nShared.\n"
    chantal.submit(page, id="text-form", text="# Theirs and mine\n", status=303)
    assert draft()[PATH] == b"# Theirs and mine\n"


def test_a_third_who_saves_meanwhile_is_seen_again(chantal, saved_by):
    saved_by("elif", b"# Theirs\n")
    page = chantal.post(LOG, data=typed("# Mine\n"), status=409).page
    saved_by("elif", b"# Theirs again\n")
    again = chantal.submit(page, id="text-form", status=409).page
    assert "# Theirs again" in again.main


def test_a_file_that_was_deleted_meanwhile_can_be_brought_back(chantal, inside, cast, draft):
    from lms.authoring.draft import drafts

    with inside():
        drafts.remove(COURSE, {PATH: digest(FILES[PATH])}, cast["elif"])
    page = chantal.post(LOG, data=typed("# Mine\n"), status=409).page
    assert "Somebody deleted or renamed this file" in page.main
    chantal.submit(page, id="text-form", status=303)
    assert draft()[PATH] == b"# Mine\n"


def test_a_course_that_was_thrown_away_meanwhile_leaves_the_text(chantal, draft):
    chantal.post("/authoring/new", data={"title": "First day", "slug": "first-day"}, status=303)
    address = "/authoring/first-day/files/01-first-steps.md"
    page = chantal.get(address, status=200).page
    question = chantal.get("/authoring/first-day/discard").page
    chantal.submit(question, action="/authoring/first-day/discard", status=303)
    page = chantal.submit(page, id="text-form", text="# Mine\n", status=409).page
    assert "copy it before you leave" in page.main
    assert page.form(id="text-form").values["text"] == ["# Mine\n"]
    assert draft("first-day") is None


def test_a_session_that_ended_loses_nothing(chantal, draft):
    chantal.post("/sign-out", status=303)
    page = chantal.post(LOG, data=typed("# Mine & <b>yours</b>\n"), status=401).page
    assert page.h1 == "You were signed out"
    form = page.form(id="text-form")
    assert form.values == {"text": ["# Mine & <b>yours</b>\n"], "base": [digest(FILES[PATH])]}
    assert draft() is None
    again = chantal.as_("chantal")
    again.submit(page, id="text-form", status=303)
    assert draft()[PATH] == b"# Mine & <b>yours</b>\n"


def test_a_change_of_language_keeps_what_was_typed(chantal, draft):
    page = chantal.post(LOG, data={**typed("# Mine\n"), "language": "fr"}, status=200).page
    assert page.form(id="text-form").values["text"] == ["# Mine\n"]
    assert draft() is None
    chantal.post("/sign-out", status=303)
    page = chantal.post(LOG, data={**typed("# Mine\n"), "language": "fr"}, status=401).page
    assert (page.h1, page.form(id="text-form").values["text"]) == ("Votre session est terminée", ["# Mine\n"])


def test_a_text_that_is_too_long_comes_back(chantal, draft):
    text = "é" * 600_000
    page = chantal.post(LOG, data=typed(text), status=422).page
    assert page.form(id="text-form").values["text"] == [text]
    assert draft() is None


def test_what_was_typed_and_is_not_saved_says_so(chantal, saved_by):
    """So that the page warns whoever leaves it."""

    def unsaved(answer):
        (form,) = [form for form in answer.page.all("form") if form.get("id") == "text-form"]
        return form.get("data-unsaved")

    assert unsaved(chantal.get(LOG, status=200)) == "no"
    assert unsaved(chantal.post(LOG, data={**typed("# Mine\n"), "language": "fr"}, status=200)) == "yes"
    assert unsaved(chantal.post(LOG, data=typed("é" * 600_000), status=422)) == "yes"
    same = typed(FILES[PATH].decode())
    assert unsaved(chantal.post(LOG, data={**same, "language": "en"}, status=200)) == "no"
    saved_by("elif", b"# Theirs\n")
    assert unsaved(chantal.post(LOG, data=typed("# Mine\n"), status=409)) == "yes"


@pytest.mark.parametrize(
    ("data", "status"), [({}, 303), ({"text": "x"}, 409), ({"text": "x", "base": "no hash"}, 409)]
)
def test_a_form_that_was_made_up(chantal, draft, data, status):
    chantal.post(LOG, data=data, status=status)


def test_a_file_that_is_no_utf_8(chantal, saved_by, draft):
    saved_by("chantal", "# Été\n".encode("latin-1"))
    page = chantal.get(LOG, status=200).page
    assert "Save it as UTF-8 on your computer" in page.main
    assert "In Notepad: Save as" in page.main
    assert "Line 1" not in page.main
    for words, where in (("Upload files", "upload?course="), ("Rename", "rename/"), ("Delete", "delete/")):
        assert where in page.links[words]
    assert not page.all("textarea")


def test_a_translation_begins_with_what_it_translates(chantal, draft):
    address = f"/authoring/{COURSE}/files/10-not-translated.fr.md"
    page = chantal.get(address, status=200).page
    assert page.form(id="text-form").values["text"][0].encode() == FILES["10-not-translated.md"]
    assert page.all("textarea")[0].get("lang") == "fr"
    assert "This file is not there yet." in page.main
    chantal.submit(page, id="text-form", status=303)
    assert draft()["10-not-translated.fr.md"] == FILES["10-not-translated.md"]


@pytest.mark.parametrize("path", ["no-such.md", "99-none.fr.md", "media/pump.svg", "README.md", "a/b.md"])
def test_missing(chantal, path):
    chantal.get(f"/authoring/{COURSE}/files/{path}", status=404)
    chantal.get(f"/authoring/no-such/files/{path}", status=404)
    chantal.get("/authoring/no-such/files/course.md", status=404)


@pytest.mark.parametrize(
    "path",
    [
        r"..\..\evil.md",
        ".md",
        ".hidden.md",
        "a<b>:c.md",
        "con.md",
        "01-a.fr.md\u202e.md",
        "x" * 400 + ".md",
    ],
)
def test_a_name_that_no_file_may_have(chantal, draft, path):
    for data in (typed("# Mine\n"), typed("# Mine\n", None)):
        chantal.post(f"/authoring/{COURSE}/files/{quote(path)}", data=data, status=404)
    assert draft() is None


def test_wrong_role(client, draft):
    for name in ("awa", "dmitri", "farid"):
        client.as_(name).get(LOG, status=403)
        client.as_(name).post(LOG, data=typed("# Mine\n"), status=403)
    assert draft() is None


def test_wrong_method(chantal):
    chantal.delete(LOG, status=405)


def test_the_preview_stands_beside_in_the_language_of_the_file(chantal):
    for path, language in (("01-the-log.md", "en"), ("01-the-log.fr.md", "fr")):
        answer = chantal.get(f"/authoring/{COURSE}/files/{path}", status=200)
        (frame,) = answer.page.all("iframe")
        assert frame.get("src") == f"/authoring/{COURSE}/preview/the-log?in={language}&bare=yes"
        assert answer.page.links["Français"] == f"/authoring/{COURSE}/preview/the-log?in=fr"
        assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]
