"""Addresses: those that may be followed, and the one that others find us at."""

from urllib.parse import urlsplit

from flask import current_app


def local(target: str | None) -> str | None:
    """The target if it is a path of this site, else None, so that nobody is led elsewhere."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if "\\" in target or any(ord(character) < 32 for character in target):
        return None  # a browser reads these as something else
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return None
    return target


def outside(path: str) -> str:
    """The full address of a path of this site, for mails, slips and certificates."""
    return current_app.config["SETTINGS"].site_url + path


def outside_of(endpoint: str, **values: object) -> str:
    """The full address of a page, also outside of any request, as for a letter that leaves afterwards."""
    return outside(current_app.url_map.bind("").build(endpoint, values))
