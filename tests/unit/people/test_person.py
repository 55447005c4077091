"""Persons: names in any script, identifiers."""

import pytest

from lms.people.person import (
    Identifier,
    Person,
    add_identifier,
    add_person,
    confirm_name,
    confirmed_name,
    identifiers_of,
    taken_sign_in_names,
)


@pytest.mark.parametrize(
    "name", ["محمد الأمين", "Ольга", "李", "Zoé", "O’Brien-Smith", "N'Guessan Kouamé Aya"]
)
def test_names_of_every_script_are_kept(inside, rows, name):
    with inside():
        identity = add_person(name, language="en").id
    (person,) = rows(Person, Person.id == identity)
    assert person.name == name
    assert person.password_hash is None


def test_a_latin_spelling_makes_the_sign_in_name(inside):
    with inside():
        first = add_person("محمد", latin_name="Mohamed Amin", language="en")
        second = add_person("محمد", latin_name="Mohamed Amin", language="en", email="A@B.example")
        assert (first.sign_in_name, second.sign_in_name) == ("mamin", "mamin2")
        assert second.email == "a@b.example"
        third = add_person("Ольга", latin_name="Ольга", language="en", stems=("", "014711", "sor-u5"))
        assert third.sign_in_name == "014711"
        assert taken_sign_in_names("mamin") == {"mamin", "mamin2"}


def test_a_confirmation_holds_for_the_name_as_it_stands(inside, cast):
    with inside() as session:
        person = session.get(Person, cast.awa)
        assert confirmed_name(person.id) is None
        confirm_name(person)
        session.flush()
        assert confirmed_name(person.id) == "Awa Diallo"
        person.name = "Awa Diallo Traoré"
        session.flush()
        assert confirmed_name(person.id) is None
        person.name = "Awa Diallo"
        session.flush()
        assert confirmed_name(person.id) == "Awa Diallo"


def test_leading_zeros_are_kept(rows, cast):
    assert [one.value for one in rows(Identifier, Identifier.person_id == cast.awa)] == ["0014711"]


def claim(inside, cast):
    with inside() as session:
        add_identifier(session.get(Person, cast.bruno), "UN index number", "UN", "0014711")


def test_an_identifier_is_one_person_s(inside, cast):
    import sqlalchemy as sa

    with pytest.raises(sa.exc.IntegrityError):
        claim(inside, cast)


def test_identifiers_of_several(inside, cast):
    with inside():
        found = identifiers_of([cast.awa, cast.bruno])
    assert {person: len(own) for person, own in found.items()} == {cast.awa: 1, cast.bruno: 1}
