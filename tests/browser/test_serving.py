"""The site as it is served: what stands while nobody asks for anything."""

import socket
import sqlite3
import threading
import time
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

from lms.people.sign_in.demo_accounts import DEMO_ACCOUNTS
from tests.browser.learners import newcomer
from tests.browser.site import Site
from tests.browser.visitor import PASSWORD


def test_an_idle_site_keeps_nobody_from_the_whole_database(site: Site, tmp_path: Path):
    """What is written goes from SQLite's log into the database once nobody reads what was before it.

    Otherwise the log grows as long as the site runs. It is started on a database that has everything, so
    that starting only reads.
    """
    again = Site(tmp_path, site.database_url)
    newcomer(again)
    with closing(sqlite3.connect(site.database_url.removeprefix("sqlite:///"))) as database:
        busy = 1
        until = time.monotonic() + 5
        while busy and time.monotonic() < until:
            busy, _, _ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            time.sleep(0.1)
    again.stop()
    assert not busy, "somebody reads all the time"


def sign_in(site: Site, name: str, password: str, statuses: list[int]) -> None:
    address = urlsplit(site.address)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=60)
    body = urlencode({"name": name, "password": password, "whole": "yes"})
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    with closing(connection):
        connection.request("POST", "/sign-in", body, headers)
        statuses.append(connection.getresponse().status)


def test_a_hall_of_sixty_signs_in_within_a_minute(site: Site):
    """All at once, behind one address, and eight of them mistype first."""
    names = [*DEMO_ACCOUNTS] * 8
    statuses: list[int] = []
    mistyped: list[int] = []
    threads = [
        threading.Thread(target=sign_in, args=(site, name, "Summer in Lissa", mistyped))
        for name in DEMO_ACCOUNTS
    ]
    threads += [
        threading.Thread(target=sign_in, args=(site, name, PASSWORD, statuses)) for name in names[:60]
    ]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    took = time.monotonic() - began
    assert mistyped == [422] * len(DEMO_ACCOUNTS)
    assert statuses == [303] * 60
    assert took < 60


def test_strangers_who_sign_in_keep_no_lesson_waiting(site: Site):
    """A hundred at once, with wrong passwords."""
    statuses: list[int] = []
    strangers = [
        threading.Thread(target=sign_in, args=(site, f"stranger-{i}", "Summer in Lissa", statuses))
        for i in range(100)
    ]
    for stranger in strangers:
        stranger.start()
    slowest = 0.0
    while any(stranger.is_alive() for stranger in strangers):
        began = time.monotonic()
        with closing(urlopen(f"{site.address}/sign-in", timeout=30)) as answer:
            assert answer.status == 200
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.1)
    for stranger in strangers:
        stranger.join()
    assert len(statuses) == 100
    assert slowest < 2


def test_who_sends_nothing_or_a_byte_a_second_keeps_nobody_waiting(site: Site):
    """64 of each, half of the slow ones in the head of a request and half in its body."""
    parts = urlsplit(site.address)
    place = (parts.hostname, parts.port)
    head = b"POST /sign-in HTTP/1.1\r\nHost: slow\r\nContent-Length: 1000\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(64):
            stack.enter_context(closing(socket.create_connection(place)))
        slow = [stack.enter_context(closing(socket.create_connection(place))) for _ in range(64)]
        for line in slow[:32]:
            line.sendall(head)
        for second in range(8):
            for line in slow:
                line.sendall(head[second : second + 1])
            for _ in range(4):
                began = time.monotonic()
                with closing(urlopen(f"{site.address}/healthz", timeout=10)) as answer:
                    assert answer.status == 200
                assert time.monotonic() - began < 2
            time.sleep(1)
