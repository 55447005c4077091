"""The owner of an account is told by mail what changed with it."""

import pytest

from tests.cast import PASSWORD

WORDS = "cassava at the market"


@pytest.fixture
def sent(settings, monkeypatch):
    """The letters that a mail server takes: to whom, and what they say."""
    from lms.web import mail

    taken = []

    def send(_identity, message, _settings):
        taken.append((message["To"], message.get_content()))
        return True

    settings(smtp_url="smtp://mail.example", mail_from="learning@example.org")
    monkeypatch.setattr(mail, "_send", send)
    return taken


def told(sent, address="awa@sorandia.example"):
    return [text.split("\n\n")[1] for to, text in sent if to == address]


def test_a_password_that_they_changed(awa, sent):
    data = {"current": PASSWORD, "password": WORDS, "again": WORDS}
    awa.post("/account/password", data=data, status=303)
    assert told(sent) == ["Your password was changed."]


def test_one_that_was_chosen_with_a_code_of_another(client, cast, inside, sent):
    from lms.people.sign_in.invitations import make_code

    with inside():
        code = make_code(cast.awa, "reset", by=cast.farid)
    client.post(f"/join/{code}", data={"password": WORDS, "again": WORDS}, status=303)
    assert told(sent) == ["A new password was chosen for it with a code that somebody else had made."]


def test_a_merge_and_its_undoing(elif_, cast, sent, rows):
    from lms.people.merging import Merge

    elif_.post(f"/people/{cast.awa}/merge/{cast.bruno}", data={"reason": "One person"}, status=303)
    elif_.post(f"/merges/{rows(Merge)[0].id}/undo", status=303)
    assert told(sent)[0] == "Another record was merged with yours."
    assert "A merge of another record with yours was undone." in told(sent)
    assert told(sent, "bruno@sorandia.example") != []


def test_in_their_language(elif_, cast, sent, rows):
    elif_.post(f"/people/{cast.awa}/merge/{cast.bruno}", data={"reason": "One person"}, status=303)
    assert "Un autre dossier a été fusionné avec le vôtre." in told(sent, "bruno@sorandia.example")


def test_an_address_that_was_changed_at_the_one_from_before(farid, cast, sent):
    page = farid.get(f"/people/{cast.awa}/edit").page
    farid.submit(page, id="person", email="puppet@sorandia.example", status=303)
    assert told(sent) == ["Its e-mail address was changed: this one is no longer that of the account."]
    assert told(sent, "puppet@sorandia.example") == []


def test_what_else_is_corrected_is_not_worth_a_letter(farid, cast, sent):
    page = farid.get(f"/people/{cast.awa}/edit").page
    farid.submit(page, id="person", name="Awa Diallo-Sy", status=303)
    assert sent == []


def test_an_address_that_nobody_confirmed_gets_none(awa, cast, inside, sent):
    from lms.people.addresses import AddressConfirmation

    with inside() as session:
        session.query(AddressConfirmation).delete()
    data = {"current": PASSWORD, "password": WORDS, "again": WORDS}
    awa.post("/account/password", data=data, status=303)
    assert sent == []


def test_without_a_mail_server_nothing_piles_up(awa, rows):
    from lms.web.mail import Letter

    data = {"current": PASSWORD, "password": WORDS, "again": WORDS}
    awa.post("/account/password", data=data, status=303)
    assert rows(Letter) == []
