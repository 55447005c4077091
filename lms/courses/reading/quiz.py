"""The questions of a course: read by their kinds, unique, of known objectives, the same in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from lms.courses.course import Question, Wording
from lms.courses.dialect.front_matter import FrontMatter
from lms.courses.problems import Findings, probably_meant
from lms.courses.questions import KINDS, Kind
from lms.courses.questions.block import Piece, WrittenQuestion
from lms.courses.reading.file import CourseFile
from lms.courses.reading.objectives import check_objective
from lms.courses.reading.translations import compare_attributes, compare_outline


class Quiz:
    """Collects the questions file by file. `objectives` is None when the course's cannot be read."""

    def __init__(self, objectives: Collection[str] | None, drawn: bool) -> None:
        self.objectives = objectives
        self.drawn = drawn
        self.questions: dict[str, Question] = {}
        self._wordings: dict[str, dict[str, Wording]] = {}
        self._first: dict[str, str] = {}

    def read_source(self, file: CourseFile) -> None:
        """The questions of a file in the source language, which stands first in each question's wordings."""
        for question in file.questions:
            if question.id in self._first:
                place = question.line, question.columns["id"]
                file.findings.add("duplicate-id", *place, id=question.id, first=self._first[question.id])
                file.broken = True
                continue
            self._first[question.id] = f"{file.name.path}:{question.line}"
            self._check_objective(file, question)
            self._read(question)

    def read_translation(self, source: CourseFile, translation: CourseFile) -> None:
        """The wordings of a translation, where it asks the same as its source."""
        counted = Counter(question.id for question in translation.questions)
        for question in translation.questions:
            first = next(other for other in translation.questions if other.id == question.id)
            if first is not question:
                place = question.line, question.columns["id"]
                first_at = f"{translation.name.path}:{first.line}"
                translation.findings.add("duplicate-id", *place, id=question.id, first=first_at)
        translation.broken = translation.broken or any(count > 1 for count in counted.values())
        beside = compare_outline(source, translation)
        for question in translation.questions:
            original = beside.get(question.id)
            self._read_wording(question, original, translation.name.language or "")
            if original:
                compare_attributes(original, question)

    def _read(self, question: WrittenQuestion) -> None:
        kind = _kind_of(question)
        parsed = kind.parse(question) if kind else None
        if kind is None or parsed is None:
            return
        wordings = self._wordings[question.id] = {"": parsed.wording}
        self.questions[question.id] = Question(
            id=question.id,
            kind=kind.name,
            objective=question.attributes.get("objective"),
            shuffle=question.attributes.get("shuffle") != "no",
            key=parsed.key,
            size=parsed.size,
            wordings=wordings,
        )

    def _read_wording(self, question: WrittenQuestion, beside: WrittenQuestion | None, language: str) -> None:
        """Read it for itself, and hold it against the source's where both are sound."""
        source = self.questions.get(question.id) if beside and not beside.unsound else None
        kind = KINDS[source.kind] if source else _kind_of(question)
        if source and kind and not kind.recognise(question):
            after = _after_answer(question)
            if after and source.kind in ("order", "match"):
                question.report("text-after-answer", after.tokens[0])
            elif not question.unsound:
                question.report("translation-kind", id=question.id)
            return
        parsed = kind.parse(question) if kind else None
        if kind and parsed and source and not question.unsound and kind.agrees(question, source, parsed):
            self._wordings[question.id][language] = parsed.wording
            key = kind.joined(source.key, parsed.key)
            self.questions[question.id] = replace(source, key=key)

    def _check_objective(self, file: CourseFile, question: WrittenQuestion) -> None:
        if self.objectives is None:
            return
        objective = question.attributes.get("objective")
        if objective is None:
            if self.drawn and file.name.role == "assessment":
                question.report("no-objective", id=question.id)
        else:
            place = question.line, question.columns["objective"]
            check_objective(objective, self.objectives, file.findings, place)

    def check_draw(
        self, draw: Mapping[str, int], front: FrontMatter, findings: Findings, banks: Sequence[CourseFile]
    ) -> None:
        """Is there, for each objective drawn from, a bank that is large enough?"""
        if draw and not banks:
            findings.add("draw-without-bank", *front.key_place(("draw",)))
            return
        there = Counter(question.attributes.get("objective") for bank in banks for question in bank.questions)
        known = self.objectives or ()
        # A question whose objective is missing or misspelt may be of any of them.
        unclear = sum(count for objective, count in there.items() if objective not in known)
        for objective, count in draw.items():
            place = front.key_place(("draw", objective))
            if check_objective(objective, known, findings, place) and count > there[objective] + unclear:
                place = front.place(("draw", objective))
                findings.add("draw-too-large", *place, objective=objective, draw=count, bank=there[objective])
        drawn = {*draw, *probably_meant(draw, known)}
        left_out = [str(it) for it in there if draw and it in known and it not in drawn]
        if left_out:
            findings.add("never-drawn", *front.key_place(("draw",)), objectives=", ".join(left_out))

    def in_language(self, id: str, language: str) -> Question:
        """The finished question; the source's wording gets the name of its language."""
        wordings = {name or language: wording for name, wording in self._wordings[id].items()}
        return replace(self.questions[id], wordings=wordings)


def _kind_of(question: WrittenQuestion) -> Kind | None:
    for kind in KINDS.values():
        if kind.recognise(question):
            return kind
    if question.unsound:
        return None  # what is wrong may be why it has no shape
    after = _after_answer(question)
    asked = question.attributes.get("kind")
    if asked and not (after and asked in ("order", "match")):
        question.report("other-shape", kind=asked)
        return None
    if question.report_boxes_in_text():
        return None
    if after:
        question.report("text-after-answer", after.tokens[0])
    else:
        question.report("no-choices", id=question.id)
    return None


def _after_answer(question: WrittenQuestion) -> Piece | None:
    """What stands below a numbered list or a table that would be the answer if it stood last."""
    listed = [
        number
        for number, part in enumerate(question.blocks[:-1])
        if part.type in ("ordered_list_open", "table_open") and not question.choice_lists
    ]
    return question.blocks[listed[-1] + 1] if listed else None
