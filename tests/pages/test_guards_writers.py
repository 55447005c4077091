"""Two writers at once: slow work comes before or after a write transaction, never inside it."""

import hashlib
import io
import threading
import time
from importlib import import_module

import pytest

from tests.cast import COURSE

SLOW = 1.5
LOG = f"/courses/{COURSE}/the-log"


class SlowWork:
    """Stands in for slow work: tells when it has begun, and takes its time."""

    def __init__(self, result):
        self.begun = threading.Event()
        self.result = result

    def __call__(self, *args, **kwargs):
        self.begun.set()
        time.sleep(SLOW)
        return self.result(*args, **kwargs) if callable(self.result) else self.result


def meanwhile(slow: SlowWork, act, other) -> float:
    """How long `other` takes while `act` is busy with the slow work."""
    answers: list[object] = []
    busy = threading.Thread(target=lambda: answers.append(act()))
    busy.start()
    assert slow.begun.wait(20), "the slow work was not called"
    began = time.monotonic()
    other()
    took = time.monotonic() - began
    busy.join(30)
    assert answers, "the first writer failed"
    return took


@pytest.fixture
def another_writes(client):
    browser = client.as_("farid")
    data = {"check": "better-line", "q-better-line": "2"}
    browser.get(LOG)  # the worker has loaded the course
    return lambda: browser.post(LOG, data=data, status=200)


def test_a_slow_hash_when_changing_a_password(awa, another_writes, monkeypatch):
    from lms.people.account import pages as account
    from tests.cast import PASSWORD

    slow = SlowWork("scrypt:1024:8:1$x$x")
    monkeypatch.setattr(account, "hashed", slow)
    new = "cassava at the market"
    data = {"current": PASSWORD, "password": new, "again": new}
    took = meanwhile(slow, lambda: awa.post("/account/password", data=data, status=303), another_writes)
    assert took < SLOW / 2


def test_a_slow_hash_when_joining(client, another_writes, monkeypatch, inside, cast):
    from lms.people.sign_in import joining
    from lms.people.sign_in.invitations import make_code

    with inside():
        code = make_code(cast.awa, "invite", by=None)
    slow = SlowWork("scrypt:1024:8:1$x$x")
    monkeypatch.setattr(joining, "hashed", slow)
    data = {"password": "cassava at the market", "again": "cassava at the market"}
    took = meanwhile(slow, lambda: client.post(f"/join/{code}", data=data, status=303), another_writes)
    assert took < SLOW / 2


def test_a_slow_check_of_a_password(client, another_writes, monkeypatch):
    from lms.people.sign_in import pages as sign_in

    slow = SlowWork(True)
    monkeypatch.setattr(sign_in, "matches", slow)
    data = {"name": "awa", "password": "whatever it is"}
    took = meanwhile(slow, lambda: client.post("/sign-in", data=data, status=303), another_writes)
    assert took < SLOW / 2


def test_a_slow_certificate(awa, another_writes, monkeypatch, inside, cast):
    from lms.certificates import issuing
    from lms.learning.completing import complete_course
    from lms.library import shelf
    from lms.people.person import Person, confirm_name
    from lms.web.clock import now

    with inside() as session:
        confirm_name(session.get(Person, cast.awa))
        completion = complete_course(cast.awa, shelf.course(COURSE).course, 1, "en", 90, now()).id
    slow = SlowWork(issuing.print_under)
    monkeypatch.setattr(issuing, "print_under", slow)
    took = meanwhile(slow, lambda: awa.post(f"/certificates/{completion}", status=303), another_writes)
    assert took < SLOW / 2


def test_a_slow_upload(chantal, another_writes, monkeypatch):
    from lms.authoring.incoming import upload_pages

    slow = SlowWork(upload_pages.unpack)
    monkeypatch.setattr(upload_pages, "unpack", slow)

    def upload():
        sent = {"files": (io.BytesIO(b"# Mine\n"), "01-the-log.md"), "into": COURSE}
        return chantal.post("/authoring/upload", data=sent, status=200)

    assert meanwhile(slow, upload, another_writes) < SLOW / 2


@pytest.mark.parametrize("way", ["upload", "text"])
def test_bytes_are_named_once_before_the_writing(chantal, monkeypatch, way):
    from lms.database import db

    text, named, real = b"# Mine, and nobody's else\n", [], hashlib.sha256

    def watched(data=b"", **options):
        if data == text:
            named.append(bool(db.session().info.get("writing")))
        return real(data, **options)

    monkeypatch.setattr(hashlib, "sha256", watched)
    if way == "upload":
        sent = {"files": (io.BytesIO(text), "01-the-log.md"), "into": COURSE}
        chantal.post("/authoring/upload", data=sent, status=200)
    else:
        sent = {"text": text.decode(), "base": ""}
        chantal.post(f"/authoring/{COURSE}/files/99-mine.md", data=sent, status=303)
    assert named == [False]


