"""Does a translation ask and teach the same as its source?

What has an error of its own is held against nothing: else the error would be told a second time, and of the
file that is sound.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from lms.courses.questions.block import WrittenQuestion
from lms.courses.reading.file import CourseFile


class _Placed(NamedTuple):
    """A question and the number of the section that it stands in, 0 for the bank."""

    section: int
    question: WrittenQuestion


def compare_outline(source: CourseFile, translation: CourseFile) -> dict[str, WrittenQuestion]:
    """Compare sections and questions, in order.

    Gives the questions of the source, by id, that the translation's of the same id can be held against.
    """
    comparable = _in_both_once(source, translation)
    if source.broken or translation.broken:
        return comparable
    if not source.outlined or not translation.outlined:
        return comparable
    sections_there = len(source.sections)
    sections_here = len(translation.sections)
    if sections_there != sections_here:
        line = translation.sections[sections_there].line if sections_here > sections_there else 1
        numbers = {"here": sections_here, "source": sections_there}
        translation.findings.add("translation-sections", line, 1, **numbers)
    elif _same_questions(source, translation):
        for id in _moved(source, translation):
            del comparable[id]
    return comparable


def compare_attributes(source: WrittenQuestion, translation: WrittenQuestion) -> None:
    """Has a translation's opening line no attribute that the source's has not?"""
    for question in (source, translation):
        if question.findings.wrong_within(question.line, question.line):
            return
    for name, value in translation.attributes.items():
        if source.attributes.get(name) != value:
            place = translation.line, translation.columns[name]
            translation.findings.add("translation-attribute", *place, name=name, id=source.id)


def _in_both_once(source: CourseFile, translation: CourseFile) -> dict[str, WrittenQuestion]:
    """The questions of the source that stand once in each file, by their id."""
    here = Counter(question.id for question in translation.questions)
    there = Counter(question.id for question in source.questions)
    return {
        question.id: question for question in source.questions if there[question.id] == here[question.id] == 1
    }


def _same_questions(source: CourseFile, translation: CourseFile) -> bool:
    """Has the translation the source's questions and no others, in whatever order?"""
    there = {question.id: question for question in source.questions}
    here = {question.id: question for question in translation.questions}
    missing = [question for id, question in there.items() if id not in here]
    extra = [question for id, question in here.items() if id not in there]
    # As many missing as too many: the ids were changed, which is one mistake each.
    if missing and len(missing) == len(extra):
        for missing_question, extra_question in zip(missing, extra, strict=True):
            extra_question.report("translation-other-id", id=extra_question.id, source=missing_question.id)
        return False
    for question in missing:
        place = {"path": source.name.path, "line": question.line}
        translation.findings.add("translation-missing", 1, 1, id=question.id, **place)
    for question in extra:
        question.report("translation-extra", id=question.id, path=source.name.path)
    return not missing and not extra


def _moved(source: CourseFile, translation: CourseFile) -> list[str]:
    """The ids that do not stand where the source has them; the first is told."""
    moved: list[str] = []
    for there, here in zip(_placed(source), _placed(translation), strict=True):
        if (there.section, there.question.id) == (here.section, here.question.id):
            continue
        if not moved:
            here.question.report("translation-moved", id=here.question.id, expected=there.question.id)
        moved.append(here.question.id)
    return moved


def _placed(file: CourseFile) -> list[_Placed]:
    """The questions of a file with their sections, in order."""
    bank = [_Placed(0, question) for question in file.bank]
    sections = enumerate(file.sections, 1)
    return bank + [
        _Placed(number, question) for number, section in sections for question in section.questions
    ]
