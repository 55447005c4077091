"""The first page of the trainers' manual, followed to the letter."""

import re

from tests.conftest import FOLDER

MANUAL = (FOLDER.parent / "docs" / "trainers.md").read_text("utf-8")


def the_module() -> str:
    """The module that the manual has one write."""
    section = MANUAL.split("## A published module in 15 minutes")[1]
    found = re.search(r"^```markdown\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def test_from_nothing_to_a_published_module(chantal, awa):
    begun = chantal.post("/authoring/new", data={"title": "First week", "slug": "first-week"}, status=303)
    course = chantal.get(begun.location, status=200).page
    address = course.links["First steps"]
    form = chantal.get(address, status=200).page.form(id="text-form")
    chantal.post(address, data=form.fill(text=the_module()), status=303)
    assert "Nothing to mend in this file." in chantal.get(address, status=200).page.main
    preview = chantal.get("/authoring/first-week/preview/first-steps", status=200).page
    assert "Write down their extension today." in preview.main
    offered = chantal.get("/authoring/first-week/publish", status=200).page
    assert "Publish as edition 1" in offered.main
    chantal.post(
        "/authoring/first-week/publish", data=offered.form(id="publish").fill(act="publish"), status=303
    )
    assert "Who prints your sign-in slip?" in awa.get("/courses/first-week/first-steps", status=200).page.main
