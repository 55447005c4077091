"""Whoever has left keeps a way to their certificates: a one-time link to a private address."""

import re

import pytest

from lms.certificates.records import Certificate
from lms.people.account.private_address import PrivateAddress
from lms.web.beside import BESIDE
from lms.web.clock import now
from lms.web.mail import Letter
from tests.letters import text_as_sent

HOME = "awa@home.example"
PATH = re.compile(r"https://learning\.example(/\S+)")


@pytest.fixture
def letter(app, rows):
    """`letter("private-address")`: the path in the newest letter of a kind."""

    def path(kind):
        newest = max(rows(Letter, Letter.kind == kind), key=lambda one: one.taken_at)
        return PATH.search(text_as_sent(app, newest.id))[1]

    return path


@pytest.fixture
def certified(awa, complete, rename, rows):
    """Awa's certificate."""
    completion_id = complete("awa")
    rename("awa", "Awa Diallo")
    awa.post(f"/certificates/{completion_id}", status=303)
    return rows(Certificate)[0]


@pytest.fixture
def confirmed(awa, client, letter):
    """Awa's private address, given on my account and confirmed by its link."""
    page = awa.get(awa.get("/account").page.links["Private address, for after I leave"], status=200).page
    awa.submit(page, id="private-address", address=" Awa@Home.Example ", status=303)
    assert "not confirmed yet" in awa.get("/account/private-address").page.main
    path = letter("private-address")
    phone = client.another()
    page = phone.get(path, status=200).page
    assert HOME in page.main
    assert "Your private address is confirmed" in phone.submit(page, action=path, status=200).page.main
    assert "confirmed" in awa.get("/account/private-address").page.main
    phone.get(path, status=404)


def ask(client, address=HOME, status=200):
    return client.another().post("/my-certificates", data={"address": address}, status=status)


def test_the_whole_way(client, awa, certified, confirmed, letter, clock, inside, cast):
    from lms.postings.posting import Posting

    with inside() as session:
        session.query(Posting).filter(Posting.person_id == cast.awa).one().last_day = clock.today
    clock.move(days=200)
    ask(client)
    path = letter("certificates")
    phone = client.another()
    page = phone.get(path, status=200).page
    assert certified.number not in page.main
    page = phone.submit(page, action=path, status=200).page
    assert certified.number in page.main
    assert "Awa Diallo" in page.main
    answer = phone.submit(page, action=f"{path}/{certified.id}", status=200)
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert phone.get("/account", status=302)


def test_it_works_once_and_for_half_an_hour(client, certified, confirmed, letter, clock):
    ask(client)
    path = letter("certificates")
    client.post(path, status=200)
    clock.move(minutes=29)
    client.post(f"{path}/{certified.id}", status=200)
    clock.move(minutes=1)
    client.post(f"{path}/{certified.id}", status=404)
    client.post(path, status=404)


def test_nothing_before_its_button_is_pressed(client, certified, confirmed, letter):
    ask(client)
    client.post(f"{letter('certificates')}/{certified.id}", status=404)


def test_it_works_for_a_day(client, certified, confirmed, letter, clock):
    ask(client)
    path = letter("certificates")
    clock.move(hours=24)
    client.get(path, status=404)


def test_it_shows_no_other_certificate(client, certified, confirmed, letter, complete, rename, rows):
    completion_id = complete("bruno")
    rename("bruno", "Bruno Keller")
    client.as_("bruno").post(f"/certificates/{completion_id}", status=303)
    other = next(one for one in rows(Certificate) if one.id != certified.id)
    ask(client)
    path = letter("certificates")
    page = client.post(path, status=200).page
    assert other.number not in page.main
    client.post(f"{path}/{other.id}", status=404)


def test_as_much_is_done_for_nobody(client, confirmed, statements, rows):
    """Whoever asks twice would see from the second answer how much there was to do for the first."""
    asked = []
    for address in (HOME, "nobody@home.example"):
        answer = client.another().post("/my-certificates", data={"address": address}, buffered=False)
        with statements() as sent:
            answer.close()
        asked.append([one.split("WHERE")[0].strip() for one in sent])
    assert len(rows(Letter, Letter.kind == "certificates")) == 1
    assert asked[1] == [*asked[0], "DELETE FROM letter"]


