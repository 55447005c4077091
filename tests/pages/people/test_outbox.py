"""The outbox."""

import re

import pytest

from lms.people.person import add_person
from lms.people.sign_in.letters import PassedOn
from lms.web.clock import now
from lms.web.mail import Letter
from tests.page import text_of


@pytest.fixture
def letters(inside, clock):
    from lms.web.mail import post_letter

    with inside():
        post_letter("first@sorandia.example", "The first", "Hello,\n\nfirst line\nsecond line <b>")
    clock.move(minutes=5)
    with inside():
        post_letter("second@sorandia.example", "The second", "Again")


def test_newest_first(elif_, letters):
    page = elif_.get("/outbox", status=200).page
    assert page.main.index("The second") < page.main.index("The first")
    assert "waiting" in page.main
    assert "No mail server is set" in page.main


def test_what_was_sent(elif_, letters, inside, rows, settings):
    settings(smtp_url="smtp://mail.example")
    with inside() as session:
        session.query(Letter).filter(Letter.subject == "The first").one().sent_at = now()
    page = elif_.get("/outbox").page
    assert "sent" in page.main
    assert "leave by SMTP" in page.main
    letter = rows(Letter, Letter.subject == "The first")[0]
    assert "sent on" in elif_.get(f"/outbox/{letter.id}").page.main


def test_reading_one(elif_, letters):
    page = elif_.get("/outbox").page
    letter = elif_.get(page.links["The first"], status=200).page
    assert "second line <b>" in letter.main
    assert "first@sorandia.example" in letter.main


@pytest.fixture
def invited(elif_, recruit, rows):
    """Hamid's invitation: its letter, and the address of its link."""
    person = recruit("Hamid", None, email="hamid@sorandia.example")
    elif_.post(f"/people/{person}/invite", status=303)
    (letter,) = rows(Letter)
    return letter.id, re.search("/join/[A-Z0-9-]+", letter.body).group()


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


def test_what_a_mail_server_will_take_is_not_passed_on(elif_, invited, settings, clock):
    """It is tried for two days; what it could not take by then, nobody takes but an administrator."""
    settings(smtp_url="smtp://mail.example", mail_from="learning@example.org")
    elif_.post(f"/outbox/{invited[0]}/passed-on", status=409)
    clock.move(days=2)
    elif_.post(f"/outbox/{invited[0]}/passed-on", status=303)


def test_the_states_of_many_letters_ask_no_more(elif_, inside, invited, statements):
    from lms.people.sign_in.invitations import make_code
    from lms.web.mail import post_letter

    with statements() as few:
        elif_.get("/outbox")
    with inside() as session:
        for number in range(20):
            person = add_person(f"Zed {number}", language="en")
            session.flush()
            post_letter("zed@sorandia.example", "Hello", f"/join/{make_code(person.id, 'invite', by=None)}")
    with statements() as many:
        page = elif_.get("/outbox").page
    assert len(many) == len(few)
    assert page.main.count("waiting") == 21


def test_none_yet(elif_):
    assert "No letters yet" in elif_.get("/outbox", status=200).page.main


def test_fifty_a_page(elif_, inside):
    from lms.web.mail import post_letter

    with inside():
        for number in range(51):
            post_letter("a@sorandia.example", f"Letter {number}", "Hello")
    assert "Page 1 of 2" in elif_.get("/outbox").page.main
    for page, shown in (("2", 2), ("9", 2), ("x", 1), ("-3", 1), ("0", 1), ("²", 1), ("1_0", 1)):
        assert f"Page {shown} of 2" in elif_.get(f"/outbox?page={page}", status=200).page.main


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri", "farid"])
def test_administrators_only(client, name, invited, rows):
    client.as_(name).get("/outbox", status=403)
    client.as_(name).post(f"/outbox/{invited[0]}/passed-on", status=403)
    assert rows(PassedOn) == []


def test_unknown_and_methods(elif_, cast):
    elif_.get(f"/outbox/{cast.awa}", status=404)
    elif_.post(f"/outbox/{cast.awa}/passed-on", status=404)
    elif_.post("/outbox", status=405)
