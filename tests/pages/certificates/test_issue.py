"""Having my certificate issued."""

import hashlib
import threading
import uuid
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.certificates.number import normalise
from lms.certificates.records import Certificate, Document
from tests.cast import COURSE


def path(completion: uuid.UUID) -> str:
    return f"/certificates/{completion}"


def words_of(pdf: bytes) -> str:
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_first_the_name_then_the_certificate(awa, complete):
    completion = complete("awa")
    page = awa.get(path(completion), status=200).page
    assert "Is this your name?" in page.main
    assert "Issue my certificate" not in page.main
    confirmed = awa.submit(page, action="/account/name", status=303)
    assert confirmed.location == path(completion)

    page = awa.get(path(completion), status=200).page
    assert "Awa Diallo" in page.main
    assert awa.submit(page, action=path(completion), status=303).location == path(completion)

    page = awa.get(path(completion), status=200).page
    assert "Valid" in page.main
    assert "Awa Diallo" in page.main
    assert page.links["What others see"].startswith("/verify/")


def test_the_file_says_what_the_page_says(awa, issued):
    _completion, number, certificate = issued("awa")
    file = awa.get(f"/certificates/{certificate}/file.pdf", status=200)
    words = " ".join(words_of(file.data).split())
    for text in ("Awa Diallo", number, "CPAS learning", f"https://learning.example/verify/{number}"):
        assert text in words
    assert normalise(number) == number


