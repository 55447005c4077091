"""Forgetting a person on the command line."""

import click
from flask.cli import with_appcontext

from lms.database import write_transaction
from lms.people.forgetting.forget import WORDS, CannotForget, forget_person
from lms.people.sign_in.accounts import account_named


@click.command()
@click.argument("person")
@click.option("--yes", is_flag=True, help="do not ask")
@with_appcontext
def forget(person: str, yes: bool) -> None:
    """Have PERSON (a sign-in name) forgotten: the record becomes a number. It cannot be undone."""
    if not yes:
        click.confirm(f"Forget {person} for good?", abort=True)
    try:
        with write_transaction():
            account = account_named(person)
            if account is None:
                raise click.ClickException(f"There is no account {person}.")
            number = forget_person(account.id, by=None)
    except CannotForget as cannot:
        raise click.ClickException(WORDS[cannot.hindrance]) from cannot
    click.echo(f"Forgotten. The record is now {number}.")
