"""GIFT, Moodle's format for questions in plain text, to question blocks of ours. Pure.

The format is described at docs.moodle.org, “GIFT format”: comments begin with //, a question has a title
between :: and its answers between braces, and \\ takes the meaning from ~ = # { } and :.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lms.courses.headers import PLACES
from lms.courses.problems import Findings, Problem
from lms.courses.questions.blanks import fold

TITLE = re.compile(r"\s*::(?P<title>(?:\\.|[^\\])*?)::", re.DOTALL)
FORMAT = re.compile(r"\s*\[(?P<name>html|moodle|plain|markdown)\]", re.IGNORECASE)
ANSWER = re.compile(r"(?P<mark>[=~])(?:%(?P<weight>-?[\d.]+)%)?(?P<text>(?:\\.|[^\\=~])*)", re.DOTALL)
TRUTH = re.compile(r"(?P<value>T|TRUE|F|FALSE)\s*(?P<feedback>#.*)?", re.IGNORECASE | re.DOTALL)
ANSWERS = re.compile(r"(?<!\\)\{(?P<answers>(?:\\.|[^\\{}])*)\}", re.DOTALL)
BRACE = re.compile(r"(?<!\\)[{}]")
ESCAPED = re.compile(r"\\([~=#{}:\\])")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
WORDS = {"fr": ("Vrai", "Faux")}


class CannotCarry(Exception):
    """A question that none of our kinds can ask; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Carried:
    """What came of a GIFT file: the blocks, and what of it could not be carried over and why."""

    blocks: list[str] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Choice:
    text: str
    weight: Decimal
    feedback: str


def carry_over(text: str, path: str, language: str, taken: set[str]) -> Carried:
    """The questions of a GIFT text as blocks, each with an id of its own; problems stand at its lines."""
    findings, carried, ids = Findings(path), Carried(), _Ids(taken)
    for line, raw in _questions(text):
        question = _Question(raw, line, findings, language)
        try:
            body = question.body()
        except CannotCarry as why:
            findings.add(why.code, line, 1)
            continue
        identity = ids.free(_slug(question.title) or "question")
        carried.blocks.append(f"::: question {identity}\n\n{body}\n\n:::")
    carried.problems = tuple(findings)
    return carried


def _questions(text: str) -> Iterator[tuple[int, str]]:
    """The questions with their first line; empty lines part them, comments and categories are left out."""
    lines: list[str] = []
    first = 0
    for number, line in enumerate([*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""], 1):
        plain = line.strip()
        if plain.startswith("//") or plain.upper().startswith("$CATEGORY:"):
            continue
        if plain:
            first = first if lines else number
            lines.append(line)
        elif lines:
            yield first, "\n".join(lines)
            lines = []


