"""A course as trainers have it: its files and findings, another module, the zip, throwing the draft away."""

import io
import zipfile

import pytest

from lms.courses.compiling import compile_course
from lms.courses.source import Source, read_folder
from tests.cast import COURSE
from tests.conftest import FOLDER

HERE = f"/authoring/{COURSE}"
FILES = read_folder(FOLDER / "course").files
LOG = "01-the-log.md"


def test_its_files_in_order(chantal):
    page = chantal.get(HERE, status=200).page
    rows = [link.get("href").rsplit("/", 1)[-1] for link in page.all("a") if "/files/" in link.get("href")]
    assert rows[:4] == ["course.md", "course.fr.md", "01-the-log.md", "01-the-log.fr.md"]
    assert rows[-2:] == ["assessment.md", "assessment.fr.md"]
    for words in ("English", "French", "as published", "media/pump.svg"):
        assert words in page.main


def test_it_leads_to_the_course_as_learners_have_it(chantal):
    assert chantal.get(HERE, status=200).page.links["As learners see it"] == f"/courses/{COURSE}"
    chantal.post("/authoring/new", data={"title": "First day", "slug": "first-day"}, status=303)
    assert "As learners see it" not in chantal.get("/authoring/first-day", status=200).page.links


def test_who_saved_what_and_what_was_found(chantal, saved_by):
    saved_by("elif", b"# The log\n\n## One\n\n![](none.svg)\n")
    page = chantal.get(HERE, status=200).page
    assert "Elif Demir, 16 November 2026" in page.main
    assert "errors" in page.main


def test_findings_of_the_course_in_the_reader_s_language(client, inside, cast):
    from lms.authoring.draft import drafts

    with inside():
        drafts.remove(COURSE, {"course.md": drafts.files_or_404(COURSE)["course.md"]}, cast.chantal)
    for language, words in (("en", "The file course.md is missing."), ("fr", "Le fichier course.md manque.")):
        page = client.as_("chantal", language).get(HERE, status=200).page
        assert words in page.main
    assert f"{HERE}/files/course.md" in [link.get("href") for link in page.all("a")]


def test_another_language_begins_with_the_settings(chantal, inside, cast):
    from lms.authoring.draft import drafts

    another = "Begin another language"
    assert another in chantal.get(HERE, status=200).page.links
    with inside():
        drafts.remove(COURSE, {"course.md": drafts.files_or_404(COURSE)["course.md"]}, cast.chantal)
    assert another not in chantal.get(HERE, status=200).page.links


