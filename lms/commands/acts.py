"""Acts on the command line: whether they stand as they were written."""

import sys

import click
from flask.cli import with_appcontext

from lms.acts.verifying import verify as verify_acts


@click.group()
def acts() -> None:
    """Look at the acts of this installation: who did what."""


@acts.command()
@click.option("--head", metavar="HASH", help="a hash that `lms tend` or the page of acts told earlier")
@with_appcontext
def verify(head: str | None) -> None:
    """Tell the first act that was altered or is missing, and exit with 1; else the head of all acts.

    With an earlier head it is noticed, too, if acts at the end were cut off or all were written anew.
    """
    verified = verify_acts(head)
    if verified.fault is not None:
        click.echo(f"Act {verified.fault.number} is {verified.fault.what}.")
        sys.exit(1)
    click.echo(f"{verified.acts} acts stand as they were written. Head: {verified.head}")
