"""Bad input: a clear page in the reader's language, the right status, nothing changed, no trace shown."""

import base64
import hmac
import io

import pytest
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.orm import Session

from lms.learning.records import Enrolment, Response
from lms.people.person import Person
from tests.cast import COURSE, PASSWORD
from tests.conftest import test_settings as settings_for

LOG = f"/courses/{COURSE}/the-log"
JSON = {"Accept": "application/json"}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "target", ["/no-such", "/people/1", "/courses/x/y/z", "/verify/x/y", "/%00", "/static/x.css"]
)
def test_an_unknown_address(client, language, target):
    for browser in (client.as_("elif", language), client.another()):
        page = browser.get(target, status=404, headers={"Accept-Language": language}).page
        assert page.root.get("lang") == language
        assert "Traceback" not in page.html


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_a_wrong_method(awa, method):
    answer = awa.open("/courses", method=method, status=405)
    assert "GET" in answer.headers["Allow"]


def test_twenty_megabytes(awa, rows):
    body = io.BytesIO(b"check=better-line&q-better-line=" + b"2" * 20_000_000)
    form = {"content_type": "application/x-www-form-urlencoded"}
    page = awa.post(LOG, input_stream=body, content_length=20_000_032, status=413, **form).page
    assert page.h1 == "This is too large"
    assert rows(Response) == []
    assert body.read() == b""  # else the browser would see a broken line instead of our page


def test_a_thousand_and_more_parts(awa):
    awa.post(LOG, data={f"q-{number}": "1" for number in range(1200)}, status=400)


def test_bytes_that_are_no_text(awa):
    form = {"content_type": "application/x-www-form-urlencoded"}
    awa.post(LOG, data=b"check=better-line&q-better-line=2&whole=yes", status=200, **form)
    for body in (b"check=better-line&q-better-line=%ff&whole=yes", b"q-%80=2&whole=yes"):
        assert awa.post(LOG, data=body, status=400, **form).page.h1 == "This request cannot be read"


@pytest.mark.parametrize("target", ["/courses/a%00b", "/verify/a%00b", "/join/a%00b", "/media/a%00b/c"])
def test_an_address_with_nul(elif_, target):
    elif_.get(target, status=404)


@pytest.mark.parametrize(
    ("target", "data"),
    [
        ("/sign-in", {"name": "a\0b", "password": "x"}),
        ("/sign-in", {"name": "a", "password": "x\0"}),
        ("/forgotten", {"name": "a\0@b.c"}),
        ("/people", {"asked": "a\0b"}),
        ("/people", {"asked\0": "a"}),
        ("/language", {"language": "fr\0", "next": "/"}),
    ],
)
def test_a_value_with_nul(elif_, target, data):
    page = elif_.post(target, data=data, status=400).page
    assert page.h1 == "This request cannot be read"


def test_an_argument_with_nul(elif_):
    elif_.get("/people?unit=a%00b", status=400)


def test_a_file_where_none_is_asked(awa, rows):
    data = {"check": "better-line", "q-better-line": (io.BytesIO(b"2"), "2.txt")}
    awa.post(LOG, data=data, status=422)
    assert rows(Response) == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "https://localhost"}, 303),
        ({"Origin": "http://localhost"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[::1"}, 403),
        ({"Referer": "http://localhost/courses"}, 403),
        ({}, 403),
    ],
)
def test_where_a_post_comes_from(awa, rows, headers, status):
    awa.post(f"/courses/{COURSE}", headers=headers, site=None, status=status)
    assert len(rows(Enrolment)) == (1 if status == 303 else 0)


def test_a_foreign_origin_is_told_what_to_do(awa, bruno):
    assert "sent from another site" in awa.post("/account", site="cross-site", status=403).page.main


def test_our_own_script_is_answered_in_its_own_way(awa):
    answer = awa.post("/no-such", headers=JSON, status=404)
    assert answer.json["error"] == "There is no such page"


@pytest.fixture
def broken_commit(monkeypatch):
    """The disk is full, the line to the database is down: the commit fails."""

    def install(error: Exception) -> None:
        def fail(self):
            raise error

        monkeypatch.setattr(Session, "commit", fail)

    return install


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (RuntimeError("a secret of the machine room"), 500, "Nothing was changed."),
        (OperationalError("INSERT", {}, Exception("disk is full")), 503, "Nothing was changed."),
        (InterfaceError("INSERT", {}, Exception("disk is away")), 503, "Nothing was changed."),
        (IntegrityError("INSERT", {}, Exception("not unique")), 409, "see how it stands now"),
    ],
)
def test_a_commit_that_fails_is_never_told_as_done(
    awa, broken_commit, monkeypatch, rows, error, status, words
):
    broken_commit(error)
    answer = awa.post(LOG, data={"check": "better-line", "q-better-line": "2"}, status=status)
    assert words in answer.page.main
    for told in ("secret", "disk", "Traceback", "INSERT", "unique"):
        assert told not in answer.page.html
    assert "Right" not in answer.page.main
    monkeypatch.undo()
    assert rows(Response) == []
    assert rows(Enrolment) == []


