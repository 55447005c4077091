"""A long text that may not be saved any more comes back to whoever typed it."""

import uuid

import pytest

from lms.learning.remarks.remarks import Decision
from lms.people.roles.grants import Grant
from tests.cast import COURSE

TYPED = "# Mine & <b>yours</b>\n"
PLACES = {
    f"/authoring/{COURSE}/files/01-the-log.md": {"base": "0" * 64},
    f"/authoring/{COURSE}/import": {"title": "Old questions"},
    f"/authoring/remarks/{uuid.UUID(int=1)}": {"kind": "answered", "number": "0"},
}


@pytest.fixture
def ended(inside, cast):
    """Chantal's role as trainer is at an end."""
    with inside() as session:
        session.query(Grant).filter(Grant.person_id == cast.chantal).delete()


@pytest.mark.parametrize(("place", "rest"), PLACES.items())
def test_who_was_signed_out_gets_all_back(chantal, place, rest):
    chantal.post("/sign-out", status=303)
    page = chantal.post(place, data={"text": TYPED, **rest}, status=401).page
    assert page.h1 == "You were signed out"
    assert page.form(id="text-form").values == {"text": [TYPED], **{it: [rest[it]] for it in rest}}


@pytest.mark.parametrize(("place", "rest"), PLACES.items())
def test_whose_role_ended_gets_all_back(chantal, ended, draft, rows, place, rest):
    page = chantal.post(place, data={"text": TYPED, **rest}, status=403).page
    assert page.h1 == "You may not save this"
    assert page.form(id="text-form").values == {"text": [TYPED], **{it: [rest[it]] for it in rest}}
    assert draft() is None
    assert not rows(Decision)
    page = chantal.post(place, data={"text": TYPED, **rest, "language": "fr"}, status=403).page
    assert page.form(id="text-form").values["text"] == [TYPED]


@pytest.mark.parametrize("status", [401, 403])
def test_a_long_text_is_no_exception(client, cast, inside, status):
    """As long as one that may be saved: the limit of other requests would cut it off."""
    chantal, place, text = client.as_("chantal"), next(iter(PLACES)), "é" * 499_000
    if status == 401:
        chantal.post("/sign-out", status=303)
    else:
        with inside() as session:
            session.query(Grant).filter(Grant.person_id == cast.chantal).delete()
    page = chantal.post(place, data={"text": text, **PLACES[place]}, status=status).page
    assert page.form(id="text-form").values["text"] == [text]
    chantal.post(place, data={"text": "x" * 4_200_000}, status=413)


def test_without_a_text_there_is_nothing_to_give_back(chantal, ended):
    for place in PLACES:
        assert chantal.post(place, data={"text": " "}, status=403).page.h1 == "You may not do this"
        chantal.get(place, status=403)
    chantal.post("/sign-out", status=303)
    for place in PLACES:
        assert chantal.post(place, data={"text": " "}, status=303).location == "/sign-in"


def test_from_another_site_nothing_is_shown(chantal, ended):
    place = next(iter(PLACES))
    answer = chantal.post(place, data={"text": TYPED}, headers={"Sec-Fetch-Site": "cross-site"}, status=403)
    assert "yours" not in answer.page.main
