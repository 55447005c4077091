"""Accepting in the draft: the words that a translator saw beside each other, kept with the course's files."""

import uuid
from collections.abc import Collection

from lms.authoring.draft import drafts
from lms.authoring.draft.drafts import ChangedMeanwhile, digest
from lms.authoring.translation import accepting
from lms.authoring.translation.accepting import AcceptedFiles
from lms.courses.source import ACCEPTED, Source
from lms.library.limited import texts_of
from lms.web.child.door import in_child


def accept_in_draft(
    slug: str, path: str, seen: Collection[tuple[str, str]], reason: str, by: uuid.UUID
) -> int:
    """Accepts pairs of fingerprints of a translated file; returns how many blocks were accepted anew.

    Two who accept at once both succeed: what one accepts joins what the other did. Raises ChangedSince,
    ReasonNeeded, NoTranslation, Unreadable.
    """
    while True:
        source = drafts.source_of(slug)
        before = source.files.get(ACCEPTED)
        content, number = accept_seen(source, path, seen, reason)
        if not number:
            return 0
        base = None if before is None else digest(before)
        try:
            drafts.save(slug, ACCEPTED, content, base, by)
        except ChangedMeanwhile:
            continue  # whoever came to save is alone, so nobody changes it a second time
        return number


def accept_seen(source: Source, path: str, seen: Collection[tuple[str, str]], reason: str) -> AcceptedFiles:
    """As `accepting` has it. Raises OverLimit too."""
    return in_child(accepting.accept_seen, texts_of(source), path, set(seen), reason)
