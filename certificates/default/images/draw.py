"""Draw the border and the mark of this design: python draw.py

The border is a guilloche: strands that swing across a band, each a little behind the one before, so that they
weave. One period is drawn once and set along each side as often as it fits; rosettes hold the corners.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, sin, tau
from pathlib import Path

HERE = Path(__file__).parent
INK = "#0b5f63"
WIDTH, HEIGHT = 802, 556  # of the whole border, in points; the page adds its margin
BAND = 26  # between the rules
Point = tuple[float, float]


def curve(at: Callable[[float], Point], steps: int, closed: bool = False) -> str:
    """A path through at(0)…at(1) in cubic curves whose tangents follow the function."""
    d, small, leaving = [], 1e-4, (0.0, 0.0)
    for step in range(steps + 1):
        t = step / steps
        (x, y), (x0, y0), (x1, y1) = at(t), at(t - small), at(t + small)
        dx, dy = (x1 - x0) / small / 6 / steps, (y1 - y0) / small / 6 / steps
        if step == 0:
            d.append(f"M{x:.2f} {y:.2f}")
        else:
            d.append(f"C{leaving[0]:.2f} {leaving[1]:.2f} {x - dx:.2f} {y - dy:.2f} {x:.2f} {y:.2f}")
        leaving = (x + dx, y + dy)
    return "".join(d) + ("Z" if closed else "")


def weave(length: float, strands: int, reach: float, swell: float, waves: int = 1) -> str:
    """One period of a band: the strands, whose reach swells and ebbs once along it."""

    def strand(number: int) -> Callable[[float], Point]:
        behind = tau * number / strands
        return lambda t: (
            length * t,
            reach * (1 - swell - swell * cos(tau * t)) * sin(tau * waves * t + behind),
        )

    return "".join(curve(strand(number), 6 * waves) for number in range(strands))


def rosette(petals: int, strands: int, outer: float, inner: float) -> str:
    """A closed flower of strands, turned against each other."""

    def strand(number: int) -> Callable[[float], Point]:
        turn = tau * number / strands
        middle, swing = (outer + inner) / 2, (outer - inner) / 2

        def at(t: float) -> Point:
            reach = middle + swing * cos(petals * tau * t + turn)
            return reach * cos(tau * t), reach * sin(tau * t)

        return at

    return "".join(curve(strand(number), petals * 4, closed=True) for number in range(strands))


def rule(inset: float, width: float) -> str:
    return (
        f'<rect x="{inset}" y="{inset}" width="{WIDTH - 2 * inset}" height="{HEIGHT - 2 * inset}" '
        f'fill="none" stroke="{INK}" stroke-width="{width}"/>'
    )


def side(name: str, count: int, period: float, start: Point, turned: bool) -> list[str]:
    """The period `name`, set `count` times from `start`, to the right or downwards."""
    x, y = start
    turn = " rotate(90)" if turned else ""
    return [
        f'<use xlink:href="#{name}" transform="translate'
        f'({x + (0 if turned else i * period):.2f} {y + (i * period if turned else 0):.2f}){turn}"/>'
        for i in range(count)
    ]


def border() -> str:
    corner, middle = 35.0, 5 + BAND / 2
    across, down = WIDTH - 2 * corner, HEIGHT - 2 * corner
    times_across, times_down = round(across / 40), round(down / 40)
    long, high = across / times_across, down / times_down
    strokes = f'fill="none" stroke="{INK}" stroke-width="0.4"'
    parts = [
        f'<path id="long" d="{weave(long, 8, 10.4, 0.3)}" {strokes}/>',
        f'<path id="high" d="{weave(high, 8, 10.4, 0.3)}" {strokes}/>',
        f'<g id="corner"><path d="{rosette(12, 5, 14.6, 8)}" {strokes}/>'
        f'<path d="{rosette(8, 3, 7.6, 3)}" {strokes}/>'
        f'<circle r="1.8" fill="{INK}"/></g>',
    ]
    uses = [
        *side("long", times_across, long, (corner, middle), False),
        *side("long", times_across, long, (corner, HEIGHT - middle), False),
        *side("high", times_down, high, (middle, corner), True),
        *side("high", times_down, high, (WIDTH - middle, corner), True),
        *(
            f'<use xlink:href="#corner" transform="translate({x} {y})"/>'
            for x in (middle, WIDTH - middle)
            for y in (middle, HEIGHT - middle)
        ),
    ]
    rules = [rule(1, 1.4), rule(4, 0.4), rule(BAND + 6, 0.4), rule(BAND + 8.5, 0.8)]
    return svg(WIDTH, HEIGHT, f"<defs>{''.join(parts)}</defs>" + "".join(rules + uses))


def mark() -> str:
    """A relay: two hands, one the other turned about, and what goes from the one to the other."""
    hand = (
        "M-19.5 3.5C-18.5 -9.5 -8 -19.2 4.5 -18.6C8.6 -18.4 11.6 -16.6 13.4 -14.2"
        "C9.6 -15.2 5.6 -14.6 2.2 -12.6C-4.6 -8.6 -7.2 -1.6 -13.2 2.6C-15.2 4 -17.6 4.4 -19.5 3.5Z"
    )
    baton = '<path d="M-7.2 7.2L7.2 -7.2" stroke-width="4.6" stroke-linecap="round"/>'
    ring = rosette(36, 2, 25.2, 23.2)
    return svg(
        52,
        52,
        f'<g transform="translate(26 26)" fill="none" stroke="{INK}">'
        f'<path d="{ring}" stroke-width="0.4"/>'
        f'<path d="{hand}" fill="{INK}" stroke="none"/>'
        f'<g transform="rotate(180)"><path d="{hand}" fill="{INK}" stroke="none"/></g>{baton}</g>',
    )


def svg(width: float, height: float, content: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">{content}</svg>\n'
    )


if __name__ == "__main__":
    (HERE / "border.svg").write_text(border(), encoding="utf-8")
    (HERE / "mark.svg").write_text(mark(), encoding="utf-8")
