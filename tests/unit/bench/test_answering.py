"""A hall's arrivals: everybody at the pace, no two halls alike unless they should be."""

import random
from itertools import pairwise

from bench.answering import moments_of_hall


def test_everybody_in_a_hall_answers_six_times_in_a_minute():
    people = moments_of_hall(random.Random(1), 300)
    assert [len(moments) for moments in people] == [6] * 300
    assert all(0 <= moment <= 62 for moments in people for moment in moments)


def test_nobody_answers_much_sooner_or_later_than_the_pace():
    """gunicorn ends a connection after fifteen seconds without a request."""
    people = moments_of_hall(random.Random(1), 300)
    assert all(8 <= later - earlier <= 12 for moments in people for earlier, later in pairwise(moments))


def test_the_answers_of_a_hall_are_spread_over_its_minute():
    moments = sorted(moment for own in moments_of_hall(random.Random(1), 300) for moment in own)
    assert max(later - earlier for earlier, later in pairwise(moments)) < 1


def test_the_same_seed_gives_the_same_hall():
    one, same, other = (moments_of_hall(random.Random(seed), 3) for seed in (1, 1, 2))
    assert one == same
    assert one != other
