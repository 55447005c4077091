"""Questions from Moodle into the draft: what was carried over, and by line what was not and why."""

import io
import re
import threading
from contextlib import suppress

import pytest

from lms.authoring.incoming.gift import pages
from lms.courses.compiling import compile_course
from lms.courses.source import Source, read_folder
from tests.cast import COURSE
from tests.conftest import FOLDER

HERE = f"/authoring/{COURSE}/import"
FILES = read_folder(FOLDER / "course").files
NEW = "11-old-quiz.md"
QUIZ = """::Purpose:: What is CPAS for? {=To plan ~To pay}

Tell <b>why</b>. {}

CPAS is an <b>audit</b>.{F}
"""


def file(content, name="old_quiz.gift"):
    return {"file": (io.BytesIO(content if isinstance(content, bytes) else content.encode()), name)}


def findings(page):
    """The line and the message of each finding, with the line as it is shown."""
    found = [one for one in page.all("li") if "finding" in (one.get("class") or "").split()]
    told = []
    for one in found:
        message = "".join(one.find("h3").find("span[last()]").itertext())
        place = next(part for part in one.iter("p") if part.get("class") == "finding-line")
        told.append((place[0].text, message, "".join(place.find("code").itertext())))
    return told


def test_the_course_leads_here(chantal):
    links = chantal.get(f"/authoring/{COURSE}", status=200).page.links
    assert links["Questions from Moodle"] == HERE
    assert chantal.get(HERE, status=200).page.form(id="gift").values["text"] == [""]


def test_a_pasted_text(chantal, draft, client):
    page = chantal.get(HERE, status=200).page
    page = chantal.submit(page, id="gift", text=QUIZ, title="Old quiz", status=200).page
    assert "2 questions were carried over into the draft." in page.main
    assert page.links["Edit the new module"] == f"/authoring/{COURSE}/files/{NEW}"
    assert draft().keys() - FILES.keys() == {NEW}
    compiled = compile_course(Source(COURSE, draft()))
    assert [one.kind for one in compiled.course.module("old-quiz").questions] == ["single", "single"]
    assert chantal.get(page.links["Edit the new module"], status=200).page.h1 == "Old quiz"
    client.as_("awa").get(f"/courses/{COURSE}/old-quiz", status=404)


def test_what_could_not_be_carried_over_is_told_by_line(chantal):
    page = chantal.post(HERE, data={"text": QUIZ, "title": "Old quiz"}, status=200).page
    essay, *html = findings(page)
    assert essay == ("Line 3", "A question with a free answer cannot be carried over.", "Tell <b>why</b>. {}")
    assert [one[0] for one in html] == ["Line 5"]
    assert "import only that: all else would come a second time." in page.main


def test_nothing_is_to_be_imported_again_where_all_was_carried_over(chantal):
    page = chantal.post(HERE, data={"text": "Is it <b>so</b>? {T}", "title": "Old quiz"}, status=200).page
    assert len(findings(page)) == 1
    assert "import only that" not in page.main


def test_a_file_gives_its_name_unless_there_is_a_title(chantal, draft):
    chantal.post(HERE, data=file("\ufeff" + QUIZ), status=200)
    chantal.post(HERE, data={**file(QUIZ), "title": "Another"}, status=200)
    assert draft().keys() - FILES.keys() == {NEW, "12-another.md"}
    assert draft()[NEW].startswith(b"# Old quiz\n\n## Old quiz\n\n::: question purpose\n")
    assert b"::: question purpose-2\n" in draft()["12-another.md"]


@pytest.mark.parametrize("letter", ["语", "🙂"])
def test_a_long_text_is_taken_in_any_letters(chantal, draft, letter):
    """Sent as a form, a letter may take twelve bytes."""
    text = f"{letter * 249_000} {{T}}"
    page = chantal.post(HERE, data={"text": text, "title": "Old quiz"}, status=200).page
    assert "1 question was carried over" in page.main
    assert draft().keys() - FILES.keys() == {NEW}


def test_nothing_carried_over_saves_nothing_and_keeps_the_text(chantal, draft):
    page = chantal.post(HERE, data={"text": "One\n\nTell why. {}", "title": "Old quiz"}, status=422).page
    assert "No question in this could be carried over. Nothing was saved." in page.main
    assert [one[0] for one in findings(page)] == ["Line 1", "Line 3"]
    assert [link.get("href") for link in page.all("a") if link.get("data-line")] == ["#text", "#text"]
    values = page.form(id="gift").values
    assert (values["text"][0].strip(), values["title"]) == ("One\n\nTell why. {}", ["Old quiz"])
    assert draft() is None


