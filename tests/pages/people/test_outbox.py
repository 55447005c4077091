"""The outbox."""

import pytest
import sqlalchemy as sa

from lms.database import db
from lms.people.person import add_person
from lms.people.sign_in.letter_kinds import INVITATION
from lms.people.sign_in.letters import LetterOpening, PassedOn
from lms.web.clock import now
from lms.web.mail import Letter, add_letter_kinds, post_letter
from tests.letters import HELLO, LINK, link_of, post_hello, text_as_sent
from tests.page import text_of


@pytest.fixture
def letters(app, inside, clock):
    with inside():
        post_hello(app, "first@sorandia.example")
    clock.move(minutes=5)
    with inside():
        post_hello(app, "second@sorandia.example")


def test_newest_first(elif_, letters):
    page = elif_.get("/outbox", status=200).page
    assert page.main.index("second@") < page.main.index("first@")
    assert "waiting" in page.main
    assert "No mail server is set" in page.main


def test_what_was_sent(elif_, letters, inside, rows, settings):
    settings(smtp_url="smtp://mail.example")
    with inside() as session:
        session.query(Letter).filter(Letter.address == "first@sorandia.example").one().sent_at = now()
    page = elif_.get("/outbox").page
    assert "sent" in page.main
    assert "leave by SMTP" in page.main
    letter = rows(Letter, Letter.address == "first@sorandia.example")[0]
    assert "sent on" in elif_.get(f"/outbox/{letter.id}").page.main


def test_reading_one(elif_, letters, rows, cast, clock):
    first, _second = sorted(rows(Letter), key=lambda one: one.taken_at)
    page = elif_.get(f"/outbox/{first.id}", status=200).page
    assert "first@sorandia.example" in page.main
    assert "second line <b>" not in page.main
    answer = elif_.submit(page, action=f"/outbox/{first.id}", status=200)
    assert "second line <b>" in answer.page.main
    assert answer.headers["Cache-Control"] == "no-store"
    (opening,) = rows(LetterOpening)
    assert (opening.letter_id, opening.by, opening.taken_at) == (first.id, cast["elif"], clock())


@pytest.fixture
def invited(app, elif_, recruit, rows):
    """Hamid's invitation: its letter, and the address of its link, as a mail server has taken it there."""
    person = recruit("Hamid", None, email="hamid@sorandia.example")
    elif_.post(f"/people/{person}/invite", status=303)
    (letter,) = rows(Letter)
    return letter.id, link_of(app, letter)


def state(page) -> str:
    (row,) = [row for part in page.all("tbody") for row in part.iter("tr")]
    return text_of(list(row.iter("td"))[-1])


def test_an_invitation_that_was_used_waits_no_longer(elif_, client, invited, rows):
    letter, link = invited
    assert state(elif_.get("/outbox").page) == "waiting"
    client.post(
        link, data={"password": "cassava at the market", "again": "cassava at the market"}, status=303
    )
    assert state(elif_.get("/outbox").page) == "used"
    page = elif_.get(f"/outbox/{letter}", status=200).page
    assert "its link was used on" in page.main
    assert "I have passed it on" not in page.main
    elif_.post(f"/outbox/{letter}/passed-on", status=409)
    assert rows(PassedOn) == []


def test_passing_a_letter_on(elif_, client, cast, invited, rows):
    letter, link = invited
    elif_.submit(elif_.get(f"/outbox/{letter}").page, action=f"/outbox/{letter}/passed-on", status=303)
    assert [(one.letter_id, one.by) for one in rows(PassedOn)] == [(letter, cast.elif_)]
    assert state(elif_.get("/outbox").page) == "passed on"
    page = elif_.get(f"/outbox/{letter}").page
    assert "passed on by hand on" in page.main
    assert "I have passed it on" not in page.main
    elif_.post(f"/outbox/{letter}/passed-on", status=409)
    client.get(link, status=200)


def test_a_link_that_no_longer_works_is_not_worth_passing_on(elif_, invited, clock):
    clock.move(days=30)
    assert state(elif_.get("/outbox").page) == "out of date"
    page = elif_.get(f"/outbox/{invited[0]}").page
    assert "stopped working on" in page.main
    elif_.post(f"/outbox/{invited[0]}/passed-on", status=409)


def show(browser, letter):
    answer = browser.submit(browser.get(f"/outbox/{letter}").page, action=f"/outbox/{letter}", status=200)
    return LINK.search(answer.page.main)[1]


def test_its_link_is_drawn_when_it_is_shown(elif_, client, invited):
    letter, link = invited
    first = show(elif_, letter)
    client.get(link, status=404)
    second = show(elif_, letter)
    client.get(first, status=404)
    client.get(second, status=200)


def test_a_link_that_was_drawn_late_stops_working_when_the_outbox_says_so(client, elif_, invited, clock):
    letter, _link = invited
    clock.move(days=29)
    drawn = show(elif_, letter)
    clock.move(days=29)
    client.get(drawn, status=200)
    assert state(elif_.get("/outbox").page) == "waiting"
    clock.move(days=1)
    client.get(drawn, status=404)
    assert state(elif_.get("/outbox").page) == "out of date"


def test_what_is_used_or_run_out_or_old_is_shown_no_more(elif_, client, invited, clock):
    letter, link = invited
    client.post(
        link, data={"password": "cassava at the market", "again": "cassava at the market"}, status=303
    )
    assert "Show this letter" not in elif_.get(f"/outbox/{letter}").page.main
    elif_.post(f"/outbox/{letter}", status=409)


