"""The room as the application opens it. Apart, since what checks a course has no use for pages."""

from flask import Flask

from lms.authoring import list_pages
from lms.authoring.draft import course_pages, drafts, file_pages, name_pages, overview, unsaved
from lms.authoring.incoming import upload_pages
from lms.authoring.incoming.gift import pages as gift_pages
from lms.authoring.preview import pages as preview_pages
from lms.authoring.preview import projector_pages, source
from lms.authoring.publication import pages as publish_pages
from lms.authoring.remarks import pages as remark_pages
from lms.authoring.translation import language_pages
from lms.authoring.translation import pages as translation_pages
from lms.authoring.waiting import drafts_that_wait, remarks_that_wait
from lms.web.languages import N_
from lms.web.pages import Entry

WAITING = [drafts_that_wait, remarks_that_wait]
ENTRIES = [Entry("authoring.index", N_("Authoring"), frozenset({"trainer", "administrator"}))]


def join(app: Flask) -> None:
    """Adds the room to the application."""
    pages = (
        list_pages,
        upload_pages,
        remark_pages,
        translation_pages,
        language_pages,
        course_pages,
        file_pages,
        name_pages,
        gift_pages,
        preview_pages,
        projector_pages,
        publish_pages,
    )
    for room in pages:
        app.register_blueprint(room.bp)
    app.add_template_global(overview.next_step, "course_step")
    source.read_from(app, drafts.source_of, written_here=True)


def give_texts_back(app: Flask) -> None:
    """Gives trainers back what they typed and may not save."""
    unsaved.give_back(app)
