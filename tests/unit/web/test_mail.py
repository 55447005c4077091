"""Mail: a row with the change that caused it, sent after the commit, tried again by `lms tend`."""

import smtplib
import ssl
import threading
import time
from contextlib import suppress

import pytest
import sqlalchemy as sa

from lms.database import db, write_transaction
from lms.web import mail
from lms.web.mail import Letter, add_letter_kinds, post_letter, send_waiting
from tests.letters import HELLO

SMTP = {"smtp_url": "smtp://lms:p%40ss@mail.example:587", "mail_from": "learning@example.org"}


class Server:
    """Stands in for a mail server."""

    def __init__(self, error: Exception | None = None, tls: bool = True) -> None:
        self.error, self.tls, self.sent, self.did = error, tls, [], []

    def __call__(self, host, port, timeout, **kwargs):
        self.did.append((host, port))
        if self.error:
            raise self.error
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def ehlo(self):
        self.greeted = True

    def has_extn(self, name):
        assert self.greeted, "a server tells its extensions only after the greeting"
        return self.tls

    def starttls(self, context):
        if not self.tls:
            raise smtplib.SMTPNotSupportedError
        self.did.append("starttls")

    def login(self, name, password):
        self.did.append((name, password))

    def send_message(self, message):
        self.sent.append(message)


@pytest.fixture
def server(monkeypatch):
    standing_in = Server()
    monkeypatch.setattr(smtplib, "SMTP", standing_in)
    monkeypatch.setattr(smtplib, "SMTP_SSL", standing_in)
    return standing_in


@pytest.fixture
def inside(app, inside):
    """As everywhere, and the kind of letter that these tests write is known."""
    add_letter_kinds(app, HELLO)
    return inside


def write(inside):
    with inside():
        post_letter(HELLO, None, "awa@sorandia.example", "en")


def write_and_fail(inside):
    with inside():
        post_letter(HELLO, None, "awa@sorandia.example", "en")
        raise RuntimeError


def test_without_smtp_it_waits_in_the_outbox(inside, rows, server, clock):
    write(inside)
    (letter,) = rows(Letter)
    assert (letter.address, letter.taken_at, letter.sent_at) == ("awa@sorandia.example", clock(), None)
    assert server.did == []


def test_it_is_sent_after_the_commit(inside, rows, server, settings, clock):
    settings(**SMTP)
    write(inside)
    (message,) = server.sent
    assert (message["To"], message["From"], message["Subject"]) == (
        "awa@sorandia.example",
        "learning@example.org",
        "Zoé’s letter",
    )
    assert server.did == [("mail.example", 587), "starttls", ("lms", "p@ss")]
    assert rows(Letter)[0].sent_at == clock()


def test_the_mail_server_s_certificate_is_checked(inside, server, settings):
    contexts = []
    server.starttls = lambda context: contexts.append(context)
    settings(**SMTP)
    write(inside)
    (context,) = contexts
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_no_line_gets_into_the_head_of_a_letter(inside, server, settings):
    settings(**SMTP)
    with suppress(ValueError), inside():
        post_letter(HELLO, None, "a@home.example\r\nBcc: b@home.example", "en")
    assert server.sent == []


def test_nothing_is_sent_when_the_change_fails(inside, rows, server, settings):
    settings(**SMTP)
    with pytest.raises(RuntimeError):
        write_and_fail(inside)
    assert server.did == []
    assert rows(Letter) == []


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("smtps://mail.example", ("mail.example", 465)),
        ("smtp+plain://mail.example", ("mail.example", 25)),
        ("smtp://localhost", ("localhost", 25)),
        ("smtp://127.0.0.1:2525", ("127.0.0.1", 2525)),
        ("smtp://[::1]", ("::1", 25)),
    ],
)
def test_other_ways_to_a_server(inside, server, settings, url, where):
    server.tls = False
    settings(smtp_url=url, mail_from="learning@example.org")
    write(inside)
    assert len(server.sent) == 1
    assert server.did == [where]


@pytest.mark.parametrize(
    "url",
    ["smtp://mail.example", "smtp://10.0.0.1", "smtp+plain://lms:pass@mail.example", "smtp://a:b@localhost"],
)
def test_no_letter_goes_in_clear_where_nobody_said_so(inside, rows, server, settings, logged, url):
    """To another machine, without encryption; and a password never."""
    server.tls = False
    settings(smtp_url=url, mail_from="learning@example.org")
    write(inside)
    assert server.sent == []
    assert all(isinstance(one[1], int) for one in server.did), "a name was told"
    assert rows(Letter)[0].sent_at is None
    assert "mail failure" in logged[0]
    assert "error=SMTPNotSupportedError" in logged[0]