def test_nor_after_thirty_days(app, elif_, inside, rows, clock):
    with inside():
        post_hello(app)
    (letter,) = rows(Letter)
    clock.move(days=29)
    elif_.post(f"/outbox/{letter.id}", status=200)
    clock.move(days=1)
    assert "Show this letter" not in elif_.get(f"/outbox/{letter.id}").page.main
    elif_.post(f"/outbox/{letter.id}", status=409)


def test_what_an_old_letter_was_filled_with_is_forgotten(app, inside, rows, clock):
    """As the name in a notice that has no link."""
    from lms.commands.tending import tend

    add_letter_kinds(app, HELLO)

    def tended():
        assert app.test_cli_runner().invoke(tend).exit_code == 0
        return sorted(letter.values.get("name", "") for letter in rows(Letter))

    with inside():
        post_letter(HELLO, None, "awa@sorandia.example", "en", name="Awa")
    clock.move(days=1)
    with inside():
        post_letter(HELLO, None, "awa@sorandia.example", "en", name="Bruno")
    clock.move(days=28)
    assert tended() == ["Awa", "Bruno"]
    clock.move(days=1)
    assert tended() == ["", "Bruno"]


def test_one_that_was_passed_on_is_shown_no_longer_than_its_link_lasts(elif_, client, rows, clock):
    """Else it would go on drawing links that sign somebody in."""
    client.post("/forgotten", data={"name": "awa"}, status=200)
    (letter,) = rows(Letter)
    elif_.post(f"/outbox/{letter.id}/passed-on", status=303)
    clock.move(hours=1)
    show(elif_, letter.id)
    clock.move(hours=1)
    assert "Show this letter" not in elif_.get(f"/outbox/{letter.id}").page.main
    elif_.post(f"/outbox/{letter.id}", status=409)


def test_whoever_comes_in_by_a_link_that_was_shown_finds_earlier_answers_shut(
    elif_, client, inside, cast, rows
):
    """An administrator who reads a letter could be who uses its link."""
    from lms.people.shut_answers import ShutAnswers

    client.post("/forgotten", data={"name": "awa"}, status=200)
    (letter,) = rows(Letter)
    words = "cassava at the market"
    client.post(show(elif_, letter.id), data={"password": words, "again": words}, status=303)
    assert [(one.person_id, one.made_by) for one in rows(ShutAnswers)] == [(cast.awa, cast["elif"])]


def test_what_a_mail_server_will_take_is_not_passed_on(elif_, invited, settings, clock):
    """It is tried for two days; what it could not take by then, nobody takes but an administrator."""
    settings(smtp_url="smtp://mail.example", mail_from="learning@example.org")
    elif_.post(f"/outbox/{invited[0]}/passed-on", status=409)
    clock.move(days=2)
    elif_.post(f"/outbox/{invited[0]}/passed-on", status=303)


def test_the_states_of_many_letters_ask_no_more(app, elif_, inside, invited, statements):
    with statements() as few:
        elif_.get("/outbox")
    with inside() as session:
        for number in range(20):
            person = add_person(f"Zed {number}", language="en", email=f"zed{number}@sorandia.example")
            session.flush()
            post_letter(INVITATION, person.id, person.email or "", "en")
    for letter in inside_letters(app):
        text_as_sent(app, letter)
    with statements() as many:
        page = elif_.get("/outbox").page
    assert len(many) == len(few)
    assert page.main.count("waiting") == 21


def inside_letters(app):
    with app.app_context():
        return list(db.session.scalars(sa.select(Letter.id)))


def test_none_yet(elif_):
    assert "No letters yet" in elif_.get("/outbox", status=200).page.main


def test_fifty_a_page(app, elif_, inside):
    with inside():
        for _number in range(51):
            post_hello(app)
    assert "Page 1 of 2" in elif_.get("/outbox").page.main
    for page, shown in (("2", 2), ("9", 2), ("x", 1), ("-3", 1), ("0", 1), ("²", 1), ("1_0", 1)):
        assert f"Page {shown} of 2" in elif_.get(f"/outbox?page={page}", status=200).page.main


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri", "farid"])
def test_administrators_only(client, name, invited, rows):
    client.as_(name).get("/outbox", status=403)
    client.as_(name).post(f"/outbox/{invited[0]}", status=403)
    client.as_(name).post(f"/outbox/{invited[0]}/passed-on", status=403)
    assert rows(PassedOn) == []


def test_unknown_and_methods(elif_, cast):
    elif_.get(f"/outbox/{cast.awa}", status=404)
    elif_.post(f"/outbox/{cast.awa}/passed-on", status=404)
    elif_.post("/outbox", status=405)


def test_a_letter_that_has_nothing_to_say_any_more_is_not_offered(client, elif_, farid, cast, rows):
    client.post("/forgotten", data={"name": "awa"}, status=200)
    (letter,) = rows(Letter)
    assert "Show this letter" in elif_.get(f"/outbox/{letter.id}").page.main
    farid.submit(farid.get(f"/people/{cast.awa}/edit").page, id="person", email="", status=303)
    assert "Show this letter" not in elif_.get(f"/outbox/{letter.id}").page.main
    elif_.post(f"/outbox/{letter.id}", status=409)