class _Question:
    """One GIFT question on its way to a block."""

    def __init__(self, raw: str, line: int, findings: Findings, language: str) -> None:
        self.line, self.findings, self.language = line, findings, language
        match = TITLE.match(raw)
        self.title = self.plain(match["title"]) if match else ""
        rest = raw[match.end() :] if match else raw
        if found := FORMAT.match(rest):
            rest = rest[found.end() :]
        inside = ANSWERS.search(rest)
        self.answers = inside["answers"].strip() if inside else None
        self.before = self.plain(rest[: inside.start()] if inside else rest)
        self.after = self.plain(rest[inside.end() :]) if inside else ""
        around = [rest[: inside.start()], rest[inside.end() :]] if inside else [rest]
        self.unpaired = any(BRACE.search(part) for part in around)

    def body(self) -> str:
        """What stands between the fences. Raises CannotCarry."""
        if self.unpaired:
            raise CannotCarry("gift-unreadable")
        if self.answers is None:
            raise CannotCarry("gift-no-answers")
        answers, _, general = self.answers.partition("####")
        answers = answers.strip()
        block = self._block(answers)
        explanation = self.plain(general)
        return f"{block}\n\n> {explanation}" if explanation else block

    def _block(self, answers: str) -> str:
        if not answers:
            raise CannotCarry("gift-essay")
        if match := TRUTH.fullmatch(answers):
            if match["feedback"]:
                self.findings.add("gift-feedback", self.line, 1)
            return self._truth(match["value"].upper().startswith("T"))
        if answers.startswith("#"):
            return self._gap(self._number(answers[1:]))
        choices = [self._choice(match) for match in ANSWER.finditer(answers)]
        if not choices:
            raise CannotCarry("gift-unreadable")
        if all("->" in choice.text for choice in choices):
            return self._match(choices)
        if "~" not in re.sub(r"\\.", "", answers):
            return self._gap("; ".join(self._typed(choices)))
        return self._boxes(choices)

    def _typed(self, choices: list[_Choice]) -> list[str]:
        """The answers that may be typed, each once as gaps compare them."""
        if any(choice.feedback for choice in choices):
            self.findings.add("gift-feedback", self.line, 1)
        if len({choice.weight for choice in choices}) > 1:
            self.findings.add("gift-weights", self.line, 1)
        texts = [choice.text.replace(";", ",") for choice in choices if choice.weight > 0]
        return list({fold(text): text for text in reversed(texts)}.values())[::-1]

    def _choice(self, match: re.Match[str]) -> _Choice:
        text, _, feedback = re.sub(r"\\#", "\0", match["text"]).partition("#")
        default = Decimal(100 if match["mark"] == "=" else 0)
        return _Choice(
            self.plain(text.replace("\0", "#")),
            Decimal(match["weight"]) if match["weight"] else default,
            self.plain(feedback.replace("\0", "#")),
        )

    def _prompt(self, blank: str = "") -> str:
        return " ".join(part for part in (self.before, blank if self.after else "", self.after) if part)

    def _truth(self, is_true: bool) -> str:
        true, false = WORDS.get(self.language, ("True", "False"))
        marks = ("x", " ") if is_true else (" ", "x")
        return f"{self._prompt()}\n\n- [{marks[0]}] {true}\n- [{marks[1]}] {false}"

    def _boxes(self, choices: list[_Choice]) -> str:
        right = [choice for choice in choices if choice.weight > 0]
        if not right or len(choices) < 2:
            raise CannotCarry("gift-no-key")
        if len({choice.weight for choice in right}) > 1 or any(choice.weight < 0 for choice in choices):
            self.findings.add("gift-weights", self.line, 1)
        rows = []
        for choice in choices:
            rows.append(f"- [{'x' if choice.weight > 0 else ' '}] {choice.text}")
            rows += [f"  > {choice.feedback}"] if choice.feedback else []
        return f"{self._prompt('____')}\n\n" + "\n".join(rows)

    def _match(self, choices: list[_Choice]) -> str:
        pairs = [[part.strip().replace("|", "\\|") for part in one.text.split("->", 1)] for one in choices]
        heads = ("Gauche", "Droite") if self.language == "fr" else ("Left", "Right")
        rows = [f"| {left} | {right} |" for left, right in (heads, ("---", "---"), *pairs)]
        return f"{self._prompt()}\n\n" + "\n".join(rows)

    def _gap(self, answer: str) -> str:
        return " ".join(part for part in (self.before, f"{{{{{answer}}}}}", self.after) if part)

    def _number(self, answers: str) -> str:
        """`18:0.5`, `1..5`, or several weighted with =, of which the first is taken."""
        several = [match["text"] for match in ANSWER.finditer(answers)] or [answers]
        if len(several) > 1:
            self.findings.add("gift-several-numbers", self.line, 1)
        text = several[0].partition("#")[0].strip()
        try:
            if ".." in text:
                low, high = (Decimal(part) for part in text.split("..", 1))
                middle, tolerance = (low + high) / 2, (high - low) / 2
            else:
                value, _, within = text.partition(":")
                middle, tolerance = Decimal(value), Decimal(within or 0)
        except InvalidOperation as wrong:
            raise CannotCarry("gift-unreadable") from wrong
        return f"= {_written(middle)}" + (f" ± {_written(tolerance)}" if tolerance else "")

    def plain(self, text: str) -> str:
        """A text on one line, without the escapes of GIFT and without HTML, which is reported."""
        text = ESCAPED.sub(r"\1", text.replace("\\n", " "))
        if TAG.search(text):
            self.findings.add("gift-html", self.line, 1)
            text = TAG.sub(" ", text)
        return " ".join(text.replace("{{", "\\{{").split())


def _written(number: Decimal) -> str:
    """A number as our questions have it: a point before exactly three figures would be refused."""
    text = f"{number.normalize():f}"
    return f"{text}0" if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text) else text


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-")


class _Ids:
    """The ids of a course. Of a thousand questions without a title, each is numbered after the last."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = set(taken)
        self.last: dict[str, int] = {}

    def free(self, stem: str) -> str:
        candidate, number = stem, self.last.get(stem, 1)
        while candidate in self.taken or PLACES.fullmatch(candidate):
            number += 1
            candidate = f"{stem}-{number}"
        self.taken.add(candidate)
        self.last[stem] = number
        return candidate