@pytest.fixture
def short_patience(app, monkeypatch):
    """Whoever waits for another's lock gives up at once."""
    from lms import database

    monkeypatch.setattr(database, "BUSY_MS", 50)
    with app.app_context():
        database.db.engine.dispose()


@pytest.fixture
def locked(app, engine, short_patience):
    """Somebody else writes and comes to no end."""
    import sqlalchemy as sa

    from lms.database import db

    statement = (
        "BEGIN IMMEDIATE" if engine == "sqlite" else "LOCK TABLE enrolment, response IN EXCLUSIVE MODE"
    )
    with app.app_context():
        another = sa.create_engine(db.engine.url, poolclass=sa.NullPool)
    with another.connect() as connection:
        connection.execute(sa.text(statement))
        yield
        connection.rollback()


@pytest.fixture(params=["en", "fr"])
def browser(client, request):
    """Awa, who signed in before the database was locked."""
    return client.as_("awa", request.param)


def test_a_locked_database_is_busy_and_not_our_fault(browser, locked, rows, logged):
    words = {"en": "The site is busy", "fr": "Le site est très sollicité"}
    form = {"check": "better-line", "q-better-line": "2"}
    answer = browser.post(LOG, data=form, status=503)
    said = words[answer.page.root.get("lang")]
    assert answer.page.h1 == said
    assert int(answer.headers["Retry-After"]) > 0
    assert "WARNING database cannot be asked" in logged[-1]
    answer = browser.post(LOG, data=form, headers=JSON, status=503)
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.json["error"] == said


def test_who_only_reads_waits_for_no_writer(awa, locked, rows):
    awa.get(LOG, status=200)
    assert rows(Response) == []


def test_a_failing_view_shows_no_trace_and_changes_nothing(awa, monkeypatch, rows, cast, caplog):
    from lms.people.account import pages as account

    def fail(tag):
        raise RuntimeError("a secret of the machine room")

    monkeypatch.setattr(account, "use_language", fail)
    page = awa.post("/account", data={"speaks": "fr", "gender": ""}, status=500).page
    assert "It is our fault, not yours." in page.main
    assert "secret" not in page.html
    assert "unexpected RuntimeError in account.show" in caplog.text
    assert rows(Person, Person.id == cast.awa)[0].language == "en"


def test_an_answer_of_error_undoes_what_was_begun(awa, monkeypatch, rows, cast):
    """What a view changed before it refused is not kept."""
    from flask import abort

    from lms.people.account import pages as account

    monkeypatch.setattr(account, "use_language", lambda tag: abort(422))
    awa.post("/account", data={"speaks": "fr", "gender": ""}, status=422)
    assert rows(Person, Person.id == cast.awa)[0].language == "en"


def test_without_a_database_the_page_says_so(client, monkeypatch):
    from lms.web.site import health

    def fail(statement):
        raise OperationalError("SELECT", {}, Exception("no such host"))

    monkeypatch.setattr(health, "read_rows", fail)
    assert client.get("/healthz", status=503).page.h1 == "The site is busy"
    assert client.get("/healthz", headers=JSON, status=503).json["error"] == "The site is busy"


def test_healthz_is_json(client):
    answer = client.get("/healthz", status=200)
    assert answer.json == {"status": "ok"}


def test_a_change_while_reading_is_refused(app, cast):
    from lms.database import WritingWhileReading, db

    with app.test_request_context():
        db.session.get(Person, cast.awa).name = "Changed"
        with pytest.raises(WritingWhileReading):
            db.session.flush()


def test_reading_cannot_change_even_by_sql(app):
    import sqlalchemy as sa

    from lms.database import db

    with app.test_request_context(), pytest.raises(sa.exc.DBAPIError):
        db.session.execute(sa.text("DELETE FROM tries"))


