"""Translations as trainers see them: how far each is, one beside its source, and accepting it."""

import wtforms
from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import Length

from lms.authoring.draft import drafts
from lms.authoring.draft.block_place import place_of
from lms.authoring.draft.drafts import ChangedMeanwhile
from lms.authoring.draft.files import language_of
from lms.authoring.draft.overview import all_slugs
from lms.authoring.draft.starter import opening
from lms.authoring.translation import reasons
from lms.authoring.translation.accepting import ChangedSince, ReasonNeeded, Unreadable
from lms.authoring.translation.in_draft import accept_in_draft
from lms.authoring.translation.report import report
from lms.courses.comparing.acceptance import Pair, State
from lms.courses.comparing.translated import NoTranslation, TranslatedFile
from lms.courses.source import Source, read_text
from lms.library.limited import beside
from lms.people.roles.me import myself
from lms.web.access import roles
from lms.web.forms import Form, Lines
from lms.web.languages import N_, gettext, ngettext
from lms.web.pages import page

bp = Blueprint("translation", __name__, url_prefix="/authoring")


class AcceptForm(Form):
    """Pairs of fingerprints as they were seen, "source translation" with commas between, and a reason."""

    seen = wtforms.HiddenField()
    reason = wtforms.StringField(
        N_("Why it still fits"),
        [Length(max=200, message=N_("Use at most 200 characters."))],
        filters=[Lines()],
    )

    def pairs(self) -> set[tuple[str, str]]:
        written = [pair for pair in (self.seen.data or "").split(",") if pair]
        words = [pair.partition(" ") for pair in written]
        return {(source, translation) for source, _, translation in words}


@bp.get("/translations")
@roles("trainer", "administrator")
def index() -> Response:
    """Each course and language: how many blocks are complete, stale, unaccepted or missing."""
    return page("authoring/translation/translations.html", courses=[report(slug) for slug in all_slugs()])


@bp.route("/<slug>/translations/<path:path>", methods=["GET", "POST"])
@roles("trainer", "administrator")
def show(slug: str, path: str) -> Response:
    """A file beside its translation, block by block; accepts the blocks that were seen."""
    source = drafts.source_of(slug)
    form = AcceptForm(reasons.meant())
    file = _beside(source, path)
    wrong = _places(file, form.pairs())[:1]
    # Reasons that were typed for several blocks say of none that it is to be accepted: the page keeps them.
    if form.sent() and (form.pairs() or not reasons.typed()):
        try:
            return _accept(slug, file, form)
        except ReasonNeeded as needed:
            wrong = _places(file, {pair.words for _, pair in needed.blocks})[:1]
            form.reason.errors = [
                gettext("The original changed and this text did not. Say why it still fits.")
            ]
    form.reason.id = f"reason-{wrong[0]}" if wrong else "reason"
    return _page(source, file, form, wrong)


def _accept(slug: str, file: TranslatedFile, form: AcceptForm) -> Response:
    """Accepts the blocks that were seen, and leads on. Raises ReasonNeeded."""
    try:
        number = accept_in_draft(slug, file.path, form.pairs(), form.reason.data or "", myself().id)
    except NoTranslation:
        abort(404)
    except (ChangedSince, Unreadable) as why:
        flash(_refused(why), "due")
        return redirect(url_for(".show", slug=slug, path=file.path), 303)
    flash(_accepted(number))
    places = _places(file, form.pairs())
    if len(form.pairs()) == 1 and places:
        return redirect(_again(file, places[0]), 303)
    return redirect(_again(file, 0), 303)


def _page(source: Source, file: TranslatedFile, form: AcceptForm, wrong: list[int]) -> Response:
    content = source.files.get(file.path)
    only_open = _only_open()
    numbered = list(enumerate(file.pairs, 1))
    still_open = [(number, pair) for number, pair in numbered if pair.state != State.COMPLETE]
    shown = still_open if only_open else numbered
    some_stale = any(pair.state == State.STALE for pair in file.pairs)
    page_form = reasons.FORM if some_stale else None
    some_complete = content is not None and 0 < len(still_open) < len(numbered)
    return page(
        "authoring/translation/translation.html",
        slug=source.slug,
        file=file,
        there=content is not None,
        readable=content is None or read_text(content) is not None,
        spoken=language_of(source, file.source.path),
        translated=[pair for pair in file.pairs if pair.state == State.UNACCEPTED and not pair.same],
        words=_words,
        place_of=place_of,
        form=form,
        only_open=only_open,
        pairs=shown,
        all_complete=not still_open,
        some_complete=some_complete,
        wrong=wrong,
        reason_of=reasons.field_of,
        typed=reasons.typed(),
        page_form=page_form,
    )


def _only_open() -> bool:
    """Whether only the blocks are asked for that are not complete."""
    return request.args.get("only") == "open"


def _again(file: TranslatedFile, accepted: int) -> str:
    """The page after a block was accepted: where it was, or at the next where only open ones are shown.

    0 stands for several blocks, or none: the page from its top.
    """
    values = dict(request.view_args or {})
    place = accepted
    if _only_open():
        values["only"] = "open"
        later = [
            number
            for number, pair in enumerate(file.pairs, 1)
            if pair.state != State.COMPLETE and number > accepted
        ]
        place = later[0] if accepted and later else 0
    if place:
        values["_anchor"] = f"b{place}"
    return url_for(".show", **values)


@bp.post("/<slug>/translations/begin/<path:path>")
@roles("trainer", "administrator")
def begin(slug: str, path: str) -> Response:
    """Begins a translation in the draft with the text that it translates."""
    source = drafts.source_of(slug)
    _beside(source, path)
    content = opening(source, path)
    try:
        if content is None:
            raise ChangedMeanwhile(path, None)
        drafts.save(slug, path, content, None, myself().id)
    except ChangedMeanwhile:
        flash(gettext("Somebody began this translation already."), "due")
    else:
        flash(gettext("The translation is begun with the text of the original. Write over it."))
    return redirect(url_for("draft_file.edit", slug=slug, path=path), 303)


def _beside(source: Source, path: str) -> TranslatedFile:
    """A file and its translation; 404 for what translates nothing, or into the language of the course."""
    try:
        file = beside(source, path)
    except NoTranslation:
        abort(404)
    if path not in source.files and file.language == language_of(source, file.source.path):
        abort(404)
    return file


def _places(file: TranslatedFile, words: set[tuple[str, str]]) -> list[int]:
    return [place for place, pair in enumerate(file.pairs, 1) if pair.words in words]


def _words(pairs: list[Pair]) -> str:
    """What a form sends to say which words were seen beside each other."""
    return ",".join(" ".join(pair.words) for pair in pairs)


def _accepted(number: int) -> str:
    if not number:
        return gettext("This was accepted already.")
    return ngettext("%(num)s block is accepted.", "%(num)s blocks are accepted.", number)


def _refused(why: Exception) -> str:
    if isinstance(why, Unreadable):
        return gettext(
            "Nothing was accepted: translations.json cannot be read. See its finding on the course’s page."
        )
    return gettext("A text changed meanwhile, so nothing was accepted. Look at it as it stands now.")
