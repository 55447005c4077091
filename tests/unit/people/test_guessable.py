"""Guessable passwords: what is refused, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.people.sign_in.common_passwords import common_passwords
from lms.people.sign_in.guessable import COMMON, LEAST, OURS, password_fault
from lms.people.sign_in.passwords import DEMO

AMARA = ("amara.diallo", "Amara N’Diallo", "أمارة ديالو", "CPAS learning")


@pytest.mark.parametrize("name", ["a(b", "[x", "a+b+", "x*y", "\\w+\\w+", ".*.*"])
def test_a_name_is_no_pattern(name):
    assert password_fault("correct horse battery", (name,)) is None


@pytest.mark.parametrize("password", ["", "short", "123456789", "Lissa 9!x"])
def test_too_short(password):
    assert "at least 10 characters" in password_fault(password, AMARA)


@pytest.mark.parametrize(
    "password",
    [
        "password123",
        "Password2026!",
        "P@ssw0rd2026",
        "passwordpassword",
        "pass word 123",
        "12password34",
        "motdepasse1",
        "M0tDeP4sse",
        "azertyuiop",
        "qwerty123456",
        "1q2w3e4r5t",
        "1qaz2wsx3edc",
        "admin12345",
        "Welcome2026!!",
        "bienvenue2026",
        "iloveyou1234",
        "Décembre-2026",
        "trustno1trustno1",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "abcdefghijkl",
        "1234567890",
        "12345678910",
        "1234554321",
        "11223344556677",
    ],
)
def test_tried_first(password):
    assert "tried first" in password_fault(password, AMARA)


@pytest.mark.parametrize(
    "password",
    [
        "amara.diallo",
        "AMARA.DIALLO",
        "Amara N’Diallo",
        "amara.diallo2026",
        "2026diallo!!",
        "4m4r4d14ll0",
        "dialloamara",
        "diallopassword",
        "أمارة ديالو 12",
        "cpas-learning",
        "CPAS training 1",
        "peacekeeper7",
        "Nations Unies 2026",
        DEMO,
    ],
)
def test_made_of_what_everybody_knows(password):
    assert "your sign-in name" in password_fault(password, AMARA)


@pytest.mark.parametrize(
    "password",
    [
        "a long walk to Lissa",
        "cassava at the market",
        "сорок тысяч",
        "正しい馬のバッテリー乾電池",
        "correct horse battery staple",
        "password of the river",
        "Diallo & the goats",
        "compassionate",
        "8372910465",
        "xk4 vq9 tz",
    ],
)
def test_not_refused(password):
    assert password_fault(password, AMARA) is None


@pytest.mark.parametrize("password", ["014711014711", "014711-2026", "x014711 99"])
def test_made_of_a_sign_in_name_of_figures(password):
    assert password_fault(password, ("014711",)) is not None
    assert password_fault("8014711350", ("000981",)) is None


def test_the_name_of_the_site_is_its_own():
    assert password_fault("rivergate 2026", ("x", "Y")) is None
    assert password_fault("rivergate 2026", ("x", "Y", "River Gate")) is not None


@pytest.mark.parametrize("word", [*COMMON, *OURS])
def test_every_word_of_the_lists_counts(word):
    assert password_fault(f"{word}{word}{word}2026", ()) is not None


@given(st.text(max_size=300), st.lists(st.one_of(st.none(), st.text(max_size=40)), max_size=4))
def test_any_text_is_judged(password, own):
    told = password_fault(password, own)
    assert told is not None or len(password) >= LEAST


def test_all_of_the_list_that_one_could_choose_are_refused():
    listed = [password for password in common_passwords() if len(password) >= LEAST]
    assert len(listed) > 4000
    assert [password for password in listed if not password_fault(password, ())] == []


@pytest.mark.parametrize(
    "password",
    [
        "butterfly1",
        "Elizabeth1",
        "hellokitty",
        "manchester",
        "California",
        "1029384756",
        "Butterfly-2026!",
        "2manchester2",
        "m4nch3st3r1",
    ],
)
def test_so_are_those_that_are_made_of_one(password):
    assert "tried first" in password_fault(password, ())
