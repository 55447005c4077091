"""Translating: how far the translations are, and accepting what was translated."""

from pathlib import Path

import click

from lms.authoring import disk
from lms.authoring.disk import NotAccepted
from lms.authoring.translation.accepting import NoBlock, ReasonNeeded
from lms.authoring.translation.status import as_rows
from lms.commands.arguments import existing_courses, lines_or_json, tell_json
from lms.courses.comparing import translated
from lms.courses.comparing.translated import NoTranslation
from lms.courses.source import ACCEPTED, read_folder


@click.group()
def translations() -> None:
    """See how far translations are, and accept what was translated."""


@translations.command()
@click.argument("course", nargs=-1)
@lines_or_json("a JSON list: course, language, how many blocks in each state, and which.")
def status(course: tuple[str, ...], form: str) -> None:
    """Tell for each course and language how many blocks are complete, stale, unaccepted or missing.

    COURSE is a folder or its name in the courses folder (default: all of it).
    """
    every_translation = [
        translation
        for folder in existing_courses(course)
        for translation in translated.translations(read_folder(folder))
    ]
    if form == "json":
        tell_json(as_rows(every_translation))
        return
    for translation in every_translation:
        _tell(translation)


def _tell(translation: translated.Translation) -> None:
    """The counts of a translation, then the place of each block that is not complete."""
    counts = ", ".join(f"{number} {state}" for state, number in translation.counts.items())
    click.echo(f"{translation.course} {translation.language}: {counts}")
    for file in translation.files:
        for pair in file.pairs:
            if pair.state != "complete":
                line = pair.translation.line if pair.translation else 1
                click.echo(f"  {file.path}:{line} {pair.source.id} {pair.state}")


@translations.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--block", "blocks", multiple=True, metavar="ID", help="Accept this block only, such as s2.p3.")
@click.option("--reason", default="", help="Why a text fits although its source has changed.")
def accept(files: tuple[Path, ...], blocks: tuple[str, ...], reason: str) -> None:
    """Accept the translation in each FILE for the source as it is now.

    It is kept in translations.json beside them. A stale block whose text was not touched needs --reason.
    One that says the words of its original is accepted only by --block.
    """
    try:
        accepted = disk.accept(files, blocks or None, reason)
    except NotAccepted as refused:
        raise click.ClickException(_why(refused)) from refused
    for folder, (number, left) in accepted.items():
        click.echo(f"{folder.name}: {number} blocks accepted.")
        if left:
            click.echo(
                f"{left} still say the words of the original and are left;"
                " `lms translations status` lists them. Accept those that fit with --block."
            )


def _why(refused: NotAccepted) -> str:
    """Why nothing is accepted, and what would mend it."""
    cause = refused.__cause__
    if isinstance(cause, NoTranslation):
        path = refused.folder / str(cause)
        return (
            f"{path} is no translation: its name needs a language, as 01-a.fr.md, and its source beside it."
        )
    if isinstance(cause, NoBlock):
        return f"There is no block {cause} here; `lms translations status` names those to accept."
    if isinstance(cause, ReasonNeeded):
        listed = "\n".join(f"  {path} {pair.source.id}" for path, pair in cause.blocks)
        return (
            "The source of these blocks has changed and their text has not:\n"
            f"{listed}\nNothing is accepted. Translate them, or say with --reason why they fit."
        )
    return (
        f"{refused.folder / ACCEPTED} cannot be read, and what was accepted before would be lost: `lms check`"
        " says what is wrong with it. Nothing is accepted."
    )
