"""Demonstrating: the fictional mission, and as whom to look round in it."""

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.commands.starting import publish_new_courses


@click.command()
@with_appcontext
def demo() -> None:
    """Load the demonstration: the fictional mission MINUSOR in Sorandia. Only with LMS_DEMO=yes."""
    from lms.database import migrate_to_newest

    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException("The demonstration loads in demo mode only: set LMS_DEMO=yes.")
    migrate_to_newest()
    publish_new_courses()
    load_demo()


def load_demo() -> None:
    """Loads the fictional mission where it is not yet."""
    from lms.database import write_transaction
    from lms.demo import load, loaded
    from lms.web.clock import today

    if loaded():
        return
    with write_transaction():
        load(today())


def tell_accounts() -> None:
    """Tells the accounts of the demonstration and their password."""
    from lms.people.sign_in.demo_accounts import DEMO_ACCOUNTS
    from lms.people.sign_in.passwords import DEMO

    click.echo(f"Demonstration. Sign in as {', '.join(DEMO_ACCOUNTS)}; the password is {DEMO}.")
