"""What a page shows: the fields of a paper's form in their order, and the answers on a paper or a result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.faults.judge import Answer

PAPER = "paper"


@dataclass
class DrawnField:
    """A field: its kind, the values that can be chosen in it, and those that it has."""

    kind: str
    choices: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


class Drawn(HTMLParser):
    """A page as a browser has it, as far as it matters here."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, DrawnField] = {}
        self._is_inside = False
        self._question = ""
        self._is_typed = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._is_inside = given.get("id") == PAPER
        elif "data-question" in given:
            self._question = given.get("id") or ""
        elif tag == "input":
            self._take(given)
        elif tag == "bdi" and given.get("class") == "gap-given":
            # A result has what was typed as text.
            self._is_typed = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._is_typed:
            self.fields.setdefault(self._question, DrawnField("text")).values.append(data)
            self._is_typed = False

    def _take(self, given: Mapping[str, str | None]) -> None:
        name = given.get("name") or ""
        # A result has the answers in fields of no form.
        if not self._is_inside and name != self._question:
            return
        kind = given.get("type") or "text"
        value = given.get("value") or ""
        drawn = self.fields.setdefault(name, DrawnField(kind))
        drawn.kind = kind
        if kind in ("radio", "checkbox"):
            drawn.choices.append(value)
        if kind not in ("radio", "checkbox") or "checked" in given:
            drawn.values.append(value)

    def answers(self) -> dict[str, Answer]:
        """The answers to its questions, by question."""
        return {
            name[2:]: tuple(value for value in drawn.values if value)
            for name, drawn in self.fields.items()
            if name.startswith("q-")
        }
