"""A certificate issued again, because its owner's name was corrected."""

import pytest

from lms.certificates.printed import Printed
from lms.certificates.records import Certificate, Replacement

AGAIN = {"act": "replace"}


def ask(number: str) -> str:
    return f"/certificates/numbers/{number}/replace"


def test_its_owner_has_it_replaced(awa, client, issued, rename):
    completion, old, _ = issued("awa")
    rename("awa", "Awa Diallo-Sy", confirmed=False)
    page = awa.get(f"/certificates/{completion}", status=200).page
    assert "Is this your name?" in page.main
    assert "Replace my certificate" not in page.main
    awa.submit(page, action="/account/name", status=303)

    page = awa.get(f"/certificates/{completion}", status=200).page
    awa.submit(page, action=f"/certificates/{completion}", act="replace", status=303)
    page = awa.get(f"/certificates/{completion}", status=200).page
    assert f"{old}, replaced on" in page.main
    new = page.links["What others see"].removeprefix("/verify/")
    assert new != old

    shown = client.get(f"/verify/{old}", status=200).page
    assert "Replaced" in shown.main
    assert shown.links["To the certificate that replaced it"] == f"/verify/{new}"
    shown = client.get(f"/verify/{new}", status=200).page
    assert "Valid" in shown.main
    assert "Awa Diallo-Sy" in shown.main


def test_dates_stay_and_the_signatory_is_todays(awa, issued, rename, clock, inside):
    from lms.certificates.signatories import add_signatory

    completion, old, _ = issued("awa")
    clock.move(days=100)
    with inside():
        words = {"office": "Training Centre", "name": "H. Okonkwo", "title": "Chief"}
        add_signatory({"en": words, "fr": words}, clock.today)
    rename("awa", "Awa Sy")
    awa.post(f"/certificates/{completion}", data=AGAIN, status=303)
    with inside() as session:
        rows = session.query(Certificate).order_by(Certificate.issued_at)
        before, after = (Printed.from_row(row.printed) for row in rows)
    unchanged = {"completed_on", "expires_on", "course_title", "edition", "hours", "language"}
    assert all(getattr(before, name) == getattr(after, name) for name in unchanged)
    assert before.number == old
    assert (after.name, after.signatory_name) == ("Awa Sy", "H. Okonkwo")
    assert (before.office, before.signatory_name) == ("CPAS learning", "")


def test_not_without_another_name(awa, issued, count):
    completion, _, _ = issued("awa")
    awa.post(f"/certificates/{completion}", data=AGAIN, status=409)
    assert count(Replacement) == 0


def test_not_before_the_new_name_is_confirmed(awa, issued, rename, count):
    completion, _, _ = issued("awa")
    rename("awa", "Awa Sy", confirmed=False)
    awa.post(f"/certificates/{completion}", data=AGAIN, status=409)
    assert count(Certificate) == 1


def test_not_before_it_was_issued(awa, complete):
    awa.post(f"/certificates/{complete('awa')}", data=AGAIN, status=409)


def test_an_administrator_replaces_it(elif_, issued, rename, count):
    _, old, _ = issued("awa")
    rename("awa", "Awa Sy")
    page = elif_.get(ask(old), status=200).page
    answer = elif_.submit(page, reason="Name misspelt on arrival", status=303)
    page = elif_.get(answer.location, status=200).page
    assert "Awa Sy" in page.main
    page = elif_.get(f"/certificates/numbers/{old}", status=200).page
    assert "Name misspelt on arrival" in page.main
    assert "Elif Demir" in page.main
    assert count(Certificate) == 2


def test_asked_for_twice_it_is_the_same(elif_, issued, rename, cast, inside, count):
    from lms.certificates.replacing import replace

    _, old, _ = issued("awa")
    rename("awa", "Awa Sy")
    with inside():
        first = replace(old, "misspelt", by=cast.elif_).number
    with inside():
        assert replace(old, "misspelt", by=cast.elif_).number == first
    assert count(Replacement) == 1
    elif_.get(ask(old), status=409)


def test_the_replacement_can_be_replaced(awa, issued, rename, count):
    completion, _, _ = issued("awa")
    for name in ("Awa Sy", "Awa Sy-Diallo"):
        rename("awa", name)
        awa.post(f"/certificates/{completion}", data=AGAIN, status=303)
    assert count(Replacement) == 2
    page = awa.get(f"/certificates/{completion}", status=200).page
    assert "Awa Sy-Diallo" in page.main
    assert page.main.count("replaced on") == 2


def test_an_unconfirmed_name_is_told(elif_, issued, rename):
    _, old, _ = issued("awa")
    rename("awa", "Awa Sy", confirmed=False)
    assert "has not confirmed" in elif_.get(ask(old), status=200).page.main
    elif_.post(ask(old), data={"reason": "misspelt"}, status=409)


@pytest.mark.parametrize("reason", ["", "x" * 501])
def test_bad_input(elif_, issued, reason, count):
    _, old, _ = issued("awa")
    elif_.post(ask(old), data={"reason": reason}, status=422)
    elif_.post(ask(old), data={"reason": ["a", "b"]}, status=422)
    assert count(Replacement) == 0


def test_a_change_of_language_keeps_the_reason(elif_, issued, count):
    _, old, _ = issued("awa")
    answer = elif_.post(ask(old), data={"reason": "misspelt", "language": "fr"}, status=200)
    assert answer.page.form(id="replace").values["reason"] == ["misspelt"]
    assert count(Replacement) == 0


def test_a_name_that_the_design_cannot_draw(awa, elif_, issued, rename, count):
    completion, old, _ = issued("awa")
    rename("awa", "王小明")
    answer = elif_.post(ask(old), data={"reason": "misspelt"}, status=200)
    assert "could not be printed" in answer.page.main
    answer = awa.post(f"/certificates/{completion}", data=AGAIN, status=303)
    assert "no letters for your name" in awa.get(answer.location, status=200).page.main
    assert count(Certificate) == 1


def test_a_name_without_letters_gives_way_to_its_latin_spelling(awa, issued, rename, count):
    completion, _, _ = issued("awa")
    rename("awa", "გიორგი", latin_name="Giorgi")
    page = awa.get(f"/certificates/{completion}", status=200).page
    answer = awa.submit(page, action=f"/certificates/{completion}", act="replace", status=303)
    page = awa.get(answer.location, status=200).page
    answer = awa.submit(page, action=None, act="latin", status=303)
    page = awa.get(answer.location, status=200).page
    awa.submit(page, action=f"/certificates/{completion}", act="replace", status=303)
    page = awa.get(f"/certificates/{completion}", status=200).page
    assert "Name Giorgi" in page.main
    assert "Your name has changed" not in page.main
    assert count(Certificate) == 2
    rename("awa", "გიორგი", latin_name="Georgi", latin_confirmed=True)
    page = awa.get(f"/certificates/{completion}", status=200).page
    assert "Your name has changed" in page.main


def test_not_ones_own_not_without_the_role_not_missing(elif_, awa, dmitri, issued):
    _, own, _ = issued("elif")
    elif_.get(ask(own), status=403)
    elif_.post(ask(own), data={"reason": "me"}, status=403)
    for browser in (awa, dmitri):
        browser.get(ask(own), status=403)
    elif_.get(ask("7K4M-92QX-3FTR-58"), status=404)
