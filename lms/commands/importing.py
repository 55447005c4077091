"""Importing: questions that were written elsewhere."""

import sys
from pathlib import Path

import click

from lms.authoring import disk
from lms.authoring.checking import imported, worded
from lms.authoring.draft.starter import NotBegun
from lms.commands.arguments import LANG, course_folder, existing_course


@click.group("import")
def import_() -> None:
    """Bring in questions that were written elsewhere."""


@import_.command("gift")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("course")
@LANG
def import_gift(file: Path, course: str, lang: str) -> None:
    """Write the questions of FILE, in Moodle's GIFT format, as the next module of COURSE.

    COURSE is a folder or its name in the courses folder. What could not be carried over is told by line; the
    exit status is 1 when nothing could.
    """
    try:
        path, result = disk.import_gift(file, existing_course(course_folder(course)))
    except NotBegun as why:
        raise click.ClickException(str(why)) from why
    for problem in result.problems:
        click.echo(worded(problem, lang))
    click.echo(imported(result.questions, lang), err=True)
    if path is None:
        sys.exit(1)
    click.echo(path)
