"""Two records found to be of one person."""

import re

import pytest

from lms.learning.completing import complete_course
from lms.learning.enrolment import enrol
from lms.library import shelf
from lms.people.merging import Merge
from lms.postings.posting import Posting
from tests.cast import COURSE
from tests.clock import START
from tests.page import text_of


def sides(page):
    """What is said of both records: the term, and what stands for each."""
    for row in (row for part in page.all("tbody") for row in part.iter("tr")):
        term, *both = [text_of(cell) for cell in row]
        yield term, both


@pytest.fixture
def twin(recruit):
    """Awa, recorded a second time."""
    return recruit("Diallo Awa", "u5", number="0009999", sign_in_name="awa2")


def test_those_of_the_same_name_are_offered(farid, cast, twin):
    page = farid.get(f"/people/{cast.awa}/merge", status=200).page
    assert page.links["Diallo Awa"] == f"/people/{cast.awa}/merge/{twin}"
    assert "…9999" in page.main


def test_others_are_searched_for_within_my_units(farid, elif_, cast, recruit):
    recruit("Awa Sy")
    ask = f"/people/{cast.awa}/merge"
    assert "Awa Sy" in farid.post(ask, data={"asked": "sy"}, status=200).page.links
    assert "Bruno Keller" not in farid.post(ask, data={"asked": "bruno"}, status=200).page.links
    assert "Bruno Keller" in elif_.post(ask, data={"asked": "bruno"}, status=200).page.links
    assert "Awa Diallo" not in farid.post(ask, data={"asked": "awa"}, status=200).page.links


def test_both_are_shown_side_by_side(farid, cast, twin):
    page = farid.get(f"/people/{cast.awa}/merge/{twin}", status=200).page
    for said in ("awa2", "0009999", "0014711", "U5 Plans", "awa@sorandia.example"):
        assert said in page.main
    assert page.links["Keep the other one instead"] == f"/people/{twin}/merge/{cast.awa}"


def test_merging_and_undoing(farid, client, cast, twin, rows):
    answer = farid.post(f"/people/{cast.awa}/merge/{twin}", status=303)
    assert answer.location == f"/people/{cast.awa}"
    assert len(rows(Posting, Posting.person_id == cast.awa)) == 2
    assert "Diallo Awa" not in farid.get("/people").page.links
    page = farid.get(f"/people/{cast.awa}").page
    assert "0009999" in page.main
    (merge,) = rows(Merge)
    farid.submit(page, action=f"/merges/{merge.id}/undo", status=303)
    assert len(rows(Posting, Posting.person_id == twin)) == 1
    assert "Diallo Awa" in farid.get("/people").page.links
    farid.post(f"/merges/{merge.id}/undo", status=409)


def test_what_tells_the_two_apart(farid, cast, twin, inside):
    """In numbers and days: not what was answered, nor how well."""
    with inside():
        enrol(cast.awa, COURSE)
        complete_course(cast.awa, shelf.course(COURSE).course, 1, "en", 93, START)
    page = farid.get(f"/people/{cast.awa}/merge/{twin}", status=200).page
    told = dict(sides(page))
    assert told["Password"] == ["set", "not set yet"]
    assert told["Courses begun"] == told["Courses held"] == ["1", "0"]
    assert told["Last used"] == ["16 November 2026", "–"]
    assert "93" not in page.main


def test_the_one_that_can_sign_in_is_proposed_to_stay(farid, cast, twin):
    ways = [farid.get(f"/people/{one}/merge").page.links for one in (cast.awa, twin)]
    assert ways[0]["Diallo Awa"] == ways[1]["Awa Diallo"] == f"/people/{cast.awa}/merge/{twin}"
    page = farid.get(f"/people/{cast.awa}/merge/{twin}").page
    assert "can sign in" not in page.main
    assert "used last" not in page.main


def test_who_would_be_locked_out_is_told_of(elif_, cast, client, twin, rows):
    page = elif_.get(f"/people/{twin}/merge/{cast.awa}", status=200).page
    assert "cannot sign in until you give them a code" in page.main
    assert page.links["Keep the other one instead"] == f"/people/{cast.awa}/merge/{twin}"
    elif_.submit(page, id="merge", status=422)
    elif_.submit(page, id="merge", reason="They lost the phone.", status=303)
    page = elif_.get(f"/people/{twin}").page
    assert "Nobody can sign in with this record yet." in page.main
    code = re.search("/join/[A-Z0-9-]+", elif_.submit(page, action=f"/people/{twin}/code").page.main).group()
    client.post(
        code, data={"password": "cassava at the market", "again": "cassava at the market"}, status=303
    )


