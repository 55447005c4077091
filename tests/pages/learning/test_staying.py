"""Whoever sits an attempt stays signed in while it runs, however long they think."""

import pytest

from tests.cast import COURSE, PASSWORD


@pytest.fixture
def browser(client, ready, settings):
    settings(idle_minutes=10)
    ready("awa")
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    return client


@pytest.fixture
def paper(browser):
    """The address of an attempt that has half an hour."""
    return browser.post(f"/courses/{COURSE}/assessment", status=303).location


def test_they_may_think_for_longer(browser, paper, clock):
    clock.move(minutes=29)
    browser.get(paper, status=200)


def test_until_it_is_submitted(browser, paper, clock):
    browser.post(f"{paper}/submit", data={"act": "submit"}, status=303)
    clock.move(minutes=11)
    browser.get("/account", status=302)


def test_or_its_time_is_over(browser, paper, clock):
    clock.move(minutes=31)
    browser.get(paper, status=302)


def test_never_for_longer_than_the_session(browser, paper, clock, inside):
    from lms.learning.assessment.attempt import Attempt

    with inside() as session:
        session.query(Attempt).one().deadline = None
    clock.move(hours=11)
    browser.get(paper, status=200)
    clock.move(hours=1)
    browser.get(paper, status=302)


def test_the_attempt_of_another_keeps_nobody_signed_in(client, paper, clock):
    other = client.another()
    other.post("/sign-in", data={"name": "bruno", "password": PASSWORD}, status=303)
    clock.move(minutes=11)
    other.get("/account", status=302)
