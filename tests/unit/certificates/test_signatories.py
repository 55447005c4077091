"""Who signs on a day."""

from dataclasses import dataclass
from datetime import date

import pytest

from lms.certificates.printed import Signed
from lms.certificates.signatories import in_force, in_words, state_of


@dataclass(frozen=True)
class Term:
    first_day: date
    last_day: date | None = None


CHIEF = Term(date(2026, 1, 1))
STAND_IN = Term(date(2026, 8, 1), date(2026, 8, 31))
LEFT_BEFORE = Term(date(2025, 1, 1), date(2026, 8, 31))
NEXT = Term(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("day", "signs"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), CHIEF),
        (date(2026, 7, 31), CHIEF),
        (date(2026, 8, 1), STAND_IN),
        (date(2026, 8, 31), STAND_IN),
        (date(2026, 9, 1), CHIEF),
        (date(2027, 6, 1), NEXT),
    ],
)
def test_whoever_began_last_signs(day, signs):
    assert in_force([NEXT, CHIEF, STAND_IN], day) is signs


@pytest.mark.parametrize(
    ("signatory", "day", "state"),
    [
        (CHIEF, date(2025, 12, 31), "later"),
        (CHIEF, date(2026, 1, 1), "signs"),
        (STAND_IN, date(2026, 7, 31), "later"),
        (STAND_IN, date(2026, 8, 31), "signs"),
        (CHIEF, date(2026, 8, 31), "replaced"),
        (STAND_IN, date(2026, 9, 1), "past"),
        (LEFT_BEFORE, date(2026, 8, 31), "replaced"),
    ],
)
def test_what_the_days_of_a_signatory_mean_on_a_day(signatory, day, state):
    signing = in_force([NEXT, CHIEF, STAND_IN, LEFT_BEFORE], day)
    assert state_of(signatory, signing, day) == state


def test_nobody_signs_where_there_is_nobody():
    assert in_force([], date(2026, 1, 1)) is None


def test_words_are_in_the_certificates_language_else_in_the_first():
    words = {
        "en": {"office": "Training Centre", "name": "H. Okonkwo", "title": "Chief"},
        "fr": {"office": "Centre de formation", "name": "H. Okonkwo", "title": "Cheffe"},
    }
    assert in_words(words, "fr") == Signed("Centre de formation", "H. Okonkwo", "Cheffe")
    assert in_words(words, "ar").office == "Training Centre"
