"""The `lms` command: each verb calls one function of a room."""

import gc
import json
import os
import sys
from datetime import timedelta
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import FlaskGroup, NoAppException

from lms import create_app
from lms.config import ROOT, Settings, SettingsRefused


def _create() -> Flask:
    try:
        return create_app()
    except SettingsRefused as refused:
        raise NoAppException(str(refused)) from refused


@click.group(cls=FlaskGroup, create_app=_create, add_version_option=False, load_dotenv=False)
def main() -> None:
    """Serve Markdown-authored CPAS courses, record who holds them, and issue certificates."""


@main.command()
@click.option("--name", prompt="Name of the first administrator, as on the ID card", help="Their name.")
@click.option("--sign-in-name", prompt="Sign-in name", help="What they sign in with, as in amoreau.")
@click.option("--email", default=None, help="Their e-mail address, if they have one of their own.")
def init(name: str, sign_in_name: str, email: str | None) -> None:
    """Set up a real installation: the database, the courses, the first administrator.

    Prints a one-time link with which the administrator chooses a password. Run again, it changes nothing
    that is there.
    """
    from lms.database import command, migrate_to_newest
    from lms.people.fields import composed
    from lms.people.grants import give
    from lms.people.person import add_person, taken_sign_in_names
    from lms.people.rules import address_fault, name_fault, sign_in_name_fault
    from lms.web.clock import today
    from lms.web.languages import gettext, language

    name, sign_in_name = composed(" ".join(name.split())) or "", sign_in_name.strip().lower()
    for option, fault in (
        ("--name", name_fault(name)),
        ("--sign-in-name", sign_in_name_fault(sign_in_name)),
        ("--email", address_fault(email.strip()) if email else None),
    ):
        if fault:
            raise click.BadParameter(gettext(fault), param_hint=option)
    migrate_to_newest()
    _publish_missing()
    if sign_in_name in taken_sign_in_names():
        click.echo(
            f"“{sign_in_name}” exists already; nothing changed. `lms invite {sign_in_name}` makes a new link."
        )
        return
    with command():
        person = add_person(
            name, language=language(), sign_in_name=sign_in_name, email=email and email.strip()
        )
        give("administrator", person.id, None, today(), by=None)
        link = _invitation(person.id)
    click.echo(f"The database is ready. {name} chooses a password here, within 30 days:\n{link}")


