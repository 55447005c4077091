"""One-time codes for one person, on the screen or by mail."""

import re

import pytest

from lms.people.sign_in.invitations import Invitation
from lms.web.mail import Letter
from tests.letters import text_as_sent

CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


def test_a_code_for_somebody_who_never_signed_in(farid, client, recruit):
    person = recruit("Hamid", sign_in_name="hamid")
    assert "not set yet" in farid.get(f"/people/{person}").page.main
    answer = farid.post(f"/people/{person}/code", status=200)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "thirty days" in answer.page.main
    assert "hamid" in answer.page.main
    code = CODE.search(answer.page.main).group()
    assert f"https://learning.example/join/{code}" in answer.page.main
    assert client.get(f"/join/{code}", status=200).page.h1 == "Choose your password"


def test_for_somebody_who_forgot_it_works_two_hours(farid, client, cast, clock):
    answer = farid.post(f"/people/{cast.awa}/code", status=200)
    assert "two hours" in answer.page.main
    code = CODE.search(answer.page.main).group()
    client.get(f"/join/{code}", status=200)
    clock.move(hours=2)
    client.get(f"/join/{code}", status=404)


def test_a_new_code_makes_the_earlier_useless(farid, client, cast):
    first, second = (CODE.search(farid.post(f"/people/{cast.awa}/code").page.main).group() for _ in range(2))
    client.get(f"/join/{first}", status=404)
    client.get(f"/join/{second}", status=200)


def test_only_its_hash_is_kept(farid, rows, cast):
    code = CODE.search(farid.post(f"/people/{cast.awa}/code").page.main).group()
    (row,) = rows(Invitation)
    assert code not in row.code_hash
    assert (row.person_id, row.made_by) == (cast.awa, cast.farid)


def test_an_invitation_by_mail_is_in_the_persons_language(app, elif_, client, recruit, rows):
    person = recruit("Aïssata", None, email="aissata@sorandia.example", language="fr")
    page = elif_.get(f"/people/{person}").page
    answer = elif_.submit(page, action=f"/people/{person}/invite", status=303)
    assert answer.location == f"/people/{person}"
    (letter,) = rows(Letter)
    assert letter.address == "aissata@sorandia.example"
    text = text_as_sent(app, letter.id)
    assert text.startswith("Bonjour Aïssata")
    assert "aissata" in text
    code = CODE.search(text).group()
    assert f"https://learning.example/join/{code}" in text
    client.get(f"/join/{code}", status=200)


def test_it_is_told_whether_the_invitation_leaves(elif_, recruit, settings, monkeypatch):
    from lms.web import mail

    monkeypatch.setattr(mail, "_send", lambda *_: True)
    one, other = (recruit(name, None, email=f"{name}@sorandia.example") for name in ("hamid", "hana"))
    elif_.post(f"/people/{one}/invite", status=303)
    assert "waits in the outbox" in elif_.get(f"/people/{one}").page.main
    settings(smtp_url="smtp://mail.example", mail_from="learning@example.org")
    elif_.post(f"/people/{other}/invite", status=303)
    assert "on its way" in elif_.get(f"/people/{other}").page.main


def test_no_invitation_without_an_address_or_after_joining(elif_, cast, recruit, rows):
    elif_.post(f"/people/{recruit('Hamid')}/invite", status=409)
    elif_.post(f"/people/{cast.awa}/invite", status=409)
    assert "Send an invitation by mail" not in elif_.get(f"/people/{cast.awa}").page.main
    assert rows(Letter) == []


@pytest.mark.parametrize("act", ["code", "invite"])
def test_who_may(client, farid, elif_, rows, cast, act):
    farid.post(f"/people/{cast.bruno}/{act}", status=404)
    farid.post(f"/people/{cast.farid}/{act}", status=403)
    elif_.post(f"/people/{cast.elif_}/{act}", status=403)
    client.as_("awa").post(f"/people/{cast.awa}/{act}", status=403)
    client.as_("dmitri").post(f"/people/{cast.awa}/{act}", status=403)
    elif_.get(f"/people/{cast.awa}/{act}", status=405)
    elif_.post(f"/people/{cast.awa}/{act}", site="cross-site", status=403)
    assert rows(Invitation) == []


def test_a_focal_point_cannot_take_an_administrators_account(farid, cast, appoint, rows):
    appoint("administrator", cast.awa)
    farid.post(f"/people/{cast.awa}/code", status=403)
    assert rows(Invitation) == []
