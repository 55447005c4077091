"""Forgetting a person: their certificates can still be verified, for a number; what was printed is gone."""

import hashlib
import uuid
from collections.abc import Collection

import sqlalchemy as sa

from lms.certificates.leaving.links import CertificateLink
from lms.certificates.records import Certificate, Document, Replacement, Revocation
from lms.database import begin_write

NOTHING = b""
NO_REASON = "–"


def forget_certificates(person_ids: Collection[uuid.UUID], number: str) -> None:
    """Prints the number where the name was, and destroys the documents."""
    session = begin_write()
    session.execute(sa.delete(CertificateLink).where(CertificateLink.person_id.in_(person_ids)))
    issued = session.scalars(sa.select(Certificate).where(Certificate.person_id.in_(person_ids))).all()
    documents = {certificate.document for certificate in issued}
    if not issued:
        return
    empty = hashlib.sha256(NOTHING).hexdigest()
    if session.get(Document, empty) is None:
        session.add(Document(sha256=empty, content=NOTHING, media_type="application/pdf"))
        session.flush()
    for certificate in issued:
        certificate.printed = {**certificate.printed, "name": number}
        certificate.document = empty
    session.flush()
    session.execute(sa.delete(Document).where(Document.sha256.in_(documents - {empty})))
    ids = [certificate.id for certificate in issued]
    for model in (Revocation, Replacement):
        # A reason is somebody's own words.
        session.execute(sa.update(model).where(model.certificate_id.in_(ids)).values(reason=NO_REASON))
