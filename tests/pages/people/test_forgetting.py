"""Forgetting a person: two administrators do it, and afterwards no table says whose record it was."""

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest

from lms.acts.verifying import verify
from lms.database import write_transaction
from lms.learning.records import Completion, Response
from lms.people.forgetting.forget import CannotForget, forget_person
from lms.people.forgetting.requests import ForgettingRequest
from lms.people.person import Identifier, Person
from lms.people.roles.ending import end_grant
from lms.people.roles.grants import Grant
from lms.people.sign_ins import SignIn
from lms.postings.posting import Posting
from tests.cast import PASSWORD
from tests.clock import TODAY
from tests.pages.test_guards_codes import everything

NAME = "Zébulon Quaranta-Fortin"
WORDS = ["Zébulon", "Quaranta", "zquaranta", "z.fortin@mission.example", "Zebulon", "77-ZQ-4411"]


@pytest.fixture
def second(client, appoint, cast):
    """Bruno, who administers too."""
    appoint("administrator", cast.bruno)
    return client.as_("bruno")


@pytest.fixture
def somebody(inside, cast, world):
    """Awa, of whom the world is full, under a name that nothing else has, and that acts hold."""
    with inside() as session:
        awa = session.get(Person, cast.awa)
        awa.amend(
            name=NAME,
            latin_name="Zebulon Quaranta",
            given_name="Zébulon",
            family_name="Quaranta",
            sign_in_name="zquaranta",
            email="z.fortin@mission.example",
            email_of_post=False,
            language="fr",
        )
        session.query(Identifier).filter(Identifier.person_id == cast.awa).first().value = "77-ZQ-4411"
    return cast.awa


def holding(app, words):
    return [
        text[:200] for text in everything(app) if any(word.casefold() in text.casefold() for word in words)
    ]


def ask(browser, person, act):
    return browser.post(f"/people/{person}/forget", data={"act": act})


def test_afterwards_no_table_says_whose_it_was(app, elif_, second, somebody, rows):
    assert holding(app, WORDS)
    earned = len(rows(Completion, Completion.person_id == somebody))
    answered = [row.grade for row in rows(Response, Response.person_id == somebody)]
    served = len(rows(Posting, Posting.person_id == somebody))
    assert earned
    assert ask(elif_, somebody, "ask").status_code == 303
    assert ask(second, somebody, "confirm").status_code == 303
    assert holding(app, WORDS) == []
    assert len(rows(Completion, Completion.person_id == somebody)) == earned
    assert [row.grade for row in rows(Response, Response.person_id == somebody)] == answered
    assert len(rows(Posting, Posting.person_id == somebody)) == served
    with app.app_context():
        assert verify().fault is None
    page = elif_.get(f"/people/{somebody}", status=200).page
    assert page.h1 == "#1"
    assert "This person was forgotten." in page.main


def test_a_certificate_is_still_verified_for_a_number(app, client, elif_, second, somebody, world):
    number = world["number"]
    assert "Valid" in client.get(f"/verify/{number}").page.main
    ask(elif_, somebody, "ask")
    ask(second, somebody, "confirm")
    page = client.get(f"/verify/{number}", status=200).page
    assert "Valid" in page.main
    assert "#1" in page.main or "#2" in page.main


def test_who_asked_does_not_confirm(elif_, second, cast, rows):
    ask(elif_, cast.awa, "ask")
    page = elif_.get(f"/people/{cast.awa}/forget").page
    assert "Another administrator confirms it here." in page.main
    assert "Forget this person for good" not in page.main
    assert ask(elif_, cast.awa, "confirm").status_code == 409
    assert rows(Person, Person.id == cast.awa)[0].name == "Awa Diallo"
    assert "Elif Demir asked for this" in second.get(f"/people/{cast.awa}/forget").page.main
    assert ask(second, cast.awa, "withdraw").status_code == 303
    assert ask(elif_, cast.awa, "confirm").status_code == 409
    assert [row.confirmed_at for row in rows(ForgettingRequest)] == [None]


def test_nobody_has_themselves_forgotten(elif_, cast):
    elif_.get(f"/people/{cast.elif_}/forget", status=403)