@pytest.mark.parametrize("target", ["/", "/account", LOG, "/sign-in", "/no-such", "/healthz"])
def test_every_answer_carries_the_headers(awa, target):
    headers = awa.get(target, headers={"Origin": "https://evil.example"}).headers
    policy = {part.split()[0]: part.split()[1:] for part in headers["Content-Security-Policy"].split(";")}
    for directive in ("default-src", "base-uri", "frame-ancestors"):
        assert policy[directive] == ["'none'"]
    assert "object-src" not in policy  # default-src stands for it
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert not [name for name, _ in headers if name.lower().startswith("access-control-")]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(
    ("proxies", "seen"),
    [
        (0, ("127.0.0.1", "http", "localhost", "")),
        (1, ("192.0.2.1", "https", "learning.example", "")),
    ],
)
def test_only_what_the_counted_proxies_give_is_believed(store, proxies, seen):
    from flask import request

    from lms import create_app
    from lms.database import db

    app = create_app(settings_for(store.url, proxies=proxies))
    found = []
    app.before_request(
        lambda: found.append((request.remote_addr, request.scheme, request.host, request.script_root))
    )
    claimed = {
        "X-Forwarded-For": "203.0.113.9, 192.0.2.1",  # the first is what the sender says
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "learning.example",
        "X-Forwarded-Port": "8443",
        "X-Forwarded-Prefix": "/elsewhere",
    }
    app.test_client().get("/healthz", headers=claimed)
    assert found == [seen]
    with app.app_context():
        db.engine.dispose()


def test_what_was_sent_is_decoded_once(awa, elif_):
    awa.get(f"/courses/{COURSE.replace('t', '%74', 1)}", status=200)
    awa.get(f"/courses/{COURSE.replace('t', '%2574', 1)}", status=404)
    assert "Awa Diallo" in elif_.post("/people", data={"asked": "Awa", "unit": ""}, status=200).page.main
    page = elif_.post("/people", data={"asked": "%41wa", "unit": ""}, status=200).page
    assert "Awa Diallo" not in page.main


def test_the_page_of_patterns_is_for_debug_mode_alone(elif_, client):
    for browser in (elif_, client.another()):
        browser.get("/patterns", status=404)


def test_a_site_without_https_promises_none(store):
    from lms import create_app

    app = create_app(settings_for(store.url, site_url="http://learning.example"))
    assert "Strict-Transport-Security" not in app.test_client().get("/sign-in").headers


@pytest.mark.parametrize(
    "target", ["/", "/account", "/courses", "/held", "/sign-in", f"/courses/{COURSE}/assessment"]
)
def test_pages_with_people_are_not_stored(awa, target):
    assert awa.get(target).headers["Cache-Control"] == "no-store"


def test_the_session_cookie_is_guarded(client, settings, app):
    client.post("/language", data={"language": "fr", "next": "/"}, status=303)
    answer = client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("__Host-lms=")]
    for word in ("HttpOnly", "SameSite=Lax", "Secure", "Path=/;"):
        assert word in cookie
    assert "Domain" not in cookie  # a browser would refuse it


def test_every_cookie_is_the_host_s_own(client):
    answer = client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    cookies = answer.headers.getlist("Set-Cookie")
    names = {cookie.partition("=")[0] for cookie in cookies}
    assert names == {"__Host-lms", "__Host-lms_known", "__Host-lms_reader"}
    for cookie in cookies:
        assert {"Secure", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
        assert "Domain" not in cookie


def test_the_session_is_signed_by_sha_256(client, app):
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    name = app.config["SESSION_COOKIE_NAME"]
    value = client.get_cookie(name).value
    payload, _, signature = value.rpartition(".")
    key = hmac.digest(app.config["SECRET_KEY"].encode(), b"cookie-session", "sha256")
    expected = hmac.digest(key, payload.encode(), "sha256")
    assert base64.urlsafe_b64decode(signature + "=") == expected
    client.get("/account", status=200)
    weaker = SecureCookieSessionInterface().get_signing_serializer(app)
    meant = app.session_interface.get_signing_serializer(app).loads(value)
    client.set_cookie(name, weaker.dumps(meant))
    client.get("/account", status=302)


def test_what_was_signed_for_something_else_is_no_session(client, app, monkeypatch):
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)
    name = app.config["SESSION_COOKIE_NAME"]
    interface = app.session_interface
    meant = interface.get_signing_serializer(app).loads(client.get_cookie(name).value)
    with monkeypatch.context() as patch:
        patch.setattr(interface, "salt", "known browser")
        forged = interface.get_signing_serializer(app).dumps(meant)
    client.set_cookie(name, forged)
    client.get("/account", status=302)
