"""Renaming and deleting a file of the draft; the translations of a module go with it."""

import unicodedata

import pytest

from lms.courses.source import read_folder
from tests.cast import COURSE
from tests.conftest import FOLDER

HERE = f"/authoring/{COURSE}"
FILES = read_folder(FOLDER / "course").files
LOG = "01-the-log.md"


def test_rename(chantal, draft):
    page = chantal.get(f"{HERE}/rename/{LOG}", status=200).page
    assert "Its translations are renamed with it." in page.main
    assert chantal.submit(page, id="rename", name="05-the-log.md", status=303).location == HERE
    found = draft()
    assert found["05-the-log.md"] == FILES[LOG]
    assert found["05-the-log.fr.md"] == FILES["01-the-log.fr.md"]
    assert LOG not in found


def test_rename_a_picture(chantal, draft):
    chantal.post(f"{HERE}/rename/media/pump.svg", data={"name": "media/hand-pump.svg"}, status=303)
    assert draft()["media/hand-pump.svg"] == FILES["media/pump.svg"]


@pytest.mark.parametrize(
    "name",
    ["", LOG, "course.md", "02-the-signs.md", "01-the-log.svg", "README.md", "a/01-a.md", "../01-a.md", "x"],
)
def test_a_name_that_cannot_be(chantal, draft, name):
    chantal.post(f"{HERE}/rename/{LOG}", data={"name": name}, status=422)
    assert draft() in (None, FILES)


@pytest.mark.parametrize(
    "name", ["../pump.svg", "media/../pump.svg", "/pump.svg", "media//a.svg", "a\\b.svg", ".svg"]
)
def test_a_picture_stays_in_the_folder(chantal, draft, name):
    chantal.post(f"{HERE}/rename/media/pump.svg", data={"name": name}, status=422)
    assert draft() is None


@pytest.mark.parametrize("name", ["a:b.md", "con.md", "con*.md", "a?.md", "01-\u202ea.md", "x" * 201 + ".md"])
def test_a_name_that_not_every_computer_keeps(chantal, draft, name):
    chantal.post(f"{HERE}/rename/{LOG}", data={"name": name}, status=422)
    assert draft() is None


@pytest.mark.parametrize("name", ["the-log.md", "01-The-Log.md", "01-the log.md", "01-log.pt.md"])
def test_no_translation_is_left_behind(client, draft, name):
    """Only with a name that says what the text is do its translations belong to it."""
    for language, words in (("en", "03-your-part.fr.md"), ("fr", "03-votre-part.fr.md")):
        chantal = client.as_("chantal", language)
        page = chantal.post(f"{HERE}/rename/{LOG}", data={"name": name}, status=422).page
        assert words in page.main
    assert draft() is None


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("my new module.md", "11-my-new-module.md"),
        ("My New Module 2.md", "11-my-new-module-2.md"),
        ("3 À faire.fr.md", "03-a-faire.fr.md"),
        ("04.md", "04-module.md"),
    ],
)
def test_a_text_that_would_stay_left_out_is_offered_a_name(chantal, saved_by, draft, name, better):
    saved_by("chantal", b"# New\n", "My New Module.md")
    page = chantal.get(HERE, status=200).page
    page = chantal.get(page.links["Rename My New Module.md"], status=200).page
    assert "as in 03-your-part.md" in page.main
    page = chantal.submit(page, id="rename", name=name, status=422).page
    assert f"Here it could be {better}." in page.main
    chantal.submit(page, id="rename", name=better, status=303)
    assert draft()[better] == b"# New\n"


def test_a_text_alone_may_turn_out_to_be_a_translation(chantal, draft):
    name = {"name": "10-not-translated.pt.md"}
    chantal.post(f"{HERE}/rename/10-not-translated.md", data=name, status=303)
    assert draft()["10-not-translated.pt.md"] == FILES["10-not-translated.md"]


def test_accents_are_kept_in_one_form(chantal, draft):
    name = unicodedata.normalize("NFD", "media/équipe.svg")
    chantal.post(f"{HERE}/rename/media/pump.svg", data={"name": name}, status=303)
    assert draft()["media/équipe.svg"] == FILES["media/pump.svg"]


def test_two_who_rename_at_once(chantal, elif_, draft):
    chantal.post(f"{HERE}/rename/{LOG}", data={"name": "05-a.md"}, status=303)
    elif_.post(f"{HERE}/rename/{LOG}", data={"name": "05-b.md"}, status=404)
    assert "05-a.md" in draft()


def test_delete(chantal, draft):
    page = chantal.get(f"{HERE}/delete/{LOG}", status=200).page
    assert page.h1 == "Delete these files?"
    chantal.submit(page, action=f"{HERE}/delete/{LOG}", status=303)
    assert FILES.keys() - draft().keys() == {LOG, "01-the-log.fr.md"}


def test_delete_a_translation_alone(chantal, draft):
    page = chantal.get(f"{HERE}/delete/01-the-log.fr.md", status=200).page
    chantal.submit(page, action=f"{HERE}/delete/01-the-log.fr.md", status=303)
    assert FILES.keys() - draft().keys() == {"01-the-log.fr.md"}


def test_what_was_never_published_is_in_no_edition(chantal, saved_by):
    saved_by("chantal", b"# New\n", "11-new.md")
    for path, still in (("11-new.md", False), (LOG, True)):
        chantal.submit(chantal.get(f"{HERE}/delete/{path}").page, status=303)
        page = chantal.get(HERE, status=200).page
        assert "Deleted from the draft." in page.main
        assert ("The edition in force still has it." in page.main) == still


def test_what_was_saved_meanwhile_is_not_deleted(chantal, saved_by, draft):
    page = chantal.get(f"{HERE}/delete/{LOG}", status=200).page
    saved_by("elif", b"# Theirs\n")
    answer = chantal.submit(page, action=f"{HERE}/delete/{LOG}", status=303)
    again = chantal.get(answer.location, status=200).page
    assert "Somebody changed this meanwhile." in again.main
    assert draft()[LOG] == b"# Theirs\n"


def test_without_its_page_nothing_is_deleted(chantal, draft):
    chantal.post(f"{HERE}/delete/{LOG}", status=303)
    assert draft() is None


@pytest.mark.parametrize("verb", ["rename", "delete"])
def test_wrong_role_missing_or_method(client, chantal, draft, verb):
    for name in ("awa", "dmitri", "farid"):
        client.as_(name).get(f"{HERE}/{verb}/{LOG}", status=403)
        client.as_(name).post(f"{HERE}/{verb}/{LOG}", data={"name": "05-a.md"}, status=403)
    client.another().post(f"{HERE}/{verb}/{LOG}", data={"name": "05-a.md"}, status=303)
    for address in (f"{HERE}/{verb}/no-such.md", f"/authoring/no-such/{verb}/{LOG}"):
        chantal.get(address, status=404)
        chantal.post(address, data={"name": "05-a.md"}, status=404)
    chantal.delete(f"{HERE}/{verb}/{LOG}", status=405)
    assert draft() is None
