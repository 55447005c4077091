"""The courses that trainers write: list, begin."""

import pytest

from lms.courses.source import read_folder
from tests.cast import COURSE
from tests.conftest import FOLDER

FILES = read_folder(FOLDER / "course").files


def test_list(chantal):
    page = chantal.get("/authoring", status=200).page
    assert page.links["The test course: a water point"] == f"/authoring/{COURSE}"
    assert "Edition 1, since 16 November 2026" in page.main
    assert "No change since edition 1" in page.main


def test_the_bar_leads_there(chantal, awa):
    assert "Authoring" in [link.text for link in chantal.get("/").page.all("a")]
    assert "Authoring" not in [link.text for link in awa.get("/").page.all("a")]


def test_what_a_draft_changes(chantal, saved_by):
    saved_by("chantal", b"# The log\n\n## One\n\n![](none.svg)\n")
    page = chantal.get("/authoring", status=200).page
    assert "1 file differs from edition 1" in page.main
    assert "errors" in page.main


def test_an_empty_list_says_what_to_do(chantal, inside):
    import sqlalchemy as sa

    from lms.library.edition import Edition, EditionFile

    with inside() as session:
        session.execute(sa.delete(EditionFile))
        session.execute(sa.delete(Edition))
    assert "No course yet" in chantal.get("/authoring", status=200).page.main


@pytest.mark.parametrize("address", ["/authoring", "/authoring/translations"])
def test_what_did_not_change_is_not_read_again(chantal, saved_by, monkeypatch, address):
    from lms.authoring.draft import drafts

    saved_by("chantal", f"# Seen by no worker: {address}\n".encode())
    chantal.get(address, status=200)
    read, contents = set(), drafts.contents
    monkeypatch.setattr(drafts, "contents", lambda names: contents(read.update(it := list(names)) or it))
    chantal.get(address, status=200)
    texts = {drafts.digest(FILES[path]) for path in ("course.md", "course.fr.md")}
    assert read
    assert read <= texts


@pytest.mark.parametrize("address", ["/authoring", "/authoring/new"])
@pytest.mark.parametrize("name", ["awa", "dmitri", "farid"])
def test_wrong_role(client, name, address):
    client.as_(name).get(address, status=403)


def test_begin(chantal, draft):
    page = chantal.get("/authoring/new", status=200).page
    answer = chantal.submit(page, id="course", title="First day", slug="first-day", status=303)
    assert answer.location == "/authoring/first-day"
    page = chantal.get(answer.location, status=200).page
    assert page.h1 == "First day"
    assert "Not published yet" in page.main
    assert draft("first-day").keys() == {"course.md", "assessment.md", "01-first-steps.md"}
    assert "error" not in page.main


def test_it_begins_in_the_language_of_who_begins_it_or_another(client, draft):
    french = client.as_("chantal", "fr")
    page = french.get("/authoring/new", status=200).page
    assert page.form(id="course").values["written_in"] == ["fr"]
    french.submit(page, id="course", title="Premier jour", slug="premier-jour", status=303)
    assert b"language: fr\n" in draft("premier-jour")["course.md"]
    assert "01-premiers-pas.md" in draft("premier-jour")
    french.post("/authoring/premier-jour/add", data={"title": "À qui demander"}, status=303)
    assert "Première section" in draft("premier-jour")["02-a-qui-demander.md"].decode()
    french.submit(page, id="course", title="First day", slug="first-day", written_in="en", status=303)
    assert b"language: en\n" in draft("first-day")["course.md"]
    data = {"title": "First day", "slug": "third", "written_in": "xx"}
    french.post("/authoring/new", data=data, status=422)


@pytest.mark.parametrize(
    "slug", ["First", "a b", "../x", "é", "", COURSE, "new", "upload", "x" * 41, ["a", "b"]]
)
def test_a_name_that_cannot_be(chantal, draft, slug):
    page = chantal.post("/authoring/new", data={"title": "First day", "slug": slug}, status=422).page
    assert page.form(id="course").values["title"] == ["First day"]


def test_all_that_is_wrong_is_told_at_once(chantal, draft):
    for slug, words in (
        ("Été 1", "“Été 1” cannot be part of an address."),
        ("new", "is an address of the site itself."),
    ):
        page = chantal.post("/authoring/new", data={"title": " ", "slug": slug}, status=422).page
        assert "Write the title." in page.main
        assert words in page.main


def test_a_name_that_the_site_has_for_itself(chantal):
    page = chantal.post("/authoring/new", data={"title": "First day", "slug": "new"}, status=422).page
    assert "“new” is an address of the site itself." in page.main
    assert "is there already" not in page.main


def test_two_who_begin_the_same_at_once(chantal, elif_, draft):
    data = {"title": "First day", "slug": "first-day"}
    chantal.post("/authoring/new", data=data, status=303)
    page = elif_.post("/authoring/new", data={**data, "title": "Other"}, status=422).page
    assert "The course first-day is there already." in page.main
    assert b"First day" in draft("first-day")["course.md"]


def test_a_change_of_language_keeps_what_was_typed(chantal, draft):
    data = {"title": "First day", "slug": "first-day", "language": "fr"}
    page = chantal.post("/authoring/new", data=data, status=200).page
    assert page.form(id="course").values["slug"] == ["first-day"]
    assert page.h1 == "Commencer un cours"
    assert draft("first-day") is None


def test_wrong_method(chantal):
    chantal.post("/authoring", status=405)
    chantal.delete("/authoring/new", status=405)
