"""Tending: what time asks for."""

from datetime import timedelta

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.acts.verifying import last_head
from lms.authoring.publication.forgetting import forget_files
from lms.certificates.leaving.links import forget_old_links
from lms.config import Settings
from lms.database import write_transaction
from lms.days import add_months
from lms.learning.assessment.late_passes import record_late_passes
from lms.learning.assessment.old_answers import forget_old_answers
from lms.people.sign_in.letters import empty_old_letters, forget_old_letters
from lms.people.sign_ins import forget_old_sign_ins
from lms.postings.posting import forget_old_postings
from lms.web.clock import now, today
from lms.web.mail import send_waiting
from lms.web.throttle import forget_old

YEAR = timedelta(days=365.25)


@click.command()
@with_appcontext
def tend() -> None:
    """Do what time asks for (from cron, hourly): record passes whose time is over, send waiting mail,
    and forget what is kept no longer: sign-ins, letters, old postings and answers, unused files of drafts."""
    settings = current_app.config["SETTINGS"]
    passes = record_late_passes()
    sent = send_waiting(settings)
    forget_old(timedelta(days=1))
    postings, answers = _forget(settings)
    files = forget_files()
    click.echo(f"{passes} passes recorded, {sent} mails sent, {files} files forgotten.")
    if postings or answers:
        click.echo(f"{postings} postings and {answers} answers of {settings.keep_years} years ago forgotten.")
    click.echo(f"Head of the acts: {last_head()}")


def _forget(settings: Settings) -> tuple[int, int]:
    """Forgets what is kept no longer; returns how many postings and answers those were."""
    letters_before = now() - timedelta(days=settings.keep_letters_days)
    with write_transaction():
        forget_old_sign_ins()
        empty_old_letters()
        forget_old_links(letters_before)  # first: they hang on letters
        forget_old_letters(letters_before)
    with write_transaction():
        postings = forget_old_postings(add_months(today(), -12 * settings.keep_years))
        answers = forget_old_answers(now() - settings.keep_years * YEAR)
    return postings, answers
