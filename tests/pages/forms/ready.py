"""The forms that somebody of the cast finds, each filled so that it is taken as it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.client import Client
from tests.page import Page
from tests.pages.crawl import address, rules
from tests.pages.forms.filled import filled
from tests.pages.forms.found import Form, Walk
from tests.pages.forms.sent import Pairs
from tests.pages.forms.unchanging import Unchanging

BUTTONS = 3  # of a form are pressed; more of them do the same to other questions


@dataclass(frozen=True)
class ReadyForm:
    """A form, what it is sent with, and whether that is taken."""

    form: Form
    pairs: Pairs
    taken: bool


@dataclass(frozen=True)
class Found:
    """The forms that somebody finds: those that ask for a page, by endpoint, and those that are posted."""

    asking: Mapping[str, Form]
    posted: list[ReadyForm]


def find_forms(browser: Client, unchanging: Unchanging, world: Mapping[str, object]) -> Found:
    """Walks through the site as who is signed in, from its front page and from every page there is.

    What is posted is posted once, for the answers show forms too.
    """
    app = browser.application
    walk = Walk(browser)
    walk.visit(["/", *world["unfinished"]])  # type: ignore[misc]
    walk.visit([address(app, rule, world) for rule in rules(app, "GET")])
    posted: list[ReadyForm] = []
    waiting = list(walk.forms.values())
    while waiting:
        known = set(walk.forms)
        posted += [_ready(form, walk, unchanging) for form in waiting if form.method == "POST"]
        waiting = [form for kind, form in walk.forms.items() if kind not in known]
    asking = {form.endpoint: form for form in walk.forms.values() if form.method == "GET"}
    return Found(asking, posted)


def _ready(form: Form, walk: Walk, unchanging: Unchanging) -> ReadyForm:
    """The form with the button by which most is changed."""
    tries = []
    for button in form.buttons[:BUTTONS] or [None]:
        pairs = [*filled(form), *([button] if button else [])]
        answer = unchanging.post(form.action, pairs)
        told = False
        if answer.status_code < 500 and answer.data and answer.mimetype == "text/html":
            page = Page(answer.text, form.action.partition("?")[0])
            told = any(element.get("data-error-summary") is not None for element in page.root.iter())
            walk.look_at(page)
        taken = answer.status_code < 400 and not told
        tries.append((taken, len(unchanging.wrote), pairs))
    taken, _, pairs = max(tries, key=lambda one: one[:2])
    return ReadyForm(form, pairs, taken)
