"""An e-mail address on several records signs in one of them at most: who had it first, while they serve."""

from datetime import timedelta

import pytest

from lms.people.person import Person
from lms.postings.posting import Posting, open_posting
from lms.web.mail import Letter
from tests.cast import PASSWORD
from tests.clock import TODAY
from tests.letters import link_of, text_as_sent

ADDRESS = "awa@sorandia.example"


def sign_in(client, name, status=303):
    return client.another().post("/sign-in", data={"name": name, "password": PASSWORD}, status=status)


@pytest.fixture
def successor(inside, cast, recruit, clock):
    """Somebody in Awa's unit, who has her mailbox on their record, recorded later, and the same password."""
    clock.move(minutes=1)
    person = recruit("Successor", "u5", sign_in_name="successor", email=ADDRESS)
    with inside() as session:
        session.get(Person, person).password_hash = session.get(Person, cast.awa).password_hash
    return person


@pytest.fixture
def leaves(inside, cast):
    def leave(last_day):
        with inside() as session:
            for posting in session.query(Posting).filter(Posting.person_id == cast.awa):
                posting.last_day = last_day

    return leave


def names(browser):
    return browser.get("/account", status=200).page.main


def signed_in_by(client, address):
    browser = client.another()
    browser.post("/sign-in", data={"name": address, "password": PASSWORD}, status=303)
    return names(browser)


def test_a_focal_point_shuts_nobody_out_by_writing_their_address(farid, client, cast, rows, recruit, clock):
    """As it was tried on the chief of the mission."""
    clock.move(minutes=1)
    own = recruit("Puppet", "u5", sign_in_name="puppet")
    page = farid.get(f"/people/{own}/edit").page
    answer = farid.submit(page, id="person", email="bruno@sorandia.example", status=303)
    told = farid.get(answer.location).page.main
    assert "Another person" not in told
    assert "on another record too" not in told
    assert "Bruno Keller" in signed_in_by(client, "bruno@sorandia.example")
    client.post("/forgotten", data={"name": "bruno@sorandia.example"}, status=200)
    (letter,) = rows(Letter)
    assert letter.person_id == cast.bruno


def test_within_their_units_they_are_told(farid, recruit):
    own = recruit("Puppet", "u5", sign_in_name="puppet")
    page = farid.get(f"/people/{own}/edit").page
    answer = farid.submit(page, id="person", email=ADDRESS, status=303)
    assert "Another person has this e-mail address too." in farid.get(answer.location).page.main


def test_who_had_it_first_keeps_it_while_they_serve(client, successor, leaves, clock):
    assert "Awa Diallo" in signed_in_by(client, ADDRESS)
    leaves(TODAY)
    assert "Awa Diallo" in signed_in_by(client, ADDRESS)


def test_then_it_is_the_successor_s(client, successor, leaves, clock):
    leaves(TODAY)
    clock.move(days=1)
    assert "Successor" in signed_in_by(client, ADDRESS)
    sign_in(client, "awa")


def test_and_nobody_s_where_there_is_none(client, leaves, clock, rows):
    leaves(TODAY)
    clock.move(days=1)
    sign_in(client, ADDRESS, status=422)
    for name in (ADDRESS, "awa"):
        client.post("/forgotten", data={"name": name}, status=200)
    assert rows(Letter) == []
    assert "This address does not sign you in" in names_after(client)


def names_after(client):
    browser = client.another()
    browser.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    return names(browser)


def test_a_link_that_was_sent_before_works_no_more(app, client, leaves, clock, rows):
    client.post("/forgotten", data={"name": "awa"}, status=200)
    link = link_of(app, rows(Letter)[0])
    client.get(link, status=200)
    leaves(TODAY - timedelta(days=1))
    client.get(link, status=404)
    words = "cassava at the market"
    client.post(link, data={"password": words, "again": words}, status=404)


def test_nor_is_a_letter_that_waits_sent(app, client, leaves, rows):
    client.post("/forgotten", data={"name": "awa"}, status=200)
    leaves(TODAY - timedelta(days=1))
    assert text_as_sent(app, rows(Letter)[0].id) == ""


def test_a_record_that_gets_it_back_has_it_since_then(client, successor, farid, cast, clock):
    page = farid.get(f"/people/{cast.awa}/edit").page
    farid.submit(page, id="person", email="", status=303)
    assert "Successor" in signed_in_by(client, ADDRESS)
    clock.move(minutes=1)
    farid.submit(farid.get(f"/people/{cast.awa}/edit").page, id="person", email=ADDRESS, status=303)
    assert "Successor" in signed_in_by(client, ADDRESS)
    assert "on another record too" in farid.get(f"/people/{cast.awa}").page.main


def test_what_else_is_corrected_leaves_it(client, successor, farid, cast, clock):
    clock.move(minutes=1)
    page = farid.get(f"/people/{cast.awa}/edit").page
    farid.submit(page, id="person", name="Awa Diallo-Sy", status=303)
    assert "Awa Diallo-Sy" in signed_in_by(client, ADDRESS)


def test_one_of_a_post_signs_nobody_in(farid, client, cast, rows):
    page = farid.get(f"/people/{cast.awa}/edit").page
    farid.submit(page, id="person", email_of_post="y", status=303)
    assert "of a post: mail only" in farid.get(f"/people/{cast.awa}").page.main
    sign_in(client, ADDRESS, status=422)
    for name in (ADDRESS, "awa"):
        client.post("/forgotten", data={"name": name}, status=200)
    assert rows(Letter) == []
    assert "belongs to a post" in names_after(client)


def test_no_invitation_goes_there(farid, recruit):
    person = recruit("Hamid", "u5", email="plans@sorandia.example", email_of_post=True)
    assert "Send an invitation by mail" not in farid.get(f"/people/{person}").page.main
    farid.post(f"/people/{person}/invite", status=409)


def test_of_two_of_whom_one_was_never_posted(client, inside, cast, recruit, clock, leaves):
    """Who was never posted keeps it."""
    clock.move(minutes=1)
    recruit("Never Posted", None, sign_in_name="never", email=ADDRESS)
    assert "Awa Diallo" in signed_in_by(client, ADDRESS)


def test_the_successor_keeps_it_when_the_first_serves_again(client, successor, leaves, inside, cast, clock):
    leaves(TODAY)
    clock.move(days=1)
    assert "Successor" in signed_in_by(client, ADDRESS)
    with inside():
        open_posting(cast.awa, cast.u5, "military", "staff_officer", "Planner", TODAY + timedelta(days=3))
    assert "Successor" in signed_in_by(client, ADDRESS)


def test_so_does_a_posting_that_is_prolonged_too_late(client, successor, leaves, farid, rows, cast, clock):
    leaves(TODAY)
    clock.move(days=1)
    (posting,) = rows(Posting, Posting.person_id == cast.awa)
    page = client.as_("farid").get(f"/postings/{posting.id}").page
    last_day = (TODAY + timedelta(days=30)).isoformat()
    client.as_("farid").submit(page, id="posting", last_day=last_day, status=303)
    assert "Successor" in signed_in_by(client, ADDRESS)
