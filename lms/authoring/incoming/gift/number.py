"""A number of a GIFT question, `18:0.5` or `1..5`, as our questions write it. Pure."""

import re
from decimal import Decimal

from lms.courses.questions.numbers import UnclearNumber, read_measure

NUMBER = re.compile(r"\s*[+-]?\d{1,15}(?:\.\d{0,15})?(?:[eE][+-]?\d{1,2})?\s*", re.ASCII)


class NoNumber(ValueError):
    """What stands there is no number, or one that a question of ours cannot ask for."""


def number_of(text: str) -> str:
    """`18:0.5` as `= 18 ± 0.5`, and `1..5` as `= 3 ± 2`. Raises NoNumber."""
    if ".." in text:
        low, high = (_number(part) for part in text.split("..", 1))
        middle = (low + high) / 2
        within = (high - low) / 2
    else:
        value, _, tolerance = text.partition(":")
        middle = _number(value)
        within = _number(tolerance or "0")
    if within < 0:
        raise NoNumber(text)
    if not within:
        return f"= {_written(middle)}"
    return f"= {_written(middle)} ± {_written(within)}"


def _number(text: str) -> Decimal:
    if not NUMBER.fullmatch(text):
        raise NoNumber(text)
    return Decimal(text.strip())


def _written(number: Decimal) -> str:
    """A number as our questions have it: a point before exactly three figures would be refused."""
    text = f"{number.normalize():f}"
    if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text):
        text += "0"
    try:
        same = read_measure(text).value == number
    except UnclearNumber:
        same = False
    if not same:
        raise NoNumber(text)
    return text
