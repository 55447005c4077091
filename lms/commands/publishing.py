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
    kinds_asked_for = _kinds_asked_for(material, wording)
    path = existing_course(folder or current_app.config["SETTINGS"].courses / course)
    proposal = propose(Source(course, read_folder(path).files))
    as_text = form == "text"
    if as_text:
        for problem in proposal.problems:
            click.echo(worded(problem, lang))
    if proposal.course is None:
        if not as_text:
            tell_json({"course": course, "problems": as_rows(proposal.problems, lang)})
        sys.exit(1)
    _refuse_unchanged({*kinds_asked_for, *tell}, proposal)
    kinds = proposal.kinds(kinds_asked_for)
    if as_text:
        _tell_of_examples(proposal)
        _tell(proposal, kinds)
    else:
        tell_json(as_plain(proposal, kinds))
    if dry_run:
        return
    if not confirm_keys:
        _refuse_changed_keys(proposal)
    number = _confirmed(proposal, kinds, frozenset(tell))
    record_late_passes()  # after it is in force: a corrected key may have made some of them
    if as_text:
        click.echo(gettext("%(course)s: edition %(number)s is in force.", course=course, number=number))


def _kinds_asked_for(material: tuple[str, ...], wording: tuple[str, ...]) -> dict[str, str]:
    """The kind of change that was asked for, by module; refuses a module that is named as both."""
    named_twice = sorted({*material} & {*wording})
    if named_twice:
        modules = ", ".join(named_twice)
        raise click.UsageError(
            gettext("The change of %(modules)s is material or of wording, not both.", modules=modules)
        )
    return {**dict.fromkeys(wording, WORDING), **dict.fromkeys(material, MATERIAL)}


def _refuse_unchanged(named: set[str], proposal: Proposal) -> None:
    """Refuses modules that were named although nothing changed in them."""
    changed = {change.module for change in proposal.modules}
    unchanged = sorted(named - changed)
    if unchanged:
        raise click.BadParameter(
            gettext(
                "%(modules)s did not change; modules that changed: %(changed)s",
                modules=", ".join(unchanged),
                changed=", ".join(sorted(changed)) or "–",
            )
        )


def _refuse_changed_keys(proposal: Proposal) -> None:
    if proposal.changes.keys:
        raise click.ClickException(
            gettext(
                "Nothing is published: the key changed of %(questions)s. If that is meant, publish with"
                " --confirm-keys.",
                questions=", ".join(proposal.changes.keys),
            )
        )


def _confirmed(proposal: Proposal, kinds: dict[str, str], tell: frozenset[str]) -> int:
    """Publishes what was proposed, in a transaction that begins only now: the number of the edition."""
    end_read()
    try:
        with write_transaction():
            return confirm(proposal, kinds, tell)
    except PublishedMeanwhile as meanwhile:
        refusal = gettext("Another edition was published meanwhile. Look again.")
        raise click.ClickException(refusal) from meanwhile


def _tell_of_examples(proposal: Proposal) -> None:
    """What a new course or module was begun with, where nobody has written over it."""
    if not proposal.changed:
        return
    paths = with_examples(proposal.source.files)
    if paths:
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
    click.echo(
        gettext(
            "%(course)s: edition %(before)s to %(after)s",
            course=proposal.slug,
            before=proposal.from_edition,
            after=proposal.to_edition,
        )
    )
    if not proposal.changes.modules:
        none = gettext("no text changed, only the order of modules, spaces or accepted translations")
        click.echo(f"  {none}")
    for question in proposal.changes.keys:
        key = gettext("the key of %(question)s changed", question=question)
        click.echo(f"  {key}")
    for module in proposal.changes.modules:
        click.echo(f"  {module.module}: {_word(kinds[module.module])}")
        for change in module.changes:
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
