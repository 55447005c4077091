"""A report as a file: a marking, and the sheet below it."""

from typing import Any


def below_marking(response: Any) -> str:
    """What stands below the marking, which is never empty."""
    marking, end, text = response.get_data(as_text=True).removeprefix("\ufeff").partition("\r\n")
    assert end
    assert marking.strip('"')
    return text
