"""A role that ends while its holder waits for their turn to write opens nothing any more."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import has_request_context

from lms.database import ON_BEGIN_WRITE, db
from lms.people.roles.grants import Grant
from tests.cast import ROLES
from tests.pages.crawl import address, rules

HOLDERS = {role: name for name, role in ROLES.items()}
# Change nothing, or only when they have been sent something that is right.
NOT_WITHOUT_VALUES = {
    "acts.index",
    "authoring.new",
    "draft_file.edit",
    "gift.show",
    "merging.choose",
    "people.index",
    "preview.assessment",
    "preview.module",
    "publish.act",
    "register.find_by_name",
    "register.replace_one",
    "register.revoke_one",
    "signatories.add",
    "signatories.edit",
    "slips.index",
    "translation.show",
    "upload.show",
}


def routes(app):
    """Each POST route that asks for a role, with somebody who has that role."""
    for rule in rules(app, "POST"):
        roles = sorted(app.view_functions[rule.endpoint].access & set(HOLDERS))
        if roles:
            yield rule, HOLDERS[roles[0]]


@pytest.fixture
def waited(app, monkeypatch, clock):
    """Has all roles end just before somebody's turn to write comes; returns who asked in theirs."""
    asked = []
    beyond = clock.today + timedelta(days=400)
    check = app.extensions[ON_BEGIN_WRITE]

    def check_late():
        if not has_request_context():
            return  # the test signs somebody in
        asked.append(True)
        # Rolled back with the request, as long as that is refused.
        db.session.execute(sa.update(Grant).values(first_day=beyond, last_day=None))
        check()

    monkeypatch.setitem(app.extensions, ON_BEGIN_WRITE, check_late)
    return asked


def test_every_change_that_asks_for_a_role_asks_again_in_its_turn(app, client, world, waited):
    wrong = []
    without_a_turn = set()
    for rule, name in routes(app):
        browser = client.as_(name)
        waited.clear()
        answer = browser.post(address(app, rule, world))
        if not waited:
            without_a_turn.add(rule.endpoint)
        elif answer.status_code != 403:
            wrong.append(f"{rule.endpoint} ({rule}) as {name}: {answer.status}")
    assert not wrong, "\n".join(wrong)
    assert without_a_turn == NOT_WITHOUT_VALUES
