"""Requests as bytes: what no form of ours and no client of the tests would send, too."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus

from lms.web.guards.whole import LAST_FIELD, LAST_VALUE

BOUNDARY = b"a-boundary-that-stands-in-no-value"
URL_ENCODED = "application/x-www-form-urlencoded"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY.decode()}"


@dataclass(frozen=True)
class File:
    """A file as a field sends it."""

    name: bytes
    content: bytes


Value = str | bytes | File
Pairs = Sequence[tuple[str, Value]]


def as_request(pairs: Pairs) -> dict[str, object]:
    """What the client sends for these names and values: with a file among them it takes many parts."""
    whole = [*pairs, (LAST_FIELD, LAST_VALUE)]
    if any(isinstance(value, File) for _, value in whole):
        return {"data": _in_parts(whole), "content_type": MULTIPART}
    return {"data": url_encoded(whole).encode(), "content_type": URL_ENCODED}


def url_encoded(pairs: Pairs) -> str:
    """Names and values for a body or an address; lone surrogates and bytes go as they are."""
    return "&".join(f"{quote_plus(name)}={quote_plus(as_bytes(value))}" for name, value in pairs)


def as_bytes(value: Value) -> bytes:
    if isinstance(value, File):
        return value.content
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def _in_parts(pairs: Pairs) -> bytes:
    parts = []
    for name, value in pairs:
        head = b'Content-Disposition: form-data; name="' + name.encode() + b'"'
        if isinstance(value, File):
            head += b'; filename="' + value.name + b'"'
        parts.append(b"--" + BOUNDARY + b"\r\n" + head + b"\r\n\r\n" + as_bytes(value) + b"\r\n")
    return b"".join(parts) + b"--" + BOUNDARY + b"--\r\n"
