"""Tending: what time asks for."""

from datetime import timedelta

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.acts.verifying import last_head
from lms.authoring.publication.forgetting import forget_files
from lms.database import write_transaction
from lms.learning.assessment.late_passes import record_late_passes
from lms.people.sign_in.letters import empty_old_letters
from lms.people.sign_ins import forget_old_sign_ins
from lms.web.mail import send_waiting
from lms.web.throttle import forget_old


@click.command()
@with_appcontext
def tend() -> None:
    """Do what time asks for (from cron, hourly): record passes whose time is over, send waiting mail,
    forget sign-ins and the words of letters of long ago, and files of drafts that are used no more."""
    passes = record_late_passes()
    sent = send_waiting(current_app.config["SETTINGS"])
    forget_old(timedelta(days=1))
    with write_transaction():
        forget_old_sign_ins()
        empty_old_letters()
    files = forget_files()
    click.echo(f"{passes} passes recorded, {sent} mails sent, {files} files forgotten.")
    click.echo(f"Head of the acts: {last_head()}")
