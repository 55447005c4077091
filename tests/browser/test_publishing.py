"""From a folder on a trainer's disk to the next edition, while somebody sits the assessment."""

import shutil
from pathlib import Path

from playwright.sync_api import expect

from lms.courses.course import Course
from tests.browser.conftest import Visit
from tests.browser.learners import newcomer
from tests.browser.site import COURSES, Site
from tests.browser.test_authoring import text
from tests.browser.test_failure import SAVED, begin, right

MODULE = "01-why-measure-impact.md"
SENTENCE = "This sentence came with the second edition."
MISTAKES = f"\n\n{SENTENCE}\n\nSee [[the cycle]].\n\n![Map](media/none.svg)\n\n#### Too deep\n\nText.\n"


def test_a_folder_is_uploaded_mended_previewed_and_published_beside_a_running_attempt(
    visit: Visit, site: Site, cpas: Course, tmp_path: Path
):
    learner = visit()
    learner.sign_in(newcomer(site, done=cpas.modules))
    begin(learner)
    asked = learner.asked(cpas.bank)
    learner.answer(asked[0], right(asked[0]))
    expect(learner.card(asked[0]).get_by_text(SAVED)).to_be_visible()

    folder = tmp_path / "cpas-101"
    shutil.copytree(COURSES["cpas-101"], folder)
    written = (folder / MODULE).read_text()
    first, rest = written.split("\n## ", 1)
    (folder / MODULE).write_text(f"{first}{MISTAKES}\n## {rest}")

    trainer = visit()
    trainer.sign_in("trainer")
    trainer.reads("en")
    trainer.go("/authoring/upload?course=cpas-101")
    trainer.page.get_by_label("A course’s folder").set_input_files(folder)
    trainer.press("Upload to the draft")
    trainer.is_at("What came of the upload")
    trainer.follow("Look at the course and its findings")
    trainer.follow("Publish")
    trainer.sees("It cannot be published as it stands.")
    trainer.go(f"/authoring/cpas-101/files/{MODULE}")
    expect(trainer.page.locator(".finding-error")).to_have_count(3)
    text(trainer).fill(f"{first}\n\n{SENTENCE}\n\n## {rest}")
    trainer.press("Save and check")
    trainer.sees("Nothing to mend in this file.")

    for language, title in (("en", "Why measure impact"), ("fr", "Pourquoi mesurer l’impact")):
        trainer.go(f"/authoring/cpas-101/preview/why-measure-impact?in={language}")
        trainer.is_at(title)
    trainer.go("/authoring/cpas-101/preview/why-measure-impact?in=en")
    trainer.sees(SENTENCE)

    trainer.go("/authoring/cpas-101")
    trainer.follow("Publish")
    trainer.sees("all keep everything")
    trainer.page.get_by_text("1 change", exact=True).click()
    trainer.sees(SENTENCE)
    trainer.press("Publish as edition 2")
    trainer.sees("Edition 2 is in force.")

    learner.page.reload()
    assert learner.asked(cpas.bank) == asked
    assert learner.chosen(asked[0]) == right(asked[0])
    learner.answer(asked[1], right(asked[1]))
    expect(learner.card(asked[1]).get_by_text(SAVED)).to_be_visible()
    learner.press("Review and submit")
    learner.press("Submit")
    learner.is_at("Your result")
    learner.sees("2 of 20")
    learner.go("/courses/cpas-101/why-measure-impact")
    learner.sees(SENTENCE)
