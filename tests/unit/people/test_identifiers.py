"""The end of an identifier tells people of one name apart."""

import pytest

from lms.people.identifiers import ending
from lms.people.person import Identifier


@pytest.mark.parametrize(("values", "shown"), [([], ""), (["0014711", "9"], "…4711"), (["0047"], "0047")])
def test_the_last_four_characters(values, shown):
    assert ending([Identifier(value=value) for value in values]) == shown
