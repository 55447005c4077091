"""Who signs on a day."""

from dataclasses import dataclass
from datetime import date

import pytest

from lms.certificates.printed import Signed
from lms.certificates.signatories import in_force, in_words


@dataclass(frozen=True)
class Term:
    first_day: date
    last_day: date | None = None


CHIEF = Term(date(2026, 1, 1))
STAND_IN = Term(date(2026, 8, 1), date(2026, 8, 31))
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


def test_nobody_signs_where_there_is_nobody():
    assert in_force([], date(2026, 1, 1)) is None


def test_words_are_in_the_certificates_language_else_in_the_first():
    words = {
        "en": {"office": "Training Centre", "name": "H. Okonkwo", "title": "Chief"},
        "fr": {"office": "Centre de formation", "name": "H. Okonkwo", "title": "Cheffe"},
    }
    assert in_words(words, "fr") == Signed("Centre de formation", "H. Okonkwo", "Cheffe")
    assert in_words(words, "ar").office == "Training Centre"
