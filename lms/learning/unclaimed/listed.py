"""What waits for my word: answers held for me, each told so that I know it from the others."""

import uuid
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import abort, current_app
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.routing import MapAdapter

from lms.courses.course import Module
from lms.learning.assessment.attempt import Attempt
from lms.learning.assessment.paper import changed_answers
from lms.learning.assessment.sitting import own_attempt
from lms.learning.keeping import ENDPOINTS, unclaimed_of
from lms.learning.module.page import find_module
from lms.learning.records import UnclaimedAnswers
from lms.learning.remarks.form import module_as_read
from lms.library import shelf
from lms.library.rendering import titled
from lms.web.languages import gettext, language
from lms.web.sent import single


@dataclass(frozen=True, slots=True)
class ListedAnswers:
    """One set of answers: where it belongs, and how many they are, as far as that can be said.

    `gone`: what it belongs to is no longer there, so that it cannot be sent.
    """

    held: UnclaimedAnswers
    title: str
    section: str | None = None
    answers: int | None = None
    gone: bool = False


def listed_answers(person_id: uuid.UUID) -> list[ListedAnswers]:
    """All that waits for a person's word, oldest first."""
    attempt = cache(own_attempt)

    def told(held: UnclaimedAnswers) -> ListedAnswers:
        try:
            endpoint, arguments = kept_request(held.path)
            if endpoint == "module.act":
                return _of_module(held, **arguments)
            if endpoint == "remarks.write":
                return _of_remark(held, **arguments)
            return _of_paper(held, attempt(person_id, arguments["attempt_id"]))
        except HTTPException:
            return ListedAnswers(held, gettext("A page that is no longer there"), gone=True)

    return [told(held) for held in unclaimed_of(person_id)]


def kept_request(path: str) -> tuple[str, dict[str, Any]]:
    """What a held form would have done, and to what; 404 for what is held by no page of ours."""
    adapter: MapAdapter = current_app.url_map.bind("")
    endpoint, arguments = adapter.match(path, method="POST")
    if endpoint not in ENDPOINTS:
        abort(404)
    return endpoint, dict(arguments)


def form_of(held: UnclaimedAnswers) -> MultiDict[str, str]:
    """The form that was held."""
    return MultiDict([(name, value) for name, many in held.values.items() for value in many])


def _of_module(held: UnclaimedAnswers, slug: str, module: str) -> ListedAnswers:
    shelved, found = find_module(slug, module)
    form = form_of(held)
    title = _title(shelved, found)
    return ListedAnswers(held, title, _section(found, form), 1 if single(form, "check") else None)


def _of_remark(held: UnclaimedAnswers, slug: str, module: str) -> ListedAnswers:
    form = form_of(held)
    shelved, found = module_as_read(slug, module, form.get("edition"))
    section = found.section(form.get("section", ""))
    return ListedAnswers(held, _title(shelved, found), titled(section, language()) if section else None)


def _title(shelved: shelf.Shelved, module: Module) -> str:
    return gettext(
        "%(code)s, module %(number)s: %(title)s",
        code=shelved.course.code,
        number=module.number,
        title=titled(module, language()),
    )


def _section(module: Module, form: MultiDict[str, str]) -> str | None:
    """The section that was read, or whose question was answered."""
    read, check = single(form, "read"), single(form, "check")
    for section in module.sections:
        if section.id == read or any(question.id == check for question in section.questions):
            return titled(section, language())
    return None


def _of_paper(held: UnclaimedAnswers, attempt: Attempt) -> ListedAnswers:
    title = gettext("%(code)s, assessment", code=attempt.own_edition().code)
    if held.submits:
        return ListedAnswers(held, title)
    with suppress(BadRequest):
        return ListedAnswers(held, title, answers=len(changed_answers(attempt, form_of(held))))
    return ListedAnswers(held, title)
