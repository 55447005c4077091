"""Which categories of personnel serve in which component."""

import pytest

from lms.postings.categories import CATEGORIES, CATEGORIES_OF, COMPONENTS, fits


def test_every_component_and_every_category_has_its_place() -> None:
    assert set(CATEGORIES_OF) == set(COMPONENTS)
    assert {one for categories in CATEGORIES_OF.values() for one in categories} == set(CATEGORIES)


@pytest.mark.parametrize(
    ("category", "components"),
    [
        ("contingent", {"military"}),
        ("staff_officer", {"military"}),
        ("observer", {"military"}),
        ("formed_police_unit", {"police"}),
        ("individual_police", {"police"}),
        ("government_provided", {"civilian", "police"}),
        ("international", {"civilian"}),
        ("national", {"civilian"}),
        ("volunteer", {"civilian"}),
        ("contractor", {"civilian"}),
    ],
)
def test_who_serves_where(category: str, components: set[str]) -> None:
    assert {one for one in COMPONENTS if fits(one, category)} == components
