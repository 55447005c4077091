"""Paging: which page of a long list an address asks for."""


def requested_page(text: str | None) -> int:
    """The number of the page: the first where none is asked for, 0 for what can be no page of any list."""
    if text is None:
        return 1
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def page_within(text: str | None, pages: int) -> int:
    """The number of the page, or the nearest there is."""
    return max(1, min(requested_page(text), pages))