def test_slow_questions_from_moodle(chantal, another_writes, monkeypatch):
    from lms.authoring.incoming.gift import pages

    slow = SlowWork(pages.from_gift)
    monkeypatch.setattr(pages, "from_gift", slow)
    sent = {"text": "Is it so? {T}", "title": "Old quiz"}
    took = meanwhile(
        slow, lambda: chantal.post(f"/authoring/{COURSE}/import", data=sent, status=200), another_writes
    )
    assert took < SLOW / 2


@pytest.mark.parametrize(
    ("room", "work", "ask"),
    [
        ("draft.findings", "find_problems", lambda by: by.get(f"/authoring/{COURSE}", status=200)),
        ("preview.preview", "salvage", lambda by: by.get(f"/authoring/{COURSE}/preview", status=200)),
        ("incoming.upload_pages", "unpack", lambda by: by.post("/authoring/upload", data={}, status=422)),
        (
            "incoming.gift.pages",
            "from_gift",
            lambda by: by.post(f"/authoring/{COURSE}/import", data={"text": "So? {T}", "title": "Quiz"}),
        ),
    ],
)
def test_slow_work_holds_no_connection(chantal, app, inside, cast, monkeypatch, room, work, ask):
    from lms.authoring.draft import drafts
    from lms.database import db

    place, held = import_module(f"lms.authoring.{room}"), []
    real = getattr(place, work)

    def watched(*args, **kwargs):
        held.append(db.engine.pool.checkedout())
        return real(*args, **kwargs)

    with inside():  # a text that no worker has seen
        drafts.save(COURSE, f"90-{room.replace('_', '-')}.md", b"# New\n", None, cast.chantal)
    monkeypatch.setattr(place, work, watched)
    ask(chantal)
    assert set(held) == {0}


def test_writers_queue_and_none_is_lost(client, rows):
    """Many who answer at once: each is kept."""
    from lms.learning.records import Response

    browsers = [client.as_(name) for name in ("awa", "bruno", "chantal", "dmitri", "farid", "elif")]
    data = {"check": "better-line", "q-better-line": "2"}
    answers: list[int] = []

    def answer(browser):
        for number in range(5):
            answers.append(browser.post(LOG, data={**data, "q-better-line": str(number % 4 + 1)}).status_code)

    threads = [threading.Thread(target=answer, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 30
    assert len(rows(Response)) == 30


def test_submitting_from_two_windows_at_once_is_one_result(client, inside, cast, rows):
    from lms.learning.completing import complete_module
    from lms.learning.enrolment import enrol
    from lms.learning.records import Completion
    from lms.library import shelf

    with inside():
        course = shelf.course(COURSE).course
        enrol(cast.awa, COURSE)
        for module in course.modules:
            complete_module(cast.awa, course, module.slug, 1, "en")
    windows = [client.as_("awa") for _ in range(4)]
    attempt = windows[0].post(f"/courses/{COURSE}/assessment", status=303).location
    page = windows[0].get(attempt).page
    asked = {field.get("name")[2:] for field in page.all("input") if field.get("name", "").startswith("q-")}
    windows[0].post(attempt, data={f"q-{id}": [str(n) for n in course.question(id).key] for id in asked})
    threads = [threading.Thread(target=window.post, args=(f"{attempt}/submit",)) for window in windows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(Completion, Completion.module.is_(None))) == 1


def test_beginning_from_two_windows_at_once_is_one_attempt(client, inside, cast, rows):
    from lms.learning.assessment.attempt import Attempt
    from lms.learning.completing import complete_module
    from lms.learning.records import Enrolment
    from lms.library import shelf

    with inside():
        course = shelf.course(COURSE).course
        for module in course.modules:
            complete_module(cast.awa, course, module.slug, 1, "en")
    windows = [client.as_("awa") for _ in range(4)]
    began = [threading.Thread(target=one.post, args=(f"/courses/{COURSE}/assessment",)) for one in windows]
    for thread in began:
        thread.start()
    for thread in began:
        thread.join()
    assert len(rows(Attempt)) == 1
    assert len(rows(Enrolment)) == 1
