"""Put a sound folder together: from drafts to the frozen course."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from lms.courses import markdown
from lms.courses.course import (
    Asked,
    AssessmentText,
    Course,
    CourseText,
    Module,
    ModuleText,
    Section,
    SectionText,
)
from lms.courses.draft import Draft, SectionDraft
from lms.courses.folder import Folder
from lms.courses.notes import Notes
from lms.courses.quiz import Quiz
from lms.courses.settings import CourseSettings, CourseTranslation, ModuleSettings


def assemble(folder: Folder, settings: CourseSettings, quiz: Quiz, media: Mapping[str, str]) -> Course:
    """The course of a folder without errors."""
    source = settings.language
    others = {draft.name.language for draft in folder.drafts.values() if draft.name.language}
    banks = folder.originals("assessment")
    return Course(
        slug=folder.source.slug,
        code=settings.code,
        languages=(source, *sorted(others)),
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
        texts={language: _course_text(draft) for language, draft in _in_languages(folder, "course", source)},
        modules=tuple(_module(folder, draft, source, quiz) for draft in folder.originals("module")),
        bank=tuple(quiz.in_language(block.id, source) for bank in banks for block in bank.bank),
        assessment_texts={
            language: AssessmentText(draft.title, draft.html(draft.lead, "assessment", draft.title))
            for language, draft in _in_languages(folder, "assessment", source)
        },
        media=dict(media),
    )


def _in_languages(folder: Folder, role: str, source: str) -> list[tuple[str, Draft]]:
    """The course file or the assessment in each language that it is written in, the source first."""
    originals = folder.originals(role)
    return [(source, originals[0]), *_translations(folder, originals[0])] if originals else []


def _translations(folder: Folder, original: Draft) -> list[tuple[str, Draft]]:
    return [(draft.name.language or "", draft) for draft in folder.translations(original)]


def _course_text(draft: Draft) -> CourseText:
    settings = cast(CourseSettings | CourseTranslation, draft.settings)
    overview = draft.html(draft.lead, "overview", settings.title)
    return CourseText(settings.title, settings.summary, overview, dict(settings.objectives))


def _module(folder: Folder, draft: Draft, source: str, quiz: Quiz) -> Module:
    settings = cast(ModuleSettings, draft.settings)
    written = [(source, draft), *_translations(folder, draft)]
    texts: dict[str, ModuleText] = {}
    sections: list[dict[str, SectionText]] = [{} for _ in draft.sections]
    for language, one in written:
        notes = one.notes(one.name.slug)
        texts[language] = ModuleText(one.title, markdown.html(one.lead, notes, one.title))
        for number, section in enumerate(one.sections):
            last = number + 1 == len(one.sections)
            sections[number][language] = _section_text(section, notes, last)
    return Module(
        slug=draft.name.slug,
        number=draft.name.number,
        minutes=settings.minutes or draft.minutes,
        objectives=tuple(settings.objectives),
        sections=tuple(
            Section(
                id=f"s{number}",
                asked=tuple(quiz.in_language(block.id, source) for block in section.questions),
                texts=sections[number - 1],
            )
            for number, section in enumerate(draft.sections, 1)
        ),
        texts=texts,
    )


def _section_text(section: SectionDraft, notes: Notes, last: bool) -> SectionText:
    parts: list[str | Asked] = [
        markdown.html(part, notes, section.title) if isinstance(part, list) else Asked(part.id)
        for part in section.parts
    ]
    if last:
        parts.append(markdown.notes_html(notes))
    return SectionText(section.title, tuple(part for part in parts if part))
