"""How to write: the format on one page, with an example that is what it says."""

from lms.courses.compiling import compile_course
from lms.courses.questions import KINDS
from lms.courses.source import Source, read_folder
from tests.cast import COURSE
from tests.conftest import FOLDER

HERE = "/authoring/how-to-write"


def test_the_example_is_a_sound_module_of_every_kind(client):
    source = read_folder(FOLDER / "course").files
    for language in ("en", "fr"):
        page = client.as_("chantal", language).get(HERE, status=200).page
        (example,) = page.all("pre")
        text = example.text.replace("[first-aim]", "[keep-the-log]").replace("=first-aim", "=keep-the-log")
        found = compile_course(Source(COURSE, {**source, "20-example.md": text.encode()}))
        assert not [one for one in found.problems if one.place.path == "20-example.md"]
        (module,) = [one for one in found.course.modules if one.number == 20]
        assert {question.kind for question in module.questions} == set(KINDS)


def test_trainers_are_led_there(client, chantal):
    for where in ("/authoring", f"/authoring/{COURSE}/files/01-the-log.md", "/help"):
        assert HERE in chantal.get(where, status=200).page.links.values()
    assert HERE not in client.as_("awa").get("/help", status=200).page.links.values()


def test_no_course_takes_its_address(chantal):
    chantal.post("/authoring/new", data={"title": "First day", "slug": "how-to-write"}, status=422)
    assert "is an address" not in chantal.get(HERE, status=200).page.main


def test_wrong_role(client):
    client.as_("awa").get(HERE, status=403)
