"""Sending a certificate's document: the bytes as they were issued."""

from io import BytesIO

from flask import Response, send_file

from lms.certificates.records import Certificate, Document


def as_file(certificate: Certificate, document: Document) -> Response:
    """The document as a download, named after its course and number."""
    return send_file(
        BytesIO(document.content),
        document.media_type,
        as_attachment=True,
        download_name=f"{certificate.printed['course_code']}-{certificate.number}.pdf",
        etag=document.sha256,
    )
