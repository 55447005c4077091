"""Who is signed in, with the roles of the day."""

import uuid

import pytest

from lms.people.roles.me import Me, load_person, myself
from lms.people.sign_ins import SignIn


@pytest.fixture
def signed_in(inside):
    """Records that somebody signs in; returns what the session's cookie holds."""

    def sign_in(person_id, taken_at, ended_at=None):
        with inside() as session:
            row = SignIn(person_id=person_id, taken_at=taken_at, browser="", system="", ended_at=ended_at)
            session.add(row)
            session.flush()
            return row.id.hex

    return sign_in


def test_one_query_tells_all(app, cast, statements, signed_in, clock):
    token = signed_in(cast.farid, clock())
    with app.app_context(), statements() as sent:
        me = load_person(token)
        assert len(sent) == 1
    assert (me.name, me.roles) == ("Farid Rahmani", {"focal_point"})
    assert me.units("focal_point") == me.units("focal_point", "supervisor") == {cast.u5}
    assert me.units("supervisor") == frozenset()
    assert me.get_id() == token


def test_nobody_is_signed_in_for_longer_than_the_limit(app, cast, signed_in, clock):
    token = signed_in(cast.awa, clock())
    with app.app_context():
        clock.move(hours=12, seconds=-1)
        assert load_person(token).name == "Awa Diallo"
        clock.move(seconds=1)
        assert load_person(token) is None


def test_nor_once_the_sign_in_has_ended(app, cast, signed_in, clock):
    token = signed_in(cast.awa, clock(), ended_at=clock())
    with app.app_context():
        assert load_person(token) is None


def test_roles_add_up(app, cast, inside, clock, signed_in):
    from lms.people.roles.grants import give_role

    with inside():
        give_role("supervisor", cast.farid, cast.police, clock.today, by=cast.elif_)
        give_role("trainer", cast.farid, None, clock.today, by=cast.elif_)
    token = signed_in(cast.farid, clock())
    with app.app_context():
        me = load_person(token)
    assert me.roles == {"focal_point", "supervisor", "trainer"}
    assert me.units("supervisor", "focal_point") == {cast.u5, cast.police}


@pytest.mark.parametrize(
    ("name", "writes"),
    [("awa", False), ("chantal", True), ("dmitri", False), ("farid", False), ("elif", True)],
)
def test_trainers_and_administrators_write_courses(app, cast, name, writes, signed_in, clock):
    token = signed_in(cast[name], clock())
    with app.app_context():
        assert load_person(token).writes_courses is writes


@pytest.mark.parametrize("token", ["", ".", "x", uuid.UUID(int=1).hex, f"{uuid.UUID(int=1).hex}.0"])
def test_nobody(app, token):
    with app.app_context():
        assert load_person(token) is None


def test_somebody_without_a_role_has_none():
    assert Me(uuid.UUID(int=1), "A", "a", "en", uuid.UUID(int=2)).roles == frozenset()


def test_myself_is_for_who_is_signed_in(app):
    with app.test_request_context(), pytest.raises(LookupError):
        myself()
