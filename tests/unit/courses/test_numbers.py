"""How numbers are read, in a key and in an answer."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.problems import WORDS
from lms.courses.questions.numbers import Measure, UnclearNumber, read_measure


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("18", "18", ""),
        ("18,5", "18.5", ""),
        ("18.5", "18.5", ""),
        (" 18,5 % ", "18.5", "%"),
        ("18.5%", "18.5", "%"),
        ("1 500", "1500", ""),
        ("1\u202f500\u00a0000,25 km / h", "1500000.25", "km/h"),
        ("1500.500", "1500.5", ""),
        ("0,125", "0.125", ""),
        ("1,5000", "1.5", ""),
        ("−3", "-3", ""),
        ("- 3", "-3", ""),
        ("+7 Jours", "7", "jours"),
        ("12 m²", "12", "m2"),
        ("007", "7", ""),
        ("5.", "5", ""),
    ],
)
def test_it_reads(written, value, unit):
    assert read_measure(written) == Measure(Decimal(value), unit)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1,500", "number-twofold"),
        ("1.500", "number-twofold"),
        ("1,500 km", "number-twofold"),
        ("-1,500", "number-twofold"),
        ("1,500,000", "number-twofold"),
        ("", "no-number"),
        ("some", "no-number"),
        ("1 50", "no-number"),
        ("3 to 5", "no-number"),
        ("1,2,3", "no-number"),
        (".5", "no-number"),
    ],
)
def test_it_says_why_not(written, code):
    with pytest.raises(UnclearNumber) as caught:
        read_measure(written)
    assert caught.value.code == code
    assert {code, f"gap-{code}"} <= set(WORDS)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2), st.sampled_from(".,"))
def test_either_mark_is_the_same_number(number, mark):
    assert read_measure(str(number).replace(".", mark)).value == number


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    with suppress(UnclearNumber):
        assert read_measure(text).value.is_finite()
