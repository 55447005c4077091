"""Taking a second factor away on the command line, as for the last administrator who lost theirs."""

import click
from flask.cli import with_appcontext

from lms.database import write_transaction
from lms.people.second_factor.factor import has_factor
from lms.people.second_factor.removal import take_factor_away
from lms.people.sign_in.accounts import account_named


@click.command("remove-second-factor")
@click.argument("sign_in_name")
@with_appcontext
def remove_second_factor(sign_in_name: str) -> None:
    """Take away the second step at sign-in of SIGN_IN_NAME, who lost it; ends their sessions."""
    with write_transaction():
        person = account_named(sign_in_name)
        if person is None:
            raise click.ClickException(f"There is no account {sign_in_name}.")
        if not has_factor(person.id):
            raise click.ClickException(f"{sign_in_name} has no second step at sign-in.")
        take_factor_away(person.id, by=None, reason="on the command line")
    click.echo(f"{sign_in_name} signs in with the password alone now.")
