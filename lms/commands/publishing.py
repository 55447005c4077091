"""Publishing: a course of the courses folder as its next edition, or all that have none."""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext


@click.command()
@click.argument("course")
@with_appcontext
def publish(course: str) -> None:
    """Publish COURSE, a folder of the courses folder, as its next edition."""
    from lms.authoring.checking import worded
    from lms.authoring.publishing import publish_folder
    from lms.web.languages import language

    folder = current_app.config["SETTINGS"].courses / course
    if not (folder / "course.md").is_file():
        raise click.ClickException(f"There is no course {course}: {folder} holds no course.md.")
    outcome = publish_folder(folder)
    for problem in outcome.problems:
        click.echo(worded(problem, language()))
    if outcome.edition is None:
        sys.exit(1)
    click.echo(f"{course}: edition {outcome.edition} is in force.")


def publish_new_courses() -> None:
    """Publishes courses without an edition; refuses to go on when one is broken."""
    from lms.authoring.checking import worded
    from lms.authoring.publishing import publish_missing
    from lms.web.languages import language

    outcomes = publish_missing()
    refused = [problem for outcome in outcomes for problem in outcome.errors]
    words = [worded(problem, language()) for problem in refused]
    if refused:
        click.echo("\n".join(words), err=True)
        raise click.ClickException("A course cannot be published; mend it, then start again.")
