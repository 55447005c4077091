"""The colours can be read, by day and by night: WCAG contrast of the tokens themselves."""

import re

import pytest

from lms.config import ROOT

TOKENS = (ROOT / "lms" / "static" / "css" / "10-tokens.css").read_text()
GROUNDS = ("ground", "raised", "sunken")
# Text that stands on a wash of its own colour.
WASHES = ("accent", "due", "held", "error")


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


BY_DAY = colours(TOKENS.split("@media")[0])
BY_NIGHT = BY_DAY | colours(TOKENS.split("@media")[1])
MODES = pytest.mark.parametrize("tokens", [BY_DAY, BY_NIGHT], ids=["day", "night"])


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, other: str) -> float:
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_night_redefines_every_colour_that_day_has() -> None:
    assert set(colours(TOKENS.split("@media")[1])) == set(BY_DAY)


@MODES
@pytest.mark.parametrize("ground", [*GROUNDS, *(f"{name}-wash" for name in WASHES)])
def test_ink_reads_with_ease(tokens: dict[str, str], ground: str) -> None:
    assert contrast(tokens["ink"], tokens[ground]) >= 7


@MODES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ["quiet", "accent", "accent-strong", "due", "held", "error"])
def test_text_reads_on_every_ground(tokens: dict[str, str], text: str, ground: str) -> None:
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@MODES
@pytest.mark.parametrize("name", WASHES)
def test_a_tone_reads_on_its_own_wash(tokens: dict[str, str], name: str) -> None:
    assert contrast(tokens[name], tokens[f"{name}-wash"]) >= 4.5


@MODES
@pytest.mark.parametrize("button", ["accent", "accent-strong"])
def test_a_main_button_reads(tokens: dict[str, str], button: str) -> None:
    assert contrast(tokens["on-accent"], tokens[button]) >= 4.5


@MODES
def test_a_danger_button_under_the_pointer_reads(tokens: dict[str, str]) -> None:
    assert contrast(tokens["raised"], tokens["error"]) >= 4.5


@MODES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("edge", ["edge", "accent"])
def test_controls_and_the_focus_are_seen(tokens: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(tokens[edge], tokens[ground]) >= 3
