"""Who signs certificates, from one day to another."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.certificates.records import Signatory
from tests.clock import TODAY

FULL = {
    "first_day": TODAY.isoformat(),
    "last_day": "",
    "office_en": "Integrated Training Centre",
    "name_en": "Hélène Marchetti-Okonkwo",
    "title_en": "Chief of Training",
    "office_fr": "Centre intégré de formation",
    "name_fr": "Hélène Marchetti-Okonkwo",
    "title_fr": "Cheffe de la formation",
}
ADD = "/certificates/signatories/add"


def test_a_certificate_prints_who_signs(elif_, awa, bruno, issued):
    page = elif_.get(ADD, status=200).page
    elif_.submit(page, **FULL, status=303)
    assert "Signs today" in elif_.get("/certificates/signatories", status=200).page.main
    for browser, who, language, printed in (
        (awa, "awa", "en", "Integrated Training Centre"),
        (bruno, "bruno", "fr", "Centre intégré de formation"),
    ):
        _, _, certificate = issued(who, language=language)
        file = browser.get(f"/certificates/{certificate}/file.pdf", status=200)
        words = " ".join(PdfReader(BytesIO(file.data)).pages[0].extract_text().split())
        assert "Hélène Marchetti-Okonkwo" in words
        assert printed.casefold() in words.casefold()


def test_it_shows_on_verification(elif_, client, issued):
    elif_.post(ADD, data=FULL, status=303)
    _, number, _ = issued("awa")
    page = client.get(f"/verify/{number}", status=200).page
    assert "Hélène Marchetti-Okonkwo" in page.main
    assert "Chief of Training" in page.main


def test_a_change_leaves_issued_certificates_alone(elif_, client, issued, inside):
    elif_.post(ADD, data=FULL, status=303)
    _, number, _ = issued("awa")
    with inside() as session:
        signatory_id = session.query(Signatory).one().id
    page = elif_.get(f"/certificates/signatories/{signatory_id}", status=200).page
    assert page.form(id="signatory").values["title_fr"] == ["Cheffe de la formation"]
    elif_.submit(page, id="signatory", office_en="Training Cell", status=303)
    assert "Training Cell" in elif_.get("/certificates/signatories", status=200).page.main
    assert "Integrated Training Centre" in client.get(f"/verify/{number}", status=200).page.main


def test_past_later_and_standing_back(elif_):
    for first, last in ((-30, -20), (-10, None), (-5, None), (40, None)):
        days = {
            "first_day": (TODAY + timedelta(days=first)).isoformat(),
            "last_day": (TODAY + timedelta(days=last)).isoformat() if last else "",
        }
        elif_.post(ADD, data=FULL | days, status=303)
    main = elif_.get("/certificates/signatories", status=200).page.main
    for state in ("Past", "Replaced by a later one", "Signs today", "Later"):
        assert main.count(state) == 1


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"first_day": ""}, "Write the first day."),
        ({"first_day": "soon"}, "Not a valid date value."),
        ({"last_day": "xx"}, "Not a valid date value."),
        ({"last_day": "2020-01-01"}, "The last day comes before the first."),
        ({"office_en": ""}, "Write the office"),
        ({"title_fr": "x" * 121}, "Title (Français)"),
        ({"name_fr": ["a", "b"]}, "This was sent twice."),
    ],
)
def test_bad_input(elif_, count, changed, refusal):
    assert refusal in elif_.post(ADD, data=FULL | changed, status=422).page.main
    assert count(Signatory) == 0


def test_two_may_not_begin_on_one_day(elif_, inside, count):
    elif_.post(ADD, data=FULL, status=303)
    assert "Another signatory begins on this day." in elif_.post(ADD, data=FULL, status=422).page.main
    with inside() as session:
        signatory_id = session.query(Signatory).one().id
    elif_.post(f"/certificates/signatories/{signatory_id}", data=FULL, status=303)  # its own day is no clash
    assert count(Signatory) == 1


def test_a_change_of_language_keeps_what_was_typed(elif_, count):
    answer = elif_.post(ADD, data=FULL | {"language": "fr"}, status=200)
    assert answer.page.form(id="signatory").values["office_en"] == ["Integrated Training Centre"]
    assert count(Signatory) == 0


@pytest.mark.parametrize("who", ["awa", "chantal", "dmitri", "farid"])
def test_wrong_role(client, who):
    browser = client.as_(who)
    for path in ("/certificates/signatories", ADD, f"/certificates/signatories/{uuid.uuid4()}"):
        browser.get(path, status=403)
    browser.post(ADD, data=FULL, status=403)


def test_missing_and_wrong_method(elif_):
    elif_.get(f"/certificates/signatories/{uuid.uuid4()}", status=404)
    elif_.delete("/certificates/signatories", status=405)
