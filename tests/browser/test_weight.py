"""Each shipped module, with all its pictures, is light enough for a satellite link."""

import pytest
from playwright.sync_api import CDPSession, Page

from lms.courses.course import Course
from tests.browser.conftest import Visit
from tests.browser.learners import newcomer
from tests.browser.site import Site

MOST_KB = 20  # a kilobyte is 1,000 bytes


def bytes_of(page: Page, cdp: CDPSession, address: str) -> int:
    """What a page and its pictures take on the wire, styles and scripts being in the browser already."""
    counted: list[int] = []
    cdp.on("Network.loadingFinished", lambda event: counted.append(int(event["encodedDataLength"])))
    page.goto(address)
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[...document.images].every(picture => picture.complete && picture.naturalWidth)")
    return sum(counted)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_modules_are_light(visit: Visit, site: Site, cpas: Course, language: str):
    name = newcomer(site, language=language)
    heavy = []
    for module in cpas.modules:
        learner = visit(language, 360)
        learner.sign_in(name)
        cdp = learner.context.new_cdp_session(learner.page)
        cdp.send("Network.enable")
        size = bytes_of(learner.page, cdp, f"{site.address}/courses/cpas-101/{module.slug}")
        learner.is_at(module.text(language).title)
        assert size > 1000, f"{module.slug}: nothing was counted"
        if size > MOST_KB * 1000:
            heavy.append(f"{module.slug} in {language}: {size / 1000:.1f} kB")
    assert not heavy, "\n".join(heavy)
