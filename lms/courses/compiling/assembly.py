"""Put a sound folder together: from its files to the frozen course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from markdown_it.token import Token

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
from lms.courses.reading.file import CourseFile, FileSection
from lms.courses.reading.folder import Folder
from lms.courses.reading.quiz import Quiz
from lms.courses.reading.settings import CourseSettings, CourseTranslation, ModuleSettings


@dataclass(frozen=True, slots=True)
class Written:
    """A file in one language, and what is stale in it."""

    language: str
    file: CourseFile
    stale: Stale

    def html(self, tokens: Sequence[Token], notes: Notes, label: str) -> str:
        """HTML of some blocks, a note below each that is stale."""
        return "\n".join(
            text
            for run, pair in self.stale.split(tokens)
            for text in (markdown.html(run, notes, label), self.stale.note(pair))
            if text
        )

    def notes(self, document: str) -> Notes:
        """The footnotes of the file, a note below each that is stale."""
        notes = self.file.notes(document)
        notes.below = self.stale.footnotes
        return notes

    def lead(self, notes: Notes) -> str:
        """HTML of what stands before the first section, the notes of the settings and of the title first."""
        told = [self.stale.note(self.stale.find(id)) for id in ("settings", "title")]
        return "\n".join(text for text in (*told, self.html(self.file.lead, notes, self.file.title)) if text)

    def whole(self, document: str) -> str:
        """HTML of what stands before the first section, with its footnotes."""
        notes = self.notes(document)
        return "\n".join(text for text in (self.lead(notes), markdown.notes_html(notes)) if text)


def assemble(folder: Folder, settings: CourseSettings, quiz: Quiz, media: Mapping[str, str]) -> Course:
    """The course of a folder without errors."""
    source = settings.language
    staleness = Staleness(folder, source)

    def written(role: str) -> list[list[Written]]:
        """The files of a role, each in the languages that it is written in, the source first."""
        return [
            [
                Written(file.name.language or source, file, staleness.of(original, file))
                for file in (original, *folder.translations(original))
            ]
            for original in folder.originals(role)
        ]

    overviews = [one for files in written("course") for one in files]
    banks = written("assessment")
    return Course(
        slug=folder.source.slug,
        code=settings.code,
        languages=(
            source,
            *sorted({it.name.language for it in folder.course_files.values() if it.name.language}),
        ),
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
        texts={one.language: _course_text(one) for one in overviews},
        modules=tuple(_module(files, quiz) for files in written("module")),
        bank=tuple(_question(quiz, question.id, files) for files in banks for question in files[0].file.bank),
        assessment_texts={
            one.language: AssessmentText(one.file.title, one.whole("assessment"))
            for files in banks
            for one in files
        },
        media=dict(media),
    )


def _course_text(one: Written) -> CourseText:
    settings = cast(CourseSettings | CourseTranslation, one.file.settings)
    return CourseText(settings.title, settings.summary, one.whole("overview"), dict(settings.objectives))


def _module(files: Sequence[Written], quiz: Quiz) -> Module:
    file = files[0].file
    settings = cast(ModuleSettings, file.settings)
    texts: dict[str, ModuleText] = {}
    sections: list[dict[str, SectionText]] = [{} for _ in file.sections]
    for one in files:
        notes = one.notes(one.file.name.slug)
        texts[one.language] = ModuleText(one.file.title, one.lead(notes))
        for number, section in enumerate(one.file.sections, 1):
            last = number == len(one.file.sections)
            sections[number - 1][one.language] = _section_text(one, f"s{number}", section, notes, last)
    return Module(
        slug=file.name.slug,
        number=file.name.number,
        minutes=settings.minutes or file.minutes,
        objectives=tuple(settings.objectives),
        sections=tuple(
            Section(
                id=f"s{number}",
                questions=tuple(_question(quiz, question.id, files) for question in section.questions),
                texts=sections[number - 1],
            )
            for number, section in enumerate(file.sections, 1)
        ),
        texts=texts,
    )


def _section_text(one: Written, id: str, section: FileSection, notes: Notes, last: bool) -> SectionText:
    parts: list[str | QuestionPlace] = [
        one.html(part, notes, section.title) if isinstance(part, list) else QuestionPlace(part.id)
        for part in section.parts
    ]
    if note := one.stale.note(one.stale.find(id)):
        parts.insert(0, note)
    if last:
        parts.append(markdown.notes_html(notes))
    return SectionText(section.title, tuple(part for part in parts if part))


def _question(quiz: Quiz, id: str, files: Sequence[Written]) -> Question:
    """The finished question, its stale wordings marked."""
    found = quiz.in_language(id, files[0].language)
    stale = {
        one.language
        for one in files
        for question in one.file.questions
        if question.id == id and one.stale.asks_otherwise(question)
    }
    if not stale:
        return found
    wordings = {tag: replace(wording, stale=tag in stale) for tag, wording in found.wordings.items()}
    return replace(found, wordings=wordings)
