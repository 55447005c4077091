"""Installing: set an installation up, and invite whoever has no password yet."""

import uuid

import click
from flask.cli import with_appcontext

from lms.commands.starting import publish_new_courses
from lms.database import migrate_to_newest, write_transaction
from lms.people.fields import composed
from lms.people.person import add_person, taken_sign_in_names
from lms.people.roles.grants import give_role
from lms.people.rules import address_fault, name_fault, sign_in_name_fault
from lms.people.sign_in.accounts import account_named
from lms.people.sign_in.invitations import make_code
from lms.web.addresses import outside
from lms.web.clock import today
from lms.web.languages import gettext, language


@click.command()
@click.option("--name", prompt="Name of the first administrator, as on the ID card", help="Their name.")
@click.option("--sign-in-name", prompt="Sign-in name", help="What they sign in with, as in amoreau.")
@click.option("--email", default=None, help="Their e-mail address, if they have one of their own.")
@with_appcontext
def init(name: str, sign_in_name: str, email: str | None) -> None:
    """Set up a real installation: the database, the courses, the first administrator.

    Prints a one-time link with which the administrator chooses a password. Run again, it changes nothing
    that is there.
    """
    name = composed(" ".join(name.split())) or ""
    sign_in_name = sign_in_name.strip().lower()
    for option, fault in (
        ("--name", name_fault(name)),
        ("--sign-in-name", sign_in_name_fault(sign_in_name)),
        ("--email", address_fault(email.strip()) if email else None),
    ):
        if fault:
            raise click.BadParameter(gettext(fault), param_hint=option)
    migrate_to_newest()
    publish_new_courses()
    if sign_in_name in taken_sign_in_names():
        click.echo(
            f"“{sign_in_name}” exists already; nothing changed. `lms invite {sign_in_name}` makes a new link."
        )
        return
    with write_transaction():
        person = add_person(
            name, language=language(), sign_in_name=sign_in_name, email=email and email.strip()
        )
        give_role("administrator", person.id, None, today(), by=None)
        link = _invitation(person.id)
    click.echo(f"The database is ready. {name} chooses a password here, within 30 days:\n{link}")


@click.command()
@click.argument("sign_in_name")
@with_appcontext
def invite(sign_in_name: str) -> None:
    """Make a one-time link for SIGN_IN_NAME to choose a password; earlier ones stop working."""
    with write_transaction():
        person = account_named(sign_in_name)
        if person is None:
            raise click.ClickException(f"There is no account {sign_in_name}.")
        link = _invitation(person.id)
    click.echo(link)


def _invitation(person_id: uuid.UUID) -> str:
    """A one-time link; commands run outside any request, so the address is put together here."""
    return outside(f"/join/{make_code(person_id, 'invite', by=None)}")
