"""The first page of the trainers' manual, followed to the letter."""

import re

from tests.conftest import FOLDER

MANUAL = (FOLDER.parent / "docs" / "trainers.md").read_text("utf-8")


def the_texts() -> list[str]:
    """The module, the settings and the assessment that the manual has one write."""
    section = MANUAL.split("## A published module in 15 minutes")[1].split("\n## In the browser")[0]
    found = re.findall(r"^```(?:markdown)?\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    assert len(found) == 3
    return found


def test_from_nothing_to_a_published_module(chantal, awa):
    begun = chantal.post("/authoring/new", data={"title": "First week", "slug": "first-week"}, status=303)
    course = chantal.get(begun.location, status=200).page
    address = course.links["First steps"]
    files = "/authoring/first-week/files"
    addresses = [address, f"{files}/course.md", f"{files}/assessment.md"]
    early = chantal.get("/authoring/first-week/publish", status=200).page
    assert "These files still hold text of the example: 01-first-steps.md, assessment.md, course.md." in (
        early.main
    )
    for where, text in zip(addresses, the_texts(), strict=True):
        form = chantal.get(where, status=200).page.form(id="text-form")
        chantal.post(where, data=form.fill(text=text), status=303)
    for where in addresses:
        assert "Nothing to mend in this file." in chantal.get(where, status=200).page.main
    preview = chantal.get("/authoring/first-week/preview/first-steps", status=200).page
    assert "Write down their extension today." in preview.main
    offered = chantal.get("/authoring/first-week/publish", status=200).page
    assert "Publish as edition 1" in offered.main
    assert "text of the example" not in offered.main
    chantal.post(
        "/authoring/first-week/publish", data=offered.form(id="publish").fill(act="publish"), status=303
    )
    assert "Who prints your sign-in slip?" in awa.get("/courses/first-week/first-steps", status=200).page.main