def test_only_the_first_of_many_are_listed(chantal):
    page = chantal.post(HERE, data={"text": "Tell why. {}\n\n" * 130, "title": "A"}, status=422).page
    assert len(findings(page)) == 100
    assert "and 30 more" in page.main


@pytest.mark.parametrize(
    ("sent", "english", "french"),
    [
        ({}, "Choose a file, or paste its text.", "Choisissez un fichier ou collez son texte."),
        ({"text": " \n"}, "Choose a file, or paste its text.", "Choisissez un fichier ou collez son texte."),
        (("", {}), "There is nothing in this file.", "Ce fichier est vide."),
        ((b"\xff\xfea\0", {}), "The letters of this file cannot be read.", "Les lettres de ce fichier"),
        ((QUIZ, {"text": QUIZ}), "not both.", "pas les deux."),
        (("x" * 250_001, {}), "This is too long for one module.", "C’est trop long pour un seul module."),
        (("x {T}\n\n" * 30_000, {}), "This is too long for one module.", "C’est trop long"),
        (("// Nothing", {}), "No question in this could be", "Aucune question n’a pu être reprise"),
        ({"text": QUIZ}, "Write the title.", "Écrivez le titre."),
        ({"text": QUIZ, "title": "The log"}, "There is a module the-log already.", "the-log"),
        (
            {"text": QUIZ, "title": "Assessment"},
            "has a page or a file of that name",
            "une page ou un fichier de ce nom",
        ),
        ({"text": QUIZ, "title": "x" * 151}, "Use at most 150 characters.", "150"),
    ],
)
def test_what_cannot_be_taken_is_told(client, draft, sent, english, french):
    for language, words in (("en", english), ("fr", french)):
        data = {**file(sent[0]), **sent[1]} if isinstance(sent, tuple) else sent
        page = client.as_("chantal", language).post(HERE, data=data, status=422).page
        assert words in page.main
    assert draft() is None


@pytest.mark.parametrize("field", ["text", "title"])
def test_a_file_where_a_text_belongs_is_none(chantal, draft, field):
    data = {"text": QUIZ, "title": "A title", field: (io.BytesIO(QUIZ.encode()), "a.gift")}
    chantal.post(HERE, data=data, status=422)
    assert draft() is None


def test_the_same_twice_is_one_module(chantal, elif_, draft):
    chantal.post(HERE, data=file(QUIZ), status=200)
    page = elif_.post(HERE, data=file(QUIZ), status=422).page
    assert "There is a module old-quiz already." in page.main
    assert draft().keys() - FILES.keys() == {NEW}


def test_two_at_once_give_no_question_the_same_id(client, draft, monkeypatch):
    """Both have read the course before either saves its module."""
    both, read = threading.Barrier(2), pages.from_gift

    def beside_another(*words):
        imported = read(*words)
        with suppress(threading.BrokenBarrierError):
            both.wait(timeout=2)
        return imported

    monkeypatch.setattr(pages, "from_gift", beside_another)
    people = [client.as_(name) for name in ("chantal", "elif")]

    def post(who, title):
        who.post(HERE, data={"text": QUIZ, "title": title}, status=200)

    threads = [threading.Thread(target=post, args=it) for it in zip(people, ("A", "B"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    new = [content for path, content in draft().items() if path not in FILES]
    ids = [id for content in new for id in re.findall(rb"^::: question (\S+)", content, re.MULTILINE)]
    assert len(new) == 2
    assert len(set(ids)) == len(ids) == 4


def test_wrong_role_missing_or_method(client, chantal, draft):
    data = {"text": QUIZ, "title": "Old quiz"}
    for name in ("awa", "dmitri", "farid"):
        client.as_(name).get(HERE, status=403)
        client.as_(name).post(HERE, data=data, status=403)
    client.another().post(HERE, data=data, status=401)
    chantal.get("/authoring/no-such/import", status=404)
    chantal.post("/authoring/no-such/import", data=data, status=404)
    chantal.delete(HERE, status=405)
    assert draft() is None
