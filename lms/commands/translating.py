"""Translating: how far the translations are, and accepting what was translated."""

import json
from pathlib import Path

import click

from lms.commands.arguments import course_folder, courses, lines_or_json


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
    from lms.authoring.checking import course_folders
    from lms.authoring.translating import as_rows
    from lms.authoring.translating import translations as found_in
    from lms.courses.reader import read_folder

    paths = [course_folder(name) for name in course] or [courses()]
    if absent := [path for path in paths if not path.is_dir()]:
        raise click.ClickException(f"There is no course {absent[0].name}: {absent[0]} is no folder.")
    folders = [folder for path in paths for folder in course_folders(path)]
    found = [one for folder in folders for one in found_in(read_folder(folder))]
    if form == "json":
        click.echo(json.dumps(as_rows(found), ensure_ascii=False, indent=2))
        return
    for one in found:
        counts = ", ".join(f"{number} {state}" for state, number in one.counts.items())
        click.echo(f"{one.course} {one.language}: {counts}")
        for file in one.files:
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
    """
    from lms.authoring.translating import NoBlock, NoTranslation, ReasonNeeded, Unreadable
    from lms.authoring.translating import accept as accept_files
    from lms.courses.reader import ACCEPTED, read_folder

    told = []
    written: dict[Path, bytes] = {}
    named: dict[Path, dict[str, None]] = {}
    for file in files:  # the same folder may be given by many names, and a file twice
        named.setdefault(file.parent.resolve(), {})[file.name] = None
    for folder, names in named.items():
        try:
            content, number = accept_files(read_folder(folder), names, blocks or None, reason)
        except Unreadable as lost:
            raise click.ClickException(
                f"{folder / ACCEPTED} cannot be read, and what was accepted before would be lost: `lms check`"
                " says what is wrong with it. Nothing is accepted."
            ) from lost
        except NoTranslation as wrong:
            raise click.ClickException(
                f"{folder / str(wrong)} is no translation: its name needs a language, as 01-a.fr.md, and its"
                " source beside it."
            ) from wrong
        except NoBlock as unknown:
            raise click.BadParameter(
                f"{', '.join(names)} has no block {unknown}; `lms translations status` names those to"
                " accept.",
                param_hint="--block",
            ) from unknown
        except ReasonNeeded as needed:
            listed = "\n".join(f"  {path} {pair.source.id}" for path, pair in needed.blocks)
            raise click.ClickException(
                "The source of these blocks has changed and their text has not:\n"
                f"{listed}\nNothing is accepted. Translate them, or say with --reason why they fit."
            ) from needed
        if number:
            written[folder / ACCEPTED] = content
        told.append(f"{folder.name}: {number} blocks accepted.")
    for path, content in written.items():
        path.write_bytes(content)
    click.echo("\n".join(told))
