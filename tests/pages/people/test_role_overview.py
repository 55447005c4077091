"""The page of roles, the page of a unit, and what waits for an administrator."""

from datetime import timedelta

import pytest

from lms.people.roles.grants import give_role
from lms.people.units import add_unit
from tests.clock import TODAY


def test_units_that_lack_somebody_come_first(elif_, inside, cast):
    page = elif_.get("/roles", status=200).page
    main = page.main
    assert main.index("U5 Plans") > main.index("nobody")
    assert "Farid Rahmani" in main
    assert "Dmitri Orlov" in main
    assert "Of the whole installation" in main
    assert "Trainer · Chantal Moreau" in main


def test_what_ends_within_thirty_days(elif_, inside, cast):
    assert "End within 30 days" not in elif_.get("/roles").page.main
    with inside():
        give_role("focal_point", cast.awa, cast.u5, TODAY, TODAY + timedelta(days=20), by=cast.elif_)
    page = elif_.get("/roles").page
    assert "Role Unit Who Training focal point U5 Plans Awa Diallo until 6 Dec 2026" in page.main
    assert "1 role ends within 30 days" in elif_.get("/administration").page.links


@pytest.mark.parametrize("name", ["awa", "farid", "dmitri", "chantal"])
def test_roles_are_for_administrators(client, name):
    client.as_(name).get("/roles", status=403)


def test_the_page_of_a_unit(elif_, farid, cast):
    for browser in (elif_, farid):
        page = browser.get(f"/units/{cast.u5}", status=200).page
        assert page.h1 == "U5 Plans"
        assert "Farid Rahmani Military Training officer open" in page.main
        assert "Training focal point · Farid Rahmani" in page.main
    assert "Edit the unit" in elif_.get(f"/units/{cast.u5}").page.links
    assert "Edit the unit" not in farid.get(f"/units/{cast.u5}").page.links
    farid.get(f"/units/{cast.police}", status=404)


def test_of_a_unit_that_is_empty(elif_, inside):
    with inside():
        unit = add_unit("EMPTY", {"en": "An empty unit"}).id
    main = elif_.get(f"/units/{unit}", status=200).page.main
    assert "Nobody looks after this unit or supervises it." in main
    assert "Nobody is posted to this unit itself today." in main


def test_what_waits(elif_, farid, client, world):
    page = elif_.get("/administration", status=200).page
    told = " ".join(page.links)
    for words in ("wait to be passed on", "not published", "for an answer"):
        assert words in told
    assert "What waits" not in farid.get("/administration").page.main


def test_nothing_waits_on_an_empty_site(elif_):
    assert "What waits" not in elif_.get("/administration", status=200).page.main


def test_mails_that_could_not_leave(client, cast, recruit, elif_, clock, settings, monkeypatch):
    from lms.web import mail

    monkeypatch.setattr(mail, "_send", lambda *_: False)
    settings(smtp_url="smtp://mail.example", mail_from="learning@example.org")
    person = recruit("Hamid", None, email="hamid@sorandia.example")
    elif_.post(f"/people/{person}/invite", status=303)
    assert "What waits" not in elif_.get("/administration").page.main
    clock.move(days=2)
    assert "1 mail could not leave" in client.as_("elif").get("/administration").page.links
