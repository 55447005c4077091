"""The questions of a course: read by their kinds, unique, of known objectives, the same in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from lms.courses.course import Question, Wording
from lms.courses.dialect.front_matter import FrontMatter
from lms.courses.names import FileRole
from lms.courses.problems import Findings, probably_meant
from lms.courses.questions import KINDS, Kind
from lms.courses.questions.block import Piece, WrittenQuestion
from lms.courses.reading.file import CourseFile
from lms.courses.reading.objectives import check_objective
from lms.courses.reading.translations import compare_attributes, compare_outline

ANSWERED_BY_LAST_BLOCK = ("order", "match")
"""Kinds whose list or table is an answer only where it stands last."""


class Quiz:
    """Collects the questions file by file, those of a file before its translations'.

    `objectives` is None when the course's cannot be read; `draws` says whether it draws from its bank.
    """

    def __init__(self, objectives: Collection[str] | None, draws: bool) -> None:
        self.objectives = objectives
        self.draws = draws
        self.questions: dict[str, Question] = {}
        """The sound questions by their id. Their wordings are collected apart: `in_language` puts them in."""
        self._wordings: dict[str, dict[str, Wording]] = {}
        """The wordings of each question by their language, the source's first, by an empty one for now."""
        self._first_places: dict[str, str] = {}
        """Where each id was met first: `01-a.md:12`."""

    def read_source(self, file: CourseFile) -> None:
        """The questions of a file in the source language, which stands first in each question's wordings."""
        for question in file.questions:
            if question.id in self._first_places:
                _report_duplicate(file, question, self._first_places[question.id])
                file.broken = True
                continue
            self._first_places[question.id] = f"{file.name.path}:{question.line}"
            self._check_objective(file, question)
            self._read(question)

    def read_translation(self, source: CourseFile, translation: CourseFile) -> None:
        """The wordings of a translation, where it asks the same as its source."""
        first_lines: dict[str, int] = {}
        for question in translation.questions:
            if question.id in first_lines:
                first = f"{translation.name.path}:{first_lines[question.id]}"
                _report_duplicate(translation, question, first)
                translation.broken = True
            else:
                first_lines[question.id] = question.line
        # After the ids: sections whose questions cannot be told apart are not compared.
        originals = compare_outline(source, translation)
        for question in translation.questions:
            original = originals.get(question.id)
            self._read_wording(question, original, translation.name.language or "")
            if original:
                compare_attributes(original, question)

    def _read(self, question: WrittenQuestion) -> None:
        kind = _kind_of(question)
        parsed = kind.parse(question) if kind else None
        if kind is None or parsed is None:
            return
        wordings = {"": parsed.wording}
        self._wordings[question.id] = wordings
        self.questions[question.id] = Question(
            id=question.id,
            kind=kind.name,
            objective=question.attributes.get("objective"),
            shuffle=question.attributes.get("shuffle") != "no",
            key=parsed.key,
            size=parsed.size,
            wordings=wordings,
        )

    def _read_wording(
        self, question: WrittenQuestion, original: WrittenQuestion | None, language: str
    ) -> None:
        """Read a question of a translation for itself, and hold it against the source's if both are sound."""
        comparable = original is not None and not original.unsound
        source = self.questions.get(question.id) if comparable else None
        if source is None:
            # What is wrong with it by itself is told all the same.
            kind = _kind_of(question)
            if kind:
                kind.parse(question)
            return
        kind = KINDS[source.kind]
        if not kind.recognise(question):
            _report_another_kind(question, source)
            return
        parsed = kind.parse(question)
        if parsed and not question.unsound and kind.agrees(question, source, parsed):
            self._wordings[question.id][language] = parsed.wording
            self.questions[question.id] = replace(source, key=kind.join_keys(source.key, parsed.key))

    def _check_objective(self, file: CourseFile, question: WrittenQuestion) -> None:
        if self.objectives is None:
            return
        objective = question.attributes.get("objective")
        if objective is None:
            if self.draws and file.name.role == FileRole.ASSESSMENT:
                question.report("no-objective", id=question.id)
        else:
            place = question.line, question.columns["objective"]
            check_objective(objective, self.objectives, file.findings, place)

    def check_draw(
        self, draw: Mapping[str, int], front: FrontMatter, findings: Findings, banks: Sequence[CourseFile]
    ) -> None:
        """Is there, for each objective drawn from, a bank that is large enough?"""
        if not draw:
            return
        if not banks:
            findings.add("draw-without-bank", *front.key_place(("draw",)))
            return
        in_banks = Counter(
            question.attributes.get("objective") for bank in banks for question in bank.questions
        )
        objectives = self.objectives or ()
        # A question whose objective is missing or misspelt may be of any of them.
        unclear = sum(count for objective, count in in_banks.items() if objective not in objectives)
        for objective, count in draw.items():
            key_place = front.key_place(("draw", objective))
            if not check_objective(objective, objectives, findings, key_place):
                continue
            there = in_banks[objective]
            if count > there + unclear:
                place = front.place(("draw", objective))
                findings.add("draw-too-large", *place, objective=objective, draw=count, bank=there)
        drawn_from = {*draw, *probably_meant(draw, objectives)}
        of_course = [objective for objective in in_banks if objective in objectives]
        left_out = [str(objective) for objective in of_course if objective not in drawn_from]
        if left_out:
            findings.add("never-drawn", *front.key_place(("draw",)), objectives=", ".join(left_out))

    def in_language(self, id: str, language: str) -> Question:
        """The finished question; the source's wording gets the name of its language, which is this one."""
        wordings = {name or language: wording for name, wording in self._wordings[id].items()}
        return replace(self.questions[id], wordings=wordings)


def _report_duplicate(file: CourseFile, question: WrittenQuestion, first: str) -> None:
    place = question.line, question.columns["id"]
    file.findings.add("duplicate-id", *place, id=question.id, first=first)


def _kind_of(question: WrittenQuestion) -> Kind | None:
    """The kind that recognises a question; None where none does, which is reported.

    | no kind recognises it | reported |
    | --- | --- |
    | it has an error already | nothing: what is wrong may be why it has no shape |
    | it says `kind=` | `other-shape`, but for order and match with something below their answer |
    | lines look like choices, but are text | `wrong-mark`, at each |
    | something stands below a numbered list or a table | `text-after-answer` |
    | anything else | `no-choices` |
    """
    for kind in KINDS.values():
        if kind.recognise(question):
            return kind
    if question.unsound:
        return None
    below = _below_answer(question)
    named_kind = question.attributes.get("kind")
    if named_kind and not (below and named_kind in ANSWERED_BY_LAST_BLOCK):
        question.report("other-shape", kind=named_kind)
        return None
    if question.report_boxes_in_text():
        return None
    if below:
        question.report("text-after-answer", below.tokens[0])
    else:
        question.report("no-choices", id=question.id)
    return None


def _report_another_kind(question: WrittenQuestion, source: Question) -> None:
    """Reports a translation that has not the shape of its source's kind."""
    below = _below_answer(question)
    if below and source.kind in ANSWERED_BY_LAST_BLOCK:
        question.report("text-after-answer", below.tokens[0])
    elif not question.unsound:
        question.report("translation-kind", id=question.id)


def _below_answer(question: WrittenQuestion) -> Piece | None:
    """What stands below a numbered list or a table that would be the answer if it stood last."""
    if question.choice_lists:
        return None
    above_last = enumerate(question.blocks[:-1])
    answers = [number for number, block in above_last if block.type in ("ordered_list_open", "table_open")]
    return question.blocks[answers[-1] + 1] if answers else None
