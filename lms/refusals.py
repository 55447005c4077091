"""Refusals: what the server answers where the site never sees a request, with the headers of every answer."""

from collections.abc import Mapping

from gunicorn.http.errors import ExpectationFailed, LimitRequestHeaders, LimitRequestLine, ParseException

TOO_LONG = "431 Request Header Fields Too Large"
NO_LENGTH = "411 Length Required"
FAILED = "500 Internal Server Error"
_STATUSES: dict[type[Exception], str] = {
    LimitRequestLine: "414 URI Too Long",
    LimitRequestHeaders: TOO_LONG,
    ExpectationFailed: "417 Expectation Failed",
    ParseException: "400 Bad Request",
}


def status_of(error: Exception) -> str:
    """The status of what is no request as HTTP has it, or of a failure outside of the site."""
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), FAILED)


def refusal(status: str, headers: Mapping[str, str]) -> bytes:
    """An answer that says its status alone, after which the connection is closed."""
    body = f"{status}\n"
    lines = [
        f"HTTP/1.1 {status}",
        "Connection: close",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", body]).encode()
