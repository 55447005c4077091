"""The marking stands above whatever lists who serves where; slips and letters say nothing of that."""

import pytest

from lms.people.sign_in.letter_kinds import INVITATION, RESET
from lms.people.telling import CHANGED

MARKING = "Personnel data. Need to know. Do not photograph."


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("farid", "/people"),
        ("farid", "/people/{awa}"),
        ("farid", "/people/{awa}/merge"),
        ("farid", "/slips?unit={u5}"),
        ("farid", "/people/add"),
        ("dmitri", "/reports"),
        ("dmitri", "/reports/people/{awa}"),
        ("elif", "/people/{awa}/merge/{bruno}"),
    ],
)
def test_above_lists_of_people(client, cast, settings, name, target):
    address = target.format(awa=cast.awa, bruno=cast.bruno, u5=cast.u5)
    browser = client.as_(name)
    assert MARKING in browser.get(address, status=200).page.main
    settings(marking="MINUSOR, internal")
    page = browser.get(address, status=200).page
    assert "MINUSOR, internal" in page.main
    assert MARKING not in page.main


def test_a_slip_says_neither_where_nor_since_when(farid, cast, recruit):
    person = recruit("Hamid Karimi", "u5")
    page = farid.post("/slips", data={"unit": str(cast.u5), "person": str(person)}, status=200).page
    assert "Hamid Karimi" in page.main
    for said in ("U5 Plans", "SOR-U5", "November", "2026"):
        assert said not in page.main


@pytest.mark.parametrize("kind", [INVITATION, RESET, CHANGED], ids=lambda kind: kind.name)
def test_nor_does_a_letter(kind):
    places = {"unit", "units", "function", "arrival", "first_day", "day"}
    assert not [place for place in places if f"%({place})" in kind.text + kind.subject]
