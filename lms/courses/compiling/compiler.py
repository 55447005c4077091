"""From files to a course: read each, hold them against each other, then put them together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lms.courses.advice.addresses import Addresses, Published
from lms.courses.advice.advice import advise, advise_objectives
from lms.courses.advice.links import LinkTargets, settle_links
from lms.courses.advice.traps import find_traps
from lms.courses.at_work import at_work, one_by_one
from lms.courses.comparing.acceptance import readable
from lms.courses.compiling.assembly import CheckedFolder, assemble
from lms.courses.compiling.compiled import Compiled
from lms.courses.dialect.front_matter import FrontMatter
from lms.courses.names import RESERVED, FileName, FileRole, read_name
from lms.courses.problems import Findings, Problem, in_order, probably_meant
from lms.courses.reading.file import CourseFile, read_course_file
from lms.courses.reading.folder import Folder
from lms.courses.reading.objectives import check_objective
from lms.courses.reading.quiz import Quiz
from lms.courses.reading.settings import (
    SLUG,
    CourseSettings,
    CourseTranslation,
    ModuleSettings,
    Settings,
    TextSettings,
    check_settings,
)
from lms.courses.reading.typography import typeset
from lms.courses.source import ACCEPTED, LARGEST, PICTURES, Source, read_text, suffix_of, unreadable

SETTINGS: dict[FileRole, tuple[type[Settings], type[Settings]]] = {
    FileRole.COURSE: (CourseSettings, CourseTranslation),
    FileRole.MODULE: (ModuleSettings, TextSettings),
    FileRole.ASSESSMENT: (TextSettings, TextSettings),
}
"""The settings of a file in the source language, and those of its translations."""


class _Outcome(NamedTuple):
    """What comes of reading: what a course is made of, unless there is an error, and every problem."""

    checked: CheckedFolder | None
    problems: tuple[Problem, ...]


def compile_source(
    source: Source, left_out: frozenset[str] = frozenset(), addresses: Addresses | None = None
) -> Compiled:
    """The course in these files, unless there is an error, and every problem.

    Of the files left out nothing is read, though they are there.
    """
    outcome = _read(source, left_out, addresses)
    course = assemble(outcome.checked) if outcome.checked else None
    return Compiled(course, outcome.problems)


def problems_of(source: Source) -> tuple[Problem, ...]:
    """Every problem of these files; the course is not put together for that."""
    return _read(source, frozenset(), None).problems


def _read(source: Source, left_out: frozenset[str], addresses: Addresses | None) -> _Outcome:
    """Read the files, and pass over them again and again.

    Each pass adds to the one folder: to what is known of its files, and to what is wrong with them. So each
    has its reason to stand where it stands.
    """
    folder = Folder(source)
    _check_name(folder)
    # First, for all others go over what was read.
    _read_files(folder, left_out)
    # Before all that report: a translation without its source is told of that and of nothing else.
    _check_files(folder)
    # Before all that asks for the course's language and objectives, or for a title that settings give.
    _check_all_settings(folder)
    _check_languages(folder)
    targets = LinkTargets(source.files, folder.course_files, addresses or Published(source.slug), left_out)
    # Of all files before the links of any: a heading that is none is a trap, and a link to a section needs to
    # know whether the headings of the other file are as meant.
    for file in one_by_one(folder.course_files.values()):
        find_traps(file, targets)
    # Before typography: a section is found by its title as it was typed.
    for file in one_by_one(folder.course_files.values()):
        settle_links(file, targets)
    # Before questions, whose HTML is made when they are read; so links are settled by then, too.
    for file in one_by_one(folder.course_files.values()):
        typeset(file, folder.language_of(file))
    quiz = _read_questions(folder)
    # After questions: what is wrong already needs no advice.
    for file in one_by_one(folder.course_files.values()):
        advise(file, folder.language_of(file))
    problems = _problems(folder, targets, left_out)
    settings = folder.settings
    if settings is None or any(problem.is_error for problem in problems):
        return _Outcome(None, problems)
    # Last, and of a sound course only: a question that is broken may ask about the objective.
    if folder.course:
        advise_objectives(settings.objectives, folder.course, quiz)
        problems = in_order([*problems, *folder.course.findings])
    return _Outcome(CheckedFolder(folder, settings, quiz, targets.media), problems)


def _problems(folder: Folder, targets: LinkTargets, left_out: frozenset[str]) -> tuple[Problem, ...]:
    """What was found in all files but those left out, where it is known and told already."""
    problems = [problem for findings in folder.findings for problem in findings]
    problems += [problem for file in folder.course_files.values() for problem in file.findings]
    problems += targets.problems_of_pictures()
    return in_order(problem for problem in problems if problem.place.path not in left_out)


def _check_name(folder: Folder) -> None:
    slug = folder.source.slug
    if not SLUG.fullmatch(slug):
        folder.findings_on("course.md").add("course-name", name=slug)


def _read_files(folder: Folder, left_out: frozenset[str]) -> None:
    for path in sorted(folder.source.files):
        if suffix_of(path) not in PICTURES and path not in left_out:
            _read_file(folder, path)


def _read_file(folder: Folder, path: str) -> None:
    at_work(path)
    name = read_name(path)
    content = folder.source.files[path]
    if path == ACCEPTED:
        if not readable(content):
            folder.findings_on(path).add("translations-file", 1, 1)
        return
    text = read_text(content)
    if name is None and path.lower().endswith(".md.txt"):
        folder.findings_on(path).add("md-txt", name=path[: -len(".txt")])
    elif name is None:
        folder.findings_on(path).add("file-name", name=path)
    elif len(content) > LARGEST:
        folder.findings_on(path).add("text-too-large")
    elif text is None:
        folder.findings_on(path).add(*unreadable(content))
    else:
        folder.course_files[path] = read_course_file(name, text, Findings(path))


def _check_files(folder: Folder) -> None:
    """Is each file the only one of its name, and has each translation its source?"""
    names = [name for name in map(read_name, sorted(folder.source.files)) if name]
    # What is called .md.txt is there, and told as that.
    there = set(folder.source.files)
    there |= {path.removesuffix(".txt") for path in folder.source.files}
    if "course.md" not in there:
        folder.findings_on("course.md").add("no-course-file")
    if not any(_is_module(name) for name in map(read_name, there) if name):
        folder.findings_on("course.md").add("no-modules")
    _check_modules(folder, [name for name in names if _is_module(name)])
    sources = [name.path for name in names if not name.language]
    guesses = Findings("course.md")
    for name in names:
        if name.language and name.role != FileRole.COURSE and name.source not in folder.source.files:
            if name.source not in there:
                near = guesses.nearest(name.source, sources)
                folder.findings_on(name.path).add("no-source", source=name.source, nearest=near)
            folder.course_files.pop(name.path, None)


def _is_module(name: FileName) -> bool:
    """Is this a module in the language that the course is written in?"""
    return name.role == FileRole.MODULE and not name.language


def _check_modules(folder: Folder, names: Sequence[FileName]) -> None:
    """Has each module a name and a number of its own?"""
    first_of_slug: dict[str, FileName] = {}
    first_of_number: dict[int, FileName] = {}
    for name in names:
        findings = folder.findings_on(name.path)
        if name.slug in first_of_slug:
            first = first_of_slug[name.slug].path
            findings.add("duplicate-module", slug=name.slug, first=first)
        elif name.number in first_of_number:
            first = first_of_number[name.number].path
            findings.add("duplicate-number", number=name.number, first=first)
        if name.slug in RESERVED:
            findings.add("reserved-name", slug=name.slug)
        first_of_slug.setdefault(name.slug, name)
        first_of_number.setdefault(name.number, name)


def _check_all_settings(folder: Folder) -> None:
    # The course's own first: the others are held against them.
    if folder.course:
        _check_settings(folder, folder.course)
    for file in folder.course_files.values():
        if file is not folder.course:
            _check_settings(folder, file)


def _check_settings(folder: Folder, file: CourseFile) -> None:
    name = file.name
    if file.front is None:
        return
    at_work(name.path)
    source_model, translation_model = SETTINGS[name.role]
    if name.language:
        file.settings = check_settings(translation_model, file.front, file.findings, source_model)
    else:
        file.settings = check_settings(source_model, file.front, file.findings)
    file.title = getattr(file.settings, "title", None) or file.title
    settings = folder.settings
    if settings is None:
        return
    if name.language == settings.language:
        file.findings.add("language-in-name", name=name.source, language=name.language)
    _check_objectives(file, settings)
    if isinstance(file.settings, CourseTranslation):
        _check_translation(file, file.settings, file.front, settings)


def _check_objectives(file: CourseFile, settings: CourseSettings) -> None:
    """The objectives that a module names are the course's."""
    if not isinstance(file.settings, ModuleSettings) or file.front is None:
        return
    for number, objective in enumerate(file.settings.objectives):
        place = file.front.place(("objectives", number))
        check_objective(objective, settings.objectives, file.findings, place)


