"""The chain of acts: whatever is altered, taken out, put in or swapped, the first of it is named."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.acts.chain import BEGINNING, Fault, Link, Said, digest_of, first_fault, head_of, text_of

INSTANT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def chain(length):
    links, said, before = [], {}, BEGINNING
    for number in range(1, length + 1):
        said[number] = Said(f"salt {number}", text_of({"thing": f"unit {number}"}))
        instant = INSTANT + timedelta(minutes=number)
        digest = digest_of(said[number])
        before = head_of(before, number, instant, "unit added", digest)
        links.append(Link(number, instant, "unit added", digest, before))
    return links, said


def fault(links, said, forgotten=()):
    found = first_fault(links, said, frozenset(forgotten))
    return found and found.number


@given(st.integers(0, 12))
def test_as_it_was_written(length):
    assert fault(*chain(length)) is None


@given(st.integers(1, 12), st.data())
def test_the_first_that_is_missing_or_stands_elsewhere(length, data):
    links, said = chain(length)
    place = data.draw(st.integers(0, length - 1))
    taken = links[:place] + links[place + 1 :]
    assert fault(taken, said) == (place + 1 if place < length - 1 else None)  # a cut tail needs an old head
    other = data.draw(st.integers(0, length - 1))
    swapped = list(links)
    swapped[place], swapped[other] = swapped[other], swapped[place]
    assert fault(swapped, said) == (None if place == other else min(place, other) + 1)


@pytest.mark.parametrize(
    "change",
    [
        {"taken_at": INSTANT},
        {"kind": "unit changed"},
        {"digest": "0" * 64},
        {"head": "0" * 64},
        {"number": 9},
    ],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_what_is_altered(change, place):
    links, said = chain(5)
    links[place] = replace(links[place], **change)
    assert fault(links, said) == place + 1


def test_what_is_put_in():
    links, said = chain(5)
    digest = digest_of(said[3])
    forged = Link(3, INSTANT, "unit added", digest, head_of(links[1].head, 3, INSTANT, "unit added", digest))
    assert fault([*links[:2], forged, *links[2:]], said) == 3


@pytest.mark.parametrize("place", [1, 5])
def test_what_is_said_of_it(place):
    links, said = chain(5)
    for other in (Said("another salt", said[place].text), Said(said[place].salt, text_of({"thing": "x"}))):
        assert fault(links, {**said, place: other}) == place
    swapped = {**said, place: said[3], 3: said[place]}
    assert fault(links, swapped) == min(place, 3)


def test_what_is_said_can_be_forgotten_where_an_act_says_so():
    links, said = chain(5)
    left = {number: one for number, one in said.items() if number != 2}
    assert first_fault(links, left, frozenset()) == Fault(2, "without what was said of it")
    assert fault(links, left, {2}) is None


def test_the_zone_of_an_instant_changes_nothing():
    east = INSTANT.astimezone(timezone(timedelta(hours=3)))
    assert head_of("", 1, INSTANT, "a", "b") == head_of("", 1, east, "a", "b")


@given(st.text(), st.text(), st.text(), st.text())
def test_no_other_parts_give_the_same_hash(one, two, three, four):
    same = (one, two) == (three, four)
    assert (digest_of(Said(one, two)) == digest_of(Said(three, four))) is same
