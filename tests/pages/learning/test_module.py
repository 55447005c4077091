"""The module page: sections read, practice questions answered in place."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from lms.learning.records import Completion, Enrolment, Reading, Response, UnclaimedAnswers
from tests.cast import COURSE
from tests.page import Page, text_of

LOG = f"/courses/{COURSE}/the-log"
LAST = f"/courses/{COURSE}/not-translated"


def tongues(page: Page, words: str) -> set[str | None]:
    """The languages that the page says these words are in, wherever its body has them."""
    languages: set[str | None] = set()

    def walk(element: Element, tongue: str | None) -> None:
        inside = element.get("lang") or tongue
        if words in (element.text or ""):
            languages.add(inside)
        for child in element:
            walk(child, inside)
            if words in (child.tail or ""):
                languages.add(inside)

    walk(page.all("body")[0], page.root.get("lang"))
    return languages


def test_it_shows_the_module(awa, course):
    page = awa.get(LOG, status=200).page
    assert page.h1 == "The log"
    for section in course.module("the-log").sections:
        assert page.by_id(section.id) is not None
    assert "5 sections are left" in page.main


def test_an_answer_is_checked_in_place(awa, rows, cast):
    page = awa.submit(awa.get(LOG).page, q__better__line="2", check="better-line", status=200).page
    assert "Right" in page.main
    (response,) = rows(Response)
    assert (response.person_id, response.course, response.module) == (cast.awa, COURSE, "the-log")
    assert (response.question, response.answer, response.grade) == ("better-line", [2], 100)
    assert (response.edition, response.language, response.component) == (1, "en", "military")
    assert len(rows(Enrolment)) == 1


def test_a_wrong_answer_is_told_why(awa, rows, course):
    page = awa.submit(awa.get(LOG).page, q__better__line="1", check="better-line", status=200).page
    assert "Not this one" in page.main
    assert "Try again" in page.links
    assert rows(Response)[0].grade == 0


def test_several_choices_earn_a_part(awa, rows):
    page = awa.submit(awa.get(LOG).page, q__read__back=["1"], check="read-back", status=200).page
    assert "Partly right: 50%" in page.main
    assert rows(Response)[0].grade == 50


def test_trying_again_opens_the_question(awa, rows):
    awa.submit(awa.get(LOG).page, q__better__line="1", check="better-line", status=200)
    page = awa.get(f"{LOG}?again=better-line", status=200).page
    awa.submit(page, q__better__line="2", check="better-line", status=200)
    assert [row.grade for row in sorted(rows(Response), key=lambda row: row.grade)] == [0, 100]


def test_the_same_page_sent_twice_is_one_answer(awa, rows):
    page = awa.get(LOG).page
    for _ in range(2):
        awa.submit(page, q__better__line="2", check="better-line", status=200)
    assert len(rows(Response)) == 1


def test_the_same_key_with_another_answer_is_another(awa, rows):
    page = awa.get(LOG).page
    awa.submit(page, q__better__line="2", check="better-line", status=200)
    awa.submit(page, q__better__line="1", check="better-line", status=200)
    assert len(rows(Response)) == 2


def test_somebody_else_s_key_is_not_taken(awa, client, rows):
    page = awa.get(LOG).page
    awa.submit(page, q__better__line="2", check="better-line", status=200)
    data = {**page.form().values, "q-better-line": "2", "check": "better-line"}
    del data["owner"]
    client.as_("farid").post(LOG, data=data, status=200)
    assert len({row.person_id for row in rows(Response)}) == 2


@pytest.mark.parametrize("key", ["", "nonsense", "5b0f3a0e-6a0c-4d0e-9a53-0d7f3f7c1a12"])
def test_an_odd_key_is_no_obstacle(awa, rows, key):
    awa.post(LOG, data={"check": "better-line", "q-better-line": "2", "key-better-line": key}, status=200)
    assert len(rows(Response)) == 1


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"check": "no-such", "q-no-such": "1"},
        {"check": "hiss", "q-hiss": "1"},  # asked in another module
        {"check": "log-date", "q-log-date": "1"},  # asked in the assessment
        {"check": "better-line", "q-better-line": "9"},
        {"check": "better-line", "q-better-line": "x"},
        {"check": "better-line", "q-better-line": ["1", "2"]},
        {"check": "read-back", "q-read-back": ["1", "1"]},
        {"read": "s99"},
        {"read": ["s1", "s3"]},
        {"check": ["better-line", "read-back"], "q-better-line": "2"},
        {"check": "better-line", "q-better-line": "2", "read": "s1"},
        {"check": "better-line", "q-better-line": "2", "key-better-line": ["0", "1"]},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(awa, rows, data):
    assert awa.post(LOG, data=data, status=400).page.h1
    assert rows(Response) == []
    assert rows(Reading) == []
    assert rows(Enrolment) == []


def test_an_empty_answer_is_told_and_not_kept(awa, rows):
    page = awa.submit(awa.get(LOG).page, check="better-line", status=422).page
    assert "Answer first" in page.main
    assert rows(Response) == []
    assert rows(Enrolment) == []


def test_a_section_is_marked_as_read_once(awa, rows):
    page = awa.get(LOG).page
    for _ in range(2):
        answer = awa.submit(page, read="s1", status=200)
    assert "4 sections are left" in answer.page.main
    (reading,) = rows(Reading)
    assert (reading.module, reading.section, reading.edition) == ("the-log", "s1", 1)


def test_the_list_beside_the_text_says_what_is_done_and_where_one_goes_on(awa):
    page = awa.submit(awa.get(LOG).page, read="s1", status=200).page
    assert "1 of 5 done" in page.words
    side = next(nav for nav in page.all("nav") if nav.get("class") == "side-list")
    sections = {link.get("href"): link for link in side.iter("a")}
    assert "(done)" in text_of(sections["#s1"])
    assert sections["#s2"].get("aria-current") == "true"


def test_reading_does_not_lose_what_is_chosen(awa):
    page = awa.submit(awa.get(LOG).page, read="s1", q__better__line="3", status=200).page
    assert page.form().values["q-better-line"] == ["3"]


def test_the_last_thing_done_completes_the_module(awa, course, rows, right):
    page = awa.get(LAST).page
    answers = right(page)
    awa.submit(page, read="s1", status=200)
    awa.post(LAST, data={**answers, "check": "handover-first"}, status=200)
    assert rows(Completion) == []
    page = awa.post(LAST, data={**answers, "check": "handover-second"}, status=200).page
    assert "Module completed" in page.main
    (completion,) = rows(Completion)
    assert (completion.module, completion.how, completion.score) == ("not-translated", "online", None)
    awa.post(LAST, data={**answers, "check": "handover-second"}, status=200)
    assert len(rows(Completion)) == 1


def test_a_change_of_language_keeps_what_is_chosen(awa, rows):
    page = awa.submit(awa.get(LOG).page, q__better__line="3", language="fr", status=200).page
    assert page.root.get("lang") == "fr"
    assert page.form().values["q-better-line"] == ["3"]
    page = awa.submit(page, language="en", status=200).page
    assert page.root.get("lang") == "en"
    assert page.form().values["q-better-line"] == ["3"]
    assert rows(Response) == []


def test_answers_stay_when_the_language_changes(awa, client, rows):
    awa.submit(awa.get(LOG).page, q__better__line="2", check="better-line", status=200)
    french = client.as_("awa", "fr").get(LOG, status=200).page
    assert "checked" in str(
        [field.attrib for field in french.all("input") if field.get("name") == "q-better-line"]
    )
    assert rows(Response)[0].language == "en"


def test_a_module_without_translation_is_shown_in_the_source_s_language(client):
    page = client.as_("awa", "fr").get(LAST, status=200).page
    assert page.root.get("lang") == "fr"
    assert any(part.get("lang") == "en" for part in page.all("div", "section"))
    assert "Ce module n’est pas encore traduit : il s’affiche en anglais." in page.main


def test_a_title_without_translation_says_its_language_wherever_it_stands(client):
    awa = client.as_("awa", "fr")
    page = awa.get(LAST, status=200).page
    assert tongues(page, "A section without a question") == {"en"}
    assert tongues(page, "J’ai lu cette section") == {"fr"}
    awa.submit(page, read="s1", status=200)
    for target in (LAST, f"/courses/{COURSE}", f"{LAST}/remark"):
        assert tongues(awa.get(target, status=200).page, "Not translated yet") == {"en"}
    assert awa.get(LAST).page.h1 == "Not translated yet"


def test_the_browser_may_keep_it_and_asks_whether_it_changed(awa):
    first = awa.get(LOG, status=200)
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = awa.get(LOG, headers={"If-None-Match": first.headers["ETag"]}, status=304)
    assert not again.data
    awa.submit(first.page, read="s1", status=200)
    awa.get(LOG, headers={"If-None-Match": first.headers["ETag"]}, status=200)


def test_over_plain_http_the_browser_keeps_nothing(awa, app, monkeypatch):
    """Signing out could not make it forget."""
    plain = replace(app.config["SETTINGS"], site_url="http://learning.example")
    monkeypatch.setitem(app.config, "SETTINGS", plain)
    kept = awa.get(LOG, status=200)
    assert kept.headers["Cache-Control"] == "no-store"
    assert "ETag" not in kept.headers


def test_nobody_else_s_lesson_comes_from_the_cache(awa, bruno):
    first = awa.get(LOG, status=200)
    bruno.get(LOG, headers={"If-None-Match": first.headers["ETag"]}, status=200)


def test_an_unknown_module_or_method(awa):
    awa.get(f"/courses/{COURSE}/no-such", status=404)
    awa.post(f"/courses/{COURSE}/no-such", status=404)
    awa.put(LOG, status=405)


def test_pictures_of_the_module_are_there(awa):
    page = awa.get(f"/courses/{COURSE}/the-parts", status=200).page
    pictures = [image.get("src") for image in page.all("img")]
    assert pictures
    for source in pictures:
        awa.get(source, status=200)


def test_the_words_of_alerts_are_the_interface_s(client):
    target = f"/courses/{COURSE}/the-parts"
    assert re.search(r"\bNote\b", client.as_("awa").get(target).page.main)
    assert "data-title" not in client.as_("awa", "fr").get(target).page.html


def test_a_post_from_elsewhere_is_refused(awa, rows):
    data = {"check": "better-line", "q-better-line": "2"}
    awa.post(LOG, data=data, site="cross-site", status=403)
    assert rows(Response) == []
    assert rows(UnclaimedAnswers) == []
