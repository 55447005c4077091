"""Who is signed in, with the roles of the day."""

import uuid

import pytest

from lms.people.roles.me import Me, load_person, myself


def test_one_query_tells_all(app, cast, statements):
    with app.app_context(), statements() as sent:
        me = load_person(f"{cast.farid.hex}.0")
        assert len(sent) == 1
    assert (me.name, me.roles) == ("Farid Rahmani", {"focal_point"})
    assert me.units("focal_point") == me.units("focal_point", "supervisor") == {cast.u5}
    assert me.units("supervisor") == frozenset()
    assert me.get_id() == f"{cast.farid.hex}.0"


def test_roles_add_up(app, cast, inside, clock):
    from lms.people.roles.grants import give_role

    with inside():
        give_role("supervisor", cast.farid, cast.police, clock.today, by=cast.elif_)
        give_role("trainer", cast.farid, None, clock.today, by=cast.elif_)
    with app.app_context():
        me = load_person(f"{cast.farid.hex}.0")
    assert me.roles == {"focal_point", "supervisor", "trainer"}
    assert me.units("supervisor", "focal_point") == {cast.u5, cast.police}


@pytest.mark.parametrize(
    ("name", "writes"),
    [("awa", False), ("chantal", True), ("dmitri", False), ("farid", False), ("elif", True)],
)
def test_trainers_and_administrators_write_courses(app, cast, name, writes):
    with app.app_context():
        assert load_person(f"{cast[name].hex}.0").writes_courses is writes


@pytest.mark.parametrize("token", ["", ".", "x.0", f"{uuid.UUID(int=1).hex}.0", f"{uuid.UUID(int=1).hex}."])
def test_nobody(app, token):
    with app.app_context():
        assert load_person(token) is None


def test_somebody_without_a_role_has_none():
    assert Me(uuid.UUID(int=1), "A", "a", "en", 0).roles == frozenset()


def test_myself_is_for_who_is_signed_in(app):
    with app.test_request_context(), pytest.raises(LookupError):
        myself()
