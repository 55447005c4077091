"""Beginning another language of a course: it is asked for, and its first file is begun from the original."""

import pytest

from lms.courses.source import read_folder
from tests.cast import COURSE
from tests.conftest import FOLDER

HERE = f"/authoring/{COURSE}/languages"
FILES = read_folder(FOLDER / "course").files


def first_file(tag):
    return f"/authoring/{COURSE}/translations/course.{tag}.md"


@pytest.mark.parametrize("place", [f"/authoring/{COURSE}", "/authoring/translations"])
def test_from_the_page_to_the_text(chantal, draft, place):
    ways = [link.get("href") for link in chantal.get(place, status=200).page.all("a")]
    assert ways.count(HERE) == 1
    form = chantal.get(HERE, status=200).page.form(id="language")
    assert (form.method, form.values) == ("get", {"into": [""]})
    answer = chantal.get(f"{HERE}?into=pt", status=303)
    assert answer.location == first_file("pt")
    assert draft() is None
    page = chantal.get(answer.location, status=200).page
    chantal.submit(page, action=f"/authoring/{COURSE}/translations/begin/course.pt.md", status=303)
    assert draft()["course.pt.md"] == FILES["course.md"]


def test_common_ones_are_offered_in_their_own_words(chantal):
    page = chantal.get(HERE, status=200).page
    offered = {option.get("value"): option.text for option in page.all("option")}
    assert (offered["pt"], offered["sw"], offered["ar"]) == ("Português", "Kiswahili", "العربية")
    assert not {"en", "fr"} & offered.keys()
    (field,) = [one for one in page.all("input") if one.get("name") == "into"]
    assert field.get("list") == page.all("datalist")[0].get("id")


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("pt", "pt"),
        (" PT ", "pt"),
        ("pt-BR", "pt-BR"),
        ("português", "pt"),
        ("Portuguese", "pt"),
        ("العربية", "ar"),
        ("nus", "nus"),
        ("fr", "fr"),
    ],
)
def test_however_it_is_written(chantal, written, tag):
    answer = chantal.get(HERE, query_string={"into": written}, status=303)
    assert answer.location == first_file(tag)
    chantal.get(answer.location, status=200)


def test_in_the_words_of_the_reader(client):
    answer = client.as_("chantal", "fr").get(f"{HERE}?into=portugais", status=303)
    assert answer.location == first_file("pt")


@pytest.mark.parametrize(
    "written", ["", "  ", "en", "English", "qq", "klingonish", "pt/../x", "<b>", "a" * 500]
)
def test_what_cannot_be_begun(chantal, written):
    page = chantal.get(HERE, query_string={"into": written}, status=422).page
    assert page.by_id("into").get("aria-invalid") == "true"


def test_a_course_without_settings_begins_no_language(chantal, inside, cast):
    from lms.authoring.draft import drafts

    with inside():
        drafts.remove(COURSE, {"course.md": drafts.files_or_404(COURSE)["course.md"]}, cast.chantal)
    for place in (f"/authoring/{COURSE}", "/authoring/translations"):
        assert HERE not in chantal.get(place, status=200).page.links.values()
    chantal.get(HERE, status=404)


def test_wrong_role_missing_or_method(client, chantal):
    for name in ("awa", "dmitri", "farid"):
        client.as_(name).get(HERE, status=403)
    chantal.get("/authoring/no-such/languages", status=404)
    chantal.post(HERE, status=405)
