"""Beginning: the files of a new course or module."""

import click

from lms.authoring import disk
from lms.authoring.draft.starter import NotBegun
from lms.commands.arguments import course_folder, courses, existing_course


@click.group()
def new() -> None:
    """Begin a course or a module, with files that pass the check and show the syntax by example."""


@new.command("course")
@click.argument("slug")
@click.option(
    "--language",
    type=click.Choice(["en", "fr"]),
    default="en",
    show_default=True,
    help="Language that the course is written in, and its examples.",
)
def new_course(slug: str, language: str) -> None:
    """Begin the course SLUG in the courses folder: settings, a first module, an assessment."""
    try:
        for path in disk.new_course(courses(), slug, language):
            click.echo(path)
    except NotBegun as why:
        raise click.ClickException(str(why)) from why


@new.command("module")
@click.argument("course")
@click.argument("title")
def new_module(course: str, title: str) -> None:
    """Begin the next module of COURSE, a folder or its name in the courses folder, under TITLE.

    Its example is in the course's language if there is one in it, else in English.
    """
    try:
        path = disk.new_module(existing_course(course_folder(course)), title)
    except NotBegun as why:
        raise click.ClickException(str(why)) from why
    click.echo(path)
