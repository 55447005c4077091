"""The number: how it looks, how it is read, and that a slip of the pen is always found."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.number import ALPHABET, new_number, normalise

numbers = st.binary(min_size=8, max_size=8).map(lambda chance: new_number(lambda size: chance))
places = st.integers(0, 13)


def test_alphabet_has_32_symbols_and_none_that_is_misread() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_known_number() -> None:
    assert new_number(lambda size: b"\0" * size) == "0000-0000-0000-98"
    assert new_number(lambda size: bytes(range(1, size + 1))) == "0410-6105-0R3G-84"


def test_each_of_the_sixty_bits_gives_another_number() -> None:
    """From the first 60 of 64 bits, so that no chance is lost."""
    bits = [1 << place for place in range(4, 64)]
    assert len({new_number(lambda size, bit=bit: bit.to_bytes(size, "big")) for bit in bits}) == 60


def test_new_numbers_differ() -> None:
    assert len({new_number() for _ in range(200)}) == 200


@given(numbers)
def test_is_grouped_and_reads_back(number: str) -> None:
    assert [len(group) for group in number.split("-")] == [4, 4, 4, 2]
    assert normalise(number) == number


@given(numbers)
def test_meets_the_standard(number: str) -> None:
    symbols = number.replace("-", "")
    value = int("".join(f"{ALPHABET.index(symbol):02}" for symbol in symbols[:12]) + symbols[12:])
    assert value % 97 == 1


@given(numbers)
def test_is_read_leniently(number: str) -> None:
    bare = number.replace("-", "")
    assert normalise(bare.lower()) == number
    assert normalise(f"  {' '.join(bare)} ") == number
    assert normalise(number.replace("-", "–")) == number
    assert normalise(number.replace("0", "o").replace("1", "l")) == number
    assert normalise(number.replace("0", "O").replace("1", "I")) == number


@pytest.mark.parametrize("between", [*" -‐‑‒–—―−_.", "\t", "\n", " – "])
def test_what_people_write_between_the_groups_does_not_matter(between: str) -> None:
    """Any of the dashes, a minus, a line below, a point, or space."""
    assert normalise("0410-6105-0R3G-84".replace("-", between)) == "0410-6105-0R3G-84"


def test_a_u_is_not_read_as_a_v() -> None:
    number = new_number(lambda size: b"\xdb" * size)
    assert "V" in number
    assert normalise(number.replace("V", "U")) is None


@given(numbers, places, st.sampled_from(ALPHABET + string.digits))
def test_any_wrong_symbol_is_found(number: str, place: int, other: str) -> None:
    bare = number.replace("-", "")
    wrong = bare[:place] + other + bare[place + 1 :]
    assert wrong == bare or normalise(wrong) is None


@given(numbers, st.integers(0, 12))
def test_any_neighbours_that_changed_places_are_found(number: str, place: int) -> None:
    bare = number.replace("-", "")
    wrong = bare[:place] + bare[place + 1] + bare[place] + bare[place + 2 :]
    assert wrong == bare or normalise(wrong) is None


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = normalise(text)
    assert number is None or normalise(number) == number


@pytest.mark.parametrize("text", ["", "7K4M", "7K4M-92QX-3FTR-5", "7K4M-92QX-3FTR-588", "7K4U-92QX-3FTR-58"])
def test_what_has_another_shape_is_no_number(text: str) -> None:
    assert normalise(text) is None