def test_the_same_bytes_ever_after(awa, issued, clock, rename, inside):
    _, number, certificate = issued("awa")
    first = awa.get(f"/certificates/{certificate}/file.pdf", status=200)
    assert first.mimetype == "application/pdf"
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert f"-{number}.pdf" in first.headers["Content-Disposition"]
    clock.move(days=400)
    rename("awa", "Awa Sy")
    again = awa.get(f"/certificates/{certificate}/file.pdf", status=200)
    assert again.data == first.data
    with inside() as session:
        assert session.get(Document, hashlib.sha256(first.data).hexdigest()).content == first.data
    unchanged = awa.get(
        f"/certificates/{certificate}/file.pdf", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert unchanged.status_code == 304


def test_over_plain_http_the_browser_keeps_no_certificate(awa, app, issued, monkeypatch):
    _, _, certificate = issued("awa")
    plain = replace(app.config["SETTINGS"], site_url="http://learning.example")
    monkeypatch.setitem(app.config, "SETTINGS", plain)
    file = awa.get(f"/certificates/{certificate}/file.pdf", status=200)
    assert file.headers["Cache-Control"] == "no-store"


def test_the_file_says_when_it_was_issued(awa, issued, rows, clock, rename):
    clock.move(days=3)
    completion, _, certificate = issued("awa")
    clock.move(days=1)
    rename("awa", "Awa Sy")
    awa.post(path(completion), data={"act": "replace"}, status=303)
    issued = {row.id: row.issued_at for row in rows(Certificate)}
    assert issued.pop(certificate) == clock() - timedelta(days=1)
    ((second, instant),) = issued.items()
    assert instant == clock()
    for identity, instant in ((certificate, clock() - timedelta(days=1)), (second, clock())):
        file = awa.get(f"/certificates/{identity}/file.pdf", status=200)
        assert PdfReader(BytesIO(file.data)).metadata.creation_date == instant


def test_it_speaks_the_language_of_the_completion(bruno, issued):
    _, _, certificate = issued("bruno", language="fr")
    file = bruno.get(f"/certificates/{certificate}/file.pdf", status=200)
    assert "16 novembre 2026" in words_of(file.data)


def test_posted_twice_it_is_one_certificate(awa, complete, rename, count):
    rename("awa")
    completion = complete("awa")
    awa.post(path(completion), status=303)
    awa.post(path(completion), status=303)
    assert count(Certificate) == count(Document) == 1


def test_what_a_deadline_decided_is_written_on_the_way(awa, cast, complete, rename, monkeypatch):
    from lms.certificates import issuing

    settled = []
    monkeypatch.setattr(issuing, "settle_late_passes", lambda *arguments: settled.append(arguments))
    rename("awa")
    awa.post(path(complete("awa")), status=303)
    assert settled == [(cast.awa, COURSE)]


def test_two_hands_at_once_make_one_certificate(client, complete, rename, count):
    rename("awa")
    completion = complete("awa")
    browsers = [client.as_("awa") for _ in range(3)]
    threads = [
        threading.Thread(target=lambda browser=browser: browser.post(path(completion)))
        for browser in browsers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(Certificate) == count(Document) == 1


def test_printing_keeps_no_writer_waiting(awa, bruno, complete, rename, monkeypatch):
    """The slow part is done before the write transaction: another writes meanwhile."""
    from lms.certificates import issuing

    printing, written, seen = threading.Event(), threading.Event(), []
    real = issuing.print_under

    def slow(*arguments):
        printing.set()
        seen.append(written.wait(5))
        return real(*arguments)

    monkeypatch.setattr(issuing, "print_under", slow)
    rename("awa")
    completion = complete("awa")
    thread = threading.Thread(target=lambda: awa.post(path(completion), status=303))
    thread.start()
    assert printing.wait(5)
    bruno.post("/account/name", data={"name": "Bruno Keller"}, status=303)
    written.set()
    thread.join()
    assert seen == [True]


def test_a_name_that_changed_while_it_was_printed_is_not_issued(awa, complete, rename, monkeypatch, count):
    from lms.certificates import issuing
    from lms.certificates.naming import Names

    rename("awa")
    completion = complete("awa")
    answers = (Names(name, None, True, False) for name in ("Awa Diallo", "Awa Sy"))
    monkeypatch.setattr(issuing, "names_of", lambda person: next(answers))
    awa.post(path(completion), status=409)
    assert count(Certificate) == 0


def test_nothing_is_issued_before_the_name_is_confirmed(awa, complete, count):
    awa.post(path(complete("awa")), status=409)
    assert count(Certificate) == 0


def test_a_name_that_the_design_has_no_letters_for(awa, complete, rename, count, caplog):
    rename("awa", "王小明")
    completion = complete("awa")
    answer = awa.post(path(completion), status=303)
    page = awa.get(answer.location, status=200).page
    assert "no letters for your name" in page.main
    assert "Ask your training focal point to record the Latin spelling" in page.main
    assert count(Certificate) == 0
    logged = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert logged == ["design default could not print a certificate: LettersMissing"]


def test_without_letters_for_the_name_it_prints_the_latin_spelling(awa, complete, rename, count):
    rename("awa", "გიორგი", latin_name="Giorgi")
    completion = complete("awa")
    page = awa.get(awa.post(path(completion), status=303).location, status=200).page
    assert "Giorgi" in page.main
    assert "Issue my certificate" not in page.main
    answer = awa.submit(page, action=None, act="latin", status=303)
    page = awa.get(answer.location, status=200).page
    assert "Without letters for it Giorgi" in page.main
    assert count(Certificate) == 0
    awa.submit(page, action=path(completion), status=303)
    page = awa.get(path(completion), status=200).page
    assert "Name Giorgi" in page.main
    assert "Your name has changed" not in page.main


def test_a_latin_spelling_is_printed_only_where_letters_are_missing(awa, complete, rename):
    rename("awa", "آوا ديالو", latin_name="Awa Diallo", latin_confirmed=True)
    completion = complete("awa")
    awa.post(path(completion), status=303)
    assert "Name آوا ديالو" in awa.get(path(completion), status=200).page.main


@pytest.mark.parametrize(
    ("latin", "sent"), [("Giorgi", "Georgi"), ("Giorgi", ""), (None, ""), (None, "Giorgi")]
)
def test_only_the_latin_spelling_that_was_shown_is_confirmed(awa, complete, rename, latin, sent, count):
    rename("awa", "გიორგი", latin_name=latin)
    completion = complete("awa")
    awa.post(path(completion), data={"act": "latin", "name": sent}, status=409)
    awa.post(path(completion), status=303)
    assert count(Certificate) == 0


def test_a_latin_spelling_without_letters_either_is_told(awa, complete, rename, count):
    rename("awa", "გიორგი", latin_name="王", latin_confirmed=True)
    completion = complete("awa")
    page = awa.get(awa.post(path(completion), status=303).location, status=200).page
    assert "could not be printed" in page.main
    assert count(Certificate) == 0


@pytest.mark.parametrize("how", ["session", "prior"])
def test_what_was_not_assessed_here_earns_none(awa, complete, rename, count, how):
    rename("awa")
    completion = complete("awa", how=how)
    assert "no certificate is issued" in awa.get(path(completion), status=200).page.main
    awa.post(path(completion), status=409)
    assert count(Certificate) == 0


def test_not_mine(bruno, complete, issued):
    completion, _, certificate = issued("awa")
    bruno.get(path(completion), status=404)
    bruno.post(path(completion), status=404)
    bruno.post(path(completion), data={"act": "replace"}, status=404)
    bruno.get(f"/certificates/{certificate}/file.pdf", status=404)


def test_nor_an_administrator_s_but_in_the_register(elif_, issued):
    completion, _, certificate = issued("awa")
    elif_.get(f"/certificates/{certificate}/file.pdf", status=404)
    elif_.get(path(completion), status=404)


def test_a_module_earns_none(awa, complete):
    awa.get(path(complete("awa", module="the-log")), status=404)


def test_missing_and_wrong_method(awa, client, issued):
    awa.get(path(uuid.uuid4()), status=404)
    awa.get(f"/certificates/{uuid.uuid4()}/file.pdf", status=404)
    completion, _, certificate = issued("awa")
    awa.put(path(completion), status=405)
    awa.post(f"/certificates/{certificate}/file.pdf", status=405)
    assert client.get(path(completion), status=302).location.startswith("/sign-in")


def test_a_language_button_issues_nothing(awa, complete, rename, count):
    """The bar's own form changes the language; the certificate's form has no such button."""
    rename("awa")
    completion = complete("awa")
    page = awa.get(path(completion), status=200).page
    assert "language" not in page.form(path(completion)).values
    assert count(Certificate) == 0
