"""Put in order: the last block is a numbered list, and as it is written is right."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, cast

from lms.courses.course import ChoiceText, Question, Wording
from lms.courses.questions.block import items_of, split_pieces
from lms.courses.questions.carrying import choice_places
from lms.courses.questions.contract import Answer, Grade, Parsed
from lms.courses.questions.parts import compare_explanations, explanation_of, part_text, written_twice
from lms.courses.questions.placing import Placing

if TYPE_CHECKING:
    from lms.courses.questions.block import Piece, WrittenQuestion


class Order(Placing):
    """Each item is given its place. An answer is the places of the items as written, 0 for one without.

    fraction = max(0, (pairs in the right order − pairs in the wrong order) / all pairs)

    So two neighbours swapped cost little, and the whole list reversed is worth 0. A pair of which one has no
    place, or both the same, counts as neither.
    """

    name = "order"
    template = "components/questions/order.html"
    last_block = "ordered_list_open"
    as_written_is_right = True

    def parts(self, question: Question) -> int:
        return question.size

    def parse(self, question: WrittenQuestion) -> Parsed | None:
        before = len(question.findings)
        numbered_list = question.blocks[-1]
        if numbered_list is question.blocks[0]:
            question.report("no-prompt")
        items = items_of(numbered_list)
        texts = tuple(text for item in items if (text := _item(question, item)))
        if len(items) == 1:
            question.report("one-item", numbered_list.tokens[0])
        if len(texts) == len(items):
            pairs = zip(items, texts, strict=True)
            written_twice(question, [(item.tokens[2], text.text) for item, text in pairs])
        explanation = explanation_of(question)
        if len(question.findings) > before:
            return None
        wording = Wording(question.prompt_html(question.blocks[:-1]), texts, explanation)
        # As it is written is right.
        key = tuple(range(1, len(texts) + 1))
        return Parsed(key, len(texts), wording)

    def agrees(self, question: WrittenQuestion, source: Question, translated: Parsed) -> bool:
        if translated.size != source.size:
            sizes = {"here": translated.size, "source": source.size}
            question.report("translation-items", question.blocks[-1].tokens[0], id=source.id, **sizes)
            return False
        compare_explanations(question, source, translated)
        return True

    def carry(self, before: Question, question: Question, answer: Answer) -> Answer | None:
        if before.kind != self.name or before.size != question.size:
            return None
        places = choice_places(before, question)
        if len(places) != question.size:
            return None
        carried: Answer = [0] * question.size
        for item, place in enumerate(answer, 1):
            carried[places[item] - 1] = place
        return carried if answer else []

    def grade(self, question: Question, answer: Answer) -> Grade:
        places = [cast(int, place) for place in answer] or [0] * question.size
        pairs = list(combinations(places, 2))
        right = sum(0 < earlier < later for earlier, later in pairs)
        wrong = sum(earlier > later > 0 for earlier, later in pairs)
        marks = {item: place == item for item, place in enumerate(places, 1)}
        return Grade(max(0, right - wrong) / len(pairs), marks)


def _item(question: WrittenQuestion, item: Piece) -> ChoiceText | None:
    """The text of an item: one paragraph; None when it is something else, which is reported."""
    parts = split_pieces(item.inner)
    if not parts:
        question.report("empty-item", item.tokens[0])
    elif len(parts) > 1 or parts[0].type != "paragraph_open":
        question.report("item-content", parts[-1].tokens[0])
    else:
        return part_text(question, parts[0].tokens[1])
    return None
