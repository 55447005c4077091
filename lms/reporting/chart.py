"""The chart: each part's people as one bar, told in words beside it."""

from collections.abc import Callable, Iterable

from lms.reporting.figures import Part
from lms.web.languages import gettext, ngettext

Bar = dict[str, object]
ChartShare = tuple[int, str, str]


def bars(
    parts: Iterable[Part], label: Callable[[Part], str], address: Callable[[Part], str | None]
) -> list[Bar]:
    """The rows of a chart: label, shares, and where the part's people are listed."""
    return [{"label": label(part), "href": address(part), "parts": shares(part.totals)} for part in parts]


def shares(totals: dict[str, int]) -> list[ChartShare]:
    """The shares of a bar, each with its words and its tone."""
    held = totals["complete"] + totals["expiring"]
    words = ngettext("%(num)s holds it", "%(num)s hold it", held)
    if totals["expiring"]:
        words = gettext("%(held)s (%(number)s expiring)", held=words, number=totals["expiring"])
    learning = totals["in_progress"]
    overdue = totals["overdue"]
    waiting = totals["not_begun"]
    return [
        (held, words, "held"),
        (learning, ngettext("%(num)s in progress", "%(num)s in progress", learning), "accent"),
        (overdue, ngettext("%(num)s overdue", "%(num)s overdue", overdue), "due"),
        (waiting, ngettext("%(num)s not begun", "%(num)s not begun", waiting), "quiet"),
    ]
