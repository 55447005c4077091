"""The preview: a course as a learner sees it, from files as they stand, with nothing recorded."""

import re

import pytest

from lms.learning.records import Completion, Enrolment, Reading, Response
from tests.cast import COURSE
from tests.page import text_of

BROKEN = "# The log\n\n## Why\n\nSee [[Notes]].\n"
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def cards(page):
    return [part for part in page.all("section") if part.get("data-question") is not None]


def test_the_course_as_a_learner_sees_it(chantal, preview):
    page = chantal.get(preview, status=200).page
    assert page.h1 == "The test course: a water point"
    assert page.links["The log"] == f"{preview}/the-log"
    assert page.links["Assessment"] == f"{preview}/assessment"
    assert "What was found in the files" not in page.main


def test_a_module_as_a_learner_sees_it(chantal, awa, preview, course_page):
    """The same text and questions, word for word."""
    seen = awa.get(course_page, status=200).page
    page = chantal.get(f"{preview}/the-log", status=200).page
    assert page.h1 == seen.h1
    assert [text_of(one) for one in cards(page)] == [text_of(one) for one in cards(seen)]
    texts = [[text_of(div) for div in one.all("div") if div.get("class") == "prose"] for one in (page, seen)]
    assert texts[0] == texts[1] != []


@pytest.fixture
def course_page():
    from tests.cast import COURSE

    return f"/courses/{COURSE}/the-log"


def test_the_course_s_language_need_not_be_the_interface_s(chantal, preview):
    page = chantal.get(f"{preview}/the-log?in=fr", status=200).page
    assert page.root.get("lang") == "en"
    assert page.all("h1")[0].get("lang") == "fr"
    assert page.h1 == "Le journal"
    assert "Check my answer" in page.main
    assert page.links["English"] == f"{preview}/the-log?in=en"


def test_links_keep_what_was_asked(chantal, preview):
    page = chantal.get(f"{preview}/the-log?in=fr&key=yes", status=200).page
    assert page.links["Module 2"] == f"{preview}/the-signs?in=fr&key=yes"
    assert page.links["Hide the answers"] == f"{preview}/the-log?in=fr"


def test_without_asking_it_is_the_reader_s_language(client, preview):
    page = client.as_("chantal", "fr").get(f"{preview}/the-log", status=200).page
    assert page.h1 == "Le journal"


@pytest.mark.parametrize("language", ["xx", "fr-CA", "", "en'><b>"])
def test_any_language_may_be_asked_for(chantal, preview, language):
    chantal.get(f"{preview}/the-log", query_string={"in": language}, status=200)


def test_a_module_without_a_translation_is_shown_in_its_source(chantal, preview):
    assert "Not translated" in chantal.get(f"{preview}?in=fr", status=200).page.main
    page = chantal.get(f"{preview}/not-translated?in=fr", status=200).page
    assert page.h1 == "Not translated yet"


def test_a_question_is_tried_and_nothing_is_recorded(chantal, preview, rows, statements):
    page = chantal.get(f"{preview}/the-log").page
    with statements() as sent:
        told = chantal.submit(page, q__better__line="1", check="better-line", status=200).page
    assert "Not this one" in told.main
    assert "Try again" in told.links
    assert [one for one in sent if one.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))] == []
    for model in (Response, Enrolment, Reading, Completion):
        assert rows(model) == []


def test_a_section_is_ticked_off_and_nothing_is_recorded(chantal, preview, rows):
    page = chantal.get(f"{preview}/the-log").page
    told = chantal.submit(page, read="s1", status=200).page
    assert "1 of 5 done" in told.words
    assert rows(Reading) == []


def test_what_is_wanting_is_told(chantal, preview):
    page = chantal.get(f"{preview}/the-log").page
    assert "Answer first, then check it." in chantal.submit(page, check="better-line", status=422).page.main


