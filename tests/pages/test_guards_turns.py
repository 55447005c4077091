"""Two who act at once: what one has checked still holds when it is changed, and nothing is recorded twice."""

import io
import threading
from contextlib import suppress

import pytest

from lms.authoring.draft.drafts import DraftFile
from lms.people.merging import Merge
from lms.people.person import Person
from lms.people.roles.grants import Grant
from lms.people.units import Unit, above
from lms.postings.due.requirement import Requirement
from lms.postings.posting import Posting
from lms.postings.posts import Post
from lms.web.forms import Form
from tests.cast import COURSE, PASSWORD

PATIENCE = 0.7
AUTHORING = f"/authoring/{COURSE}"


class Meeting:
    """Where two who have checked wait for each other, so that both have checked before either changes.

    Who is alone waits in vain, goes on, and lets all others pass.
    """

    def __init__(self):
        self.barrier = threading.Barrier(2)

    def after(self, check):
        def met(*args, **kwargs):
            found = check(*args, **kwargs)
            with suppress(threading.BrokenBarrierError):
                self.barrier.wait(PATIENCE)
            return found

        return met


@pytest.fixture
def at_once(client, monkeypatch):
    """Two administrators send at once; returns the statuses that they are answered."""
    from lms.people.directory import merge_pages

    windows = [client.as_("elif") for _ in range(2)]
    for window in windows:
        window.get("/people", status=200)

    def send(*sent):
        meeting, answers = Meeting(), []
        with monkeypatch.context() as patched:
            patched.setattr(Form, "validate", meeting.after(Form.validate))
            patched.setattr(merge_pages, "_gave_roles", meeting.after(merge_pages._gave_roles))
            threads = [
                threading.Thread(target=lambda w=window, s=one: answers.append(w.post(*s[:1], data=s[1])))
                for window, one in zip(windows, sent if len(sent) == 2 else sent * 2, strict=True)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(30)
        return sorted(answer.status_code for answer in answers)

    return send


def test_one_person(at_once, elif_, rows):
    values = elif_.get("/people/add").page.form(id="person").values
    assert at_once(("/people/add", {**values, "name": "Zoé Double"})) == [303, 422]
    assert len(rows(Person, Person.name == "Zoé Double")) == 1


def test_one_posting(at_once, rows, cast):
    values = {
        "unit": str(cast.police),
        "component": "military",
        "category": "observer",
        "function": "Observer",
        "first_day": "2026-12-31",
        "end_kind": "open",
    }
    assert at_once((f"/people/{cast.awa}/postings/add", values)) == [303, 422]
    assert len(rows(Posting, Posting.unit_id == cast.police)) == 1


def test_one_role(at_once, rows, cast):
    values = {"role": "trainer", "unit": "", "first_day": "2026-11-16"}
    assert at_once((f"/people/{cast.awa}/roles/give", values)) == [303, 422]
    assert len(rows(Grant, Grant.person_id == cast.awa)) == 1


def test_one_requirement(at_once, rows, cast):
    values = {"unit": str(cast.police), "course": COURSE, "days": "10", "first_day": "2026-11-16"}
    assert at_once(("/requirements/add", values)) == [303, 422]
    assert len(rows(Requirement, Requirement.unit_id == cast.police)) == 1


def test_one_post(at_once, rows, cast):
    both = [(f"/units/{cast.police}/posts/add", {"code": code, "function": "X"}) for code in ("P-1", "p-1")]
    assert at_once(*both) == [303, 422]
    assert len(rows(Post, Post.unit_id == cast.police)) == 1


def test_one_end(at_once, rows, cast, appoint, left):
    """What the other has taken away is no longer there to be ended."""
    grant = appoint("trainer", cast.awa, first_day=left(-9))
    assert at_once((f"/grants/{grant}/end", {"last_day": "2026-11-16"})) == [303, 404]
    assert rows(Grant, Grant.id == grant) == []


@pytest.mark.parametrize("both_ways", [False, True])
def test_one_merge(at_once, client, elif_, recruit, rows, cast, both_ways):
    twin = recruit("Diallo Awa", sign_in_name="awa2")
    ways = [f"/people/{cast.awa}/merge/{twin}", f"/people/{twin}/merge/{cast.awa}"]
    why = {"reason": "One person"}
    assert at_once((ways[0], why), (ways[both_ways], why)) == [303, 409]
    (merge,) = rows(Merge)
    elif_.post(f"/merges/{merge.id}/undo", status=303)
    client.post("/sign-in", data={"name": "awa", "password": PASSWORD}, status=303)


def test_one_use_of_a_code(client, inside, cast, monkeypatch):
    from lms.people.sign_in import invitations, joining

    with inside():
        code = invitations.make_code(cast.awa, "invite", by=None)
    meeting, answers = Meeting(), []
    monkeypatch.setattr(joining, "open_invitation", meeting.after(invitations.open_invitation))
    again = Meeting()
    monkeypatch.setattr(invitations, "open_invitation", again.after(invitations.open_invitation))

    def join(password):
        data = {"password": password, "again": password}
        answers.append(client.another().post(f"/join/{code}", data=data).status_code)

    words = ("cassava at the market", "a long walk to the river")
    threads = [threading.Thread(target=join, args=(one,)) for one in words]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answers) == [303, 410]


