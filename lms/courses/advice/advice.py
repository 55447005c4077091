"""What an experienced trainer would notice in a course that can be shown and graded all the same."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import takewhile
from typing import TYPE_CHECKING

from lms.courses.advice.phrases import ALL_OF_THEM, SAYS_NOTHING, negative
from lms.courses.dialect import markdown
from lms.courses.dialect.markdown import tokens_after
from lms.courses.names import FileRole
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

# Of several marks the last ends it; to take them as a run would go through a long one once for each of them.
SENTENCE = re.compile(r"\S.*?(?:[.!?…](?=[\s»”\"\[]|$)|$)", re.DOTALL)
STRESS = re.compile(r"[*_]")
# One that turns the meaning, as `negative` finds it: not, isn’t.
WORD = re.compile(r"\b(?P<plain>\w+)(?:[’']t)?\b")


def advise(file: CourseFile, language: str) -> None:
    """What could be better in one file, in its language."""
    _advise_on_text(file, language)
    if file.broken:
        return
    for question in file.questions:
        if not question.unsound:
            _advise_on_question(question, language)
    # Said of the source alone: a translation has the same keys and minutes.
    if not file.name.language:
        _same_place(file)
        _minutes(file)


def advise_objectives(objectives: Collection[str], course: CourseFile, quiz: Quiz) -> None:
    """Is each objective asked about, in a module or in the assessment, once some are?"""
    with_questions = {question.objective for question in quiz.questions.values()} - {None}
    if not with_questions or not course.front:
        return
    for objective in objectives:
        if objective not in with_questions:
            place = course.front.key_place(("objectives", objective))
            course.findings.add("unasked-objective", *place, objective=objective)


def _advise_on_text(file: CourseFile, language: str) -> None:
    """Do its links say where they lead, and are its paragraphs, those in questions apart, short enough?"""
    depth = 0
    for number, token in enumerate(file.tokens):
        if token.type.startswith("container_question"):
            depth += token.nesting
        if token.type != "inline" or not token.map:
            continue
        _links(file, token)
        if not depth and file.tokens[number - 1].type == "paragraph_open":
            _length(file, token, language)


def _links(file: CourseFile, inline: Token) -> None:
    children = inline.children or []
    for number, child in enumerate(children):
        if child.type != "link_open":
            continue
        inside = takewhile(lambda token: token.type != "link_close", tokens_after(children, number))
        words = "".join(token.content for token in inside).strip()
        if SAYS_NOTHING.fullmatch(words):
            place = inline_place(file.lines, inline, start_of(child))
            file.findings.add("link-text", *place, written=words)


def _length(file: CourseFile, inline: Token, language: str) -> None:
    words = len(markdown.plain(inline).split())
    if words > LONGEST_PARAGRAPH:
        file.findings.add("long-paragraph", *inline_place(file.lines, inline, 0), words=words)
    most = LONGEST_SENTENCE.get(language.split("-")[0], SENTENCE_ELSEWHERE)
    # Seldom is there anything to look for: all its sentences together are no longer.
    if len(inline.content.split()) <= most:
        return
    for sentence in SENTENCE.finditer(inline.content):
        words = len(sentence[0].split())
        if words > most:
            place = inline_place(file.lines, inline, sentence.start())
            file.findings.add("long-sentence", *place, words=words, most=most)


def _advise_on_question(question: WrittenQuestion, language: str) -> None:
    if not question.choice_lists:
        return
    items = [item for item in items_of(question.choice_lists[0]) if has_box(item)]
    texts = [markdown.plain(item.tokens[2]) for item in items if len(item.tokens) > 3]
    if len(texts) == len(items):
        for item, text in zip(items, texts, strict=True):
            if ALL_OF_THEM.fullmatch(text.rstrip(". ")):
                question.report("all-of-the-above", item.tokens[0], written=text)
        _longest(question, items, texts)
    all_right = len(items) > 1 and all(is_checked(item) for item in items)
    if all_right and not question.translation:
        question.report("all-right", items[0].tokens[0])
    _stem(question, language)


def _longest(question: WrittenQuestion, items: list[Piece], texts: list[str]) -> None:
    """Is the one right choice longer by half than the longest other, and by more than a word or two?"""
    right = [number for number, item in enumerate(items) if is_checked(item)]
    others = [len(text) for number, text in enumerate(texts) if number not in right]
    if len(right) != 1 or not others:
        return
    longest_other = max(others)
    if len(texts[right[0]]) > max(longest_other * 3 / 2, longest_other + 15):
        question.report("key-longest", items[right[0]].tokens[0])


def _stem(question: WrittenQuestion, language: str) -> None:
    """Does what is asked, the last sentence above the choices, turn on a word that is easily read over?"""
    above = [token for block in question.blocks[:-1] for token in block.tokens if token.type == "inline"]
    if not above:
        return
    inline = above[-1]
    stressed = _stressed(inline.content)
    for sentence in SENTENCE.finditer(inline.content):
        match = negative(sentence[0], language.split("-")[0])
        if not match:
            continue
        word = match[0].split()[0]
        if word not in stressed:
            position = sentence.start() + match.start()
            question.report_inside("negative-stem", inline, position, word=word)


def _stressed(text: str) -> set[str]:
    """The words that stand between two marks of stress."""
    marks = [mark.start() for mark in STRESS.finditer(text)]
    if len(marks) < 2:
        return set()
    words: set[str] = set()
    for word in takewhile(lambda word: word.end() <= marks[-1], WORD.finditer(text, marks[0] + 1)):
        words.update((word[0], word["plain"]))
    return words


def _same_place(file: CourseFile) -> None:
    """Does the one right choice stand at the same place in all questions of the file?"""
    places: list[int] = []
    for question in file.questions:
        items = items_of(question.choice_lists[0]) if question.choice_lists else []
        right = [number for number, item in enumerate(items, 1) if is_checked(item)]
        if len(right) == 1:
            places += right
    if len(places) >= SAME_PLACE and len(set(places)) == 1:
        file.questions[0].report("key-same-place", count=len(places), place=places[0])


def _minutes(file: CourseFile) -> None:
    """Does a module take longer than one sitting?"""
    minutes = getattr(file.settings, "minutes", None) or file.minutes
    if file.name.role == FileRole.MODULE and minutes > LONGEST_MODULE:
        place = file.front.place(("minutes",)) if file.front else (1, 1)
        file.findings.add("long-module", *place, minutes=minutes)