def test_nothing_is_said_of_locking_out_where_nobody_is(farid, cast, twin):
    farid.post(f"/people/{cast.awa}/merge/{twin}", status=303)
    assert "Nobody can sign in" not in farid.get(f"/people/{cast.awa}").page.main


def test_of_two_that_can_sign_in_the_one_used_last_is_proposed(elif_, cast, inside):
    with inside():
        enrol(cast.bruno, COURSE)
    page = elif_.get(f"/people/{cast.awa}/merge/{cast.bruno}", status=200).page
    assert "the one that was used last" in page.main
    assert "used last" not in elif_.get(f"/people/{cast.bruno}/merge/{cast.awa}").page.main


def test_a_merged_record_leads_to_the_one_that_stayed(elif_, cast, twin, rows):
    elif_.post(f"/people/{cast.awa}/merge/{twin}", status=303)
    page = elif_.get(f"/people/{twin}", status=200).page
    assert page.links["To the record that stayed"] == f"/people/{cast.awa}"
    assert "Correct the record" not in page.links
    elif_.post(f"/people/{twin}/code", status=409)
    elif_.post(f"/people/{cast.bruno}/merge/{twin}", status=409)


def test_the_language_button_merges_nothing(elif_, cast, twin, rows):
    elif_.post(f"/people/{cast.awa}/merge/{twin}", data={"language": "fr"}, status=200)
    assert rows(Merge) == []


def test_nobody_merges_themselves(elif_, farid, cast, twin, rows):
    elif_.post(f"/people/{cast.elif_}/merge/{twin}", status=403)
    elif_.post(f"/people/{twin}/merge/{cast.elif_}", status=403)
    farid.post(f"/people/{twin}/merge/{cast.farid}", status=403)
    elif_.get(f"/people/{twin}/merge/{twin}", status=404)
    assert rows(Merge) == []


def test_a_focal_point_cannot_bring_a_higher_role_to_another(farid, cast, twin, appoint, rows):
    appoint("administrator", twin)
    farid.post(f"/people/{cast.awa}/merge/{twin}", status=403)
    farid.post(f"/people/{twin}/merge/{cast.awa}", status=403)
    assert rows(Merge) == []


def test_who_gave_the_other_a_role_is_another_person(elif_, cast, twin, inside, rows):
    from lms.people.roles.grants import give_role
    from tests.clock import TODAY

    with inside():
        give_role("trainer", twin, None, TODAY, by=cast.awa)
    page = elif_.get(f"/people/{cast.awa}/merge/{twin}", status=200).page
    assert "cannot be merged" in page.main
    elif_.post(f"/people/{cast.awa}/merge/{twin}", status=409)
    assert rows(Merge) == []


def test_not_mine(farid, cast, twin, rows):
    farid.get(f"/people/{cast.bruno}/merge", status=404)
    farid.post(f"/people/{cast.awa}/merge/{cast.bruno}", status=404)
    farid.post(f"/people/{cast.bruno}/merge/{cast.awa}", status=404)
    assert rows(Merge) == []


def test_undoing_what_is_not_mine(elif_, farid, awa, cast, recruit, rows):
    other = recruit("Bruno Keller", "civil")
    elif_.post(f"/people/{cast.bruno}/merge/{other}", status=303)
    (merge,) = rows(Merge)
    farid.post(f"/merges/{merge.id}/undo", status=404)
    awa.post(f"/merges/{merge.id}/undo", status=403)
    elif_.get(f"/merges/{merge.id}/undo", status=405)
    elif_.post(f"/merges/{other}/undo", status=404)
    assert rows(Merge)[0].undone_at is None


def test_other_roles_may_not(awa, dmitri, cast):
    awa.get(f"/people/{cast.awa}/merge", status=403)
    dmitri.get(f"/people/{cast.awa}/merge/{cast.farid}", status=403)
