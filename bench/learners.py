"""Learners of the demonstration's mission who have begun CPAS-101's assessment, in LMS_DATABASE_URL.

`python -m bench.learners NUMBER` records so many and prints a line of JSON for each: the id of the attempt,
and the cookie of a session. It uses the application's own functions, since signing in by its page takes a
fifth of a second; and it is a process of its own, so that the application is not loaded beside what makes
the load.
"""

import json
import os
import sys
import uuid

import sqlalchemy as sa
from flask import Flask, session

from bench.open_paper import Sitting
from lms import create_app
from lms.config import read
from lms.database import read_rows, write_transaction
from lms.learning.assessment.sitting import begin_attempt
from lms.learning.completing import complete_module
from lms.library import shelf
from lms.people.person import Person, add_person
from lms.people.sign_in.session import sign_in_person
from lms.people.units import Unit
from lms.postings.posting import open_posting
from lms.web.clock import today

COURSE = "cpas-101"
UNIT = "U5"
LANGUAGE = "en"


def record(app: Flask, number: int) -> list[Sitting]:
    """So many new learners, each with an attempt that has just begun."""
    with app.app_context(), write_transaction():
        unit = read_rows(sa.select(Unit.id).where(Unit.code == UNIT)).scalar_one()
        learners = [_newcomer(f"Learner {place}", unit) for place in range(1, number + 1)]
        attempts = {learner.id: _begin(learner) for learner in learners}
    # Each signs in in a context of their own, or the next would sign out the one before.
    return [Sitting(attempt, _session_cookie(app, learner)) for learner, attempt in attempts.items()]


def _newcomer(name: str, unit: uuid.UUID) -> Person:
    """Somebody who serves in a unit: what they answer is recorded with their component."""
    person = add_person(name, language=LANGUAGE)
    open_posting(person.id, unit, "military", "staff_officer", "Planner", today())
    return person


def _begin(learner: Person) -> str:
    shelved = shelf.course(COURSE)
    for module in shelved.course.modules:
        complete_module(learner.id, shelved.course, module.slug, shelved.edition, LANGUAGE)
    return str(begin_attempt(learner.id, shelved, LANGUAGE).id)


def _session_cookie(app: Flask, learner_id: uuid.UUID) -> str:
    """The cookie that signing in gives to a browser, as it sends it back."""
    with app.test_request_context("/sign-in", method="POST"):
        with write_transaction() as database:
            learner = database.get_one(Person, learner_id)
            answer = app.make_response(sign_in_person(learner, None))
        app.session_interface.save_session(app, session, answer)
    return answer.headers["Set-Cookie"].partition(";")[0]


if __name__ == "__main__":
    for sitting in record(create_app(read(os.environ)), int(sys.argv[1])):
        print(json.dumps(sitting._asdict()))
