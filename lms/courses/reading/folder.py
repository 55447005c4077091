"""A course on its way from files to a course: what was read of each, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from lms.courses.names import FileRole
from lms.courses.problems import Findings
from lms.courses.reading.file import CourseFile
from lms.courses.reading.settings import CourseSettings
from lms.courses.source import Source


@dataclass(slots=True)
class Folder:
    """A course on its way: its files as they were read, and what was found in each."""

    source: Source
    course_files: dict[str, CourseFile] = field(default_factory=dict)
    findings: list[Findings] = field(default_factory=list)
    translated: dict[str, list[CourseFile]] = field(default_factory=dict)
    """The translations of each file, by its stem, once they are asked for: then all files are read."""

    def findings_on(self, path: str) -> Findings:
        """Where to report what is wrong with a file of which nothing was read, or with none at all."""
        findings = Findings(path)
        self.findings.append(findings)
        return findings

    def originals(self, role: FileRole) -> list[CourseFile]:
        """The files of this role in the source language, in the order of their numbers."""
        names = [file.name for file in self.course_files.values() if not file.name.language]
        in_role = [name for name in names if name.role == role]
        in_role.sort(key=lambda name: (name.number, name.path))
        return [self.course_files[name.path] for name in in_role]

    def translations(self, original: CourseFile) -> list[CourseFile]:
        """The translations of a file, in the order of their languages."""
        if not self.translated:
            for _, file in sorted(self.course_files.items()):
                if file.name.language:
                    self.translated.setdefault(file.name.stem, []).append(file)
        return self.translated.get(original.name.stem, [])

    @property
    def course(self) -> CourseFile | None:
        """The file course.md."""
        return self.course_files.get("course.md")

    @property
    def settings(self) -> CourseSettings | None:
        """The settings of the course; None while they are not read, or where they are wrong."""
        settings = self.course.settings if self.course else None
        return settings if isinstance(settings, CourseSettings) else None

    def language_of(self, file: CourseFile) -> str:
        """The language of a file, the course's for its source; empty while nobody knows that."""
        own = self.settings.language if self.settings else ""
        return file.name.language or own
