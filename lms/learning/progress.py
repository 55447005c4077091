"""Progress: derived from what was read and answered, never stored. Pure."""

from collections.abc import Set
from dataclasses import dataclass

from lms.courses.course import Course, Module, Section


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """Which sections of a module are done, and where to go on."""

    done: frozenset[str]
    sections: int
    resume: str | None

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be done."""
        return self.resume is None


def section_done(section: Section, read: Set[str], answered: Set[str]) -> bool:
    """With questions, a section is done when all are answered; without, when its reader says so."""
    if section.questions:
        return all(question.id in answered for question in section.questions)
    return section.id in read


def module_progress(module: Module, read: Set[str], answered: Set[str]) -> ModuleProgress:
    """The progress in a module; `resume` is the first section with something undone."""
    done = frozenset(section.id for section in module.sections if section_done(section, read, answered))
    resume = next((section.id for section in module.sections if section.id not in done), None)
    return ModuleProgress(done, len(module.sections), resume)


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """Which modules are completed, the one to go on with, and whether the assessment is open."""

    completed: frozenset[str]
    modules: int
    resume: str | None

    @property
    def ready(self) -> bool:
        """Whether all modules are completed, so that the assessment may be taken."""
        return self.resume is None

    @property
    def done(self) -> int:
        """How many modules are completed."""
        return len(self.completed)


def course_progress(course: Course, completed: Set[str]) -> CourseProgress:
    """The progress in a course, from its completed modules; what it no longer has does not count."""
    slugs = [module.slug for module in course.modules]
    resume = next((slug for slug in slugs if slug not in completed), None)
    return CourseProgress(frozenset(completed) & frozenset(slugs), len(slugs), resume)


def minutes_left(course: Course, progress: CourseProgress) -> int:
    """About how many minutes of reading are left in the course."""
    return sum(module.minutes or 0 for module in course.modules if module.slug not in progress.completed)
