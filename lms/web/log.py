"""The log: one line an event, in UTC and without names, as text or (LMS_LOG=json) as JSON.

Who did something stands there as a mark: the same in all lines, and only whoever has the site's key can tell
whose it is. The lines of one request share its id, which the page of an error shows too.
"""

import hmac
import json
import logging
import re
import secrets
import traceback
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TextIO, cast

from flask import Flask, current_app, g, has_request_context
from flask.logging import wsgi_errors_stream
from sqlalchemy.exc import SQLAlchemyError

from lms.web.plug import Plug

JSON = "json"
FACTS = "facts"
"""The attribute of a record of the log that holds what else is known of an event."""

KNOWN_PERSON: Plug[Callable[[], uuid.UUID | None]] = Plug("known_person")
"""Whose request it is, as far as it was asked already: the log asks the database for nothing. `create_app`
puts in what people says."""

# What may stand in a line of text as it is; all else stands in quotes.
_PLAIN = re.compile(r"[\w.:/-]+")


def write(app: Flask) -> None:
    """Has the application write its log to the errors of the process."""
    handler = logging.StreamHandler(cast(TextIO, wsgi_errors_stream))
    handler.setFormatter(formatter(app.config["SETTINGS"].log))
    app.logger.handlers[:] = [handler]
    app.logger.setLevel(logging.INFO)


def name_people_by(app: Flask, known_person: Callable[[], uuid.UUID | None]) -> None:
    """Has lines say whose request they are of."""
    KNOWN_PERSON.put_in(app, known_person)


def note(event: str, *, is_bad: bool = False, **facts: str | int | None) -> None:
    """Writes the line of an event. No fact may be a name, an address or what somebody wrote.

    `is_bad`: as a warning, for what somebody should look at. `request`: its id, where its answer has left.
    """
    who = None if "person" in facts or not has_request_context() else KNOWN_PERSON.get()()
    known = {name: fact for name, fact in facts.items() if fact is not None}
    if who is not None:
        known["person"] = mark_of(who)
    level = logging.WARNING if is_bad else logging.INFO
    current_app.logger.log(level, event, extra={FACTS: known})


def mark_of(person_id: uuid.UUID) -> str:
    """What stands for a person in the log."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, b"log " + person_id.bytes, "sha256")[:8].hex()


def request_id() -> str | None:
    """The id of the request that is worked on: 64 random bits; None where there is none."""
    if not has_request_context():
        return None
    if "request_id" not in g:
        g.request_id = secrets.token_hex(8)
    name: str = g.request_id
    return name


def formatter(kind: str) -> logging.Formatter:
    """What makes a line of each record of the log."""
    return _AsJson() if kind == JSON else _AsText()


class _Lines(logging.Formatter):
    """What both have in common: the time in UTC, and the id of the request."""

    def parts(self, record: logging.LogRecord) -> dict[str, object]:
        """What is known of a record, in the order in which it is written."""
        instant = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        facts = {**getattr(record, FACTS, {})}
        request = facts.pop("request", None) or request_id()
        return {
            "time": instant.replace("+00:00", "Z"),
            "level": record.levelname,
            "event": record.getMessage(),
            **({"request": request} if request else {}),
            **facts,
        }

    def trace(self, record: logging.LogRecord) -> list[str]:
        """The lines of the traceback, where there is one, the last error first."""
        error = record.exc_info[1] if record.exc_info else None
        lines = []
        while error is not None:
            frames = traceback.format_tb(error.__traceback__)
            lines += [_said_by(error), *(line for frame in frames for line in frame.splitlines())]
            error = error.__cause__ or error.__context__
        return [line for text in lines for line in text.splitlines()]


class _AsJson(_Lines):
    def format(self, record: logging.LogRecord) -> str:
        """One object on one line."""
        trace = self.trace(record)
        return json.dumps({**self.parts(record), **({"trace": trace} if trace else {})}, ensure_ascii=False)


class _AsText(_Lines):
    def format(self, record: logging.LogRecord) -> str:
        """One line, and a traceback indented below it: what somebody sent never begins a line."""
        parts = self.parts(record)
        head = [str(parts.pop(name)) for name in ("time", "level", "event")]
        facts = [f"{name}={_quoted(str(fact))}" for name, fact in parts.items()]
        lines = [" ".join([*head, *facts]), *(f"    {line}" for line in self.trace(record))]
        return "\n".join(map(_printable, lines))


def _said_by(error: BaseException) -> str:
    """An error in a line. What a database says is left out: it may quote a value that it would not take."""
    kind = type(error)
    is_of_database = isinstance(error, SQLAlchemyError) or kind.__module__.startswith(("psycopg", "sqlite3"))
    return kind.__name__ if is_of_database else f"{kind.__name__}: {error}"


def _quoted(fact: str) -> str:
    return fact if _PLAIN.fullmatch(fact) else json.dumps(fact, ensure_ascii=False)


def _printable(line: str) -> str:
    """A line in which no character moves the cursor or begins another line."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in line)
