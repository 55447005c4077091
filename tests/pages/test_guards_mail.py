"""Two who send mail at once, on both engines: each letter leaves once, and none is lost."""

import smtplib
import threading
import time

import pytest

from lms.web.mail import Letter, send_waiting
from tests.letters import post_hello

SLOW = 0.3


class SlowServer:
    """Stands in for a mail server that takes its time."""

    def __init__(self):
        self.begun = threading.Event()
        self.addresses = []

    def __call__(self, *args, **kwargs):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def ehlo(self):
        """Its greeting is not looked at."""

    def has_extn(self, _name):
        return False

    def send_message(self, message):
        self.begun.set()
        time.sleep(SLOW)
        self.addresses.append(message["To"])


@pytest.fixture
def server(monkeypatch):
    standing_in = SlowServer()
    monkeypatch.setattr(smtplib, "SMTP", standing_in)
    return standing_in


@pytest.fixture
def send(app):
    """What `lms tend` does: sends what waits, and returns how many left."""

    def act():
        with app.app_context():
            return send_waiting(app.config["SETTINGS"])

    return act


def test_of_two_who_send_at_once_one_sends_each_letter(app, inside, rows, settings, server, send):
    addresses = [f"awa{number}@sorandia.example" for number in range(4)]
    for address in addresses:
        with inside():
            post_hello(app, address)
    settings(smtp_url="smtp://localhost")
    together = threading.Barrier(2, timeout=20)
    left = []

    def start():
        together.wait()
        left.append(send())

    senders = [threading.Thread(target=start) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(30)
    assert sorted(server.addresses) == addresses
    assert len(left) == 2
    assert sum(left) == len(addresses)
    assert all(letter.sent_at and letter.claimed_at is None for letter in rows(Letter))


def test_a_letter_that_leaves_with_its_page_is_left_alone(app, inside, rows, settings, server, send):
    settings(smtp_url="smtp://localhost")

    def write():
        with inside():
            post_hello(app)

    page = threading.Thread(target=write)
    page.start()
    assert server.begun.wait(20)
    assert send() == 0
    page.join(30)
    assert server.addresses == ["awa@sorandia.example"]
    assert send() == 0
