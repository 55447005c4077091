"""No code that opens anything stands in the database, however it is written, before it is sent and after."""

import json

import sqlalchemy as sa

from lms.database import Model, db
from lms.people.account.private_address import PrivateAddress
from lms.people.codes import normalise
from lms.web.mail import KINDS, Letter
from tests.letters import CODE, text_as_sent


def everything(app):
    """All that stands in any table, as text."""
    with app.app_context():
        for table in Model.metadata.sorted_tables:
            for row in db.session.execute(sa.select(table)):
                for value in row:
                    if isinstance(value, bytes):
                        yield value.decode("latin-1")
                    elif isinstance(value, dict | list):
                        yield json.dumps(value)
                    elif isinstance(value, str):
                        yield value


def holding(app, codes):
    """What of the database holds one of these codes."""
    forms = {form.casefold() for code in codes for form in (code, normalise(code))}
    return [text for text in everything(app) if any(form in text.casefold() for form in forms)]


def codes_on(page):
    return CODE.findall(page.main)


def test_none_of_any_kind(
    app, client, elif_, farid, cast, recruit, rows, settings, monkeypatch, inside, clock
):
    from lms.web import mail

    sent = []
    monkeypatch.setattr(mail, "_send", lambda _identity, message, _settings: sent.append(message) or True)
    person = recruit("Hamid", "u5", email="hamid@sorandia.example")
    codes = [
        *codes_on(farid.post(f"/people/{cast.awa}/code", status=200).page),
        *codes_on(farid.post(f"/people/{person}/code", status=200).page),
        *codes_on(client.as_("awa").post("/account/merge-code", status=200).page),
        *codes_on(farid.post("/slips", data={"unit": str(cast.u5), "person": str(person)}, status=200).page),
    ]
    assert len(codes) >= 4
    elif_.post(f"/people/{person}/invite", status=303)
    client.post("/forgotten", data={"name": "bruno"}, status=200)
    client.as_("awa").post("/account/private-address", data={"address": "awa@home.example"}, status=303)
    confirmed = "bruno@home.example"
    with inside() as session:
        row = PrivateAddress(person_id=cast.bruno, address=confirmed, taken_at=clock(), confirmed_at=clock())
        session.add(row)
    client.post("/my-certificates", data={"address": confirmed}, status=200)
    letters = rows(Letter)
    assert {letter.kind for letter in letters} == {
        kind.name for kind in KINDS.get(app).values() if "%(link)s" in kind.text
    }
    assert holding(app, codes) == []
    for letter in letters:
        codes += codes_on(elif_.post(f"/outbox/{letter.id}", status=200).page)
        codes += CODE.findall(text_as_sent(app, letter.id))
    settings(smtp_url="smtp://mail.example", mail_from="learning@example.org")
    client.post("/forgotten", data={"name": "dmitri"}, status=200)
    (message,) = sent
    codes += CODE.findall(message.get_content())
    assert len(codes) >= 13
    assert all(len(normalise(code)) == 12 for code in codes)
    assert holding(app, codes) == []
