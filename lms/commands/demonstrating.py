"""Demonstrating: the fictional mission, and as whom to look round in it."""

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.commands.starting import publish_new_courses
from lms.database import migrate_to_newest, write_transaction
from lms.demo import load, loaded
from lms.people.sign_in.demo_accounts import DEMO_ACCOUNTS
from lms.people.sign_in.passwords import DEMO
from lms.web.clock import today


@click.command()
@with_appcontext
def demo() -> None:
    """Load the demonstration: the fictional mission MINUSOR in Sorandia. Only with LMS_DEMO=yes."""
    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException("The demonstration loads in demo mode only: set LMS_DEMO=yes.")
    migrate_to_newest()
    publish_new_courses()
    load_demo()


def load_demo() -> None:
    """Loads the fictional mission where it is not yet."""
    if loaded():
        return
    with write_transaction():
        load(today())


def tell_accounts() -> None:
    """Tells the accounts of the demonstration and their password."""
    click.echo(f"Demonstration. Sign in as {', '.join(DEMO_ACCOUNTS)}; the password is {DEMO}.")