def test_units_under_each_other(at_once, rows, cast):
    def under(unit, code, parent):
        values = {"code": code, "name_en": code, "parent": str(parent), "time_zone": ""}
        return f"/units/{unit}/edit", values

    both = under(cast.force, "SOR-FHQ", cast.police), under(cast.police, "SOR-POL", cast.force)
    assert at_once(*both) == [303, 422]
    parents = {unit.id: unit.parent_id for unit in rows(Unit)}
    assert cast.sorandia in (parents[cast.force], parents[cast.police])


def test_one_module_of_a_name(at_once, rows):
    assert at_once((f"{AUTHORING}/add", {"title": "Whom to ask"})) == [303, 422]
    assert len(rows(DraftFile, DraftFile.path == "11-whom-to-ask.md")) == 1


def test_one_deletion(at_once, elif_):
    place = f"{AUTHORING}/delete/01-the-log.md"
    values = elif_.get(place, status=200).page.form(place).values
    assert at_once((place, values)) == [303, 404]


def test_what_is_saved_while_the_draft_is_thrown_away_is_not_lost(client, elif_, rows, monkeypatch):
    from lms.authoring.draft import course_pages

    def save(by, path):
        by.post(f"{AUTHORING}/files/{path}", data={"text": "# Mine\n", "base": ""}, status=303)

    save(elif_, "90-first.md")
    place, compare = f"{AUTHORING}/discard", course_pages.state_shown
    values = elif_.get(place, status=200).page.form(place).values
    other = threading.Thread(target=save, args=(client.as_("chantal"), "91-second.md"))

    def compared(files):
        other.start()
        other.join(PATIENCE)
        return compare(files)

    monkeypatch.setattr(course_pages, "state_shown", compared)
    elif_.post(place, data=values, status=303)
    other.join(30)
    assert [file.path for file in rows(DraftFile, DraftFile.saved_by.is_not(None))] == ["91-second.md"]


def test_of_two_uploads_none_writes_over_the_other_unseen(client, rows, monkeypatch):
    from lms.authoring.incoming import upload_pages

    meeting, told = Meeting(), []
    monkeypatch.setattr(upload_pages, "arrival", meeting.after(upload_pages.arrival))

    def send(by, text):
        sent = {"files": (io.BytesIO(text), "01-the-log.md"), "into": COURSE}
        told.append("Left as another trainer saved it" in by.post("/authoring/upload", data=sent).page.main)

    windows = [(client.as_("chantal"), b"# Hers\n"), (client.as_("elif"), b"# Theirs\n")]
    threads = [threading.Thread(target=send, args=one) for one in windows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told) == [False, True]


def test_a_tree_that_closes_on_itself_is_still_asked_to_the_end(inside, cast, awa):
    """As an old copy of the database may hold one."""
    with inside() as session:
        session.get(Unit, cast.sorandia).parent_id = cast.u5
        session.flush()
        assert {unit.id for unit in above(cast.u5)} == {cast.u5, cast.force, cast.sorandia}
    awa.get("/", status=200)


def test_held_answers_are_discarded_once(client, rows, monkeypatch):
    from lms.learning.records import UnclaimedAnswers
    from lms.learning.unclaimed import pages

    log = f"/courses/{COURSE}/the-log"
    awa = client.as_("awa")
    form = awa.get(log).page.form(id="module")
    awa.post("/sign-out", status=303)
    awa.post(log, data=form.fill(q__better__line="1", check="better-line"), status=303)
    discard = f"/held/{rows(UnclaimedAnswers)[0].id}/discard"
    windows, meeting, answers = [client.as_("awa") for _ in range(2)], Meeting(), []
    monkeypatch.setattr(pages, "_find", meeting.after(pages._find))
    threads = [
        threading.Thread(target=lambda one=one: answers.append(one.post(discard).status_code))
        for one in windows
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answers) == [303, 404]
    assert rows(UnclaimedAnswers) == []
