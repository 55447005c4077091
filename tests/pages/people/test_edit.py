"""Correcting somebody's record."""

import pytest

from lms.people.person import Person


def sent(page, **changes):
    return {**page.form(id="person").values, **changes}


def test_it_works(farid, rows, cast):
    ask = f"/people/{cast.awa}/edit"
    page = farid.get(ask, status=200).page
    answer = farid.post(
        ask,
        data=sent(page, name="  Awa   Diallo-Sy ", latin_name="", email="Awa@Sorandia.example"),
        status=303,
    )
    assert answer.location == f"/people/{cast.awa}"
    (awa,) = rows(Person, Person.id == cast.awa)
    assert (awa.name, awa.latin_name, awa.email) == ("Awa Diallo-Sy", None, "awa@sorandia.example")
    assert (awa.sign_in_name, awa.language) == ("awa", "en")


def test_any_script_and_one_word(elif_, rows, cast):
    ask = f"/people/{cast.awa}/edit"
    data = sent(elif_.get(ask).page, name="نور", latin_name="Nour", speaks="fr", sign_in_name="Nour.2")
    elif_.post(ask, data=data, status=303)
    (awa,) = rows(Person, Person.id == cast.awa)
    assert (awa.name, awa.latin_name, awa.language, awa.sign_in_name) == ("نور", "Nour", "fr", "nour.2")


def test_accents_are_composed(elif_, rows, cast):
    ask = f"/people/{cast.awa}/edit"
    elif_.post(ask, data=sent(elif_.get(ask).page, name="E\u0301lodie"), status=303)
    assert rows(Person, Person.id == cast.awa)[0].name == "Élodie"


def test_a_changed_name_is_confirmed_anew(elif_, awa, cast):
    awa.submit(awa.get("/account").page, action="/account/name", status=303)
    assert "not confirmed yet" not in elif_.get(f"/people/{cast.awa}").page.main
    ask = f"/people/{cast.awa}/edit"
    elif_.post(ask, data=sent(elif_.get(ask).page, name="Awa Sy"), status=303)
    assert "not confirmed yet" in elif_.get(f"/people/{cast.awa}").page.main


def test_an_address_that_another_has_is_told(elif_, client, cast):
    ask = f"/people/{cast.awa}/edit"
    answer = elif_.post(ask, data=sent(elif_.get(ask).page, email="bruno@sorandia.example"), status=303)
    words = elif_.get(answer.location).page.main
    assert "It signs in who had it first" in words
    assert "on another record too" in words


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "  ", "as on the ID card"),
        ("name", "\u200b", "at least one letter"),
        ("name", "0014711", "at least one letter"),
        ("latin_name", "\u200b", "at least one letter"),
        ("name", "A\x07wa", "cannot be shown"),
        ("name", "Awa\u202egnp", "cannot be shown"),
        ("name", "x" * 201, "too long"),
        ("latin_name", "x" * 201, "too long"),
        ("sign_in_name", "bruno", "Somebody else"),
        ("sign_in_name", "BRUNO", "Somebody else"),
        ("sign_in_name", "a b", "small letters"),
        ("sign_in_name", "a@b.c", "small letters"),
        ("email", "not an address", "e-mail address"),
        ("speaks", "xx", "Not a valid choice"),
        ("name", ["one", "two"], "sent twice"),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(elif_, rows, cast, field, value, said):
    ask = f"/people/{cast.awa}/edit"
    page = elif_.post(ask, data=sent(elif_.get(ask).page, **{field: value}), status=422).page
    assert said in page.main
    assert rows(Person, Person.id == cast.awa)[0].name == "Awa Diallo"


def test_the_language_button_keeps_what_was_typed(elif_, rows, cast):
    ask = f"/people/{cast.awa}/edit"
    page = elif_.post(ask, data=sent(elif_.get(ask).page, name="Typed", language="fr"), status=200).page
    assert page.form(id="person").values["name"] == ["Typed"]
    assert rows(Person, Person.id == cast.awa)[0].name == "Awa Diallo"


def test_nobody_records_for_themselves(farid, elif_, cast):
    farid.get(f"/people/{cast.farid}/edit", status=403)
    elif_.post(f"/people/{cast.elif_}/edit", status=403)


@pytest.mark.parametrize("name", ["bruno", "dmitri", "elif"])
def test_people_of_other_units(farid, cast, name):
    farid.get(f"/people/{cast[name]}/edit", status=404)


@pytest.mark.parametrize(
    ("role", "unit"),
    [("administrator", None), ("trainer", None), ("supervisor", "u5"), ("focal_point", "force")],
)
def test_a_focal_point_does_not_keep_the_record_of_a_higher_role(farid, elif_, cast, appoint, role, unit):
    """They could change the e-mail address, ask for a new password, and sign in with that role."""
    appoint(role, cast.awa, unit)
    farid.get(f"/people/{cast.awa}/edit", status=403)
    assert "so an administrator keeps this record" in farid.get(f"/people/{cast.awa}", status=200).page.main
    elif_.get(f"/people/{cast.awa}/edit", status=200)


def test_nor_of_one_that_is_coming(farid, cast, appoint, left):
    appoint("trainer", cast.awa, first_day=left(-30))
    farid.post(f"/people/{cast.awa}/code", status=403)


def test_but_that_of_one_that_is_over(farid, cast, appoint, left):
    appoint("trainer", cast.awa, first_day=left(30), last_day=left(1))
    farid.get(f"/people/{cast.awa}/edit", status=200)


@pytest.mark.parametrize("last_day", [None, "2026-11-20", "2026-11-30"])
def test_a_stand_in_may_not_keep_the_record_of_who_named_them(
    client, farid, cast, recruit, appoint, inside, last_day
):
    """They could make a code for that account, and have its role for ever."""
    from datetime import date

    from lms.people.roles.grants import Grant

    gunnar = recruit("Gunnar", sign_in_name="gunnar")
    with inside() as session:
        session.get(Grant, cast.farid_grant).last_day = last_day and date.fromisoformat(last_day)
    page = farid.get(f"/people/{gunnar}/roles/give", status=200).page
    farid.submit(page, id="grant", last_day="2026-11-20", status=303)
    stand_in = client.as_("gunnar")
    stand_in.get(f"/people/{cast.farid}/edit", status=403)
    stand_in.post(f"/people/{cast.farid}/code", status=403)
    farid.get(f"/people/{gunnar}/edit", status=200)


def test_a_focal_point_does_not_keep_the_record_of_one_whose_role_lasts_longer(
    client, cast, recruit, appoint, left
):
    other = recruit("Gunnar", sign_in_name="gunnar")
    appoint("focal_point", other, "u5", last_day=left(-5))
    client.as_("gunnar").get(f"/people/{cast.farid}/edit", status=403)
    client.as_("farid").get(f"/people/{other}/edit", status=200)


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri"])
def test_other_roles_may_not(client, cast, name):
    client.as_(name).get(f"/people/{cast.awa}/edit", status=403)


def test_an_unknown_person(elif_):
    elif_.get("/people/00000000-0000-4000-8000-000000000000/edit", status=404)
    elif_.get("/people/x/edit", status=404)


def test_another_method(elif_, cast):
    elif_.put(f"/people/{cast.awa}/edit", status=405)
