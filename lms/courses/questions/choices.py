"""What single choice and multiple response share: a task list whose boxes say what is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from lms.courses.course import ChoiceText, Question, Wording
from lms.courses.questions.block import (
    BOX,
    MARK,
    Piece,
    first_words,
    has_box,
    is_checked,
    items_of,
    split_pieces,
)
from lms.courses.questions.carrying import choice_places
from lms.courses.questions.contract import Answer, BadAnswer, Parsed
from lms.courses.questions.parts import compare_explanations, explanation_of, written_twice
from lms.courses.token_meta import start_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lms.courses.questions.block import WrittenQuestion

# In the text of a choice: a further choice that Markdown took for the same paragraph.
RUN_ON = re.compile(rf"\s*(?:{MARK})?{BOX.pattern}")
QUOTE = re.compile(r"\s*>")
KIN = ("single", "multiple")


def right_choices(question: Question) -> frozenset[int]:
    """The numbers of the right choices, 1 for the first as written."""
    return frozenset(cast(tuple[int, ...], question.key))


def marks(question: Question, answer: Answer) -> dict[int, bool]:
    """For each choice chosen or right: was it rightly treated."""
    right = right_choices(question)
    return {choice: choice in right and choice in answer for choice in sorted(right.union(answer))}


class Choices:
    """A question answered by choosing among written choices. Its key is the numbers of the right ones."""

    name = ""
    as_written_is_right = False

    def fits(self, question: WrittenQuestion) -> bool:
        """Do the boxes and the header ask for this kind?"""
        raise NotImplementedError

    def recognise(self, question: WrittenQuestion) -> bool:
        # Boxes may be empty in a translation: there any list of choices will do.
        return (
            bool(question.choice_lists)
            and not question.gaps
            and (question.translation or self.fits(question))
        )

    def joined(self, key: object, _translated: object) -> object:
        return key

    def right(self, question: Question, _language: str | None = None) -> Answer:
        return sorted(right_choices(question))

    def known(self, question: Question, answer: Answer) -> Answer:
        return answer if all(choice in range(1, question.size + 1) for choice in answer) else []

    def carried(self, before: Question, question: Question, answer: Answer) -> Answer | None:
        if before.kind not in KIN:
            return None
        places = choice_places(before, question)
        return sorted(places[one] for one in answer) if all(one in places for one in answer) else None

    def same_key(self, before: Question, question: Question) -> bool:
        return before.kind in KIN and self.carried(
            before, question, sorted(right_choices(before))
        ) == self.right(question)

    def unclear(self, _question: Question, _answer: Answer) -> None:
        return None

    def dump_key(self, key: Any) -> Any:
        return list(key)

    def load_key(self, plain: Any) -> object:
        return tuple(plain)

    def read(self, question: Question, values: Sequence[str]) -> Answer:
        numbers = {str(number): number for number in range(1, question.size + 1)}
        if len(values) > question.size:
            raise BadAnswer("too-many-choices")
        if any(value not in numbers for value in values):
            raise BadAnswer("no-such-choice")
        if len(set(values)) != len(values):
            raise BadAnswer("choice-twice")
        return sorted(numbers[value] for value in values)

    def parse(self, question: WrittenQuestion) -> Parsed | None:
        before = len(question.findings)
        run_on = question.boxes_in_text()
        for token, position, written in run_on:
            question.report_inside("wrong-mark", token, position, written=written)
        listed = None if run_on else _choice_list(question)
        if listed is None:
            return None
        if listed is question.blocks[0]:
            question.report("no-prompt")
        choices = [_choice(question, number, item) for number, item in enumerate(items_of(listed), 1)]
        if any(choice is None for choice in choices):
            return None
        texts = tuple(choice for choice in choices if choice)
        key = tuple(number for number, item in enumerate(items_of(listed), 1) if is_checked(item))
        pairs = zip(items_of(listed), texts, strict=True)
        written_twice(question, [(item.tokens[2], choice.text) for item, choice in pairs])
        self._check_key(question, listed, key)
        explanation = explanation_of(question)
        if len(question.findings) > before:
            return None
        prompt = [token for part in question.blocks[:-1] for token in part.tokens]
        wording = Wording(question.html(prompt, "prompt"), texts, explanation)
        return Parsed(None if question.translation and not key else key, len(texts), wording)

    def _check_key(self, question: WrittenQuestion, listed: Piece, key: tuple[int, ...]) -> None:
        if len(items_of(listed)) == 1:
            question.report("one-choice", listed.tokens[0])
        elif not key and not question.translation:
            question.report_box("no-key", items_of(listed)[0])
        elif len(key) > 1 and self.name == "single" and not question.translation:
            question.report_box("several-keys", items_of(listed)[key[1] - 1])

    def agrees(self, question: WrittenQuestion, source: Question, translated: Parsed) -> bool:
        listed = question.choice_lists[0]
        if translated.size != source.size:
            question.report(
                "translation-choices",
                listed.tokens[0],
                id=source.id,
                here=translated.size,
                source=source.size,
            )
            return False
        right = right_choices(source)
        for number, item in enumerate(items_of(listed), 1):
            if translated.key is not None and is_checked(item) != (number in right):
                question.report_box("translation-boxes", item, id=source.id)
                return False
        _compare_feedback(question, source, translated)
        return True


def _choice_list(question: WrittenQuestion) -> Piece | None:
    """The one list of choices, which stands last; else what is wrong is reported."""
    lists, blocks = question.choice_lists, question.blocks
    mixed = False
    numbered = next((it for it in lists if it.type == "ordered_list_open"), None)
    if numbered:
        question.report("numbered-choices", numbered.tokens[0])
        return None
    for first, second in pairwise(lists):
        between = blocks[blocks.index(first) + 1 : blocks.index(second)]
        quotes = [part for part in between if part.type == "blockquote_open"]
        for quote in quotes:
            question.report("feedback-not-indented", quote.tokens[0])
        if not quotes and (between or not mixed):
            question.report("two-lists" if between else "mixed-markers", second.tokens[0])
            mixed = mixed or not between
    if len(lists) > 1:
        return None
    if lists[0] is not blocks[-1]:
        after = blocks[blocks.index(lists[0]) + 1]
        if after.type == "blockquote_open" and question.explanation and question.stands_apart(after):
            question.report("second-quote", question.explanation.tokens[0])
            return None
        codes = {"blockquote_open": "feedback-not-indented", "bullet_list_open": "mixed-markers"}
        question.report(codes.get(after.type, "text-after-choices"), after.tokens[0])
        return None
    return lists[0]


def _choice(question: WrittenQuestion, number: int, item: Piece) -> ChoiceText | None:
    """One choice with its feedback; None when something is wrong with it."""
    parts = split_pieces(item.inner)
    words = first_words(item)
    if not has_box(item):
        written = BOX.match(words)
        empty = written and written[0] in ("[ ]", "[x]", "[X]") and words == written[0]
        code = "empty-choice" if empty else "wrong-box" if written else "no-box"
        if words:
            question.report_inside(code, item.tokens[2], 0, written=written[0] if written else "")
        else:
            question.report(code, item.tokens[0])
        return None
    if not parts or parts[0].type == "blockquote_open":
        question.report("empty-choice", item.tokens[0])
        return None
    if parts[0].type != "paragraph_open":
        question.report("choice-content", item.tokens[0])
        return None
    text = parts[0].tokens[1]
    shown = question.inline_html(text)
    if not shown.strip():
        question.report("empty-choice", item.tokens[0])
        return None
    if not _sound_text(question, text):
        return None
    others = [part for part in parts[1:] if part.type != "blockquote_open"] or parts[2:]
    if others:
        question.report("choice-content", others[0].tokens[0])
        return None
    quoted = [it for part in parts[1:] for it in part.inner if it.type == "inline"]
    if not all(_sound_text(question, it, feedback=True) for it in quoted):
        return None
    feedback = question.html(parts[1].inner, f"c{number}") if len(parts) > 1 else None
    return ChoiceText(shown, feedback)


def _sound_text(question: WrittenQuestion, text: Token, feedback: bool = False) -> bool:
    """Is this text of a choice, or of its feedback, all that Markdown took for it?"""
    for position, line in list(question.lines_of(text))[1:]:
        column = len(line) - len(line.lstrip())
        if QUOTE.match(line) and not feedback:
            question.report_inside("feedback-too-deep", text, position + column)
            return False
        if RUN_ON.match(line):
            written = line.split("]")[0].strip() + "]"
            question.report_inside("wrong-mark", text, position + column, written=written)
            return False
    for child in (text.children or ()) if not feedback else ():
        if child.type == "footnote_ref":
            question.report_inside("footnote-in-choice", text, start_of(child))
            return False
    return True


def _compare_feedback(question: WrittenQuestion, source: Question, translated: Parsed) -> None:
    """Warn of feedback that the source gives and the translation leaves out."""
    original = source.wording(None)
    here = translated.wording
    items = items_of(question.choice_lists[0])
    for item, theirs, ours in zip(items, original.choices, here.choices, strict=True):
        if theirs.feedback and not ours.feedback:
            question.report("translation-feedback", item.tokens[0], id=source.id)
    compare_explanations(question, source, translated)
