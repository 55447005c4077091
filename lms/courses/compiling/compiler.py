"""From files to a course: read each, hold them against each other, then put them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lms.courses.advice.addresses import Addresses, Published
from lms.courses.advice.advice import advise, advise_objectives
from lms.courses.advice.links import LinkTargets, settle_links
from lms.courses.advice.traps import find_traps
from lms.courses.comparing.acceptance import readable
from lms.courses.compiling.assembly import assemble
from lms.courses.compiling.compiled import Compiled
from lms.courses.dialect.front_matter import FrontMatter
from lms.courses.names import RESERVED, FileName, read_name
from lms.courses.problems import Findings, Problem, in_order, nearest, probably_meant
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

SETTINGS: dict[str, tuple[type[Settings], type[Settings]]] = {
    "course": (CourseSettings, CourseTranslation),
    "module": (ModuleSettings, TextSettings),
    "assessment": (TextSettings, TextSettings),
}
CheckedFolder = tuple[Folder, CourseSettings, Quiz, Mapping[str, str]]
"""A folder without errors, as it goes into a course."""


def compile_source(
    source: Source, left_out: frozenset[str] = frozenset(), addresses: Addresses | None = None
) -> Compiled:
    """The course in these files, unless there is an error, and every problem.

    Of the files left out nothing is read, though they are there.
    """
    sound, problems = _read(source, left_out, addresses)
    return Compiled(assemble(*sound) if sound else None, problems)


def problems_of(source: Source) -> tuple[Problem, ...]:
    """Every problem of these files; the course is not put together for that."""
    return _read(source, frozenset(), None)[1]


def _read(
    source: Source, left_out: frozenset[str], addresses: Addresses | None
) -> tuple[CheckedFolder | None, tuple[Problem, ...]]:
    folder = Folder(source)
    if not SLUG.fullmatch(source.slug):
        folder.findings_on("course.md").add("course-name", name=source.slug)
    for path in sorted(source.files):
        if suffix_of(path) not in PICTURES and path not in left_out:
            _read_file(folder, path)
    _check_files(folder)
    # The course's own settings first: the others are held against them.
    for file in sorted(folder.course_files.values(), key=lambda it: it is not folder.course):
        _check_settings(folder, file)
    _check_languages(folder)
    targets = LinkTargets(source.files, folder.course_files, addresses or Published(source.slug), left_out)
    for file in folder.course_files.values():
        find_traps(file, targets)
    # A link to a section needs to know whether the headings of the other file are as meant.
    for file in folder.course_files.values():
        settle_links(file, targets)
    source_language = folder.settings.language if folder.settings else ""
    for file in folder.course_files.values():
        typeset(file, file.name.language or source_language)
    quiz = _read_questions(folder)
    settings = folder.settings
    for file in folder.course_files.values():
        advise(file, file.name.language or source_language)
    found = [*_all(folder), *targets.problems_of_pictures()]
    problems = in_order(problem for problem in found if problem.place.path not in left_out)
    if settings is None or any(problem.severity == "error" for problem in problems):
        return None, problems
    if folder.course:
        advise_objectives(settings.objectives, folder.course, quiz)
        problems = in_order([*problems, *folder.course.findings])
    return (folder, settings, quiz, targets.media), problems


def _all(folder: Folder) -> Iterable[Problem]:
    for findings in folder.findings:
        yield from findings
    for file in folder.course_files.values():
        yield from file.findings


def _read_file(folder: Folder, path: str) -> None:
    name, content = read_name(path), folder.source.files[path]
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
    files = folder.source.files
    names = [name for name in map(read_name, sorted(files)) if name]
    # What is called .md.txt is there, and told as that.
    there = {*files, *(path.removesuffix(".txt") for path in files)}
    if "course.md" not in there:
        folder.findings_on("course.md").add("no-course-file")
    modules = [name for name in names if name.role == "module" and not name.language]
    if not any(name.role == "module" and not name.language for name in map(read_name, there) if name):
        folder.findings_on("course.md").add("no-modules")
    slugs: dict[str, FileName] = {}
    numbers: dict[int, FileName] = {}
    for name in modules:
        if name.slug in slugs:
            first = slugs[name.slug].path
            folder.findings_on(name.path).add("duplicate-module", slug=name.slug, first=first)
        elif name.number in numbers:
            first = numbers[name.number].path
            folder.findings_on(name.path).add("duplicate-number", number=name.number, first=first)
        if name.slug in RESERVED:
            folder.findings_on(name.path).add("reserved-name", slug=name.slug)
        slugs.setdefault(name.slug, name)
        numbers.setdefault(name.number, name)
    for name in names:
        if name.language and name.source not in files and name.role != "course":
            known = [other.path for other in names if not other.language]
            near = nearest(name.source, known) or "–"
            if name.source not in there:
                folder.findings_on(name.path).add("no-source", source=name.source, nearest=near)
            folder.course_files.pop(name.path, None)


def _check_languages(folder: Folder) -> None:
    """Has each language of the modules its title and summary of the course?"""
    spoken = {file.name.language for file in folder.course_files.values() if file.name.language}
    source = {folder.settings.language} if folder.settings else spoken
    for language in sorted(spoken - source):
        name = f"course.{language}.md"
        if name not in folder.source.files:
            folder.findings_on("course.md").add("untranslated-course", language=language, name=name)


def _check_settings(folder: Folder, file: CourseFile) -> None:
    name = file.name
    own, translated = SETTINGS[name.role]
    if file.front is None:
        return
    if name.language:
        file.settings = check_settings(translated, file.front, file.findings, own)
    else:
        file.settings = check_settings(own, file.front, file.findings)
    title = getattr(file.settings, "title", None)
    file.title = title or file.title
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
        values = {"language": translated.language, "expected": file.name.language}
        file.findings.add("wrong-language", *front.place(("language",)), **values)
    for objective in translated.objectives:
        place = front.key_place(("objectives", objective))
        check_objective(objective, settings.objectives, file.findings, place)
    written = {*translated.objectives, *probably_meant(translated.objectives, settings.objectives)}
    missing = [objective for objective in settings.objectives if objective not in written]
    if missing:
        place = front.keys.get(("objectives",), (1, 1))
        file.findings.add("translation-objectives", *place, missing=", ".join(missing))


def _read_questions(folder: Folder) -> Quiz:
    settings = folder.settings
    quiz = Quiz(settings.objectives if settings else None, bool(settings and settings.draw))
    for role in ("module", "assessment"):
        for original in folder.originals(role):
            quiz.read_source(original)
            for translation in folder.translations(original):
                quiz.read_translation(original, translation)
    if settings and folder.course and folder.course.front:
        banks = folder.originals("assessment")
        present = "assessment.md" in folder.source.files
        if not (present and (not banks or banks[0].broken)):
            quiz.check_draw(settings.draw, folder.course.front, folder.course.findings, banks)
    return quiz
