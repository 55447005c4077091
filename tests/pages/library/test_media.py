"""Pictures of courses, under the hash of their bytes."""

import hashlib
import mimetypes

import pytest

from lms.courses.source import PICTURES
from lms.library.edition import Edition, EditionFile, named, store


@pytest.fixture
def picture(awa):
    """The address of a picture in the test course."""
    page = awa.get("/courses/test-course/the-parts").page
    return next(image.get("src") for image in page.all("img") if image.get("src").endswith(".svg"))


def test_it_works(awa, picture):
    answer = awa.get(picture, status=200)
    assert answer.mimetype == "image/svg+xml"
    assert hashlib.sha256(answer.data).hexdigest() in picture


def test_a_picture_in_the_course_s_own_folder_is_shown_too(awa):
    page = awa.get("/courses/test-course/the-parts").page
    names = [source for image in page.all("img") if "/media/" in (source := image.get("src"))]
    assert any(name.endswith("/dot.png") for name in names)
    for name in names:
        awa.get(name, status=200)


@pytest.mark.parametrize("suffix", PICTURES)
def test_every_kind_that_a_course_may_have_is_shown_whatever_the_machine_knows(
    awa, inside, rows, monkeypatch, suffix
):
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_: (None, None))
    (edition,) = rows(Edition)
    path = f"media/pump{suffix}"
    picture = named({path: b"a picture"})[path]
    with inside() as session:
        store(session, [picture])
        session.merge(EditionFile(edition_id=edition.id, path=path, sha256=picture.sha256))
    answer = awa.get(f"/media/{picture.sha256}/pump{suffix}", status=200)
    assert answer.mimetype == PICTURES[suffix]


def test_a_browser_keeps_it_for_good(awa, picture):
    assert awa.get(picture).headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_nothing_runs_in_it(awa, picture):
    policy = awa.get(picture).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy


def test_nothing_frames_it(awa, picture):
    policy = awa.get(picture).headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy


def test_who_is_not_signed_in_sees_none(client, picture):
    client.get(picture, status=302)


@pytest.mark.parametrize("name", ["other.svg", "pump.md", "course.md", "pump.html", "%25.svg"])
def test_only_by_the_name_it_has(awa, picture, name):
    awa.get(f"{picture.rsplit('/', 1)[0]}/{name}", status=404)


def test_an_unknown_hash(awa):
    awa.get(f"/media/{'0' * 64}/pump.svg", status=404)


def test_the_text_of_a_course_is_no_picture(awa, app):
    from lms.database import read_rows

    with app.app_context():
        row = read_rows(EditionFile.__table__.select().where(EditionFile.path == "assessment.md")).one()
    awa.get(f"/media/{row.sha256}/assessment.md", status=404)
    awa.get(f"/media/{row.sha256}/assessment.svg", status=404)
