"""Does a translation ask and teach the same as its source?

What has an error of its own is held against nothing: else the error would be told a second time, and of the
file that is sound.
"""

from __future__ import annotations

from collections import Counter

from lms.courses.questions.block import WrittenQuestion
from lms.courses.reading.file import CourseFile, FileSection


def compare_outline(source: CourseFile, translation: CourseFile) -> dict[str, WrittenQuestion]:
    """Compare sections and questions, in order.

    Gives the questions of the source, by id, that the translation's of the same id can be held against.
    """
    beside = _beside(source, translation)
    if source.broken or translation.broken:
        return beside
    if source.outlined and translation.outlined:
        theirs, ours = len(source.sections), len(translation.sections)
        if theirs != ours:
            line = translation.sections[theirs].line if ours > theirs else 1
            translation.findings.add("translation-sections", line, 1, here=ours, source=theirs)
        elif _same_questions(source, translation):
            for id in _moved(source, translation):
                del beside[id]
    return beside


def _beside(source: CourseFile, translation: CourseFile) -> dict[str, WrittenQuestion]:
    here = Counter(question.id for question in translation.questions)
    there = Counter(question.id for question in source.questions)
    return {it.id: it for it in source.questions if there[it.id] == here[it.id] == 1}


def _same_questions(source: CourseFile, translation: CourseFile) -> bool:
    wanted = {question.id: question for question in source.questions}
    found = {question.id: question for question in translation.questions}
    missing = [question for id, question in wanted.items() if id not in found]
    extra = [question for id, question in found.items() if id not in wanted]
    # As many missing as too many: the ids were changed, which is one mistake each.
    if missing and len(missing) == len(extra):
        for one, other in zip(missing, extra, strict=True):
            other.report("translation-other-id", id=other.id, source=one.id)
        return False
    for question in missing:
        place = source.name.path
        translation.findings.add("translation-missing", 1, 1, id=question.id, path=place, line=question.line)
    for question in extra:
        question.report("translation-extra", id=question.id, path=source.name.path)
    return not missing and not extra


def _moved(source: CourseFile, translation: CourseFile) -> list[str]:
    """The ids that do not stand where the source has them; the first is told."""
    places = zip(_numbered(source), _numbered(translation), strict=True)
    moved = [(one, other) for (there, one), (here, other) in places if (there, one.id) != (here, other.id)]
    for one, other in moved[:1]:
        other.report("translation-moved", id=other.id, expected=one.id)
    return [other.id for _, other in moved]


def _numbered(file: CourseFile) -> list[tuple[int, WrittenQuestion]]:
    """The questions with the number of their section, 0 in the bank."""
    sections = [FileSection("", 0, list(file.bank)), *file.sections]
    return [(number, question) for number, section in enumerate(sections) for question in section.questions]


def compare_attributes(source: WrittenQuestion, translation: WrittenQuestion) -> None:
    """Has a translation's opening line no attribute that the source's has not?"""
    if any(it.findings.wrong_within(it.line, it.line) for it in (source, translation)):
        return
    for name, value in translation.attributes.items():
        if source.attributes.get(name) != value:
            place = translation.line, translation.columns[name]
            translation.findings.add("translation-attribute", *place, name=name, id=source.id)
