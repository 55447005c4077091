"""A forgotten password: a one-time link by mail, and an answer that tells nothing."""

import re

from lms.people.person import Person
from lms.people.sign_in.invitations import Invitation
from lms.web.mail import Letter


def ask(client, name, status=200):
    return client.post("/forgotten", data={"name": name}, status=status)


def link_of(letter) -> str:
    return re.search(r"https://learning\.example(/join/\S+)", letter.body)[1]


def test_it_works(client, rows):
    assert ask(client, "awa").page.h1 == "A new password"
    (letter,) = rows(Letter)
    assert letter.address == "awa@sorandia.example"
    assert letter.sent_at is None
    new = "cassava at the market"
    client.post(link_of(letter), data={"password": new, "again": new}, status=303)
    client.get("/", status=200)


def test_the_answer_is_the_same_for_nobody(client, rows):
    assert ask(client, "nobody").page.main == ask(client.another(), "awa").page.main
    assert len(rows(Letter)) == 1


def test_the_answer_waits_for_no_mail_server(client, settings, monkeypatch, rows):
    """Else its time would tell whether there is such an account."""
    from lms.web import mail

    done = []
    monkeypatch.setattr(mail, "_send", lambda *_: done.append("sent") or True)
    settings(smtp_url="smtp://mail.example", mail_from="learning@example.org")
    answer = client.post("/forgotten", data={"name": "awa"}, buffered=False)
    assert answer.page.h1 == "Look in your mail"
    assert done == []
    answer.close()
    assert done == ["sent"]
    assert rows(Letter)[0].sent_at is not None


def test_without_a_mail_server_it_does_not_say_that_a_link_is_coming(client):
    main = ask(client, "awa").page.main
    assert "on its way" not in main
    assert "an administrator can pass a link on to you" in main


def test_without_an_address_of_ones_own_nothing_is_sent(client, inside, cast, rows):
    with inside() as session:
        session.get(Person, cast.awa).email = None
    ask(client, "awa")
    assert rows(Letter) == []
    assert rows(Invitation) == []


def test_a_shared_address_asks_for_nobody(client, inside, cast, rows):
    with inside() as session:
        for name in ("awa", "bruno"):
            session.get(Person, cast[name]).email = "team@sorandia.example"
    ask(client, "team@sorandia.example")
    assert rows(Letter) == []


def test_the_link_lasts_two_hours(client, rows, clock):
    ask(client, "awa")
    clock.move(hours=2, minutes=1)
    client.get(link_of(rows(Letter)[0]), status=404)


def test_asking_is_throttled(client, rows):
    for _ in range(3):
        ask(client, "awa")
    ask(client, "awa", 429)
    assert len(rows(Letter)) == 3


def test_nothing_written_is_told(client):
    assert "Write your sign-in name." in ask(client, "", 422).page.main


def test_changing_the_language_sends_nothing(client, rows):
    client.post("/forgotten", data={"name": "awa", "language": "fr"}, status=200)
    assert rows(Letter) == []
