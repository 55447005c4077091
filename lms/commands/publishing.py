"""Publishing: a course of the courses folder as its next edition."""

import sys
from pathlib import Path

import click
from flask import current_app, g
from flask.cli import with_appcontext

from lms.authoring.checking import as_rows, worded
from lms.authoring.draft.examples_left import with_examples
from lms.authoring.publication.proposal import Proposal, as_plain, confirm, propose
from lms.commands.arguments import LANG, existing_course, lines_or_json, tell_json
from lms.courses.comparing.material import MATERIAL, WORDING
from lms.courses.source import Source, read_folder
from lms.database import end_read, write_transaction
from lms.learning.assessment.late_passes import record_late_passes
from lms.library.edition import PublishedMeanwhile
from lms.web.languages import gettext, ngettext


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
@LANG
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
    lang: str,
) -> None:
    """Publish COURSE, a folder of the courses folder, as its next edition.

    What changed and whom it affects is told first. A module's change is proposed to be of wording or
    material; --material and --wording decide otherwise. A changed key needs --confirm-keys: it grades past
    attempts anew, in the learners' favour only.
    """
    g.language = lang
    if both := sorted({*material} & {*wording}):
        raise click.UsageError(
            gettext("The change of %(modules)s is material or of wording, not both.", modules=", ".join(both))
        )
    path = existing_course(folder or current_app.config["SETTINGS"].courses / course)
    proposal = propose(Source(course, read_folder(path).files))
    if form == "text":
        for problem in proposal.problems:
            click.echo(worded(problem, lang))
    if proposal.course is None:
        if form == "json":
            tell_json({"course": course, "problems": as_rows(proposal.problems, lang)})
        sys.exit(1)
    _known({*material, *wording, *tell}, proposal)
    kinds = proposal.kinds({**dict.fromkeys(wording, WORDING), **dict.fromkeys(material, MATERIAL)})
    if form == "json":
        tell_json(as_plain(proposal, kinds))
    else:
        _tell_of_examples(proposal)
        _tell(proposal, kinds)
    if dry_run:
        return
    if proposal.changes.keys and not confirm_keys:
        raise click.ClickException(
            gettext(
                "Nothing is published: the key changed of %(questions)s. If that is meant, publish with"
                " --confirm-keys.",
                questions=", ".join(proposal.changes.keys),
            )
        )
    number = _confirmed(proposal, kinds, frozenset(tell))
    record_late_passes()
    if form == "text":
        click.echo(gettext("%(course)s: edition %(number)s is in force.", course=course, number=number))


def _known(named: set[str], proposal: Proposal) -> None:
    changed = {one.module for one in proposal.modules}
    if wrong := sorted(named - changed):
        known = ", ".join(sorted(changed)) or "–"
        told = gettext(
            "%(modules)s did not change; modules that changed: %(changed)s",
            modules=", ".join(wrong),
            changed=known,
        )
        raise click.BadParameter(told)


def _confirmed(proposal: Proposal, kinds: dict[str, str], told: frozenset[str]) -> int:
    """Publishes what was proposed, in a transaction that begins only now: the number of the edition."""
    end_read()
    try:
        with write_transaction():
            return confirm(proposal, kinds, told)
    except PublishedMeanwhile as meanwhile:
        refusal = gettext("Another edition was published meanwhile. Look again.")
        raise click.ClickException(refusal) from meanwhile


def _tell_of_examples(proposal: Proposal) -> None:
    """What a new course or module was begun with, where nobody has written over it."""
    if proposal.changed and (paths := with_examples(proposal.source.files)):
        words = ngettext(
            "This file still holds text of the example: %(paths)s.",
            "These files still hold text of the example: %(paths)s.",
            len(paths),
            paths=", ".join(paths),
        )
        click.echo(words)


def _tell(proposal: Proposal, kinds: dict[str, str]) -> None:
    """The keys first and alone, then each module's changes, then whom they affect."""
    if proposal.from_edition is None or not proposal.changed:
        return
    before, after = proposal.from_edition, proposal.to_edition
    words = gettext(
        "%(course)s: edition %(before)s to %(after)s", course=proposal.slug, before=before, after=after
    )
    click.echo(words)
    if not proposal.changes.modules:
        none = gettext("no text changed, only the order of modules, spaces or accepted translations")
        click.echo(f"  {none}")
    for question in proposal.changes.keys:
        key = gettext("the key of %(question)s changed", question=question)
        click.echo(f"  {key}")
    for one in proposal.changes.modules:
        click.echo(f"  {one.module}: {_word(kinds[one.module])}")
        for change in one.changes:
            language = f" ({change.language})" if change.language else ""
            click.echo(f"    {change.block} {_word(change.what)}{language}")
    whom = proposal.affected(kinds)
    counted = gettext(
        "learners who keep everything: %(keep)s; asked to read something again: %(redo)s",
        keep=whom.keep,
        redo=whom.redo,
    )
    click.echo(f"  {counted}")


def _word(name: str) -> str:
    """A kind of change, or what became of a block, in the reader's language."""
    words = {
        "wording": gettext("wording"),
        "material": gettext("material"),
        "added": gettext("added"),
        "removed": gettext("removed"),
        "changed": gettext("changed"),
        "moved": gettext("moved"),
    }
    return words[name]
