"""A kind of letter for tests of what all letters have in common, and what a letter with a link says."""

import re
import uuid
from datetime import timedelta

from flask import Flask

from lms.web.mail import Letter, LetterKind, add_letter_kinds, post_letter

HELLO = LetterKind(
    "hello",
    "Zoé’s letter",
    "Hello,\n\nfirst line\nsecond line <b>\n",
    timedelta(days=30),
    lambda letter, _shown_to: letter.values,
)
CODE = re.compile(r"\b[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}\b")
LINK = re.compile(r"https://learning\.example(/join/[A-Z0-9-]+)")


def post_hello(app: Flask, address: str = "awa@sorandia.example") -> None:
    """Puts such a letter in the outbox; call it where the database is being changed."""
    add_letter_kinds(app, HELLO)
    post_letter(HELLO, None, address, "en")


def text_as_sent(app: Flask, letter_id: uuid.UUID) -> str:
    """What a letter says as a mail server would get it: with a link that is drawn now."""
    from lms.database import write_transaction

    with app.test_request_context(), write_transaction() as session:
        return session.get_one(Letter, letter_id).text() or ""


def link_of(app: Flask, letter: Letter) -> str:
    """The address on this site that a letter leads to."""
    return LINK.search(text_as_sent(app, letter.id))[1]  # type: ignore[index]