@pytest.mark.parametrize("name", ["farid", "dmitri", "chantal"])
def test_who_holds_a_role_is_told_of(elif_, second, cast, name, rows):
    page = elif_.get(f"/people/{cast[name]}/forget", status=200).page
    assert "This person holds a role" in page.main
    assert ask(elif_, cast[name], "ask").status_code == 409
    assert rows(ForgettingRequest) == []


def test_nor_is_a_role_given_before_it_is_confirmed_lost(elif_, second, cast, appoint, rows):
    ask(elif_, cast.awa, "ask")
    appoint("trainer", cast.awa)
    assert ask(second, cast.awa, "confirm").status_code == 409
    assert rows(Person, Person.id == cast.awa)[0].forgotten_at is None
    assert rows(ForgettingRequest)[0].confirmed_at is None


def test_nobody_comes_in_afterwards(client, elif_, second, cast, farid):
    browser = client.another()
    browser.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    ask(elif_, cast.awa, "ask")
    ask(second, cast.awa, "confirm")
    browser.get("/account", status=302)
    client.another().post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=422)
    farid.post(f"/people/{cast.awa}/code", status=409)


def test_who_signs_in_at_that_moment_is_in_before_or_not_at_all(app, client, cast, rows):
    at_once = threading.Barrier(2)
    statuses = []

    def come_in():
        browser = client.another()
        at_once.wait(10)
        statuses.append(browser.post("/sign-in", data={"name": "awa", "password": PASSWORD}).status_code)

    def forget():
        at_once.wait(10)
        with app.app_context(), write_transaction():
            forget_person(cast.awa, by=cast.elif_)

    threads = [threading.Thread(target=act) for act in (come_in, forget)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert statuses[0] in (303, 403, 422)
    assert rows(SignIn, SignIn.person_id == cast.awa) == []
    assert rows(Person, Person.id == cast.awa)[0].name == "#1"


def test_each_gets_a_number_of_their_own(app, inside, cast, rows, recruit):
    people = [recruit(f"Person {number}", "u5") for number in range(3)]
    for person in people:
        with inside():
            forget_person(person, by=cast.elif_)
    names = {row.name for row in rows(Person, Person.id.in_(people))}
    assert names == {"#1", "#2", "#3"}
    with inside(), pytest.raises(CannotForget):
        forget_person(people[0], by=cast.elif_)


def test_on_the_command_line(app, cast, rows, recruit):
    from lms.commands.forgetting import forget

    lms = app.test_cli_runner()
    assert "holds a role" in lms.invoke(forget, ["elif", "--yes"]).output
    assert "There is no account nobody." in lms.invoke(forget, ["nobody"]).output
    answer = lms.invoke(forget, ["awa", "--yes"])
    assert (answer.exit_code, answer.output) == (0, "Forgotten. The record is now #1.\n")
    other = recruit("Hamid", "u5")
    assert lms.invoke(forget, [str(other)]).output == "Forgotten. The record is now #2.\n"
    again = lms.invoke(forget, [str(other)])
    assert (again.exit_code, again.output) == (1, "Error: This person is forgotten already.\n")


def test_whoever_types_it_is_asked(app, cast, rows, monkeypatch):
    from lms.commands import forgetting

    monkeypatch.setattr(forgetting, "sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    lms = app.test_cli_runner()
    assert lms.invoke(forgetting.forget, ["awa"], input="n\n").exit_code == 1
    assert rows(Person, Person.id == cast.awa)[0].name == "Awa Diallo"
    assert lms.invoke(forgetting.forget, ["awa"], input="y\n").exit_code == 0


def test_what_they_did_for_others_stays_with_a_number(elif_, second, farid, cast, inside, rows):
    """Farid changed Awa's record; then his role ended, and he is forgotten."""
    farid.submit(farid.get(f"/people/{cast.awa}/edit").page, id="person", name="Awa Diallo-Sy", status=303)
    with inside() as session:
        for grant in session.query(Grant).filter(Grant.person_id == cast.farid):
            end_grant(grant, TODAY - timedelta(days=1), by=cast.elif_)
    ask(elif_, cast.farid, "ask")
    assert ask(second, cast.farid, "confirm").status_code == 303
    main = elif_.get(f"/people/{cast.awa}").page.main
    assert "#1 changed a record" in main
    assert "Farid" not in main
    assert "Farid" not in elif_.get("/acts").page.main
