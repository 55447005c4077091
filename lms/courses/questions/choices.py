"""What single choice and multiple response share: a task list whose boxes say what is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from lms.courses.course import ChoiceText, Question, Wording
from lms.courses.places import indent_of
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
        if question.gaps or not question.choice_lists:
            return False
        # Boxes may be empty in a translation: there any list of choices will do.
        return question.translation or self.fits(question)

    def join_keys(self, key: object, _translated: object) -> object:
        return key

    def right(self, question: Question, _language: str | None = None) -> Answer:
        return sorted(right_choices(question))

    def fitting(self, question: Question, answer: Answer) -> Answer:
        there = range(1, question.size + 1)
        return answer if all(choice in there for choice in answer) else []

    def carry(self, before: Question, question: Question, answer: Answer) -> Answer | None:
        if before.kind not in KIN:
            return None
        places = choice_places(before, question)
        if any(choice not in places for choice in answer):
            return None
        return sorted(places[choice] for choice in answer)

    def same_key(self, before: Question, question: Question) -> bool:
        if before.kind not in KIN:
            return False
        return self.carry(before, question, self.right(before)) == self.right(question)

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
        if question.report_boxes_in_text():
            return None
        choice_list = _choice_list(question)
        if choice_list is None:
            return None
        if choice_list is question.blocks[0]:
            question.report("no-prompt")
        items = items_of(choice_list)
        read = [_choice(question, number, item) for number, item in enumerate(items, 1)]
        choices = tuple(choice for choice in read if choice)
        if len(choices) < len(items):
            return None
        texts = [choice.text for choice in choices]
        written_twice(question, zip([item.tokens[2] for item in items], texts, strict=True))
        key = tuple(number for number, item in enumerate(items, 1) if is_checked(item))
        self._check_key(question, choice_list, key)
        explanation = explanation_of(question)
        if len(question.findings) > before:
            return None
        wording = Wording(question.prompt_html(question.blocks[:-1]), choices, explanation)
        if question.translation and not key:
            # All its boxes are empty: the source's key holds.
            return Parsed(None, len(choices), wording)
        return Parsed(key, len(choices), wording)

    def _check_key(self, question: WrittenQuestion, choice_list: Piece, key: tuple[int, ...]) -> None:
        """Are there several choices, and as many marked as this kind allows?"""
        items = items_of(choice_list)
        if len(items) == 1:
            question.report("one-choice", choice_list.tokens[0])
        elif question.translation:
            # Its boxes are compared with the source's, by `agrees`.
            return
        elif not key:
            question.report_box("no-key", items[0])
        elif len(key) > 1 and self.name == "single":
            question.report_box("several-keys", items[key[1] - 1])

    def agrees(self, question: WrittenQuestion, source: Question, translated: Parsed) -> bool:
        choice_list = question.choice_lists[0]
        if translated.size != source.size:
            sizes = {"here": translated.size, "source": source.size}
            question.report("translation-choices", choice_list.tokens[0], id=source.id, **sizes)
            return False
        right = right_choices(source)
        for number, item in enumerate(items_of(choice_list), 1):
            is_right = number in right
            if translated.key is not None and is_checked(item) != is_right:
                question.report_box("translation-boxes", item, id=source.id)
                return False
        _compare_feedback(question, source, translated)
        return True


def _choice_list(question: WrittenQuestion) -> Piece | None:
    """The one list of choices, which stands last; else None, and what is wrong is reported.

    | lists with choices | stands where | reported |
    | --- | --- | --- |
    | one | last, but for the closing quote | nothing: it is the list |
    | one | above something else | as `_report_what_follows` says |
    | one or more | one of them is numbered | `numbered-choices` |
    | several | with quotes between them | `feedback-not-indented`, at each quote |
    | several | with other text between them | `two-lists` |
    | several | right below each other, begun with - and then with * | `mixed-markers`, once |
    """
    lists = question.choice_lists
    numbered = next((block for block in lists if block.type == "ordered_list_open"), None)
    if numbered:
        question.report("numbered-choices", numbered.tokens[0])
        return None
    if len(lists) > 1:
        _report_several_lists(question, lists)
        return None
    choice_list = lists[0]
    if choice_list is not question.blocks[-1]:
        _report_what_follows(question, choice_list)
        return None
    return choice_list


def _report_several_lists(question: WrittenQuestion, lists: list[Piece]) -> None:
    mixed = False
    places = {id(block): place for place, block in enumerate(question.blocks)}
    for first, second in pairwise(lists):
        between = question.blocks[places[id(first)] + 1 : places[id(second)]]
        quotes = [block for block in between if block.type == "blockquote_open"]
        for quote in quotes:
            question.report("feedback-not-indented", quote.tokens[0])
        if between and not quotes:
            question.report("two-lists", second.tokens[0])
        if not between and not mixed:
            question.report("mixed-markers", second.tokens[0])
            mixed = True


def _report_what_follows(question: WrittenQuestion, choice_list: Piece) -> None:
    """Reports what stands below the list of choices, and what was most likely meant by it."""
    after = question.blocks[question.blocks.index(choice_list) + 1]
    if after.type == "blockquote_open" and question.explanation and question.stands_apart(after):
        question.report("second-quote", question.explanation.tokens[0])
    elif after.type == "blockquote_open":
        question.report("feedback-not-indented", after.tokens[0])
    elif after.type == "bullet_list_open":
        question.report("mixed-markers", after.tokens[0])
    else:
        question.report("text-after-choices", after.tokens[0])


def _choice(question: WrittenQuestion, number: int, item: Piece) -> ChoiceText | None:
    """One choice with its feedback: a paragraph and perhaps a quote. None when something is wrong with it."""
    if not has_box(item):
        _report_no_box(question, item)
        return None
    parts = split_pieces(item.inner)
    if not parts or parts[0].type == "blockquote_open":
        question.report("empty-choice", item.tokens[0])
        return None
    if parts[0].type != "paragraph_open":
        question.report("choice-content", item.tokens[0])
        return None
    inline = parts[0].tokens[1]
    text = question.inline_html(inline)
    if not text.strip():
        question.report("empty-choice", item.tokens[0])
        return None
    if not _sound_text(question, inline):
        return None
    # Whatever is no quote, else a second quote.
    too_much = [part for part in parts[1:] if part.type != "blockquote_open"] or parts[2:]
    if too_much:
        question.report("choice-content", too_much[0].tokens[0])
        return None
    if len(parts) == 1:
        return ChoiceText(text)
    quote = parts[1]
    quoted = [token for token in quote.inner if token.type == "inline"]
    if not all(_sound_text(question, inline, feedback=True) for inline in quoted):
        return None
    return ChoiceText(text, question.html(quote.inner, f"c{number}"))


def _report_no_box(question: WrittenQuestion, item: Piece) -> None:
    """Reports an item that Markdown gave no box.

    | it begins with | reported |
    | --- | --- |
    | nothing, or no text | `no-box`, at the item |
    | `[ ]` or `[x]` and nothing else | `empty-choice` |
    | `[]`, `[v]` or `[x]D` | `wrong-box` |
    | words | `no-box` |
    """
    words = first_words(item)
    box = BOX.match(words)
    if not words:
        question.report("no-box", item.tokens[0])
    elif box is None:
        question.report_inside("no-box", item.tokens[2], 0, written="")
    elif box[0] in ("[ ]", "[x]", "[X]") and words == box[0]:
        question.report_inside("empty-choice", item.tokens[2], 0, written=box[0])
    else:
        question.report_inside("wrong-box", item.tokens[2], 0, written=box[0])


def _sound_text(question: WrittenQuestion, inline: Token, feedback: bool = False) -> bool:
    """Is this text of a choice, or of its feedback, all that Markdown took for it?"""
    below_first = list(question.lines_of(inline))[1:]
    for position, line in below_first:
        start = position + indent_of(line)
        if QUOTE.match(line) and not feedback:
            question.report_inside("feedback-too-deep", inline, start)
            return False
        if RUN_ON.match(line):
            written = line.split("]")[0].strip() + "]"
            question.report_inside("wrong-mark", inline, start, written=written)
            return False
    if feedback:
        return True
    for child in inline.children or ():
        if child.type == "footnote_ref":
            question.report_inside("footnote-in-choice", inline, start_of(child))
            return False
    return True


def _compare_feedback(question: WrittenQuestion, source: Question, translated: Parsed) -> None:
    """Warn of feedback that the source gives and the translation leaves out."""
    items = items_of(question.choice_lists[0])
    choices_there = source.wording(None).choices
    choices_here = translated.wording.choices
    for item, there, here in zip(items, choices_there, choices_here, strict=True):
        if there.feedback and not here.feedback:
            question.report("translation-feedback", item.tokens[0], id=source.id)
    compare_explanations(question, source, translated)
