"""Verification: for anybody who holds a number."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from lms import create_app
from lms.certificates.number import new_number
from lms.database import db
from tests.clock import TODAY
from tests.conftest import test_settings as settings_for


def test_valid_for_anybody(client, issued):
    _, number, _ = issued("awa")
    page = client.get(f"/verify/{number}", status=200).page
    assert "Valid It was issued here and holds today." in page.main
    for text in ("Awa Diallo", number, "CPAS learning", "16 November 2026"):
        assert text in page.main


def test_it_shows_only_what_the_certificate_shows(client, issued, cast):
    _, number, _ = issued("awa")
    page = client.get(f"/verify/{number}", status=200).page
    for hidden in (str(cast.awa), "awa@sorandia.example", "U5 Plans", "military", "officer"):
        assert hidden not in page.main


def test_the_score_only_where_the_course_shows_it(client, issued, inside):
    from lms.certificates.records import Certificate

    _, number, certificate = issued("awa", score=87)
    assert "passed with a score of 87%" in client.get(f"/verify/{number}", status=200).page.main
    with inside() as session:
        row = session.get(Certificate, certificate)
        row.printed = {**row.printed, "score": None}
    page = client.get(f"/verify/{number}", status=200).page
    assert "Assessment passed" in page.main
    assert "score" not in page.main  # 87 may well stand in the number


def test_it_can_be_typed_as_one_reads_it(client, issued):
    _, number, _ = issued("awa")
    typed = number.lower().replace("-", " ")
    answer = client.get("/verify", query_string={"number": f"  {typed} "}, status=302)
    assert answer.location == f"/verify/{number}"
    assert "Valid" in client.get(f"/verify/{typed}", status=200).page.main


def test_expired_the_day_after_its_last(client, issued, clock):
    _, number, _ = issued("awa", expires_on=TODAY + timedelta(days=1))
    clock.move(days=1)
    assert "Valid It was issued" in client.get(f"/verify/{number}", status=200).page.main
    clock.move(days=1)
    assert (
        "Expired It was issued here and held until 17 November 2026."
        in client.get(f"/verify/{number}").page.main
    )


def test_unknown(client):
    number = new_number()
    page = client.get(f"/verify/{number}", status=404).page
    assert "Unknown" in page.main
    assert number in page.main


@pytest.mark.parametrize("wrong", ["7K4M", "7K4M-92QX-3FTR-00", "é", "x" * 300, "7K4M 92QX 3FTR <b>"])
def test_mistyped(client, wrong):
    assert "not complete or was mistyped" in client.get(f"/verify/{wrong}", status=404).page.main
    answer = client.get("/verify", query_string={"number": wrong}, status=422)
    assert "not complete or was mistyped" in answer.page.main


def test_nothing_typed(client):
    assert client.get("/verify", status=200).page.h1 == "Verify a certificate"
    assert "Write the number" in client.get("/verify?number=", status=422).page.main


def test_guessing_is_slowed_and_typing_errors_cost_nothing(client, clock):
    for _ in range(40):
        client.get("/verify/7K4M-92QX-3FTR-00", status=404, check=False)
    for _ in range(30):
        client.get(f"/verify/{new_number()}", status=404, check=False)
    client.get(f"/verify/{new_number()}", status=429)
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    client.get(f"/verify/{new_number()}", status=404, environ_overrides=elsewhere)
    clock.move(minutes=11)
    client.get(f"/verify/{new_number()}", status=404)


def test_a_real_certificate_shows_whoever_guessed_from_that_address(client, issued):
    """A camp has one address, and so has everybody where the proxies were not counted."""
    _, number, _ = issued("awa")
    for _ in range(40):
        client.get(f"/verify/{new_number()}", check=False)
    assert "Valid" in client.get(f"/verify/{number}", status=200).page.main


def test_in_french(client, issued):
    _, number, _ = issued("awa")
    page = client.get(f"/verify/{number}", status=200, headers={"Accept-Language": "fr"}).page
    assert page.root.get("lang") == "fr"


def test_under_15_kb_in_all(app, client, issued):
    """As browsers get it: compressed, with all that it brings along."""
    _, number, _ = issued("awa")
    page = client.get(f"/verify/{number}", status=200).page
    parts = {address.split("#")[0] for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.html)}
    assert len(parts) >= 4
    browser, total = FlaskClient(app, app.response_class), 0
    for address in [f"/verify/{number}", *parts]:
        total += len(browser.get(address, headers={"Accept-Encoding": "gzip, br"}).data)
    assert total < 15_000, total


def test_wrong_method(client, issued):
    client.post("/verify", status=405)
    client.post(f"/verify/{new_number()}", status=405)


@pytest.mark.parametrize(("proxies", "statuses"), [(0, {404, 429}), (1, {404})])
def test_whose_word_on_the_sender_is_believed(app, store, proxies, statuses):
    """The last that the header names is the proxy's own word; the sender may have written the rest."""
    site = create_app(settings_for(store.url, proxies=proxies))

    def guess(header: str) -> int:
        path = f"/verify/{new_number()}"
        return site.test_client().get(path, headers={"X-Forwarded-For": header}).status_code

    assert {guess(f"10.0.0.{number}") for number in range(40)} == statuses
    claimed = [guess(f"10.0.1.{number}, 192.0.2.7") for number in range(31)]
    assert claimed[-1] == 429
    with site.app_context():
        db.engine.dispose()
