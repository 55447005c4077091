"""What is kept no longer than was said: `lms tend` deletes it."""

from datetime import timedelta

import pytest

from lms.commands.tending import tend
from lms.learning.assessment.attempt import Attempt
from lms.learning.records import Completion, Response
from lms.people.sign_in.closing import is_closed
from lms.people.sign_ins import SignIn
from lms.postings.posting import Posting, open_posting
from lms.web.mail import Letter
from tests.clock import TODAY

YEARS = timedelta(days=7 * 366)


@pytest.fixture
def tended(app):
    def run():
        answer = app.test_cli_runner().invoke(tend)
        assert answer.exit_code == 0, answer.output
        return answer.output

    return run


def test_nothing_before_its_time(world, rows, tended):
    before = {model: len(rows(model)) for model in (Letter, SignIn, Response, Attempt, Posting)}
    tended()
    assert {model: len(rows(model)) for model in before} == before


def test_letters_and_sign_ins(world, rows, clock, tended):
    assert rows(Letter)
    clock.move(days=91)
    tended()
    assert rows(SignIn) == []
    assert rows(Letter)
    clock.move(days=90)
    tended()
    assert rows(Letter) == []


def test_as_the_settings_say(world, rows, clock, tended, settings):
    settings(keep_letters_days=40, keep_sign_ins_days=5)
    clock.move(days=6)
    tended()
    assert rows(SignIn) == []
    assert rows(Letter)
    clock.move(days=35)
    tended()
    assert rows(Letter) == []


def test_answers_go_and_what_was_earned_stays(world, rows, clock, tended):
    earned = len(rows(Completion))
    assert rows(Attempt)
    clock.move(days=YEARS.days)
    output = tended()
    assert "answers of 7 years ago forgotten" in output
    assert rows(Response) == []
    assert rows(Attempt) == []
    assert len(rows(Completion)) == earned


def test_postings_go_but_the_last_of_each_person(app, inside, cast, rows, clock, tended):
    with inside():
        old = open_posting(
            cast.awa,
            cast.police,
            "military",
            "staff_officer",
            "Planner",
            TODAY - timedelta(days=900),
            TODAY - timedelta(days=800),
        ).id
        for posting in rows(Posting, Posting.person_id == cast.awa):
            if posting.id != old:
                last = posting.id
    with inside() as session:
        session.get(Posting, last).last_day = TODAY
    clock.move(days=YEARS.days)
    tended()
    assert [row.id for row in rows(Posting, Posting.person_id == cast.awa)] == [last]
    with app.app_context():
        assert is_closed(cast.awa)
