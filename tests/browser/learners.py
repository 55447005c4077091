"""Newcomers: learners of a test's own, recorded beside the running server."""

import itertools
from collections.abc import Sequence

from lms import create_app
from lms.config import Settings
from lms.courses.course import Module
from tests.browser.site import Site
from tests.browser.visitor import PASSWORD

COURSE = "cpas-101"
_numbers = itertools.count(1)


def newcomer(site: Site, done: Sequence[Module] = (), language: str = "en") -> str:
    """Records somebody who completed these modules; returns the sign-in name."""
    from lms.database import db, write_transaction
    from lms.learning.completing import complete_module
    from lms.learning.enrolment import enrol
    from lms.library import shelf
    from lms.people.person import add_person
    from lms.people.sign_in.passwords import hashed, set_password

    name, secret = f"newcomer{next(_numbers)}", site.environment["LMS_SECRET_KEY"]
    app = create_app(Settings(demo=True, secret_key=secret, database_url=site.database_url))
    with app.app_context():
        password = hashed(PASSWORD)
        with write_transaction():
            person = add_person(f"Newcomer {name[8:]}", language=language, sign_in_name=name)
            set_password(person, password)
            shelved = shelf.course(COURSE)
            for module in done:
                enrol(person.id, COURSE)
                complete_module(person.id, shelved.course, module.slug, shelved.edition, language)
        db.engine.dispose()
    return name
