"""While an attempt runs, no page tells its score: that would give the key away, one answer after another."""

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from lms.learning.assessment.attempt import Attempt
from lms.learning.records import Response
from lms.web.access import declared_access
from tests.cast import COURSE, ROLES
from tests.pages.crawl import address, rules

ASSESSMENT = f"/courses/{COURSE}/assessment"

# What the learner chose stands ticked, selected or typed in a form; nothing else may differ.
CHOSEN = re.compile(r' (checked|selected|value="[^"]*")')


@pytest.fixture
def answer(inside):
    """`answer(attempt_id, right=True)`: all answers saved in the attempt are now right; else all wrong."""

    def choices(question, right):
        others = [number for number in range(1, question.size + 1) if number not in question.key]
        return list(question.key) if right else others[:1]

    def act(attempt_id, *, right):
        with inside() as session:
            session.execute(sa.delete(Response).where(Response.attempt_id == attempt_id))
            attempt = session.get(Attempt, attempt_id)
            asked = attempt.questions()
            assert asked
            assert attempt.save({question.id: choices(question, right) for question in asked}, "en", None)

    return act


def said(browser, target):
    """What an address answers, without what the learner chose. It isn't parsed, so that a crawl is quick."""
    answer = FlaskClient.open(browser, target, buffered=True)
    body = CHOSEN.sub("", answer.text) if answer.mimetype == "text/html" else answer.data
    return answer.status_code, answer.location, body


def test_the_assessment_lists_an_attempt_once_it_is_closed(awa, attempt, right):
    awa.post(attempt, data=right(awa.get(attempt).page), status=303)
    words = awa.get(ASSESSMENT, status=200).page.main
    assert "You have begun." in words
    assert "Your attempts" not in words
    assert "100%" not in words
    awa.post(f"{attempt}/submit", status=303)
    words = awa.get(ASSESSMENT, status=200).page.main
    assert "Your attempts" in words
    assert "100%" in words


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("awa", "/"),
        ("awa", "/courses"),
        ("awa", f"/courses/{COURSE}"),
        ("awa", ASSESSMENT),
        ("awa", "{attempt}"),
        ("awa", "{attempt}/submit"),
        ("awa", "{attempt}/result"),
        ("awa", "/account"),
        ("farid", "/people/{awa}"),
        ("dmitri", "/reports"),
        ("dmitri", "/reports/people/{awa}"),
    ],
)
def test_a_page_says_the_same_of_right_and_of_wrong_answers(
    client, cast, attempt, rows, answer, name, target
):
    """Before the first pass, when nothing else tells whether Awa knows the course."""
    browser = client.as_(name)
    target = target.format(attempt=attempt, awa=cast.awa)
    (running,) = rows(Attempt)
    answer(running.id, right=True)
    before = said(browser, target)
    assert before[0] in (200, 302)
    answer(running.id, right=False)
    assert said(browser, target) == before


@pytest.mark.parametrize("name", ["awa", *ROLES])
def test_so_does_every_page_there_is(app, client, world, answer, name):
    """Each as the role that it is for; Awa's own are those that need no role.

    Here an earlier attempt has ended and the course is held.
    """
    role = ROLES.get(name)
    mine = []
    for rule in rules(app, "GET"):
        access = declared_access(app, rule.endpoint)
        if role in access or (role is None and not access & set(ROLES.values())):
            mine.append(address(app, rule, world))
    browser = client.as_(name)
    answer(world["attempt_id"], right=True)
    before = {target: said(browser, target) for target in mine}
    assert [target for target in mine if before[target][0] == 200]
    answer(world["attempt_id"], right=False)
    assert [target for target in mine if said(browser, target) != before[target]] == []
