"""Drafts: one for a course, shared, begun from the edition in force; nobody writes over another unseen."""

import threading

import pytest
from werkzeug.exceptions import NotFound

from lms.authoring.draft import drafts
from lms.authoring.draft.drafts import ChangedMeanwhile, Draft, DraftFile, Taken, digest, source_of
from lms.courses.source import read_folder
from lms.library.edition import StoredFile, named
from tests.cast import COURSE
from tests.conftest import FOLDER

LOG = "01-the-log.md"
FILES = read_folder(FOLDER / "course").files
WAS = digest(FILES[LOG])


def files(inside, slug=COURSE):
    with inside():
        return dict(source_of(slug).files)


def test_before_the_first_change_it_is_the_edition(inside, rows):
    assert files(inside) == FILES
    assert rows(Draft) == []


def test_the_first_change_begins_it(inside, rows, cast, clock):
    with inside():
        drafts.save(COURSE, LOG, b"# New\n", WAS, cast.chantal)
    assert files(inside) == {**FILES, LOG: b"# New\n"}
    (draft,) = rows(Draft)
    assert (draft.begun_from, draft.begun_by, draft.begun_at) == (1, cast.chantal, clock())
    saved = {row.path: row.saved_by for row in rows(DraftFile) if row.saved_by}
    assert saved == {LOG: cast.chantal}


def test_a_new_file(inside, cast):
    with inside():
        drafts.save(COURSE, "09-new.md", b"# New\n", None, cast.chantal)
    assert files(inside)["09-new.md"] == b"# New\n"


@pytest.mark.parametrize("base", [WAS, None])
def test_the_second_is_told_what_the_first_saved(inside, cast, base):
    with inside():
        drafts.save(COURSE, LOG, b"# First\n", WAS, cast.chantal)
    with pytest.raises(ChangedMeanwhile) as told, inside():
        drafts.save(COURSE, LOG, b"# Second\n", base, cast["elif"])
    assert (told.value.path, told.value.current) == (LOG, b"# First\n")
    assert files(inside)[LOG] == b"# First\n"


def test_the_same_text_from_two_is_no_quarrel(inside, cast, rows):
    for by in (cast.chantal, cast["elif"]):
        with inside():
            drafts.save(COURSE, LOG, b"# Same\n", WAS, by)
    assert rows(DraftFile, DraftFile.path == LOG)[0].saved_by == cast.chantal


def test_a_file_that_is_gone_meanwhile(inside, cast):
    with inside():
        drafts.remove(COURSE, {LOG: WAS}, cast.chantal)
    with pytest.raises(ChangedMeanwhile) as told, inside():
        drafts.save(COURSE, LOG, b"# Second\n", WAS, cast["elif"])
    assert told.value.current is None


def test_what_was_changed_since_it_was_seen_is_not_removed(inside, cast):
    with inside():
        drafts.save(COURSE, LOG, b"# First\n", WAS, cast.chantal)
    with pytest.raises(ChangedMeanwhile), inside():
        drafts.remove(COURSE, {LOG: WAS}, cast["elif"])
    assert LOG in files(inside)


def test_renaming(inside, cast):
    with inside():
        drafts.rename(COURSE, {LOG: "02-the-log.md", "01-the-log.fr.md": "02-the-log.fr.md"}, cast.chantal)
    found = files(inside)
    assert found["02-the-log.md"] == FILES[LOG]
    assert not found.keys() & {LOG, "01-the-log.fr.md"}
    with pytest.raises(Taken), inside():
        drafts.rename(COURSE, {"02-the-log.md": "course.md"}, cast.chantal)
    with pytest.raises(ChangedMeanwhile), inside():
        drafts.rename(COURSE, {LOG: "03-the-log.md"}, cast.chantal)
    assert files(inside) == found


def test_many_at_once(inside, cast):
    with inside():
        drafts.put(COURSE, named({LOG: b"# New\n", "media/new.png": b"png"}), ["assessment.md"], cast.chantal)
    found = files(inside)
    assert (found[LOG], found["media/new.png"]) == (b"# New\n", b"png")
    assert "assessment.md" not in found
    assert len(found) == len(FILES)


def test_a_course_that_is_only_a_draft(inside, cast):
    with inside():
        drafts.begin_course("first-day", {"course.md": b"---\n"}, cast.chantal)
    assert files(inside, "first-day") == {"course.md": b"---\n"}
    for slug in ("first-day", COURSE):
        with pytest.raises(Taken), inside():
            drafts.begin_course(slug, {}, cast.chantal)
    with inside():
        drafts.throw_away("first-day")
    with pytest.raises(NotFound), inside():
        source_of("first-day")


def test_a_course_that_nobody_began(inside, cast):
    with pytest.raises(NotFound), inside():
        drafts.save("no-such", LOG, b"", None, cast.chantal)


def test_thrown_away_it_is_the_edition_again(inside, cast, rows):
    with inside():
        drafts.save(COURSE, LOG, b"# New\n", WAS, cast.chantal)
    with inside():
        drafts.throw_away(COURSE)
    assert files(inside) == FILES
    assert rows(DraftFile) == []


def test_the_same_bytes_are_stored_once(inside, cast, rows):
    before = len(rows(StoredFile))
    with inside():
        drafts.put(COURSE, named({"08-a.md": b"# Twin\n", "09-b.md": b"# Twin\n"}), [], cast.chantal)
    assert len(rows(StoredFile)) == before + 1


def test_many_who_save_at_once(app, cast, inside):
    """Each is kept or told, and none waits for ever."""
    from lms.database import write_transaction

    told: list[str] = []

    def act(number: int) -> None:
        with app.app_context():
            try:
                with write_transaction():
                    drafts.save(COURSE, LOG, b"# %d\n" % number, WAS, cast.chantal)
                told.append("kept")
            except ChangedMeanwhile:
                told.append("told")

    threads = [threading.Thread(target=act, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told) == ["kept", "told", "told", "told"]
