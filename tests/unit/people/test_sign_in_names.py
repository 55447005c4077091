"""Sign-in names: short, to be typed on any keyboard, and known again by their owner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.people.rules import sign_in_name_fault
from lms.people.sign_in_names import from_name, from_number, from_unit, sign_in_name_for


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Awa Diallo", "adiallo"),
        ("Zoé", "zoe"),
        ("Jean-Baptiste de la Tour", "jtour"),
        ("Ķērše Šuštaršič", "ksustarsic"),
        ("محمد الأمين", ""),
        ("Ольга", ""),
        ("李 Wei", "wei"),
        ("O’Brien", "obrien"),
        ("A" * 40, "a" * 20),
        ("Nguyễn Văn A", "na"),
        ("1234", ""),
        (None, ""),
    ],
)
def test_from_a_name(name, short):
    assert from_name(name) == short


@pytest.mark.parametrize(
    ("value", "short"),
    [
        ("0014711", "014711"),
        ("UN-0004711/B", "04711b"),
        ("77 1", "771"),
        ("٠٠١٤٧١١", "014711"),
        ("77", ""),
        ("№ ж", ""),
        (None, ""),
    ],
)
def test_from_the_end_of_an_identifier(value, short):
    assert from_number(value) == short


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("SOR-U5", "sor-u5"),
        ("Bn 2 / Coy A", "bn-2-coy-a"),
        ("X" * 19 + "-Y", "x" * 19),
        ("штаб", ""),
        (None, ""),
    ],
)
def test_from_the_code_of_a_unit(code, short):
    assert from_unit(code) == short


def test_the_first_that_says_anything():
    assert sign_in_name_for(["", "014711", "sor-u5"], set()) == "014711"
    assert sign_in_name_for(["", "", "sor-u5"], set()) == "sor-u5"
    assert sign_in_name_for([], set()) == "person"


def test_a_taken_one_is_numbered():
    """The number stands apart where it could be read as a part of the name."""
    assert sign_in_name_for(["adiallo"], {"adiallo", "adiallo2"}) == "adiallo3"
    assert sign_in_name_for(["014711"], {"014711"}) == "014711-2"
    assert sign_in_name_for(["sor-u5"], {"sor-u5", "sor-u5-2"}) == "sor-u5-3"


@given(st.text(), st.text(), st.text(), st.sets(st.text(max_size=6)))
def test_it_is_always_new_and_can_be_typed(name, value, code, taken):
    short = sign_in_name_for([from_name(name), from_number(value), from_unit(code)], taken)
    assert short not in taken
    assert sign_in_name_fault(short) is None
