"""Previewing: courses on disk as learners will see them, on a site of its own that keeps nothing."""

import secrets
import uuid
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import click
from flask import Flask, abort, redirect, request, request_started
from werkzeug.wrappers import Response

from lms import create_app
from lms.authoring.preview.source import read_from
from lms.commands.arguments import existing_courses
from lms.config import Settings
from lms.courses.source import Source, read_folder
from lms.database import IN_MEMORY, migrate_to_newest, write_transaction
from lms.people.person import add_person
from lms.people.roles.grants import give_role
from lms.people.roles.me import current_person, resume_session
from lms.people.sign_ins import SignIn
from lms.serving import run_alone
from lms.web.clock import now, today
from lms.web.languages import language

# A preview is open for as long as its trainer writes: so much later than now its sign-in was.
NEVER_OVER = timedelta(days=3650)


@click.command()
@click.argument("course", required=False)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port to listen on."
)
def preview(course: str | None, port: int) -> None:
    """Show COURSE in a browser as learners will see it; each page reads the files as they are.

    COURSE is a folder or its name in the courses folder; without it, all courses there. There is nothing to
    set up and nobody to sign in: it listens to this machine alone and keeps nothing.
    """
    folders = existing_courses([course] if course else [])
    address = f"http://127.0.0.1:{port}"
    by_slug = {folder.resolve().name: folder.resolve() for folder in folders}
    app = preview_app(by_slug, address)
    for slug in by_slug:
        click.echo(f"{slug}: {address}{start(app, slug)}")
    click.echo("Change the files, then load the page again. Ctrl-C ends it.")
    run_alone(app, port)


def preview_app(folders: Mapping[str, Path], address: str) -> Flask:
    """The whole application on a database in memory, its courses read from folders."""
    app = create_app(Settings(secret_key=secrets.token_hex(32), database_url=IN_MEMORY, site_url=address))
    # Else a page from elsewhere could read it, under a name of its own that leads to this machine.
    app.config["TRUSTED_HOSTS"] = ["127.0.0.1", "localhost"]

    def source(slug: str) -> Source:
        if slug not in folders:
            abort(404)
        return read_folder(folders[slug])

    read_from(app, source)
    with app.app_context():
        migrate_to_newest()
        sign_in_id = _trainer()
    _sign_in_all(app, sign_in_id)
    first_course = next(iter(folders))
    _begin_at(app, start(app, first_course))
    return app


def start(app: Flask, slug: str) -> str:
    """Where the preview of a course begins."""
    return app.url_map.bind("").build("preview.course", {"slug": slug})


def _trainer() -> uuid.UUID:
    """Records somebody who may preview, since the site's guards stay as they are; returns their sign-in."""
    with write_transaction() as session:
        person = add_person("Preview", language=language(), sign_in_name="preview")
        give_role("trainer", person.id, None, today(), by=None)
        sign_in = SignIn(person_id=person.id, taken_at=now() + NEVER_OVER, browser="", system="")
        session.add(sign_in)
        session.flush()
        return sign_in.id


def _sign_in_all(app: Flask, sign_in_id: uuid.UUID) -> None:
    """Signs the trainer in with whoever asks."""

    def enter(_app: Flask, **_: object) -> None:
        if current_person() is None:
            resume_session(sign_in_id)

    # Flask says that a request has started before it asks the guards. Nobody else holds `enter`: not weak.
    request_started.connect(enter, app, weak=False)


def _begin_at(app: Flask, home: str) -> None:
    """Leads from the first page to the course."""

    def lead() -> Response | None:
        return redirect(home) if request.path == "/" else None

    app.before_request(lead)
