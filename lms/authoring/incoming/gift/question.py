"""One question of a GIFT file on its way to a block of ours. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lms.authoring.incoming.gift.number import NoNumber, number_of
from lms.authoring.incoming.gift.words import Words, format_of, read_words
from lms.courses.questions.blank import fold
from lms.courses.spaces import one_line

TITLE = re.compile(r"\s*::(?P<title>(?:\\.|[^\\])*?)::", re.DOTALL)
ANSWER = re.compile(r"(?P<mark>[=~])\s*(?:%(?P<weight>-?[\d.]+)%)?(?P<text>(?:\\.|[^\\=~])*)", re.DOTALL)
TRUTH = re.compile(r"(?P<value>T|TRUE|F|FALSE)\s*(?P<feedback>#.*)?", re.IGNORECASE | re.DOTALL)
ANSWERS = re.compile(r"(?<!\\)\{(?P<answers>(?:\\.|[^\\{}])*)\}", re.DOTALL)
BRACE = re.compile(r"(?<!\\)[{}]")
HASH = re.compile(r"(?<!\\)#")
GENERAL = re.compile(r"(?<!\\)####")
# A gap parts its answers by ; and holds no braces; = before all would make it one for a number.
NOT_TYPED = re.compile(r"\A=|[{};]")
ALL = Decimal(100)
NOTHING = Decimal(0)
TRUE_AND_FALSE = {"fr": ("Vrai", "Faux")}
HEADS = {"fr": ("Gauche", "Droite")}


class CannotCarry(Exception):
    """A question that none of our kinds can ask; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Answer:
    """What may be answered. The weight is what it gives, in percent of all."""

    text: str
    weight: Decimal
    feedback: str
    expected: bool
    """Is it marked as right?"""


