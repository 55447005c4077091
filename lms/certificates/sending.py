"""Sending a certificate's document: the bytes as they were issued."""

from io import BytesIO

from flask import Response, send_file

from lms.certificates.records import Certificate, Document
from lms.web.guards.headers import keepable


def as_file(certificate: Certificate, document: Document) -> Response:
    """The document as a download, named after its course and number."""
    answer = send_file(
        BytesIO(document.content),
        document.media_type,
        as_attachment=True,
        download_name=f"{certificate.printed['course_code']}-{certificate.number}.pdf",
        etag=document.sha256,
    )
    keepable(answer)
    return answer