@main.command()
@click.option(
    "--port",
    default=lambda: os.environ.get("PORT", "8000"),
    show_default="$PORT, or 8000",
    help="Port to listen on.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
def serve(port: str, host: str) -> None:
    """Serve the site with gunicorn: migrate the database, publish new courses, then listen.

    A course in the courses folder without an edition is published; if it has an error, the start is refused
    and every problem is told.
    """
    from lms.database import db, migrate_to_newest
    from lms.serving import run

    if not port.isdigit() or not 0 < int(port) < 65536:
        raise click.BadParameter("a port is a number from 1 to 65535", param_hint="PORT")
    migrate_to_newest()
    _publish_missing()
    settings: Settings = current_app.config["SETTINGS"]
    if settings.demo:
        _load_demo()
    click.echo(f"{settings.site_name}: http://{host}:{port}")
    if settings.demo:
        _tell_demo()
    db.engine.dispose()
    run(current_app._get_current_object(), f"{host}:{port}")  # type: ignore[attr-defined]


def _tell_demo() -> None:
    from lms.people.passwords import DEMO
    from lms.people.sign_in import DEMO_ACCOUNTS

    click.echo(f"Demonstration. Sign in as {', '.join(DEMO_ACCOUNTS)}; the password is {DEMO}.")


@main.command()
def demo() -> None:
    """Load the demonstration: the fictional mission MINUSOR in Sorandia. Only with LMS_DEMO=yes."""
    from lms.database import migrate_to_newest

    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException("The demonstration loads in demo mode only: set LMS_DEMO=yes.")
    migrate_to_newest()
    _publish_missing()
    _load_demo()


def _load_demo() -> None:
    from lms.database import command
    from lms.demo import load, loaded
    from lms.web.clock import today

    if loaded():
        return
    with command():
        load(today())


_LANG = click.option(
    "--lang",
    type=click.Choice(["en", "fr"]),
    default="en",
    show_default=True,
    help="Language of the messages.",
)


@main.command(with_appcontext=False)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@_LANG
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines for people, or a JSON list with path, line, column, code, severity, message and fix.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
def check(paths: tuple[Path, ...], lang: str, form: str, strict: bool) -> None:
    """Check courses and tell every problem as path:line:column CODE message.

    PATH is the folder of a course, one that holds courses (default: courses), or one file of a course. The
    exit status is 1 when there is an error.
    """
    from lms.authoring.checking import as_rows, check_paths, summary, worded

    gc.disable()  # looking for garbage in what was just parsed takes a third of the time
    try:
        problems = check_paths(paths or (_courses(),))
    finally:
        gc.enable()
    if form == "json":
        click.echo(json.dumps(as_rows(problems, lang), ensure_ascii=False, indent=2))
    else:
        click.echo("".join(f"{worded(problem, lang)}\n" for problem in problems), nl=False)
    errors = sum(problem.severity == "error" for problem in problems)
    click.echo(summary(errors, len(problems) - errors, lang), err=True)
    sys.exit(1 if errors or (strict and problems) else 0)


@main.group()
def new() -> None:
    """Begin a course or a module, with files that pass the check and show the syntax by example."""


@new.command("course", with_appcontext=False)
@click.argument("slug")
def new_course(slug: str) -> None:
    """Begin the course SLUG in the courses folder: settings, a first module, an assessment."""
    from lms.authoring.beginning import NotBegun, new_course

    try:
        for path in new_course(_courses(), slug):
            click.echo(path)
    except NotBegun as why:
        raise click.ClickException(str(why)) from why


@new.command("module", with_appcontext=False)
@click.argument("course")
@click.argument("title")
def new_module(course: str, title: str) -> None:
    """Begin the next module of COURSE, a folder or its name in the courses folder, under TITLE."""
    from lms.authoring.beginning import NotBegun, new_module

    try:
        click.echo(new_module(_course(course), title))
    except NotBegun as why:
        raise click.ClickException(str(why)) from why


@main.group("import")
def import_() -> None:
    """Bring in questions that were written elsewhere."""


@import_.command("gift", with_appcontext=False)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("course")
@_LANG
def import_gift(file: Path, course: str, lang: str) -> None:
    """Write the questions of FILE, in Moodle's GIFT format, as the next module of COURSE.

    COURSE is a folder or its name in the courses folder. What could not be carried over is told by line; the
    exit status is 1 when nothing could.
    """
    from lms.authoring.beginning import NotBegun
    from lms.authoring.checking import imported, worded
    from lms.authoring.importing import import_gift

    try:
        result = import_gift(file, _course(course))
    except NotBegun as why:
        raise click.ClickException(str(why)) from why
    for problem in result.problems:
        click.echo(worded(problem, lang))
    click.echo(imported(result.questions, lang), err=True)
    if result.path is None:
        sys.exit(1)
    click.echo(result.path)


def _course(name: str) -> Path:
    return Path(name) if Path(name).is_dir() else _courses() / name


def _courses() -> Path:
    """The courses folder, for commands that need no other setting."""
    return Path(os.environ.get("LMS_COURSES", ROOT / "courses"))


@main.command()
@click.argument("course")
def publish(course: str) -> None:
    """Publish COURSE, a folder of the courses folder, as its next edition."""
    from lms.authoring.checking import worded
    from lms.authoring.publishing import publish_folder
    from lms.web.languages import language

    folder = current_app.config["SETTINGS"].courses / course
    if not (folder / "course.md").is_file():
        raise click.ClickException(f"There is no course {course}: {folder} holds no course.md.")
    outcome = publish_folder(folder)
    for problem in outcome.problems:
        click.echo(worded(problem, language()))
    if outcome.edition is None:
        sys.exit(1)
    click.echo(f"{course}: edition {outcome.edition} is in force.")


@main.command()
@click.argument("sign_in_name")
def invite(sign_in_name: str) -> None:
    """Make a one-time link for SIGN_IN_NAME to choose a password; earlier ones stop working."""
    from lms.database import command
    from lms.people.sign_in import find

    with command():
        person = find(sign_in_name)
        if person is None:
            raise click.ClickException(f"There is no account {sign_in_name}.")
        link = _invitation(person.id)
    click.echo(link)


@main.command()
def tend() -> None:
    """Do what time asks for (from cron, hourly): record passes whose time is over, send waiting mail."""
    from lms.learning.settling import settle_all
    from lms.web.mail import send_waiting
    from lms.web.throttle import forget_old

    passes = settle_all()
    sent = send_waiting(current_app.config["SETTINGS"])
    forget_old(timedelta(days=1))
    click.echo(f"{passes} passes recorded, {sent} mails sent.")


def _invitation(person_id: object) -> str:
    """A one-time link; commands run outside any request, so the address is put together here."""
    from lms.people.invitations import make
    from lms.web.addresses import outside

    return outside(f"/join/{make(person_id, 'invite', by=None)}")  # type: ignore[arg-type]


def _publish_missing() -> None:
    """Publishes courses without an edition; refuses to go on when one is broken."""
    from lms.authoring.checking import worded
    from lms.authoring.publishing import publish_missing
    from lms.web.languages import language

    outcomes = publish_missing()
    refused = [problem for outcome in outcomes for problem in outcome.errors]
    words = [worded(problem, language()) for problem in refused]
    if refused:
        click.echo("\n".join(words), err=True)
        raise click.ClickException("A course cannot be published; mend it, then start again.")