class Question:
    """A GIFT question; `left_out` has the codes of what was left out of it, each once."""

    def __init__(self, raw: str, language: str) -> None:
        self.left_out: dict[str, None] = {}
        self.language = language
        match = TITLE.match(raw)
        self.title = read_words(match["title"], "moodle").plain if match else ""
        after_title = raw[match.end() :] if match else raw
        self.form, rest = format_of(after_title, "moodle")
        inside = ANSWERS.search(rest)
        self.answers = inside["answers"] if inside else None
        self.around = (rest[: inside.start()], rest[inside.end() :]) if inside else (rest, "")

    def body(self) -> str:
        """What stands between the fences. Raises CannotCarry."""
        if signs := {sign for part in self.around for sign in BRACE.findall(part)}:
            if signs == {"{"} and self.answers is None:
                raise CannotCarry("gift-not-closed")
            raise CannotCarry("gift-unreadable")
        if self.answers is None:
            raise CannotCarry("gift-no-answers")
        answers, *general = GENERAL.split(self.answers, maxsplit=1)
        block = self._block(answers.strip())
        explanation = self._words(general[0]).shown if general else ""
        return f"{block}\n\n> {explanation}" if explanation else block

    def _block(self, answers: str) -> str:
        if not answers:
            raise CannotCarry("gift-essay")
        if match := TRUTH.fullmatch(answers):
            return self._truth(match["value"].upper().startswith("T"), match["feedback"] or "")
        if answers.startswith("#"):
            return self._with("{{" + self._number(answers[1:]) + "}}")
        marked = list(ANSWER.finditer(answers))
        if not marked or marked[0].start():
            raise CannotCarry("gift-unreadable")
        parsed = [self._answer(match) for match in marked]
        if all("->" in answer.text for answer in parsed):
            return self._match(parsed)
        if all(answer.expected for answer in parsed):
            return self._with("{{" + "; ".join(self._typed(parsed)) + "}}")
        return self._boxes(parsed)

    def _words(self, raw: str) -> Words:
        words = read_words(raw, self.form)
        if words.tags:
            self.left_out["gift-html"] = None
        return words

    def _answer(self, match: re.Match[str]) -> _Answer:
        text, *feedback = HASH.split(match["text"], maxsplit=1)
        expected = match["mark"] == "="
        try:
            written = Decimal(match["weight"]) if match["weight"] else None
        except InvalidOperation as wrong:
            raise CannotCarry("gift-unreadable") from wrong
        unwritten = ALL if expected else NOTHING
        weight = unwritten if written is None else written
        first_feedback = feedback[0].strip() if feedback else ""
        return _Answer(text, weight, first_feedback, expected)

    def _with(self, blank: str) -> str:
        """The text around the answers with this in their place, as close to it as they were."""
        parts = [self._words(part).shown for part in self.around]
        before, after = self.around
        # What ends the text stands apart from it; a brace that touched a gap would become a part of it.
        apart = before[-1:].isspace() or not after.strip() or parts[0].endswith("{")
        spaced = (apart, after[:1].isspace())
        glue = [" " if part and space else "" for part, space in zip(parts, spaced, strict=True)]
        return f"{parts[0]}{glue[0]}{blank}{glue[1]}{parts[1]}"

    def _prompt(self, blank: str = "") -> str:
        """What is asked above the answers, with a blank where they stood within it."""
        within = blank if self.around[1].strip() else ""
        text = one_line(self._with(within))
        if not text:
            raise CannotCarry("gift-no-prompt")
        return text

    def _truth(self, is_true: bool, feedback: str) -> str:
        """Choices. The first feedback is for who is wrong, the second for who is right."""
        true, false = TRUE_AND_FALSE.get(self.language, ("True", "False"))
        wrong, right = ([*HASH.split(feedback, maxsplit=2)[1:], "", ""])[:2]
        feedback_on_true = right if is_true else wrong
        feedback_on_false = wrong if is_true else right
        rows = [
            self._row(true, is_true, feedback_on_true),
            self._row(false, not is_true, feedback_on_false),
        ]
        return f"{self._prompt()}\n\n" + "\n".join(rows)

    def _boxes(self, answers: list[_Answer]) -> str:
        """One = makes it a question with one right answer, in which any other part of the points is lost."""
        best = max(answer.weight for answer in answers)
        if best <= 0 or len(answers) < 2:
            raise CannotCarry("gift-no-key")
        one_is_right = any(answer.expected for answer in answers)
        right = [answer.weight == best if one_is_right else answer.weight > 0 for answer in answers]
        if one_is_right:
            self._tell_parts(answers, best)
            if sum(right) > 1:
                self.left_out["gift-either"] = None
        elif len({answer.weight for answer in answers if answer.weight > 0}) > 1 or any(
            answer.weight < 0 for answer in answers
        ):
            self.left_out["gift-weights"] = None
        texts = [self._words(answer.text) for answer in answers]
        self._each_once(texts)
        rows = [
            self._row(text.shown, is_right, answer.feedback)
            for text, is_right, answer in zip(texts, right, answers, strict=True)
        ]
        return f"{self._prompt('____')}\n\n" + "\n".join(rows)

    def _row(self, text: str, is_right: bool, feedback: str) -> str:
        said = self._words(feedback).shown
        return f"- [{'x' if is_right else ' '}] {text}" + (f"\n  > {said}" if said else "")

    def _tell_parts(self, answers: list[_Answer], best: Decimal) -> None:
        if any(answer.weight not in (best, NOTHING) for answer in answers):
            self.left_out["gift-part"] = None

    def _each_once(self, texts: Iterable[Words]) -> None:
        folded = [text.folded for text in texts]
        if not all(folded):
            raise CannotCarry("gift-empty-answer")
        if len(set(folded)) < len(folded):
            raise CannotCarry("gift-same-answer")

    def _typed(self, answers: list[_Answer]) -> list[str]:
        """The answers that give all points, each once as gaps compare them."""
        if any(answer.feedback for answer in answers):
            self.left_out["gift-feedback"] = None
        best = max(answer.weight for answer in answers)
        self._tell_parts(answers, best)
        texts = [self._words(answer.text).plain for answer in answers if answer.weight == best > 0]
        if any(NOT_TYPED.search(text) for text in texts):
            raise CannotCarry("gift-gap-signs")
        once = {fold(text): text for text in reversed(texts) if fold(text)}
        if not once:
            raise CannotCarry("gift-no-key")
        return list(once.values())[::-1]

    def _match(self, answers: list[_Answer]) -> str:
        if any(answer.feedback for answer in answers):
            self.left_out["gift-feedback"] = None
        pairs = [[self._words(part) for part in answer.text.split("->", 1)] for answer in answers]
        lefts = [left for left, _ in pairs if left.plain]
        if len(lefts) < 2:
            raise CannotCarry("gift-one-pair")
        self._each_once(lefts)
        # Two lefts may share a right; one that goes with nothing may be no other's.
        rights = {right.folded: right for left, right in pairs if left.plain}
        self._each_once([*rights.values(), *(right for left, right in pairs if not left.plain)])
        heads = HEADS.get(self.language, ("Left", "Right"))
        rows = [heads, ("---", "---"), *((left.shown, right.shown) for left, right in pairs)]
        cells = ([cell.replace("|", "\\|") for cell in row] for row in rows)
        return f"{self._prompt()}\n\n" + "\n".join(f"| {left} | {right} |" for left, right in cells)

    def _number(self, answers: str) -> str:
        """One number, or the one of several that gives all points."""
        several = [self._answer(match) for match in ANSWER.finditer(answers)]
        numbers = [answer for answer in several if answer.expected] or [self._plain_number(answers)]
        best = max(numbers, key=lambda answer: answer.weight)
        if best.weight <= 0:
            raise CannotCarry("gift-no-key")
        if len(numbers) > 1:
            self.left_out["gift-several-numbers"] = None
        if any(answer.feedback for answer in several or numbers):
            self.left_out["gift-feedback"] = None
        try:
            return number_of(best.text)
        except NoNumber as wrong:
            raise CannotCarry("gift-unreadable") from wrong

    def _plain_number(self, answers: str) -> _Answer:
        text, *feedback = HASH.split(answers, maxsplit=1)
        first_feedback = feedback[0] if feedback else ""
        return _Answer(text, ALL, first_feedback, expected=True)
