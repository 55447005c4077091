"""Starting: what an installation publishes by itself, whichever verb sets it up."""

import click

from lms.authoring.checking import worded
from lms.authoring.publication.proposal import publish_missing
from lms.web.languages import language


def publish_new_courses() -> None:
    """Publishes courses without an edition; refuses to go on when one is broken."""
    outcomes = publish_missing()
    refused = [problem for outcome in outcomes for problem in outcome.errors]
    words = [worded(problem, language()) for problem in refused]
    if refused:
        click.echo("\n".join(words), err=True)
        raise click.ClickException("A course cannot be published; mend it, then start again.")
