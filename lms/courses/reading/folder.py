"""A course on its way from files to a course: what was read of each, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field

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

    def notebook(self, path: str) -> Findings:
        self.findings.append(Findings(path))
        return self.findings[-1]

    def originals(self, role: str) -> list[CourseFile]:
        """The files of this role in the source language, in the order of their numbers."""
        found = [it for it in self.course_files.values() if it.name.role == role and not it.name.language]
        return sorted(found, key=lambda file: (file.name.number, file.name.path))

    def translations(self, original: CourseFile) -> list[CourseFile]:
        found = [
            it for it in self.course_files.values() if it.name.language and it.name.stem == original.name.stem
        ]
        return sorted(found, key=lambda file: file.name.path)

    @property
    def course(self) -> CourseFile | None:
        return self.course_files.get("course.md")

    @property
    def settings(self) -> CourseSettings | None:
        settings = self.course.settings if self.course else None
        return settings if isinstance(settings, CourseSettings) else None
