"""Put a sound folder together: from its files to the frozen course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from markdown_it.token import Token

from lms.courses.at_work import at_work, one_by_one
from lms.courses.comparing.staleness import Stale, Staleness
from lms.courses.course import (
    AssessmentText,
    Course,
    CourseText,
    Module,
    ModuleText,
    Question,
    QuestionPlace,
    Section,
    SectionText,
)
from lms.courses.dialect import markdown
from lms.courses.dialect.notes import Notes
from lms.courses.names import FileRole
from lms.courses.reading.file import CourseFile, FileSection
from lms.courses.reading.folder import Folder
from lms.courses.reading.quiz import Quiz
from lms.courses.reading.settings import CourseSettings, CourseTranslation, ModuleSettings


@dataclass(frozen=True, slots=True)
class CheckedFolder:
    """A folder without errors: what its course is made of.

    `media` are the hashes of its pictures, by their paths.
    """

    folder: Folder
    settings: CourseSettings
    quiz: Quiz
    media: Mapping[str, str]


@dataclass(frozen=True)
class Written:
    """A file in one language, and what is stale in it."""

    language: str
    file: CourseFile
    stale: Stale

    @cached_property
    def stale_questions(self) -> frozenset[str]:
        """The ids of its questions that are stale."""
        stale = (question for question in self.file.questions if self.stale.asks_otherwise(question))
        return frozenset(question.id for question in stale)

    def html(self, tokens: Sequence[Token], notes: Notes, label: str) -> str:
        """HTML of some blocks, a note below each that is stale."""
        texts: list[str] = []
        for passage in self.stale.split(tokens):
            texts.append(markdown.html(passage.tokens, notes, label))
            texts.append(self.stale.note(passage.pair))
        return _joined(texts)

    def notes(self, document: str) -> Notes:
        """The footnotes of the file, a note below each that is stale."""
        notes = self.file.notes(document)
        notes.below = self.stale.footnotes
        return notes

    def lead(self, notes: Notes) -> str:
        """HTML of what stands before the first section, the notes of the settings and of the title first."""
        note_on_settings = self.stale.note(self.stale.find("settings"))
        note_on_title = self.stale.note(self.stale.find("title"))
        text = self.html(self.file.lead, notes, self.file.title)
        return _joined([note_on_settings, note_on_title, text])

    def whole(self, document: str) -> str:
        """HTML of what stands before the first section, with its footnotes."""
        notes = self.notes(document)
        # The text before its footnotes: they are numbered as it refers to them.
        lead = self.lead(notes)
        return _joined([lead, markdown.notes_html(notes)])


def assemble(checked: CheckedFolder) -> Course:
    """The course of a folder without errors."""
    settings = checked.settings
    translations = {file.name.language for file in checked.folder.course_files.values() if file.name.language}
    staleness = Staleness(checked.folder, settings.language)
    overviews = [written for file in _files(checked.folder, staleness, FileRole.COURSE) for written in file]
    modules = _files(checked.folder, staleness, FileRole.MODULE)
    banks = _files(checked.folder, staleness, FileRole.ASSESSMENT)
    return Course(
        slug=checked.folder.source.slug,
        code=settings.code,
        languages=(settings.language, *sorted(translations)),
        audience=tuple(settings.audience),
        minutes=settings.minutes,
        pass_mark=settings.pass_mark,
        attempts=settings.attempts,
        retry_after=settings.retry_after,
        time_limit=settings.time_limit,
        draw=dict(settings.draw),
        valid_for=settings.valid_for,
        show_score=settings.show_score,
        certificate=settings.certificate,
        objectives=tuple(settings.objectives),
        texts={written.language: _course_text(written) for written in overviews},
        modules=tuple(_module(checked.quiz, module) for module in modules),
        bank=tuple(
            _question(checked.quiz, question.id, bank) for bank in banks for question in bank[0].file.bank
        ),
        assessment_texts={written.language: _assessment_text(written) for bank in banks for written in bank},
        media=dict(checked.media),
    )


def _files(folder: Folder, staleness: Staleness, role: FileRole) -> list[list[Written]]:
    """The files of a role, each in the languages that it is written in, the source first."""
    return [
        [
            Written(folder.language_of(file), file, staleness.of(original, file))
            for file in one_by_one((original, *folder.translations(original)))
        ]
        for original in folder.originals(role)
    ]


def _course_text(written: Written) -> CourseText:
    settings = cast(CourseSettings | CourseTranslation, written.file.settings)
    at_work(written.file.name.path)
    overview = written.whole("overview")
    return CourseText(settings.title, settings.summary, overview, dict(settings.objectives))


def _assessment_text(written: Written) -> AssessmentText:
    return AssessmentText(written.file.title, written.whole("assessment"))


def _module(quiz: Quiz, in_languages: Sequence[Written]) -> Module:
    file = in_languages[0].file
    settings = cast(ModuleSettings, file.settings)
    texts: dict[str, ModuleText] = {}
    section_texts: list[dict[str, SectionText]] = [{} for _ in file.sections]
    for written in in_languages:
        at_work(written.file.name.path)
        notes = written.notes(file.name.slug)
        # In reading order, since footnotes get their numbers as they are met.
        texts[written.language] = ModuleText(written.file.title, written.lead(notes))
        for number, section in enumerate(written.file.sections, 1):
            text = _section_text(written, f"s{number}", section, notes)
            section_texts[number - 1][written.language] = text
    return Module(
        slug=file.name.slug,
        number=file.name.number,
        minutes=settings.minutes or file.minutes,
        objectives=tuple(settings.objectives),
        sections=tuple(
            Section(
                id=f"s{number}",
                questions=tuple(_question(quiz, question.id, in_languages) for question in section.questions),
                texts=section_texts[number - 1],
            )
            for number, section in enumerate(file.sections, 1)
        ),
        texts=texts,
    )


def _section_text(written: Written, id: str, section: FileSection, notes: Notes) -> SectionText:
    """A section; the last one of a module has the footnotes of all at its end."""
    parts: list[str | QuestionPlace] = [written.stale.note(written.stale.find(id))]
    for part in section.parts:
        if isinstance(part, list):
            parts.append(written.html(part, notes, section.title))
        else:
            parts.append(QuestionPlace(part.id))
    if section is written.file.sections[-1]:
        parts.append(markdown.notes_html(notes))
    return SectionText(section.title, tuple(part for part in parts if part))


def _question(quiz: Quiz, id: str, in_languages: Sequence[Written]) -> Question:
    """The finished question, its stale wordings marked."""
    question = quiz.in_language(id, in_languages[0].language)
    stale = {written.language for written in in_languages if id in written.stale_questions}
    if not stale:
        return question
    wordings = {
        language: replace(wording, stale=language in stale) for language, wording in question.wordings.items()
    }
    return replace(question, wordings=wordings)


def _joined(texts: Iterable[str]) -> str:
    """The texts that are not empty, each on lines of its own."""
    return "\n".join(text for text in texts if text)
