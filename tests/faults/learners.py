"""Learners who have completed the module, so that the assessment is open to them."""

from werkzeug.security import generate_password_hash

from lms import create_app
from lms.config import Settings
from tests.faults.course import COURSE, MODULE
from tests.faults.server import SECRET

PASSWORD = "a long walk to Lissa"


def record_learners(database_url: str, count: int) -> list[str]:
    """Records so many learners; returns their sign-in names."""
    from lms.database import db, write_transaction
    from lms.learning.completing import complete_module
    from lms.learning.enrolment import enrol
    from lms.library import shelf
    from lms.people.person import add_person

    names = [f"learner{number}" for number in range(1, count + 1)]
    app = create_app(Settings(secret_key=SECRET, database_url=database_url))
    # A quick hash: how slow guessing is made matters elsewhere.
    password = generate_password_hash(PASSWORD, method="scrypt:1024:8:1")
    with app.app_context():
        with write_transaction():
            shelved = shelf.course(COURSE)
            for name in names:
                person = add_person(name.capitalize(), language="en", sign_in_name=name)
                person.password_hash = password
                enrol(person.id, COURSE)
                complete_module(person.id, shelved.course, MODULE, shelved.edition, "en")
        db.engine.dispose()
    return names
