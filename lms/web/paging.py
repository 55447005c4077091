"""Paging: which page of a long list an address asks for."""


def asked(text: str | None) -> int:
    """The number of the page: the first where none is asked for, 0 for what can be no page of any list."""
    if text is None:
        return 1
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def within(text: str | None, pages: int) -> int:
    """The number of the page, or the nearest there is."""
    return max(1, min(asked(text), pages))