@pytest.mark.parametrize("url", ["smtp://mail.example", "smtp+plain://mail.example"])
def test_a_server_that_can_encrypt_does(inside, server, settings, url):
    settings(smtp_url=url, mail_from="learning@example.org")
    write(inside)
    assert server.did == [("mail.example", 25), "starttls"]
    assert len(server.sent) == 1


@pytest.mark.parametrize("error", [OSError("no route"), smtplib.SMTPException("busy"), TimeoutError()])
def test_what_could_not_be_sent_is_tried_again(app, inside, rows, server, settings, error, logged):
    settings(**SMTP)
    server.error = error
    write(inside)
    assert rows(Letter)[0].sent_at is None
    assert len(logged) == 1
    assert "awa" not in logged[0]
    server.error = None
    with app.app_context():
        assert send_waiting(app.config["SETTINGS"]) == 1
        db.session.rollback()
    assert len(server.sent) == 1


def test_what_a_stopped_process_was_sending_is_sent_after_a_while(app, inside, rows, server, settings, clock):
    settings(**SMTP)
    server.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        write(inside)
    server.error = None
    left = []
    for minutes in (0, 14, 1, 0):
        clock.move(minutes=minutes)
        with app.app_context():
            left.append(send_waiting(app.config["SETTINGS"]))
    assert left == [0, 0, 1, 0]
    assert len(server.sent) == 1
    assert rows(Letter)[0].claimed_at is None


def test_who_fails_late_leaves_it_to_who_is_sending_it_now(
    app, inside, rows, server, settings, clock, monkeypatch
):
    settings(**SMTP)

    def fail_late(*_):
        clock.move(minutes=16)
        with app.app_context(), write_transaction() as session:
            session.execute(sa.update(Letter).values(claimed_at=clock()))
        raise OSError

    monkeypatch.setattr(Server, "send_message", fail_late)
    write(inside)
    (letter,) = rows(Letter)
    assert (letter.sent_at, letter.claimed_at) == (None, clock())


def test_what_is_out_of_date_stays_in_the_outbox(app, inside, rows, server, settings, clock):
    """As when a mail server is set after a year without."""
    write(inside)
    clock.move(days=2)
    write(inside)
    settings(**SMTP)
    with app.app_context():
        assert send_waiting(app.config["SETTINGS"]) == 1
    assert sorted(letter.sent_at is None for letter in rows(Letter)) == [False, True]


def test_no_transaction_is_open_while_a_letter_leaves(app, inside, server, settings, monkeypatch):
    connections = []
    settings(**SMTP)
    monkeypatch.setattr(Server, "send_message", lambda *_: connections.append(db.engine.pool.checkedout()))
    write(inside)
    assert connections == [0]


def test_waiting_mail_stays_without_smtp(app, inside, rows, server):
    write(inside)
    with app.app_context():
        assert send_waiting(app.config["SETTINGS"]) == 0
    assert server.did == []


def test_lms_tend_sends_and_never_twice(app, inside, rows, server, settings):
    from lms.commands.tending import tend

    write(inside)
    settings(**SMTP)
    for _ in range(2):
        ran = app.test_cli_runner().invoke(tend)
        assert ran.exit_code == 0, ran.output
    assert len(server.sent) == 1
    assert rows(Letter)[0].sent_at is not None


def test_a_slow_server_delays_no_other_writer(app, client, inside, server, settings, monkeypatch):
    from lms.commands.tending import tend

    for _ in range(2):
        write(inside)
    settings(**SMTP)
    begun, slow = threading.Event(), mail.smtplib.SMTP

    def slowly(*args, **kwargs):
        if server.sent:  # the first is on its way, the second takes its time
            begun.set()
            time.sleep(1.5)
        return slow(*args, **kwargs)

    monkeypatch.setattr(smtplib, "SMTP", slowly)
    busy = threading.Thread(target=lambda: app.test_cli_runner().invoke(tend))
    busy.start()
    assert begun.wait(20)
    began = time.monotonic()
    client.as_("awa").post("/courses/test-course", status=303)
    took = time.monotonic() - began
    busy.join()
    assert took < 0.75
    assert len(server.sent) == 2
