"""Acts: what changes more than one's own learning leaves a row that names who did it, and none is lost."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from lms.acts.acts import Act, ActSaid
from lms.web.access import PUBLIC, declared_access
from tests import cast
from tests.client import Client
from tests.pages.crawl import rules
from tests.pages.forms.ready import Found, ReadyForm, find_forms
from tests.pages.forms.sent import Pairs
from tests.pages.forms.unchanging import Unchanging, note_names, work_at_once

# What changes nothing but one's own learning, or only looks.
OWN = {
    "assessment.save",
    "assessment.start",
    "assessment.submit",
    "certificates.act",
    "changes.seen",
    "held.discard",
    "held.send",
    "learning.begin",
    "module.act",
    "preview.assessment",
    "preview.module",
    "remarks.seen",
    "remarks.write",
}
# Rows of their own say who signed in and out; nothing else is changed.
SESSIONS = {"sign_in.sign_out", "second_factor.show"}
ONLY_LOOKING = {
    *("acts.index", "gift.show", "merging.choose", "people.index", "register.find_by_name"),
    "translation.show",
}
# The forms that the world shows are never taken as they are filled: tests of their own look for their acts.
ELSEWHERE = {"second_factor.confirm": "tests/pages/account/test_second_factor.py"}


@pytest.fixture
def forms(
    app: Flask, client: Client, world, monkeypatch
) -> Iterator[Callable[[str], tuple[Unchanging, Found]]]:
    """`forms("elif")`: a browser of hers in which nothing lasts, and the forms that she finds."""
    note_names(app, monkeypatch)
    work_at_once(monkeypatch)
    opened = []

    def find(name: str) -> tuple[Unchanging, Found]:
        browser = Unchanging(app, client.as_(name))
        opened.append(browser)
        return browser, find_forms(client.as_(name), browser, world)

    yield find
    for browser in opened:
        browser.close()


def with_other_words(ready: ReadyForm) -> Pairs:
    """The form with another text in its first field of text: what was filled in may be what is there."""
    texts = [field.name for field in ready.form.fields if field.kind in ("text", "textarea")]
    first = texts[:1]
    return [(name, f"{value} anew" if name in first else value) for name, value in ready.pairs]


def test_each_form_that_changes_something_leaves_an_act(app: Flask, forms):
    left, wrong = set(), []
    for name in cast.NAMES:
        browser, found = forms(name)
        for ready in found.posted:
            endpoint = ready.form.endpoint
            access = declared_access(app, endpoint)
            if not ready.taken or endpoint in OWN | SESSIONS or access == PUBLIC:
                continue
            for pairs in (ready.pairs, with_other_words(ready)):
                browser.post(ready.form.action, pairs)
                if any("INSERT INTO act " in one for one in browser.wrote):
                    left.add(endpoint)
                elif browser.wrote:
                    wrong.append(f"{endpoint} as {name}: {browser.wrote[0]}")
                if any(one.startswith(("UPDATE act", "DELETE FROM act")) for one in browser.wrote):
                    wrong.append(f"{endpoint} as {name} changes an act")
    assert not wrong, "\n".join(wrong)
    posts = {rule.endpoint for rule in rules(app, "POST") if declared_access(app, rule.endpoint) != PUBLIC}
    silent = posts - left - OWN - SESSIONS - ELSEWHERE.keys() - ONLY_LOOKING
    assert not silent, f"no act was seen of {sorted(silent)}"


def test_each_act_names_who_did_it(farid, cast, rows):
    before = {row.number for row in rows(Act)}
    page = farid.get(f"/people/{cast.awa}/edit").page
    farid.submit(page, id="person", name="Awa Diallo-Sy", status=303)
    (act,) = [row for row in rows(Act) if row.number not in before]
    (said,) = rows(ActSaid, ActSaid.number == act.number)
    assert act.kind == "person changed"
    assert (said.doer, said.concerns) == (cast.farid, cast.awa)
    assert '"before":{"name":"Awa Diallo"}' in said.text
    assert '"after":{"name":"Awa Diallo-Sy"}' in said.text
