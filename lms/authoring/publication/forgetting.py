"""Forgetting: the bytes that a draft once had, and that no draft and no edition has any more."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lms.authoring.draft.drafts import DraftFile
from lms.database import write_transaction
from lms.library.edition import EditionFile, StoredFile

MOST = 10_000  # at once; what is left is for the next time


def forget_files() -> int:
    """Deletes the stored files that nothing names; returns how many."""
    with write_transaction() as session:
        return _forget(session)


def _forget(session: Session) -> int:
    in_a_draft = sa.exists().where(DraftFile.sha256 == StoredFile.sha256)
    in_an_edition = sa.exists().where(EditionFile.sha256 == StoredFile.sha256)
    unnamed = sa.not_(in_a_draft | in_an_edition)
    # What somebody is storing again at this moment is locked by them, and left. Who comes a moment later
    # waits for this, finds it gone, and stores it anew.
    free = sa.select(StoredFile.sha256).where(unnamed).limit(MOST).with_for_update(skip_locked=True)
    gone = sa.delete(StoredFile).where(StoredFile.sha256.in_(session.scalars(free).all()), unnamed)
    return len(session.scalars(gone.returning(StoredFile.sha256)).all())