@pytest.mark.parametrize("where", ["the-log", "assessment"])
@pytest.mark.parametrize(
    "data",
    [
        {"check": "no-such", "q-no-such": "1"},
        {"check": ["better-line", "read-back"]},
        {"check": "better-line", "q-better-line": "9"},
        {"check": "better-line", "q-better-line": ["1", "2"]},
        {"check": "log-date", "q-log-date": "99"},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(chantal, preview, where, data):
    chantal.post(f"{preview}/{where}", data=data, status=400)


@pytest.mark.parametrize("read", ["s99", ["s1", "s3"], "x"])
def test_no_such_section(chantal, preview, read):
    chantal.post(f"{preview}/the-log", data={"read": read}, status=400)


def test_the_language_switch_keeps_what_was_typed(chantal, preview):
    data = {"language": "fr", "check": "better-line", "q-better-line": "2"}
    page = chantal.post(f"{preview}/the-log?in=en", data=data, status=200).page
    assert page.root.get("lang") == "fr"
    assert page.h1 == "The log"
    assert page.form(id="module").values["q-better-line"] == ["2"]


def test_the_key_is_shown(chantal, preview):
    page = chantal.get(f"{preview}/the-log?key=yes", status=200).page
    found = list(cards(page))
    assert found
    assert all("Right" in text_of(card) for card in found)
    assert "0 of 5 done" in page.words


def test_the_bank_is_shown_and_tried(chantal, preview, rows):
    page = chantal.get(f"{preview}/assessment", status=200).page
    total = len(cards(page))
    assert f"Question {total} of {total}" in page.main
    told = chantal.submit(page, q__log__date="1", check="log-date", status=200).page
    assert len([card for card in cards(told) if "Try again" in text_of(card)]) == 1
    assert rows(Response) == []


def test_a_broken_module_shows_its_findings_and_the_rest_works(chantal, preview, changed):
    changed({"01-the-log.md": BROKEN})
    page = chantal.get(f"{preview}/the-log", status=200).page
    assert page.h1 == "01-the-log.md"
    for words in ("01-the-log.md Line 5", "See [[Notes]].", "works in Obsidian only", "Write [the words]"):
        assert words in page.main
    course = chantal.get(preview, status=200).page
    assert "To be mended" in course.main
    assert course.links["01-the-log.md"] == f"{preview}/the-log"
    chantal.get(f"{preview}/the-signs", status=200).page.form(id="module")


def test_a_broken_translation_leaves_the_source(chantal, preview, changed):
    changed({"01-the-log.fr.md": BROKEN})
    assert chantal.get(f"{preview}/the-log?in=en", status=200).page.h1 == "The log"
    page = chantal.get(f"{preview}/the-log?in=fr", status=200).page
    assert "01-the-log.fr.md Line 5" in page.main


def test_findings_are_told_in_the_reader_s_language(client, preview, changed):
    changed({"01-the-log.md": BROKEN})
    page = client.as_("chantal", "fr").get(f"{preview}/the-log?in=en", status=200).page
    assert "Ligne 5" in page.main


def test_a_broken_bank(chantal, preview, changed):
    changed({"assessment.md": "# Assessment\n"})
    assert chantal.get(f"{preview}/assessment", status=200).page.h1 == "assessment.md"
    assert "To be mended" in chantal.get(preview, status=200).page.main


@pytest.mark.parametrize("course", [None, "", b"\xff", "---\ncode: T\n---\n"])
@pytest.mark.parametrize("where", ["", "/the-log", "/assessment"])
def test_without_course_md_every_page_says_what_to_mend(chantal, preview, changed, course, where):
    changed({"course.md": course})
    page = chantal.get(f"{preview}{where}", status=200).page
    assert "until its file course.md is mended" in page.main
    assert re.search(r"course\.md (Line 1|Write it|The letters|Open it)", page.main)


def test_advice_stands_beside_what_can_be_shown(chantal, preview, changed):
    changed({"10-not-translated.md": "# Odd\n\n## One\n\nText <b>bold</b>.\n"})
    page = chantal.get(f"{preview}/not-translated", status=200).page
    assert "1 piece of advice" in page.main
    assert "10-not-translated.md Line 5" in page.main
    assert page.form(id="module")


def test_a_course_that_was_never_published(chantal):
    chantal.get("/authoring/no-such/preview", status=404)


@pytest.mark.parametrize("where", ["no-such", "media", "course"])
def test_no_such_module(chantal, preview, where):
    chantal.get(f"{preview}/{where}", status=404)


@pytest.mark.parametrize("where", ["", "/the-log", "/assessment", "/media/media/pump.svg"])
def test_only_trainers_preview(awa, elif_, preview, where):
    awa.get(f"{preview}{where}", status=403)
    elif_.get(f"{preview}{where}", status=200)


def test_its_pictures_are_those_of_the_files(chantal, preview, changed):
    changed({"media/pump.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>'})
    page = chantal.get(f"{preview}/the-parts", status=200).page
    sources = [image.get("src") for image in page.all("img")]
    assert f"{preview}/media/media/pump.svg" in sources
    answer = chantal.get(f"{preview}/media/media/pump.svg", status=200)
    assert answer.mimetype == "image/svg+xml"
    assert b"M0 0h1" in answer.data
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; sandbox"
    )
    chantal.get(
        f"{preview}/media/media/pump.svg", headers={"If-None-Match": answer.headers["ETag"]}, status=304
    )


@pytest.mark.parametrize("picture", ["media/bad.svg", "media/bad.png", "media/none.png", "course.md", "x"])
def test_only_sound_pictures_are_served(chantal, preview, changed, picture):
    changed({"media/bad.svg": SCRIPT, "media/bad.png": b"<script>"})
    chantal.get(f"{preview}/media/{picture}", status=404)


def test_a_module_with_a_broken_picture_is_shown_without_it(chantal, preview, changed):
    changed({"media/pump.svg": SCRIPT})
    assert chantal.get(f"{preview}/the-parts", status=200).page.form(id="module")
    assert "media/pump.svg" in chantal.get(preview, status=200).page.main


def test_links_between_modules_stay_in_the_preview(chantal, preview, changed):
    changed({"10-not-translated.md": "# Odd\n\n## One\n\n[The log](01-the-log.md), [all](course.md).\n"})
    links = chantal.get(f"{preview}/not-translated", status=200).page.links
    assert (links["The log"], links["all"]) == (f"{preview}/the-log", preview)


def test_beside_a_text_it_stands_alone_and_may_be_framed_there(chantal, preview):
    answer = chantal.get(f"{preview}/the-log?bare=yes", status=200)
    assert "Sign out" not in answer.page.words
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert "bare=yes" in answer.page.links["Français"]
    assert "frame-ancestors 'none'" in chantal.get("/authoring").headers["Content-Security-Policy"]


def test_a_finding_leads_to_its_line(chantal, preview, changed):
    changed({"01-the-log.md": BROKEN, "10-not-translated.md": "# Odd\n\n## One\n\nText <b>bold</b>.\n"})
    files = f"/authoring/{COURSE}/files"
    log = f"{files}/01-the-log.md#line-5"
    for where in ("", "/the-log"):
        assert chantal.get(preview + where, status=200).page.links["Line 5 : 01-the-log.md"] == log
    advice = chantal.get(f"{preview}/not-translated", status=200).page
    assert advice.links["Line 5 : 10-not-translated.md"] == f"{files}/10-not-translated.md#line-5"
    beside = chantal.get(f"{preview}/the-log?bare=yes", status=200).page
    assert "1 error" in beside.main
    assert "[[Notes]]" not in beside.main  # it stands above the text already
    assert not [href for href in beside.links.values() if "/files/" in href]


def test_it_leads_to_where_it_is_written(chantal, preview, changed):
    home, files = f"/authoring/{COURSE}", f"/authoring/{COURSE}/files"
    for where, path in (("", "course.md"), ("/the-log", "01-the-log.md"), ("/assessment", "assessment.md")):
        page = chantal.get(preview + where, status=200).page
        assert page.links["Edit this text"] == f"{files}/{path}"
        assert page.above["The test course: a water point"] == home
        assert page.above["Authoring"] == "/authoring"
    french = chantal.get(f"{preview}/the-log?in=fr", status=200).page
    assert french.links["Edit this text"] == f"{files}/01-the-log.fr.md"
    assert french.above["Preview"] == f"{preview}?in=fr"
    untranslated = chantal.get(f"{preview}/not-translated?in=fr", status=200).page
    assert untranslated.links["Edit this text"] == f"{files}/10-not-translated.md"
    changed({"01-the-log.md": BROKEN})
    assert (
        chantal.get(f"{preview}/the-log", status=200).page.links["Edit this text"] == f"{files}/01-the-log.md"
    )


def test_beside_a_text_nothing_leads_to_it(chantal, preview):
    page = chantal.get(f"{preview}/the-log?bare=yes", status=200).page
    assert "Edit this text" not in page.links
    assert list(page.above) == ["The test course: a water point"]
