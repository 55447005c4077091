"""The outbox."""

import pytest

from lms.web.clock import now
from lms.web.mail import Letter


@pytest.fixture
def letters(inside, clock):
    from lms.web.mail import post

    with inside():
        post("first@sorandia.example", "The first", "Hello,\n\nfirst line\nsecond line <b>")
    clock.move(minutes=5)
    with inside():
        post("second@sorandia.example", "The second", "Again")


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


def test_none_yet(elif_):
    assert "No letters yet" in elif_.get("/outbox", status=200).page.main


def test_fifty_a_page(elif_, inside):
    from lms.web.mail import post

    with inside():
        for number in range(51):
            post("a@sorandia.example", f"Letter {number}", "Hello")
    assert "Page 1 of 2" in elif_.get("/outbox").page.main
    for page, shown in (("2", 2), ("9", 2), ("x", 1), ("-3", 1), ("0", 1), ("²", 1), ("1_0", 1)):
        assert f"Page {shown} of 2" in elif_.get(f"/outbox?page={page}", status=200).page.main


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri", "farid"])
def test_administrators_only(client, name):
    client.as_(name).get("/outbox", status=403)


def test_unknown_and_methods(elif_, cast):
    elif_.get(f"/outbox/{cast.awa}", status=404)
    elif_.post("/outbox", status=405)
