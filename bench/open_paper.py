"""A paper that is open in a browser: what the page's script sends, a save for each choice."""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import cycle
from typing import NamedTuple
from urllib.parse import urlencode

from bench.load import at_moments, head_of, with_body
from lms.web.guards.whole import LAST_FIELD, LAST_VALUE

HOST = {"Host": "127.0.0.1"}
FORM_HEADERS = HOST | {
    "Sec-Fetch-Site": "same-origin",
    "Accept": "application/json",
    "Content-Type": "application/x-www-form-urlencoded",
}
INPUT = re.compile(r"<input\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
CHECKED = re.compile(r"\schecked\b")
NUMBER = "save"
LAST = urlencode({LAST_FIELD: LAST_VALUE}).encode()


class Sitting(NamedTuple):
    """A learner at a paper: the id of the attempt that runs, and the cookie of their session."""

    attempt: str
    cookie: str


class OpenPaper:
    """The form of a paper all of whose questions are choices, as its page shows it and its script keeps it.

    Each request of it chooses something else in one question, those without an answer first.
    """

    def __init__(self, html: str, path: str, cookie: str) -> None:
        self.chosen: dict[str, list[str]] = {}
        self._choices: dict[str, list[str]] = {}
        self._hidden: dict[str, str] = {}
        self._encoded: dict[str, bytes] = {}  # each field as it is sent, in the order of the page
        self._number = 0
        self._head = head_of("POST", path, FORM_HEADERS | {"Cookie": cookie})
        self._read(html)
        self._turns = self._unanswered_first()

    def request(self) -> bytes:
        """The save after the next choice."""
        question = next(self._turns)
        self._choose(question, [self._other_choice(question)])
        self._number += 1
        fields = [field for field in self._encoded.values() if field]
        number = urlencode({NUMBER: self._number}).encode()
        return with_body(self._head, b"&".join([*fields, number, LAST]))

    def heed(self, body: bytes) -> None:
        """Keeps what the server says of the answers beside them; raises where it did not take all of them."""
        said = json.loads(body)
        if not said.get("saved") or said["differs"]:
            raise RuntimeError(f"a save was not taken as it was sent: {said}")
        for question, answer in said["was"].items():
            self._hide(f"was-{question}", answer)

    def _read(self, html: str) -> None:
        form = html.partition('id="paper"')[2].partition("</form>")[0]
        for tag in INPUT.findall(form):
            attributes = {name: unescape(value) for name, value in ATTRIBUTE.findall(tag)}
            name, value = attributes["name"], attributes["value"]
            if name in (NUMBER, LAST_FIELD):
                continue  # they are written anew in each save
            if attributes["type"] == "hidden":
                self._hide(name, value)
            elif attributes["type"] in ("radio", "checkbox"):
                self._offer(name, value, is_chosen=bool(CHECKED.search(tag)))
            else:
                raise RuntimeError(f"{name} is no choice, and nothing else can be answered here")

    def _offer(self, question: str, choice: str, *, is_chosen: bool) -> None:
        self._choices.setdefault(question, []).append(choice)
        chosen = self.chosen.get(question, [])
        self._choose(question, [*chosen, choice] if is_chosen else chosen)

    def _unanswered_first(self) -> Iterator[str]:
        return cycle(sorted(self.chosen, key=lambda question: bool(self.chosen[question])))

    def _other_choice(self, question: str) -> str:
        """The choice below the first that is chosen, or the first of all."""
        choices, chosen = self._choices[question], self.chosen[question]
        place = choices.index(chosen[0]) + 1 if chosen else 0
        return choices[place % len(choices)]

    def _choose(self, question: str, choices: list[str]) -> None:
        self.chosen[question] = choices
        self._encoded[question] = urlencode([(question, choice) for choice in choices]).encode()

    def _hide(self, name: str, value: str) -> None:
        if self._hidden.get(name) != value:
            self._hidden[name] = value
            self._encoded[name] = urlencode({name: value}).encode()


class _Reader:
    """A learner who opens their paper."""

    def __init__(self, sitting: Sitting) -> None:
        self._path = f"/attempts/{sitting.attempt}"
        self._cookie = sitting.cookie
        self._html = ""

    def request(self) -> bytes:
        return with_body(head_of("GET", self._path, HOST | {"Cookie": self._cookie}), b"")

    def heed(self, body: bytes) -> None:
        self._html = body.decode()

    def paper(self) -> OpenPaper:
        return OpenPaper(self._html, self._path, self._cookie)


def open_papers(address: str, sittings: Sequence[Sitting]) -> list[OpenPaper]:
    """The papers of these learners, who all open them at once."""
    readers = [_Reader(sitting) for sitting in sittings]
    at_moments(address, {reader: [0.0] for reader in readers})
    return [reader.paper() for reader in readers]
