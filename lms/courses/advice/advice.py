"""What an experienced trainer would notice in a course that can be shown and graded all the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from lms.courses.advice.phrases import ALL_OF_THEM, SAYS_NOTHING, negative
from lms.courses.dialect import markdown
from lms.courses.places import inline_place
from lms.courses.questions.block import has_box, is_checked, items_of
from lms.courses.token_meta import start_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from lms.courses.questions.block import Piece, WrittenQuestion
    from lms.courses.reading.file import CourseFile
    from lms.courses.reading.quiz import Quiz

LONGEST_MODULE = 20
LONGEST_PARAGRAPH = 150
LONGEST_SENTENCE = {"fr": 45}
SENTENCE_ELSEWHERE = 40
SAME_PLACE = 4
"""From so many questions on it is no chance that their keys stand at one place."""

SENTENCE = re.compile(r"\S.*?(?:[.!?…]+(?=[\s»”\"\[]|$)|$)", re.DOTALL)


def advise(file: CourseFile, language: str) -> None:
    """What could be better in one file, in its language."""
    depth = 0
    for number, token in enumerate(file.tokens):
        depth += token.nesting if token.type.startswith("container_question") else 0
        if token.type == "inline" and token.map:
            _links(file, token)
            if not depth and file.tokens[number - 1].type == "paragraph_open":
                _length(file, token, language)
    if not file.broken:
        for question in file.questions:
            if not question.unsound:
                _question(question, language)
        if not file.name.language:
            _places(file)
            _minutes(file)


def advise_objectives(objectives: Collection[str], course: CourseFile, quiz: Quiz) -> None:
    """Is each objective asked about, in a module or in the assessment, once some are?"""
    asked = {question.objective for question in quiz.questions.values()} - {None}
    for objective in objectives:
        if asked and objective not in asked and course.front:
            place = course.front.key_place(("objectives", objective))
            course.findings.add("unasked-objective", *place, objective=objective)


def _links(file: CourseFile, inline: Token) -> None:
    children = inline.children or []
    for number, child in enumerate(children):
        if child.type == "link_open":
            words = "".join(it.content for it in children[number + 1 :][: _length_of_link(children[number:])])
            if SAYS_NOTHING.fullmatch(words.strip()):
                place = inline_place(file.lines, inline, start_of(child))
                file.findings.add("link-text", *place, written=words.strip())


def _length_of_link(tokens: list[Token]) -> int:
    return next((at for at, token in enumerate(tokens) if token.type == "link_close"), 1) - 1


def _length(file: CourseFile, inline: Token, language: str) -> None:
    words = len(markdown.plain(inline).split())
    if words > LONGEST_PARAGRAPH:
        file.findings.add("long-paragraph", *inline_place(file.lines, inline, 0), words=words)
    most = LONGEST_SENTENCE.get(language.split("-")[0], SENTENCE_ELSEWHERE)
    if len(inline.content.split()) <= most:
        return
    for sentence in SENTENCE.finditer(inline.content):
        words = len(sentence[0].split())
        if words > most:
            place = inline_place(file.lines, inline, sentence.start())
            file.findings.add("long-sentence", *place, words=words, most=most)


def _question(question: WrittenQuestion, language: str) -> None:
    if not question.choice_lists:
        return
    items = [item for item in items_of(question.choice_lists[0]) if has_box(item)]
    texts = [markdown.plain(item.tokens[2]) for item in items if len(item.tokens) > 3]
    if len(texts) == len(items):
        for item, text in zip(items, texts, strict=True):
            if ALL_OF_THEM.fullmatch(text.rstrip(". ")):
                question.report("all-of-the-above", item.tokens[0], written=text)
        _longest(question, items, texts)
    every = len(items) > 1 and all(is_checked(item) for item in items)
    if every and not question.translation:
        question.report("all-right", items[0].tokens[0])
    _stem(question, language)


def _longest(question: WrittenQuestion, items: list[Piece], texts: list[str]) -> None:
    """Is the one right choice longer by half than the longest other?"""
    right = [number for number, item in enumerate(items) if is_checked(item)]
    others = [len(text) for number, text in enumerate(texts) if number not in right]
    if len(right) == 1 and others and len(texts[right[0]]) > max(max(others) * 3 / 2, max(others) + 15):
        question.report("key-longest", items[right[0]].tokens[0])


def _stem(question: WrittenQuestion, language: str) -> None:
    """Does what is asked, the last sentence above the choices, turn on a word that is easily read over?"""
    inline = next((it for part in reversed(question.blocks[:-1]) for it in _inlines(part)), None)
    for sentence in SENTENCE.finditer(inline.content) if inline else ():
        found = negative(sentence[0], language.split("-")[0])
        if inline and found and not _stressed(inline, found[0].split()[0]):
            position = sentence.start() + found.start()
            question.report_inside("negative-stem", inline, position, word=found[0].split()[0])


def _inlines(part: Piece) -> Iterator[Token]:
    return (token for token in reversed(part.tokens) if token.type == "inline")


def _stressed(inline: Token, word: str) -> bool:
    return bool(re.search(rf"(\*|_)[^*_]*\b{re.escape(word)}\b[^*_]*(\*|_)", inline.content))


def _places(file: CourseFile) -> None:
    """Does the one right choice stand at the same place in all questions of the file?"""
    places = []
    for question in file.questions:
        items = items_of(question.choice_lists[0]) if question.choice_lists else []
        right = [number for number, item in enumerate(items, 1) if is_checked(item)]
        places += right if len(right) == 1 else []
    if len(places) >= SAME_PLACE and len(set(places)) == 1:
        file.questions[0].report("key-same-place", count=len(places), place=places[0])


def _minutes(file: CourseFile) -> None:
    minutes = getattr(file.settings, "minutes", None) or file.minutes
    if file.name.role == "module" and minutes > LONGEST_MODULE:
        place = file.front.place(("minutes",)) if file.front else (1, 1)
        file.findings.add("long-module", *place, minutes=minutes)
