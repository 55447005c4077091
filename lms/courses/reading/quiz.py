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
        for block in file.questions:
            if block.id in self._first:
                place = block.line, block.columns["id"]
                file.findings.add("duplicate-id", *place, id=block.id, first=self._first[block.id])
                file.broken = True
                continue
            self._first[block.id] = f"{file.name.path}:{block.line}"
            self._check_objective(file, block)
            self._read(block)

    def read_translation(self, source: CourseFile, translation: CourseFile) -> None:
        """The wordings of a translation, where it asks the same as its source."""
        counted = Counter(block.id for block in translation.questions)
        for block in translation.questions:
            first = next(other for other in translation.questions if other.id == block.id)
            if first is not block:
                place = block.line, block.columns["id"]
                first_at = f"{translation.name.path}:{first.line}"
                translation.findings.add("duplicate-id", *place, id=block.id, first=first_at)
        translation.broken = translation.broken or any(count > 1 for count in counted.values())
        beside = compare_outline(source, translation)
        for block in translation.questions:
            original = beside.get(block.id)
            self._read_wording(block, original, translation.name.language or "")
            if original:
                compare_attributes(original, block)

    def _read(self, block: WrittenQuestion) -> None:
        kind = _kind_of(block)
        parsed = kind.parse(block) if kind else None
        if kind is None or parsed is None:
            return
        wordings = self._wordings[block.id] = {"": parsed.wording}
        self.questions[block.id] = Question(
            id=block.id,
            kind=kind.name,
            objective=block.attributes.get("objective"),
            shuffle=block.attributes.get("shuffle") != "no",
            key=parsed.key,
            size=parsed.size,
            wordings=wordings,
        )

    def _read_wording(self, block: WrittenQuestion, beside: WrittenQuestion | None, language: str) -> None:
        """Read it for itself, and hold it against the source's where both are sound."""
        source = self.questions.get(block.id) if beside and not beside.unsound else None
        kind = KINDS[source.kind] if source else _kind_of(block)
        if source and kind and not kind.recognise(block):
            after = _after_answer(block)
            if after and source.kind in ("order", "match"):
                block.report("text-after-answer", after.tokens[0])
            elif not block.unsound:
                block.report("translation-kind", id=block.id)
            return
        parsed = kind.parse(block) if kind else None
        if kind and parsed and source and not block.unsound and kind.agrees(block, source, parsed):
            self._wordings[block.id][language] = parsed.wording
            key = kind.joined(source.key, parsed.key)
            self.questions[block.id] = replace(source, key=key)

    def _check_objective(self, file: CourseFile, block: WrittenQuestion) -> None:
        if self.objectives is None:
            return
        objective = block.attributes.get("objective")
        if objective is None:
            if self.drawn and file.name.role == "assessment":
                block.report("no-objective", id=block.id)
        else:
            place = block.line, block.columns["objective"]
            check_objective(objective, self.objectives, file.findings, place)

    def check_draw(
        self, draw: Mapping[str, int], front: FrontMatter, findings: Findings, banks: Sequence[CourseFile]
    ) -> None:
        """Is there, for each objective drawn from, a bank that is large enough?"""
        if draw and not banks:
            findings.add("draw-without-bank", *front.key_place(("draw",)))
            return
        there = Counter(block.attributes.get("objective") for bank in banks for block in bank.questions)
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


def _kind_of(block: WrittenQuestion) -> Kind | None:
    for kind in KINDS.values():
        if kind.recognise(block):
            return kind
    if block.unsound:
        return None  # what is wrong may be why it has no shape
    after = _after_answer(block)
    asked = block.attributes.get("kind")
    if asked and not (after and asked in ("order", "match")):
        block.report("other-shape", kind=asked)
        return None
    run_on = block.boxes_in_text()
    for token, position, written in run_on:
        block.report_inside("wrong-mark", token, position, written=written)
    if after and not run_on:
        block.report("text-after-answer", after.tokens[0])
    elif not run_on:
        block.report("no-choices", id=block.id)
    return None


def _after_answer(block: WrittenQuestion) -> Piece | None:
    """What stands below a numbered list or a table that would be the answer if it stood last."""
    listed = [
        number
        for number, part in enumerate(block.blocks[:-1])
        if part.type in ("ordered_list_open", "table_open") and not block.choice_lists
    ]
    return block.blocks[listed[-1] + 1] if listed else None
