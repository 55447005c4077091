"""Somebody else's id in every address: whoever does not reach what it stands for is refused.

Who reaches what is said in REACH, by name; they are tried too, so that a refusal says something.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import pytest
from flask import Flask
from werkzeug.routing import Rule, UUIDConverter
from werkzeug.test import TestResponse

from lms.web.access import PUBLIC, SIGNED_IN, declared_access
from tests import cast
from tests.client import Client
from tests.page import Page
from tests.pages.crawl import address, rules
from tests.pages.forms.filled import filled
from tests.pages.forms.found import forms_on
from tests.pages.forms.sent import Pairs, url_encoded
from tests.pages.forms.unchanging import Unchanging

PERSONS = tuple(cast.NAMES)
EVERYBODY = (None, *PERSONS)
# Roles that reach whatever there is of their kind, so that none of them is ever refused it.
OF_ALL = frozenset({"administrator", "trainer"})
NOBODY: tuple[str, ...] = ()
TRAINERS = ("chantal", "elif")
KEEPERS = ("farid", "elif")  # of the records of U5

# Besides what is an id by its kind: what opens something to whoever has it.
IDS = ("code", "number", "sha256")
# What names something that is everybody's; whose it is besides, a draft, is tried below.
NO_IDS = ("slug", "module", "path", "picture", "name")


class Reach(NamedTuple):
    """Who reaches what some parts of an address stand for, by its name in the world, at these endpoints."""

    parts: str
    who: Mapping[str, tuple[str | None, ...]]
    endpoints: tuple[str, ...]


# A record: seen by whoever looks after its owner, and kept by them unless it is their own or above theirs.
SEEN = {
    "awa": KEEPERS,
    "noor": KEEPERS,
    "farid": KEEPERS,
    "bruno": ("elif",),
    "dmitri": ("elif",),
    "elif": ("elif",),
}
KEPT = {**SEEN, "farid": ("elif",), "elif": NOBODY}
BY_OFFICE = {"awa": ("elif",), "bruno": ("elif",), "farid": ("elif",), "elif": NOBODY}

REACH = (
    # What is mine, and nobody else's.
    Reach(
        "attempt_id",
        {"attempt_id": ("awa",), "farid_running": ("farid",)},
        ("assessment.paper", "assessment.save", "assessment.review", "assessment.submit"),
    ),
    Reach("attempt_id", {"ended": ("awa",), "farid_ended": ("farid",)}, ("assessment.outcome",)),
    Reach(
        "completion_id",
        {"completion_id": ("awa",), "dmitri_completion": ("dmitri",), "farid_completion": ("farid",)},
        ("certificates.mine", "certificates.act"),
    ),
    Reach("held_id", {"held_lesson": ("awa",), "farid_held": ("farid",)}, ("held.send", "held.discard")),
    Reach("remark_id", {"remark_id": ("awa",), "farid_remark": ("farid",)}, ("remarks.seen",)),
    Reach(
        "certificate_id",
        {"certificate_id": ("awa",), "farid_certificate": ("farid",)},
        ("certificates.file",),
    ),
    # What trainers answer.
    Reach(
        "remark_id",
        {"remark_id": TRAINERS, "farid_remark": TRAINERS},
        ("triage.show", "triage.remove", "triage.reopen"),
    ),
    # Records of people, and what stands in them.
    Reach("person_id", SEEN, ("person.show",)),
    Reach(
        "person_id",
        KEPT,
        (
            *("people.edit", "identifiers.add", "postings.add", "grants.add"),
            *("merging.choose", "invitations.code"),
        ),
    ),
    Reach("person_id", {"noor": KEEPERS, "rami": ("elif",)}, ("invitations.mail",)),
    Reach("person_id", BY_OFFICE, ("closing.close", "sessions.end_all")),
    Reach("person_id", {"karim": ("elif",)}, ("closing.reopen",)),
    Reach("person_id", {"awa": ("elif",), "bruno": ("elif",), "elif": NOBODY}, ("forgetting.show",)),
    Reach("person_id", {"shut": ("elif",)}, ("shut_answers.open_answers", "second_factor.remove_for")),
    Reach(
        "person_id other_id",
        {
            "awa other_id": KEEPERS,
            "bruno other_id": ("elif",),
            "other_id bruno": ("elif",),
            "farid other_id": ("elif",),
            "other_id farid": ("elif",),
            "elif other_id": NOBODY,
            "other_id elif": NOBODY,
        },
        ("merging.compare",),
    ),
    Reach("merge_id", {"merge_id": KEEPERS, "bruno_merge": ("elif",)}, ("merging.take_back",)),
    Reach(
        "identifier_id",
        {
            "identifier_id": KEEPERS,
            "bruno_identifier": ("elif",),
            "farid_identifier": ("elif",),
            "elif_identifier": NOBODY,
        },
        ("identifiers.edit", "identifiers.remove"),
    ),
    Reach(
        "posting_id",
        {
            "posting_id": KEEPERS,
            "awa_past_posting": ("elif",),
            "bruno_posting": ("elif",),
            "farid_posting": ("elif",),
            "elif_posting": NOBODY,
        },
        ("postings.edit", "postings.close", "postings.onward"),
    ),
    Reach(
        "grant_id",
        {
            "stand_in": KEEPERS,
            "by_office": ("elif",),
            "chantal_grant": ("elif",),
            "farid_grant": ("elif",),
            "elif_grant": NOBODY,
        },
        ("grants.finish",),
    ),
    Reach(
        "person_id",
        {"awa": ("dmitri", "elif"), "farid": ("dmitri", "elif"), "bruno": ("elif",), "dmitri": ("elif",)},
        ("reporting.person",),
    ),
    # What administrators alone keep.
    Reach("letter_id", {"letter_id": ("elif",)}, ("outbox.show", "outbox.passed")),
    Reach(
        "number",
        {"number": ("elif",), "farid_number": ("elif",)},
        ("register.show", "register.download", "register.revoke_one", "register.replace_one"),
    ),
    Reach("signatory_id", {"signatory_id": ("elif",)}, ("signatories.edit",)),
    Reach("requirement_id", {"requirement_id": ("elif",)}, ("requirements.end",)),
    Reach("unit_id", {"u5": ("elif",), "civil": ("elif",)}, ("units.edit", "posts.index", "posts.add")),
    Reach("unit_id", {"u5": KEEPERS, "civil": ("elif",)}, ("unit.show",)),
    Reach("post_id", {"post_id": ("elif",)}, ("posts.edit",)),
    # What opens to whoever has its code, number or name.
    Reach("code", {"code": EVERYBODY, "no_code": NOBODY}, ("sign_in.join_with",)),
    Reach("code", {"certificates_code": EVERYBODY, "code": NOBODY}, ("kept.show",)),
    Reach(
        "code certificate_id",
        {
            "used_code certificate_id": EVERYBODY,
            "used_code farid_certificate": NOBODY,
            "certificates_code certificate_id": NOBODY,
        },
        ("kept.file",),
    ),
    Reach("code", {"private_code": EVERYBODY, "code": NOBODY}, ("private_address.confirm",)),
    Reach("number", {"number": EVERYBODY, "no_code": NOBODY}, ("verification.show",)),
    Reach(
        "sha256 name",
        {"sha256 name": PERSONS, "unseen_sha256 unseen_picture": NOBODY, "unseen_sha256 name": NOBODY},
        ("media.picture",),
    ),
)

# What is sent where the page at the same address does not show the form.
SENT: dict[str, Pairs] = {
    "certificates.act": [("act", "issue")],
    "remarks.seen": [("number", "1")],
}
# By which a form says whose page it comes from: another's is kept for them, and nothing is done with it here.
OWNER = "owner"
TOLD_WHAT_IS_WRONG = 422
REFUSED = (401, 403, 404)

Things = Mapping[str, object]
Open = Callable[[str | None], Unchanging]


@pytest.fixture
def things(world, stage) -> Things:
    """What stands in addresses, by its name."""
    return {**stage[1], **world, "no_code": "ZZZZ-ZZZZ-ZZZZ"}


@pytest.fixture
def open_as(app: Flask, client: Client, world) -> Iterator[Open]:
    """`open_as("awa")` is a browser of hers in which nothing lasts; as None nobody is signed in."""
    opened: dict[str | None, Unchanging] = {}

    def open_one(name: str | None) -> Unchanging:
        if name not in opened:
            opened[name] = Unchanging(app, client.as_(name) if name else None)
        return opened[name]

    yield open_one
    for browser in opened.values():
        browser.close()


def routes(app: Flask) -> Iterator[tuple[Reach, Rule]]:
    """The routes of the table, each with who reaches what it leads to."""
    for reach in REACH:
        for endpoint in reach.endpoints:
            for rule in app.url_map.iter_rules(endpoint):
                assert rule.arguments >= set(reach.parts.split()), rule
                yield reach, rule


def target_of(app: Flask, rule: Rule, things: Things, reach: Reach, key: str) -> str:
    """The address of one thing of the table."""
    values = {part: things[name] for part, name in zip(reach.parts.split(), key.split(), strict=True)}
    return address(app, rule, things, values)


@pytest.fixture(scope="session")
def sent_before() -> dict[tuple[str, str], Pairs]:
    """What whoever reaches something posts there."""
    return {}


@pytest.fixture
def sent(app: Flask, open_as: Open, things: Things, sent_before) -> Callable[[Reach, Rule, str], Pairs]:
    """What is posted to one thing of the table: the form that whoever reaches it sees at that address."""

    def find(reach: Reach, rule: Rule, key: str) -> Pairs:
        if rule.endpoint in SENT:
            return SENT[rule.endpoint]
        shown = key if reach.who[key] else next(other for other, who in reach.who.items() if who)
        page = target_of(app, rule, things, reach, shown)
        return form_at(app, open_as(reach.who[shown][0]), page, rule.endpoint)

    def once(reach: Reach, rule: Rule, key: str) -> Pairs:
        if (rule.endpoint, key) not in sent_before:
            sent_before[rule.endpoint, key] = find(reach, rule, key)
        return sent_before[rule.endpoint, key]

    return once


def form_at(app: Flask, browser: Unchanging, target: str, endpoint: str) -> Pairs:
    """The form to an endpoint, filled, that a page shows; nothing where it shows none."""
    answer = browser.get(target)
    if answer.status_code != 200 or answer.mimetype != "text/html":
        return []
    for form in forms_on(app, Page(answer.text, target)):
        if form.endpoint == endpoint:
            pairs = [*filled(form), *form.buttons[:1]]
            return [(name, value) for name, value in pairs if name != OWNER]
    return []


def is_refused(answer: TestResponse) -> bool:
    return answer.status_code in REFUSED or is_sent_to_sign_in(answer)


def is_reached(answer: TestResponse) -> bool:
    told = answer.request.method == "POST" and answer.status_code == TOLD_WHAT_IS_WRONG
    return told or (answer.status_code in (200, 303) and not is_sent_to_sign_in(answer))


def is_sent_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code in (302, 303) and (answer.location or "").startswith("/sign-in")


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_reaches_what(app, open_as, things, sent, name):
    wrong = []
    browser = open_as(name)
    for reach, rule in routes(app):
        for key, who in reach.who.items():
            target = target_of(app, rule, things, reach, key)
            for method in sorted(rule.methods & {"GET", "POST"}):
                pairs = sent(reach, rule, key) if method == "POST" else []
                answer = browser.post(target, pairs) if method == "POST" else browser.get(target)
                cell = f"{method} {rule} with {key}: {answer.status}"
                if name in who and not is_reached(answer):
                    wrong.append(f"{cell}, though {name} reaches it")
                if name not in who and not is_refused(answer):
                    wrong.append(f"{cell}, though {name} does not reach it")
                if name not in who and browser.wrote:
                    wrong.append(f"{cell}, and it changes something: {browser.wrote[0]}")
    assert not wrong, "\n".join(wrong)


def test_every_id_in_an_address_stands_in_the_table(app):
    said = {(rule.endpoint, part) for reach, rule in routes(app) for part in reach.parts.split()}
    known = {endpoint for endpoint, _ in said}
    wrong = []
    for rule in rules(app):
        for part, converter in rule._converters.items():
            is_id = part in IDS or isinstance(converter, UUIDConverter)
            if not is_id and part not in NO_IDS:
                wrong.append(f"{rule}: say in IDS or NO_IDS whether {part} is an id of something")
            if is_id and rule.endpoint not in known:
                wrong.append(f"{rule}: say in REACH who reaches which {part}, and who does not")
    assert not wrong, "\n".join(wrong)


def test_at_each_address_somebody_is_refused_who_may_go_there(app):
    """Else nothing of the table would say that the fetch asks whose it is."""
    found = {}
    for reach, rule in routes(app):
        access = declared_access(app, rule.endpoint)
        there = [name for name in PERSONS if access in (PUBLIC, SIGNED_IN) or cast.ROLES.get(name) in access]
        refused = [name for name in there for who in reach.who.values() if name not in who]
        found[rule.endpoint] = found.get(rule.endpoint, []) + refused
        if access <= OF_ALL:
            found[rule.endpoint].append("nobody: these roles reach all there is")
    assert [endpoint for endpoint, refused in found.items() if not refused] == []


def test_a_draft_is_there_for_those_who_write_courses_alone(app, open_as, things):
    """What is not yet published is no page for others; what writes it is refused them."""
    wrong = []
    unseen = {"slug": things["unseen"], "module": things["unseen_module"], "path": "01-the-well.md"}
    for rule in rules(app):
        if "slug" not in rule.arguments:
            continue
        target = address(app, rule, things, {name: unseen.get(name) for name in rule.arguments})
        writes = declared_access(app, rule.endpoint) != SIGNED_IN
        for name in EVERYBODY:
            browser = open_as(name)
            for method in sorted(rule.methods & {"GET", "POST"}):
                answer = browser.get(target) if method == "GET" else browser.post(target)
                cell = f"{method} {target} as {name}: {answer.status}"
                if writes and name in TRAINERS:
                    if answer.status_code == 403:
                        wrong.append(cell)
                elif not is_refused(answer) or browser.wrote:
                    wrong.append(cell)
    assert not wrong, "\n".join(wrong)


# What narrows lists and files down, in a query or a form: a unit, and somebody of it who needs a slip.
NARROWED = {
    "reporting.index": "dmitri",
    "reporting.export": "dmitri",
    "people.index": "farid",
    "slips.index": "farid",
}
WITHIN = {"unit": "u5", "person": "noor"}
BEYOND = {"unit": "civil", "person": "rami"}


@pytest.mark.parametrize(("endpoint", "name"), NARROWED.items())
def test_a_unit_beyond_mine_gives_nothing(app, open_as, things, endpoint, name):
    wrong = []
    for rule in app.url_map.iter_rules(endpoint):
        for asked, who in ((WITHIN, (name, "elif")), (BEYOND, ("elif",))):
            pairs = [(field, str(things[thing])) for field, thing in asked.items()]
            for visitor in (name, "elif"):
                browser = open_as(visitor)
                for method in sorted(rule.methods & {"GET", "POST"}):
                    query = f"{rule.rule}?{url_encoded(pairs)}"
                    answer = browser.get(query) if method == "GET" else browser.post(rule.rule, pairs)
                    if (answer.status_code < 400) != (visitor in who):
                        wrong.append(f"{method} {rule} as {visitor} with {asked}: {answer.status}")
                    if visitor not in who and browser.wrote:
                        wrong.append(f"{method} {rule} as {visitor} with {asked}: {browser.wrote[0]}")
    assert not wrong, "\n".join(wrong)


# What a form on Awa's record takes: the field, what is chosen in it, and who may.
CHOSEN = (
    ("postings.add", "unit", "civil", ("elif",)),
    ("postings.onward", "unit", "civil", ("elif",)),
    ("person.add", "unit", "civil", ("elif",)),
    ("grants.add", "unit", "civil", ("elif",)),
    ("grants.add", "posting", "posting_id", KEEPERS),
    ("grants.add", "posting", "bruno_posting", NOBODY),
)


@pytest.mark.parametrize(("endpoint", "field", "thing", "who"), CHOSEN)
def test_nothing_beyond_mine_is_chosen_in_a_form(app, open_as, things, endpoint, field, thing, who):
    (rule,) = app.url_map.iter_rules(endpoint)
    target = address(app, rule, things)
    for name in KEEPERS:
        browser = open_as(name)
        pairs = [pair for pair in form_at(app, browser, target, endpoint) if pair[0] != field]
        # There is somebody of that name already, and we mean another.
        answer = browser.post(target, [*pairs, (field, str(things[thing])), ("anyway", "yes")])
        assert (answer.status_code == 303) == (name in who), (name, answer.status)
        assert bool(browser.wrote) == (name in who), (name, browser.wrote)
