"""What waits for my word: the answers that are kept for me, each named so that I know it from the others."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple

from flask import abort, current_app
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.routing import MapAdapter

from lms.courses.course import Module
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.paper import changed_answers
from lms.learning.assessment.sitting import own_attempt
from lms.learning.keeping import ENDPOINTS, my_unclaimed
from lms.learning.module.page import find_module
from lms.learning.records import UnclaimedAnswers
from lms.learning.remarks.form import module_as_read
from lms.learning.unclaimed.wording import Labels, facts_about, labels_for
from lms.library import shelf
from lms.library.rendering import titled
from lms.web.languages import gettext, language
from lms.web.sent import single


@dataclass(frozen=True, slots=True)
class ListedAnswers:
    """One set of answers (`held`): where it belongs, and how many they are, as far as that can be said.

    `gone`: what it belongs to is no longer there, so that it cannot be sent.
    """

    held: UnclaimedAnswers
    title: str
    section: str | None = None
    answers: int | None = None
    gone: bool = False

    @property
    def labels(self) -> Labels:
        """The labels of what can be done with it."""
        return labels_for(self.held)

    def facts(self) -> list[str]:
        """What tells it from the others."""
        return facts_about(self.held, self.section, self.answers)


def listed_answers(person_id: uuid.UUID) -> list[ListedAnswers]:
    """All that waits for a person's word, oldest first."""
    # Many sets may belong to one attempt, which is then looked up once.
    find_attempt = cache(partial(own_attempt, person_id))
    return [_listed(unclaimed, find_attempt) for unclaimed in my_unclaimed()]


class KeptRequest(NamedTuple):
    """What a form that was kept would have done: the endpoint that it came to, and what its address names."""

    endpoint: str
    arguments: dict[str, Any]


def kept_request(path: str) -> KeptRequest:
    """What a form that was sent to this address would have done; 404 for what no page of ours sends.

    `/courses/cpas-101/why-cpas` gives `module.act` with `{"slug": "cpas-101", "module": "why-cpas"}`.
    """
    adapter: MapAdapter = current_app.url_map.bind("")
    endpoint, arguments = adapter.match(path, method="POST")
    if endpoint not in ENDPOINTS:
        abort(404)
    return KeptRequest(endpoint, dict(arguments))


def form_of(unclaimed: UnclaimedAnswers) -> MultiDict[str, str]:
    """The form as it was sent."""
    return MultiDict([(name, value) for name, values in unclaimed.values.items() for value in values])


def _listed(unclaimed: UnclaimedAnswers, find_attempt: Callable[[uuid.UUID], Attempt]) -> ListedAnswers:
    try:
        endpoint, arguments = kept_request(unclaimed.path)
        if endpoint == "module.act":
            return _of_module(unclaimed, **arguments)
        if endpoint == "remarks.write":
            return _of_remark(unclaimed, **arguments)
        return _of_paper(unclaimed, find_attempt(arguments["attempt_id"]))
    except HTTPException:
        return ListedAnswers(unclaimed, gettext("A page that is no longer there"), gone=True)


def _of_module(unclaimed: UnclaimedAnswers, slug: str, module: str) -> ListedAnswers:
    shelved, answered = find_module(slug, module)
    form = form_of(unclaimed)
    answers = 1 if single(form, "check") else None
    return ListedAnswers(unclaimed, _title(shelved, answered), _section(answered, form), answers)


def _of_remark(unclaimed: UnclaimedAnswers, slug: str, module: str) -> ListedAnswers:
    form = form_of(unclaimed)
    shelved, read = module_as_read(slug, module, form.get("edition"))
    section = read.section(form.get("section", ""))
    section_title = titled(section, language()) if section else None
    return ListedAnswers(unclaimed, _title(shelved, read), section_title)


def _title(shelved: shelf.Shelved, module: Module) -> str:
    return gettext(
        "%(code)s, module %(number)s: %(title)s",
        code=shelved.course.code,
        number=module.number,
        title=titled(module, language()),
    )


def _section(module: Module, form: MultiDict[str, str]) -> str | None:
    """The section that was read, or whose question was answered."""
    read = single(form, "read")
    check = single(form, "check")
    for section in module.sections:
        if section.id == read or any(question.id == check for question in section.questions):
            return titled(section, language())
    return None


def _of_paper(unclaimed: UnclaimedAnswers, attempt: Attempt) -> ListedAnswers:
    title = gettext("%(code)s, assessment", code=attempt.own_edition().code)
    if unclaimed.submits:
        return ListedAnswers(unclaimed, title)
    try:
        answers = len(changed_answers(attempt, form_of(unclaimed)))
    except BadRequest:
        return ListedAnswers(unclaimed, title)
    return ListedAnswers(unclaimed, title, answers=answers)
