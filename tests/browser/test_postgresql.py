"""A short journey with the site on PostgreSQL: sign in, one module, one answer of the assessment."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from lms.courses.course import Course
from tests.browser.conftest import Visit
from tests.browser.learners import newcomer
from tests.browser.site import Site
from tests.browser.visitor import right
from tests.stores import PostgreSQLStore


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, served on PostgreSQL."""
    store = PostgreSQLStore()
    site = Site(tmp_path_factory.mktemp("postgresql"), store.url)
    yield site
    site.stop()
    store.close()


def test_journey(visit: Visit, served: Site, cpas: Course):
    first, *others = cpas.modules
    learner = visit(address=served.address)
    learner.sign_in(newcomer(served, done=others))
    learner.follow("Continue")
    learner.is_at(first.text("en").title)
    learner.study(first)
    learner.go("/courses/cpas-101/assessment")
    learner.press("Begin the assessment")
    question = learner.asked(cpas.bank)[0]
    learner.answer(question, right(question))
    expect(learner.card(question).get_by_text(re.compile(r"^saved \d\d:\d\d$"))).to_be_visible()
    learner.page.reload()
    assert learner.chosen(question) == right(question)
