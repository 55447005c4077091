"""A forgotten password: a one-time link by mail, and an answer that tells nothing."""

from lms.people.person import Person
from lms.people.sign_in.invitations import Invitation
from lms.web.beside import BESIDE
from lms.web.mail import Letter
from tests.letters import link_of, text_as_sent


def ask(client, name, status=200):
    return client.post("/forgotten", data={"name": name}, status=status)


def test_it_works(app, client, rows):
    assert ask(client, "awa").page.h1 == "A new password"
    (letter,) = rows(Letter)
    assert letter.address == "awa@sorandia.example"
    assert letter.sent_at is None
    new = "cassava at the market"
    client.post(link_of(app, letter), data={"password": new, "again": new}, status=303)
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


def test_the_link_lasts_two_hours(app, client, rows, clock):
    ask(client, "awa")
    link = link_of(app, rows(Letter)[0])
    client.get(link, status=200)
    clock.move(hours=2, minutes=1)
    client.get(link, status=404)


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


def test_a_link_dies_with_the_address_that_it_went_to(app, client, inside, cast, rows):
    ask(client, "awa")
    link = link_of(app, rows(Letter)[0])
    with inside() as session:
        session.get(Person, cast.awa).email = "elsewhere@sorandia.example"
    client.get(link, status=404)
    client.post(
        link, data={"password": "cassava at the market", "again": "cassava at the market"}, status=404
    )


def test_it_stays_dead_when_the_address_is_given_back(app, client, farid, cast, rows, clock):
    ask(client, "awa")
    link = link_of(app, rows(Letter)[0])
    clock.move(minutes=1)
    for address in ("", "awa@sorandia.example"):
        page = farid.get(f"/people/{cast.awa}/edit").page
        farid.submit(page, id="person", email=address, status=303)
    client.another().get(link, status=404)


def test_no_letter_leaves_for_an_address_that_is_theirs_no_more(app, client, inside, cast, rows):
    ask(client, "awa")
    with inside() as session:
        session.get(Person, cast.awa).email = None
    assert text_as_sent(app, rows(Letter)[0].id) == ""
    assert rows(Invitation) == []


def test_the_same_is_done_before_the_answer_whether_there_is_such_an_account(client, statements):
    asked = []
    for name in ("awa", "nobody", "awa@sorandia.example", "nobody@sorandia.example"):
        with statements() as sent:
            answer = client.another().post("/forgotten", data={"name": name}, buffered=False)
            asked.append([one.split("WHERE")[0] for one in sent])
            answer.close()
    assert asked[0] == asked[1]
    assert asked[2] == asked[3]


def test_as_much_is_done_after_it(client, statements, rows):
    """Whoever asks twice would see from the second answer how much there was to do for the first."""
    asked = []
    for name in ("awa", "nobody", "awa@sorandia.example", "nobody@sorandia.example"):
        answer = client.another().post("/forgotten", data={"name": name}, buffered=False)
        with statements() as sent:
            answer.close()
        asked.append([one.split("WHERE")[0].strip() for one in sent])
    assert len(rows(Letter)) == 2
    assert [done[-1] for done in asked[1::2]] == ["DELETE FROM letter"] * 2
    assert [done[:-1] for done in asked[1::2]] == asked[0::2]


def test_the_next_request_waits_for_nothing(app, client, monkeypatch, rows):
    """A slow mail server would tell too."""
    acts = []
    monkeypatch.setitem(app.extensions, BESIDE.name, acts.append)
    for name in ("awa", "nobody"):
        ask(client, name)
    assert rows(Letter) == []
    assert len(acts) == 2
    for act in acts:
        act()
    assert [letter.address for letter in rows(Letter)] == ["awa@sorandia.example"]


def test_a_link_taken_too_late_is_not_sent(app, client, rows, settings, monkeypatch, clock):
    from lms.web import mail

    settings(smtp_url="smtp://mail.example", mail_from="learning@example.org")
    monkeypatch.setattr(mail, "_send", lambda *_: False)
    ask(client, "awa")
    sent = []
    monkeypatch.setattr(mail, "_send", lambda *_: sent.append("sent") or True)
    clock.move(hours=2)
    with app.app_context():
        assert mail.send_waiting(app.config["SETTINGS"]) == 0
    assert sent == []
    clock.move(minutes=-1)
    with app.app_context():
        assert mail.send_waiting(app.config["SETTINGS"]) == 1
