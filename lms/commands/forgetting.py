"""Forgetting a person on the command line."""

import sys
import uuid

import click
from flask.cli import with_appcontext

from lms.database import db, write_transaction
from lms.people.forgetting.forget import WORDS, CannotForget, forget_person
from lms.people.person import Person
from lms.people.sign_in.accounts import account_named


@click.command()
@click.argument("person")
@click.option("--yes", is_flag=True, help="do not ask; a script is not asked either")
@with_appcontext
def forget(person: str, yes: bool) -> None:
    """Have PERSON (a sign-in name, or the id of a record) forgotten: the record becomes a number.

    It cannot be undone.
    """
    if not yes and sys.stdin.isatty():
        click.confirm(f"Forget {person} for good?", abort=True)
    try:
        with write_transaction():
            record = _record(person)
            if record is None:
                raise click.ClickException(f"There is no account {person}.")
            number = forget_person(record.id, by=None)
    except CannotForget as cannot:
        raise click.ClickException(WORDS[cannot.hindrance]) from cannot
    click.echo(f"Forgotten. The record is now {number}.")


def _record(person: str) -> Person | None:
    try:
        return db.session.get(Person, uuid.UUID(person))
    except ValueError:
        return account_named(person)
