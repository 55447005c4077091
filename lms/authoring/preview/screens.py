"""Screens: the sections of a module one by one; a link within the module leads to another screen."""

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup

from lms.courses.course import Module

ID = re.compile(r'\bid="([^"]+)"')
WITHIN = re.compile(r'href="#([^"]+)"')
BACK = re.compile(r' <a class="footnote-back"[^>]*href="#([^"]+)"[^>]*>[^<]*</a>')


def places(module: Module, tag: str) -> dict[str, int]:
    """The screen of each id in a module's text: 0 is the title, then one a section."""
    screens = dict.fromkeys(ID.findall(module.text(tag).lead), 0)
    for number, section in enumerate(module.sections, 1):
        screens[section.id] = number
        for part in section.text(tag).parts:
            ids = ID.findall(part) if isinstance(part, str) else [f"q-{part.question}"]
            screens |= dict.fromkeys(ids, number)
    return screens


def screen_html(screen: str, where: Mapping[str, int], address: Callable[[int], str]) -> Markup:
    """A screen's HTML, its links to what stands on another one leading there; a note keeps no way back."""
    here = set(ID.findall(screen))

    def without_way_back(match: re.Match[str]) -> str:
        return match[0] if match[1] in here else ""

    def elsewhere(match: re.Match[str]) -> str:
        target = match[1]
        if target in here or target not in where:
            return match[0]
        return f'href="{address(where[target])}#{target}"'

    html = WITHIN.sub(elsewhere, BACK.sub(without_way_back, screen))
    return Markup(html)  # noqa: S704 - what is put in is an address of ours
