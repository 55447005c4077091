"""Passwords and one-time codes."""

import random

from hypothesis import given
from hypothesis import strategies as st

from lms.people.codes import ALPHABET, LENGTH, grouped, new_code, normalise
from lms.people.person import Person
from lms.people.sign_in.invitations import make_code
from lms.people.sign_in.passwords import DEMO, METHOD, hashed, matches, renewed_hash


def test_a_hash_tells_nothing_and_matches():
    digest = hashed("a long walk to Lissa")
    assert digest.startswith("scrypt:")
    assert "Lissa" not in digest
    person = Person(password_hash=digest)
    assert matches(person, "a long walk to Lissa")
    assert not matches(person, "a long walk to lissa")


def test_it_is_hashed_as_slowly_as_is_asked_for():
    """N = 2^15, r = 8, p = 3."""
    assert METHOD == "scrypt:32768:8:3"
    person = Person(password_hash=hashed("a long walk to Lissa"))
    assert person.password_hash.startswith("scrypt:32768:8:3$")
    assert renewed_hash(person, "a long walk to Lissa") is None


def test_nobody_and_no_password_never_match():
    for password in ("", "None", "a long walk to Lissa"):
        assert not matches(None, password)
        assert not matches(Person(password_hash=None), password)


@given(st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_a_code_is_read_as_it_is_printed(code):
    assert normalise(grouped(code)) == code
    assert normalise(grouped(code).lower().replace("-", " ")) == code


def test_codes_are_long_and_never_alike(inside, cast):
    with inside():
        codes = {make_code(cast.awa, "invite", by=None) for _ in range(50)}
    assert len(codes) == 50
    assert all(len(normalise(code)) == LENGTH and set(normalise(code)) <= set(ALPHABET) for code in codes)
    assert len(ALPHABET) ** LENGTH > 2**56
    assert not set("01OIL") & set(ALPHABET)


def test_what_everybody_knows_opens_a_demonstration_alone(app, settings):
    person = Person(password_hash=hashed(DEMO))
    with app.app_context():
        assert not matches(person, DEMO)
        settings(demo=True)
        assert matches(person, DEMO)


def test_codes_do_not_follow_from_a_seed():
    drawn = set()
    for _ in range(2):
        random.seed(1)
        drawn.add(new_code())
    assert len(drawn) == 2