def test_a_picture_with_a_script_is_a_finding(chantal, saved_by):
    saved_by("chantal", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", "media/pump.svg")
    page = chantal.get(HERE, status=200).page
    assert "<script>" in page.main
    assert "1 error" in page.main


def test_a_draft_that_is_older_than_the_edition(chantal, saved_by, inside):
    from lms.courses.compiling import compile_course
    from lms.courses.source import Source
    from lms.library.edition import publish

    saved_by("chantal", b"# Mine\n")
    older = "was published after this draft was begun"
    assert older not in chantal.get(HERE, status=200).page.main
    source = Source(COURSE, {**FILES, LOG: FILES[LOG] + b"\nMore.\n"})
    with inside():
        publish(source, compile_course(source).course)
    assert f"Edition 2 {older}" in chantal.get(HERE, status=200).page.main
    page = chantal.get(f"{HERE}/discard", status=200).page
    chantal.submit(page, action=f"{HERE}/discard", status=303)
    saved_by("chantal", b"# Mine\n")
    assert older not in chantal.get(HERE, status=200).page.main


def test_add_a_module(chantal, draft):
    page = chantal.get(f"{HERE}/add", status=200).page
    answer = chantal.submit(page, id="module", title="Whom to ask", status=303)
    assert answer.location == f"{HERE}/files/11-whom-to-ask.md"
    assert chantal.get(answer.location, status=200).page.h1 == "Whom to ask"
    assert draft().keys() - FILES.keys() == {"11-whom-to-ask.md"}
    assert compile_course(Source(COURSE, draft())).course


def test_add_a_module_under_a_title_in_any_letters(chantal, draft):
    answer = chantal.post(f"{HERE}/add", data={"title": "[^one]"}, status=303)
    assert answer.location == f"{HERE}/files/11-one.md"
    answer = chantal.post(f"{HERE}/add", data={"title": "中文"}, status=303)
    assert answer.location == f"{HERE}/files/12-module-12.md"
    assert "# \\[^one]\n" in draft()["11-one.md"].decode()
    assert "# 中文\n" in draft()["12-module-12.md"].decode()


@pytest.mark.parametrize("title", ["", "The log", "Assessment", "x" * 151])
def test_a_title_that_cannot_be(chantal, draft, title):
    chantal.post(f"{HERE}/add", data={"title": title}, status=422)
    assert draft() is None


def test_two_who_add_the_same_at_once(chantal, elif_, draft):
    chantal.post(f"{HERE}/add", data={"title": "Whom to ask"}, status=303)
    elif_.post(f"{HERE}/add", data={"title": "Whom to ask"}, status=422)
    assert len(draft()) == len(FILES) + 1


def test_download(chantal, saved_by):
    saved_by("chantal", b"# Mine\n")
    answer = chantal.get(f"{HERE}/source.zip", status=200)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{COURSE}.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {f"{COURSE}/{path}": text for path, text in {**FILES, LOG: b"# Mine\n"}.items()}
    assert chantal.get(f"{HERE}/source.zip").data == answer.data


def test_throw_away(chantal, saved_by, draft):
    saved_by("elif", b"# Mine\n")
    page = chantal.get(f"{HERE}/discard", status=200).page
    assert LOG in page.main
    answer = chantal.submit(page, action=f"{HERE}/discard", status=303)
    assert answer.location == HERE
    assert draft() is None
    assert "The draft is thrown away." in chantal.get(HERE, status=200).page.main
    assert chantal.get(f"{HERE}/discard", status=303).location == HERE


def test_what_was_saved_meanwhile_is_not_thrown_away(chantal, saved_by, draft):
    saved_by("chantal", b"# Mine\n")
    page = chantal.get(f"{HERE}/discard", status=200).page
    saved_by("elif", b"# Theirs\n")
    answer = chantal.submit(page, action=f"{HERE}/discard", status=303)
    again = chantal.get(answer.location, status=200).page
    assert "Somebody changed this meanwhile." in again.main
    assert draft()[LOG] == b"# Theirs\n"
    chantal.submit(again, action=f"{HERE}/discard", status=303)
    assert draft() is None


def test_a_course_that_was_only_a_draft_is_gone(chantal):
    chantal.post("/authoring/new", data={"title": "First day", "slug": "first-day"}, status=303)
    page = chantal.get("/authoring/first-day/discard", status=200).page
    answer = chantal.submit(page, action="/authoring/first-day/discard", status=303)
    assert answer.location == "/authoring"
    chantal.get("/authoring/first-day", status=404)


@pytest.mark.parametrize("page", ["", "/add", "/source.zip", "/discard"])
def test_wrong_role_or_missing(client, chantal, page):
    for name in ("awa", "dmitri", "farid"):
        client.as_(name).get(f"{HERE}{page}", status=403)
    chantal.get(f"/authoring/no-such{page}", status=404)


@pytest.mark.parametrize("page", ["add", "discard"])
def test_nothing_changes_for_who_may_not(client, saved_by, draft, page):
    saved_by("chantal", b"# Mine\n")
    before = draft()
    client.as_("awa").post(f"{HERE}/{page}", data={"title": "New"}, status=403)
    client.another().post(f"{HERE}/{page}", data={"title": "New"}, status=303)
    client.as_("chantal").post(f"/authoring/no-such/{page}", data={"title": "New"}, status=404)
    assert draft() == before


def test_wrong_method(chantal):
    chantal.post(HERE, status=405)
    chantal.post(f"{HERE}/source.zip", status=405)


def test_titles_in_another_language_say_so(client):
    page = client.as_("chantal", "fr").get(HERE, status=200).page
    langs = {link.text: link.get("lang") for link in page.all("a")}
    assert (langs["The log"], langs["Le journal"]) == ("en", None)


PLACES = ("files/01-the-log.md", "rename/01-the-log.md", "delete/01-the-log.md", "add", "import", "languages")


@pytest.mark.parametrize("where", [*PLACES, "translations/01-the-log.fr.md"])
def test_every_page_below_names_the_course_by_its_title(client, inside, where, cast):
    from lms.authoring.draft import drafts

    page = client.as_("chantal", "fr").get(f"{HERE}/{where}", status=200).page
    assert page.above["Le cours d’essai : un point d’eau"] == HERE
    with inside():
        names = drafts.files_or_404(COURSE)
        drafts.remove(COURSE, {"course.fr.md": names["course.fr.md"]}, cast.chantal)
    page = client.as_("chantal", "fr").get(f"{HERE}/{where}", status=200).page
    (link,) = [link for link in page.all("a") if link.text == "The test course: a water point"]
    assert (link.get("href"), link.get("lang")) == (HERE, "en")
