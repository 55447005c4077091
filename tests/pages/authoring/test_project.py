"""The projector: one section a screen, the answers when they are asked for, all of it without script too."""

import pytest

from lms.courses.compiling import compile_course
from lms.courses.source import read_folder
from tests.cast import COURSE
from tests.conftest import FOLDER
from tests.page import text_of


def test_it_begins_with_the_title_and_what_is_ahead(chantal, project):
    page = chantal.get(f"{project}/the-log", status=200).page
    assert page.h1 == "The log"
    assert page.links["Why write anything down"] == f"{project}/the-log?at=1"
    assert page.links["Next"] == f"{project}/the-log?at=1"
    assert "Back" not in page.links


def test_one_section_a_screen(chantal, project):
    page = chantal.get(f"{project}/the-log?at=2", status=200).page
    assert (page.h1, text_of(page.all("h2")[0])) == ("The log", "What belongs in a line")
    assert "Section 2 of 5" in page.main
    assert "Why write anything down" not in page.main
    assert page.links["Back"] == f"{project}/the-log?at=1"
    assert page.links["Next"] == f"{project}/the-log?at=3"


def test_the_last_section_has_none_after_it(chantal, project):
    links = chantal.get(f"{project}/the-log?at=5", status=200).page.links
    assert "Next" not in links
    assert links["Close"] == f"/authoring/{COURSE}/preview/the-log"


def test_the_answers_come_when_they_are_asked_for(chantal, project):
    page = chantal.get(f"{project}/the-log?at=2&in=fr", status=200).page
    assert not [one for one in page.all("div") if "feedback" in (one.get("class") or "").split()]
    fields = page.all("input")
    assert fields
    assert all(field.get("disabled") is not None for field in fields)
    answered = page.links["Show the answers"]
    assert answered == f"{project}/the-log?in=fr&at=2&key=yes"
    page = chantal.get(answered, status=200).page
    assert "Right" in page.main
    assert page.links["Hide the answers"] == f"{project}/the-log?in=fr&at=2"
    assert page.links["Next"] == f"{project}/the-log?in=fr&at=3", "the next question is not given away"


def test_the_course_s_language_need_not_be_the_interface_s(chantal, project):
    page = chantal.get(f"{project}/the-log?in=fr", status=200).page
    assert page.h1 == "Le journal"
    assert page.links["Next"] == f"{project}/the-log?in=fr&at=1"
    assert "Full screen" in page.main


@pytest.mark.parametrize("at", ["6", "-1", "x", "²", "1e0", "99999"])
def test_no_such_section(chantal, project, at):
    chantal.get(f"{project}/the-log", query_string={"at": at}, status=404)


def test_a_draft_or_the_edition_in_force(chantal, project, changed):
    changed({"10-not-translated.md": "# A draft\n\n## One\n\nText.\n"})
    assert chantal.get(f"{project}/not-translated", status=200).page.h1 == "A draft"
    page = chantal.get(f"{project}/not-translated?of=edition", status=200).page
    assert page.h1 == "Not translated yet"
    assert page.links["Next"] == f"{project}/not-translated?of=edition&at=1"
    assert page.links["Close"] == f"/courses/{COURSE}/not-translated"


def test_what_is_broken_says_why_instead(chantal, project, changed):
    changed({"01-the-log.md": "# The log\n\n## Why\n\n[[Notes]]\n"})
    assert chantal.get(f"{project}/the-log", status=302).location == f"/authoring/{COURSE}/preview/the-log"


def test_a_translation_that_is_broken_is_not_projected(chantal, project, changed):
    changed({"01-the-log.fr.md": "# Le journal\n\n## Pourquoi\n\n[[Notes]]\n"})
    to = f"/authoring/{COURSE}/preview/the-log?in=fr"
    assert chantal.get(f"{project}/the-log?in=fr", status=302).location == to
    chantal.get(f"{project}/the-log?in=en", status=200)


def test_nothing_stands_around_it(chantal, project):
    page = chantal.get(f"{project}/the-log?at=1", status=200).page
    assert page.all("header") == [one for one in page.all("header") if one.get("class") == "page-head"]
    assert page.all("footer") == []


def test_only_trainers_project(awa, dmitri, elif_, project):
    awa.get(f"{project}/the-log", status=403)
    dmitri.get(f"{project}/the-log", status=403)
    elif_.get(f"{project}/the-log", status=200)


def test_a_trainer_comes_from_the_module(chantal, awa, project):
    module = f"/courses/{COURSE}/the-log"
    page = chantal.get(module, status=200).page
    assert page.links["Show on a projector"] == f"{project}/the-log?of=edition"
    assert "projector" not in awa.get(module, status=200).page.main


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_screen_of_the_test_course_is_right(chantal, project, language):
    course = compile_course(read_folder(FOLDER / "course")).course
    screens = [(one.slug, at) for one in course.modules for at in range(len(one.sections) + 1)]
    questions = 0
    for module, at in screens:
        page = chantal.get(f"{project}/{module}?at={at}&key=yes&in={language}", status=200).page
        for card in [one for one in page.all("section") if one.get("data-question") is not None]:
            questions += 1
            assert "Not yet" not in text_of(card), (module, at)
    assert questions == sum(len(one.questions) for one in course.modules)


def test_a_link_within_the_module_leads_to_its_screen(chantal, project, changed):
    text = "# A\n\n## One\n\nSee [two](#two) and a note.[^1]\n\n## Two\n\nText.\n\n[^1]: The note.\n"
    changed({"10-not-translated.md": text})
    where = f"{project}/not-translated?in=en"
    page = chantal.get(f"{where}&at=1", status=200).page
    assert page.links["two"] == f"{where}&at=2#s2"
    assert page.links["1"].startswith(f"{where}&at=2#fn-")
    page = chantal.get(page.links["1"], status=200).page
    assert page.by_id("fn-not-translated-1") is not None
    assert "↩" not in page.main
