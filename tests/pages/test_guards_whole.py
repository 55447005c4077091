"""A form that did not arrive whole is refused on every route, and changes nothing."""

import io
from urllib.parse import urlencode

import pytest
from flask import Flask

from lms.web.guards.whole import LAST_FIELD, LAST_VALUE
from tests import cast
from tests.client import Client
from tests.pages.crawl import address, rules

WRITES = ("INSERT", "UPDATE", "DELETE")
WORDS = {"en": "Only a part of it arrived", "fr": "Une partie seulement est arrivée"}
FORM = "application/x-www-form-urlencoded"


def cut(body: bytes, length: int, content_type: str = FORM, *, recounted: bool = False) -> dict[str, object]:
    """A request as gunicorn hands it on whose body broke off: its end counts as the end of all.

    `recounted`: something between has counted anew what it got, so that the length is that of the part.
    """
    environ = {
        "wsgi.input": io.BytesIO(body[:length]),
        "wsgi.input_terminated": True,
        "CONTENT_LENGTH": str(length if recounted else len(body)),
    }
    return {"environ_overrides": environ, "content_type": content_type, "whole": False}


@pytest.mark.parametrize("name", [None, "awa", *cast.ROLES])
def test_no_route_takes_a_form_without_its_end(app: Flask, client: Client, world, statements, name):
    browser = client.as_(name) if name else client.another()
    tried = 0
    for rule in rules(app):
        if "POST" not in rule.methods:
            continue
        tried += 1
        place = address(app, rule, world)
        with statements() as sent:
            browser.post(place, data={"act": "submit"}, whole=False, status=400)
            browser.post(place, json={"act": "submit"}, whole=False, status=400)
            browser.post(place, whole=False, status=400)
            browser.post(place, status=400, **cut(b"act=submit&whole=yes&more=", 20))
        assert [one for one in sent if one.startswith(WRITES)] == [], rule
    assert tried > 40


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_reader_is_told(client: Client, language):
    page = client.as_("awa", language).post("/account", data={"speaks": "fr"}, whole=False, status=400).page
    assert WORDS[language] in page.main


def test_a_cut_at_any_byte_changes_nothing(awa: Client, world, statements):
    page = awa.get("/account").page
    form = page.form("/account")
    body = urlencode({**form.fill(speaks="fr"), LAST_FIELD: LAST_VALUE}, doseq=True).encode()
    for length in range(len(body)):
        with statements() as sent:
            awa.post(form.action, status=400, **cut(body, length))
            awa.post(form.action, status=400, **cut(body, length, recounted=True))
        assert [one for one in sent if one.startswith(WRITES)] == [], length
    awa.post(form.action, status=303, **cut(body, len(body)))


def test_a_cut_upload_changes_nothing(chantal: Client, world):
    body = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\n# A\r\n'
        b'--x\r\nContent-Disposition: form-data; name="whole"\r\n\r\nyes\r\n--x--\r\n'
    )
    many = "multipart/form-data; boundary=x"
    for length in range(len(body)):
        chantal.post("/authoring/upload", status=400, **cut(body, length, many))
        chantal.post("/authoring/upload", status=400, **cut(body, length, many, recounted=True))


def test_a_link_that_breaks_is_answered_and_not_logged_as_ours(awa: Client, world, caplog):
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _buffer: object) -> int:
            raise ConnectionResetError

    environ = {"wsgi.input": Broken(), "wsgi.input_terminated": True, "CONTENT_LENGTH": "100"}
    awa.post("/account", content_type=FORM, whole=False, environ_overrides=environ, status=400)
    assert "unexpected" not in caplog.text


def test_an_unknown_address_stays_unknown(awa: Client):
    awa.post("/no-such", whole=False, status=404)
    awa.post("/courses", whole=False, status=405)
