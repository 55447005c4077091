"""Values that no reader means to send: each may come in any field, and in any address."""

import uuid
from collections.abc import Callable, Iterator, Mapping

from tests.pages.forms.sent import File, Pairs, Value

NOBODY = uuid.UUID("11111111-2222-4333-8444-555555555555")
MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def odd_values(other: uuid.UUID) -> dict[str, Value]:
    """Each by what is odd about it; `other` is the id of somebody else."""
    return {
        "empty": "",
        "white space": " \t\r\n\u00a0\u2003",
        "ten thousand letters": "a" * 10_000,
        "ten thousand words": "a " * 10_000,
        "many figures": "9" * 5_000,
        "a large number": "9223372036854775808",
        "negative": "-1",
        "nought": "0",
        "decimals": "1.5",
        "exponent": "1e400",
        "no number": "NaN",
        "raised figures": "²³",
        "figures of another script": "٤٢",
        "no choice": "xx",
        "no day of the year": "2026-02-31",
        "no month": "2026-13-01",
        "year nought": "0000-01-01",
        "the first day": "0001-01-01",
        "the last day": "9999-12-31",
        "year ten thousand": "10000-01-01",
        "a day as people write it": "31.12.2026",
        "no text": b"\xff\xfe\x80",
        "half a letter": b"\xed\xa0\x80",
        "nul": "a\x00b",
        "control characters": "a\x01\x08\x0b\x1b[31m\x7f\x85\u2028b",
        "turning characters": "a\u202egnp.exe\u2066\u200f\ufeff",
        "no letters": "\ufffe\uffff\U0010ffff\ue000",
        "pictures": "👩\u200d🚀🏳\ufe0f\u200d🌈",
        "markup": MARKUP,
        "quotes": "'\"`“»\\'; DROP TABLE person; --",
        "places of a format": "%s %n %(name)s %",
        "braces": "{0} {name.__class__} {{ 7 * 7 }} ${x} {% x %}",
        "a way out": "../../../../etc/passwd",
        "another site": "//evil.example/\\evil.example",
        "lines": "a\r\nSet-Cookie: a=b\r\n\r\nb",
        "nobody's id": str(NOBODY),
        "another's id": str(other),
        "no id": "11111111-2222-4333-8444-55555555555",
        "json": '{"a": [1, null, {"b": "c"}]}',
        "yaml": "--- !!python/object:os.system\n- &a [*a]",
    }


ODD_FILES = {
    "not chosen": File(b"", b""),
    "empty": File(b"01-a.md", b""),
    "no text": File(b"01-a.md", b"\xff\xfe\x00\x80" * 100),
    "large": File(b"01-a.md", b"# A\n\n" + b"a b\n" * 20_000),
    "a way out": File(b"../../../../etc/passwd", b"a"),
    "a way out of Windows": File(b"..\\..\\C:\\a.md", b"a"),
    "long": File(b"a" * 5_000 + b".md", b"a"),
    "odd letters": File("a\u202e\x01\ufffe<b>.md".encode(), b"a"),
    "no letters": File(b"\xff\xfe.md", b"a"),
    "no archive": File(b"a.zip", b"PK\x03\x04 and no more"),
    "no picture": File(b"media/a.png", b"GIF89a"),
    "no drawing": File(b"media/a.svg", b"<svg><script>alert(1)</script>"),
    "settings": File(b"course.md", b"---\ncode: [\n---\n"),
}

Change = Callable[[Pairs, str], Pairs]
Ways = Mapping[str, Change]

# What is odd for a field of these kinds, as long as all others are right.
CHOSEN = ("missing", "twice", "a file", "empty", "many figures", "no choice", "no text", "nul", "markup")
WRITTEN = (
    *("missing", "twice", "a file", "empty", "white space", "ten thousand letters", "no text"),
    *("half a letter", "nul", "control characters", "turning characters", "no letters", "pictures"),
    *("markup", "quotes", "places of a format", "lines"),
)
FOR_KIND = {
    "button": (*CHOSEN, "nobody's id"),
    "checkbox": CHOSEN,
    "date": (
        *CHOSEN,
        *("white space", "no day of the year", "year nought", "the first day", "the last day"),
        "year ten thousand",
    ),
    "email": WRITTEN,
    "number": (
        *CHOSEN,
        *("negative", "nought", "decimals", "exponent", "no number", "a large number", "raised figures"),
        "figures of another script",
    ),
    "password": WRITTEN,
    "radio": (*CHOSEN, "nobody's id"),
    "search": WRITTEN,
    "select": (*CHOSEN, "nobody's id", "another's id"),
    "text": WRITTEN,
    "textarea": WRITTEN,
}


def _missing(pairs: Pairs, name: str) -> Pairs:
    return [pair for pair in pairs if pair[0] != name]


def _twice(pairs: Pairs, name: str) -> Pairs:
    values = [value for key, value in pairs if key == name] or ["1"]
    return [*_missing(pairs, name), (name, values[0]), (name, "2")]


def replaced(value: Value) -> Change:
    """Sends this value for a name instead of what was sent."""
    return lambda pairs, name: [*_missing(pairs, name), (name, value)]


def odd_ways(other: uuid.UUID) -> Ways:
    """All that can be odd about a field of texts, and how it is sent so."""
    ways = {odd: replaced(value) for odd, value in odd_values(other).items()}
    return {"missing": _missing, "twice": _twice, "a file": replaced(File(b"a.md", b"a")), **ways}


def odd_files() -> Ways:
    """The same for a field of files."""
    ways = {f"a file: {odd}": replaced(file) for odd, file in ODD_FILES.items()}
    return {"missing": _missing, "twice": _twice, "a text": replaced("a.md"), **ways}


def in_turn(pairs: Pairs, name: str, kind: str, ways: Ways) -> Iterator[tuple[str, Pairs]]:
    """One field odd, as one of its kind can be, and all others right: what the form is for is reached."""
    for odd, way in ways.items():
        if odd in FOR_KIND.get(kind, ways):
            yield odd, way(pairs, name)


def not_in_turn(kind: str, ways: Ways) -> Ways:
    """The ways that are left to be tried together."""
    return {odd: way for odd, way in ways.items() if odd not in FOR_KIND.get(kind, ways)}


def together(pairs: Pairs, names: Mapping[str, Ways]) -> Iterator[tuple[str, Pairs]]:
    """All fields odd at once, each otherwise than the one before, until each was odd in each of its ways."""
    some = {name: ways for name, ways in names.items() if ways}
    for number in range(max(map(len, some.values()), default=0)):
        sent = pairs
        said = []
        for place, (name, ways) in enumerate(some.items()):
            odd, way = list(ways.items())[(number + place) % len(ways)]
            sent = way(sent, name)
            said.append(f"{name}: {odd}")
        yield ", ".join(said), sent
