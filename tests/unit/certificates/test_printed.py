"""What a certificate prints: kept and read back as it was, and in words that a design understands."""

import json
from datetime import date

import pytest

from lms.certificates.design import GIVEN
from lms.certificates.printed import Printed, hours_of

PRINTED = Printed(
    name="آوا دیالو",
    course_title="L’essentiel du CPAS",
    course_code="CPAS-101",
    edition=3,
    hours=1.25,
    score=None,
    completed_on=date(2026, 11, 14),
    expires_on=None,
    office="Integrated Training Centre",
    signatory_name="Hélène Marchetti-Okonkwo",
    signatory_title="Chief",
    number="7K4M-92QX-3FTR-58",
    language="fr",
)


def test_it_survives_the_database():
    assert Printed.from_row(json.loads(json.dumps(PRINTED.to_row()))) == PRINTED


def test_what_a_later_version_adds_is_left_unread():
    assert Printed.from_row(PRINTED.to_row() | {"seal": "round"}) == PRINTED


def test_a_design_is_given_just_what_it_knows():
    given = PRINTED.for_design("https://learning.example/verify/x", "data:image/png;base64,AA")
    assert given.keys() == GIVEN.keys()


@pytest.mark.parametrize(
    ("minutes", "hours"), [(0, 0.25), (10, 0.25), (45, 0.75), (60, 1), (61, 1.25), (90, 1.5), (180, 3)]
)
def test_hours(minutes, hours):
    assert hours_of(minutes) == hours
    assert isinstance(hours_of(minutes), int) == (hours in (1, 3))
