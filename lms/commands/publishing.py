"""Publishing: a course of the courses folder as its next edition."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

from lms.commands.arguments import existing_course, lines_or_json, tell_json

if TYPE_CHECKING:
    from lms.authoring.publishing import Proposal


@click.command()
@click.argument("course")
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder to publish COURSE from, instead of the one in the courses folder, which stays as it is.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would change and whom it affects; publish nothing.")
@lines_or_json("JSON with course, from_edition, to_edition, changes, keys, keep and redo.")
@click.option(
    "--material",
    multiple=True,
    metavar="MODULE",
    help="MODULE changed materially: who completed it is asked to read it again.",
)
@click.option(
    "--wording",
    multiple=True,
    metavar="MODULE",
    help="Only the wording of MODULE changed: all keep all.",
)
@click.option("--tell", multiple=True, metavar="MODULE", help="Tell those who completed MODULE what changed.")
@click.option("--confirm-keys", is_flag=True, help="Confirm that the changed keys are meant.")
@with_appcontext
def publish(
    course: str,
    folder: Path | None,
    dry_run: bool,
    form: str,
    material: tuple[str, ...],
    wording: tuple[str, ...],
    tell: tuple[str, ...],
    confirm_keys: bool,
) -> None:
    """Publish COURSE, a folder of the courses folder, as its next edition.

    What changed and whom it affects is told first. A module's change is proposed to be of wording or
    material; --material and --wording decide otherwise. A changed key needs --confirm-keys: it grades past
    attempts anew, in the learners' favour only.
    """
    from lms.authoring.checking import as_rows, worded
    from lms.authoring.publishing import as_plain, propose
    from lms.courses.material import MATERIAL, WORDING
    from lms.courses.reader import Source, read_folder
    from lms.learning.settling import settle_all
    from lms.web.languages import language

    if both := sorted({*material} & {*wording}):
        raise click.UsageError(f"The change of {', '.join(both)} is material or of wording, not both.")
    path = existing_course(folder or current_app.config["SETTINGS"].courses / course)
    proposal = propose(Source(course, read_folder(path).files))
    if form == "text":
        for problem in proposal.problems:
            click.echo(worded(problem, language()))
    if proposal.course is None:
        if form == "json":
            tell_json({"course": course, "problems": as_rows(proposal.problems, language())})
        sys.exit(1)
    _known({*material, *wording, *tell}, proposal)
    kinds = proposal.kinds({**dict.fromkeys(wording, WORDING), **dict.fromkeys(material, MATERIAL)})
    if form == "json":
        tell_json(as_plain(proposal, kinds))
    else:
        _tell(proposal, kinds)
    if dry_run:
        return
    if proposal.changes.keys and not confirm_keys:
        raise click.ClickException(
            f"Nothing is published: the key changed of {', '.join(proposal.changes.keys)}. If that is meant,"
            " publish with --confirm-keys."
        )
    number = _confirmed(proposal, kinds, frozenset(tell))
    settle_all()
    if form == "text":
        click.echo(f"{course}: edition {number} is in force.")


def _known(named: set[str], proposal: Proposal) -> None:
    changed = {one.module for one in proposal.modules}
    if wrong := sorted(named - changed):
        known = ", ".join(sorted(changed)) or "none"
        raise click.BadParameter(f"{', '.join(wrong)} did not change; modules that changed: {known}")


def _confirmed(proposal: Proposal, kinds: dict[str, str], told: frozenset[str]) -> int:
    """Publishes what was proposed, in a transaction that begins only now: the number of the edition."""
    from lms.authoring.publishing import confirm
    from lms.database import command, let_go
    from lms.library.edition import PublishedMeanwhile

    let_go()
    try:
        with command():
            return confirm(proposal, kinds, told)
    except PublishedMeanwhile as meanwhile:
        raise click.ClickException("Another edition was published meanwhile. Look again.") from meanwhile


def _tell(proposal: Proposal, kinds: dict[str, str]) -> None:
    """The keys first and alone, then each module's changes, then whom they affect."""
    if proposal.from_edition is None or not proposal.changed:
        return
    click.echo(f"{proposal.slug}: edition {proposal.from_edition} to {proposal.to_edition}")
    if not proposal.changes.modules:
        click.echo("  no text changed, only the order of modules, spaces or accepted translations")
    for question in proposal.changes.keys:
        click.echo(f"  the key of {question} changed")
    for one in proposal.changes.modules:
        click.echo(f"  {one.module}: {kinds[one.module]}")
        for change in one.changes:
            language = f" ({change.language})" if change.language else ""
            click.echo(f"    {change.block} {change.what}{language}")
    whom = proposal.affected(kinds)
    click.echo(f"  learners who keep everything: {whom.keep}; asked to read something again: {whom.redo}")