def _check_translation(
    file: CourseFile, translated: CourseTranslation, front: FrontMatter, settings: CourseSettings
) -> None:
    if translated.language and translated.language != file.name.language:
        place = front.place(("language",))
        languages = {"language": translated.language, "expected": file.name.language}
        file.findings.add("wrong-language", *place, **languages)
    for objective in translated.objectives:
        place = front.key_place(("objectives", objective))
        check_objective(objective, settings.objectives, file.findings, place)
    written = {*translated.objectives, *probably_meant(translated.objectives, settings.objectives)}
    missing = [objective for objective in settings.objectives if objective not in written]
    if missing:
        place = front.keys.get(("objectives",), (1, 1))
        file.findings.add("translation-objectives", *place, missing=", ".join(missing))


def _check_languages(folder: Folder) -> None:
    """Has each language of the modules its title and summary of the course?"""
    languages = {file.name.language for file in folder.course_files.values() if file.name.language}
    if folder.settings is None:
        return
    for language in sorted(languages - {folder.settings.language}):
        name = f"course.{language}.md"
        if name not in folder.source.files:
            folder.findings_on("course.md").add("untranslated-course", language=language, name=name)


def _read_questions(folder: Folder) -> Quiz:
    settings = folder.settings
    quiz = Quiz(settings.objectives, bool(settings.draw)) if settings else Quiz(None, draws=False)
    for role in (FileRole.MODULE, FileRole.ASSESSMENT):
        for original in folder.originals(role):
            # Before its translations, which are held against it.
            at_work(original.name.path)
            quiz.read_source(original)
            for translation in one_by_one(folder.translations(original)):
                quiz.read_translation(original, translation)
    _check_draw(folder, quiz)
    return quiz


def _check_draw(folder: Folder, quiz: Quiz) -> None:
    if folder.settings is None or folder.course is None or folder.course.front is None:
        return
    banks = folder.originals(FileRole.ASSESSMENT)
    is_there = "assessment.md" in folder.source.files
    is_sound = bool(banks) and not banks[0].broken
    if is_there and not is_sound:
        # Nobody can say how many questions it has.
        return
    quiz.check_draw(folder.settings.draw, folder.course.front, folder.course.findings, banks)