def test_the_next_request_waits_for_nothing(app, client, confirmed, monkeypatch, rows):
    """A slow mail server would tell too."""
    acts = []
    monkeypatch.setitem(app.extensions, BESIDE.name, acts.append)
    for address in (HOME, "nobody@home.example"):
        ask(client, address)
    assert rows(Letter, Letter.kind == "certificates") == []
    assert len(acts) == 2


@pytest.mark.parametrize("address", [HOME, "awa@sorandia.example", "nobody@home.example"])
def test_no_letter_for_an_address_that_nobody_confirmed(client, awa, certified, address, rows):
    awa.post("/account/private-address", data={"address": HOME}, status=303)
    ask(client, address)
    assert rows(Letter, Letter.kind == "certificates") == []


def test_the_answer_is_the_same_for_all(client, confirmed):
    assert ask(client).page.main == ask(client, "nobody@home.example").page.main


def test_a_removed_or_replaced_address_gets_none(client, awa, certified, confirmed, rows):
    page = awa.get("/account/private-address").page
    awa.submit(page, action="/account/private-address/remove", status=303)
    ask(client)
    assert rows(Letter, Letter.kind == "certificates") == []
    awa.post("/account/private-address", data={"address": "other@home.example"}, status=303)
    ask(client)
    assert rows(Letter, Letter.kind == "certificates") == []
    given = sorted(rows(PrivateAddress), key=lambda one: one.address)
    assert [(one.address, one.removed_at is None) for one in given] == [
        (HOME, False),
        ("other@home.example", True),
    ]


def test_a_link_to_confirm_lasts_seven_days(client, awa, letter, clock):
    awa.post("/account/private-address", data={"address": HOME}, status=303)
    path = letter("private-address")
    clock.move(days=7)
    client.get(path, status=404)
    client.post(path, status=404)


def test_asking_is_throttled(client, confirmed, rows):
    for _ in range(3):
        ask(client)
    ask(client, status=429)
    assert len(rows(Letter, Letter.kind == "certificates")) == 3


def test_so_is_giving_addresses(awa):
    for number in range(3):
        awa.post("/account/private-address", data={"address": f"a{number}@home.example"}, status=303)
    awa.post("/account/private-address", data={"address": HOME}, status=429)


@pytest.mark.parametrize(
    "address",
    [
        *("", "nobody", "a@b", "a b@home.example", "x" * 300 + "@home.example"),
        *("a@home.example\r\nBcc: b@home.example", "a@home.example,b@home.example"),
    ],
)
def test_what_is_no_address_is_told(client, awa, address, rows):
    ask(client, address, status=422)
    awa.post("/account/private-address", data={"address": address}, status=422)
    assert rows(Letter) == []


def test_not_where_earlier_answers_are_shut(client, awa, inside, cast):
    from lms.people.shut_answers import shut_earlier_answers

    with inside():
        shut_earlier_answers(cast.awa, made_by=cast.farid)
    client.as_("awa").post("/account/private-address", data={"address": HOME}, status=403)


def test_a_revoked_one_is_not_shown(client, elif_, certified, confirmed, letter):
    elif_.post(f"/certificates/numbers/{certified.number}/revoke", data={"reason": "x"}, status=303)
    ask(client)
    path = letter("certificates")
    assert "No certificates" in client.post(path, status=200).page.main
    client.post(f"{path}/{certified.id}", status=404)


def test_a_link_ends_with_the_address_it_went_to(app, client, certified, confirmed, letter, rows, inside):
    ask(client)
    path = letter("certificates")
    client.get(path, status=200)
    (sent,) = rows(Letter, Letter.kind == "certificates")
    with inside() as session:
        session.query(PrivateAddress).one().removed_at = now()
    client.get(path, status=404)
    client.post(path, status=404)
    assert text_as_sent(app, sent.id) == ""
