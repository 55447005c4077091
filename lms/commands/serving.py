"""Serving: the site, once the database and the courses are ready."""

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.commands.demonstrating import load_demo, tell_accounts
from lms.commands.starting import publish_new_courses
from lms.config import Settings
from lms.database import db, migrate_to_newest
from lms.serving import run

NOT_COUNTED = (
    "LMS_SITE_URL is https, so a web server stands before this one, and LMS_PROXIES is 0: to the site, "
    "everybody comes from its address, and over http. Set LMS_PROXIES to how many proxies there are."
)


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    envvar="PORT",
    default=8000,
    show_default="$PORT, or 8000",
    help="Port to listen on.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@with_appcontext
def serve(port: int, host: str) -> None:
    """Serve the site with gunicorn: migrate the database, publish new courses, then listen.

    A course in the courses folder without an edition is published; if it has an error, the start is refused
    and every problem is told.
    """
    migrate_to_newest()
    publish_new_courses()
    settings: Settings = current_app.config["SETTINGS"]
    if settings.demo:
        load_demo()
    if settings.secure and not settings.proxies:
        click.echo(NOT_COUNTED, err=True)
    click.echo(f"{settings.site_name}: http://{host}:{port}")
    if settings.demo:
        tell_accounts()
    # The session first: a read transaction that it left open would stand as long as the site does, and SQLite
    # could never bring what is written from its log into the database.
    db.session.remove()
    db.engine.dispose()
    run(current_app._get_current_object(), f"{host}:{port}")  # type: ignore[attr-defined]
