"""Does a translation ask and teach the same as its source?"""

from __future__ import annotations

from lms.courses.draft import Draft, SectionDraft
from lms.courses.questions.block import QuestionBlock


def compare_outline(source: Draft, translation: Draft) -> None:
    """Compare sections and questions, in order, unless they cannot be put beside each other."""
    if source.broken or translation.broken:
        return
    theirs, ours = len(source.sections), len(translation.sections)
    if theirs != ours:
        line = translation.sections[theirs].line if ours > theirs else 1
        translation.findings.add("translation-sections", line, 1, here=ours, source=theirs)
        return
    if _same_questions(source, translation):
        for one, other in zip(source.questions, translation.questions, strict=True):
            _same_attributes(one, other)


def _same_questions(source: Draft, translation: Draft) -> bool:
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
    if missing or extra:
        return False
    order = [(number, question.id) for number, question in _numbered(source)]
    for (number, question), expected in zip(_numbered(translation), order, strict=True):
        if (number, question.id) != expected:
            question.report("translation-moved", id=question.id, expected=expected[1])
            return False
    return True


def _numbered(draft: Draft) -> list[tuple[int, QuestionBlock]]:
    """The questions with the number of their section, 0 in the bank."""
    sections = [SectionDraft("", 0, list(draft.bank)), *draft.sections]
    return [(number, question) for number, section in enumerate(sections) for question in section.questions]


def _same_attributes(source: QuestionBlock, translation: QuestionBlock) -> None:
    for name, value in translation.attributes.items():
        if source.attributes.get(name) != value:
            place = translation.line, translation.columns[name]
            translation.findings.add("translation-attribute", *place, name=name, id=source.id)
