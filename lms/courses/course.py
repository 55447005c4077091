"""The course as a frozen value: what the pages show and what the deciders ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


def text_in(texts: Mapping[str, T], language: str | None) -> T:
    """The text in this language, else in the source language, which stands first."""
    return texts[language] if language and language in texts else next(iter(texts.values()))


def language_of(texts: Mapping[str, object], language: str | None) -> str:
    """The language in which `text_in` answers: what the page must declare around that text."""
    return language if language and language in texts else next(iter(texts))


@dataclass(frozen=True, slots=True)
class ChoiceText:
    """One choice in one language: its text (HTML without blocks) and its feedback (HTML)."""

    text: str
    feedback: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in one language, as HTML: what is asked, and the texts that its kind shows.

    `choices` are what can be chosen: choices, what is put in order, the rights of a match; of a gap it is
    what is right. `lefts` are the left cells of a match and `heads` the words above its columns. A
    translation is stale when it was accepted for other words of the source.
    """

    prompt: str
    choices: tuple[ChoiceText, ...] = ()
    explanation: str | None = None
    lefts: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a module's quiz or of the bank.

    `size` is how many choices, items or rights it has, 0 where blanks are filled. The key has the type that
    its kind gives it: numbers of choices, or blanks.
    """

    id: str
    kind: str
    objective: str | None
    shuffle: bool
    key: object
    size: int
    wordings: Mapping[str, Wording]

    def wording(self, language: str | None) -> Wording:
        """The question in this language, else in the source's."""
        return text_in(self.wordings, language)

    def language(self, wanted: str | None) -> str:
        """The language in which `wording` answers."""
        return language_of(self.wordings, wanted)


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """The place of a question among the parts of a section."""

    question: str


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section in one language: a plain title, then HTML and questions in reading order."""

    title: str
    parts: tuple[str | QuestionPlace, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one `##` heading. Its id is its place in the module: s1, s2…"""

    id: str
    questions: tuple[Question, ...]
    texts: Mapping[str, SectionText]

    def text(self, language: str | None) -> SectionText:
        return text_in(self.texts, language)

    def parts(self, language: str | None) -> Iterator[str | Question]:
        """HTML and questions, in reading order."""
        questions = {question.id: question for question in self.questions}
        for part in self.text(language).parts:
            yield questions[part.question] if isinstance(part, QuestionPlace) else part


@dataclass(frozen=True, slots=True)
class ModuleText:
    """A module in one language: a plain title and the HTML before its first section."""

    title: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """What a trainer writes in one file and a learner completes."""

    slug: str
    number: int
    minutes: int
    objectives: tuple[str, ...]
    sections: tuple[Section, ...]
    texts: Mapping[str, ModuleText]

    def text(self, language: str | None) -> ModuleText:
        return text_in(self.texts, language)

    def language(self, wanted: str | None) -> str:
        """The language in which this module is shown: the source's where a translation is not there yet."""
        return language_of(self.texts, wanted)

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    def section(self, id: str) -> Section | None:
        return next((section for section in self.sections if section.id == id), None)


@dataclass(frozen=True, slots=True)
class CourseText:
    """The course in one language: plain title and summary, the overview as HTML, its objectives' words."""

    title: str
    summary: str
    overview: str
    objectives: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AssessmentText:
    """The assessment in one language: a plain title and what is said before it begins (HTML)."""

    title: str
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A published or checked course. Languages begin with the one it was written in."""

    slug: str
    code: str
    languages: tuple[str, ...]
    audience: tuple[str, ...]
    minutes: int
    pass_mark: int
    attempts: int | None
    retry_after: int | None
    time_limit: int | None
    draw: Mapping[str, int]
    valid_for: int | None
    show_score: bool
    certificate: str
    objectives: tuple[str, ...]
    texts: Mapping[str, CourseText]
    modules: tuple[Module, ...]
    bank: tuple[Question, ...] = ()
    assessment_texts: Mapping[str, AssessmentText] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: str | None) -> CourseText:
        return text_in(self.texts, language)

    def assessment_text(self, language: str | None) -> AssessmentText | None:
        return text_in(self.assessment_texts, language) if self.assessment_texts else None

    def module(self, slug: str) -> Module | None:
        return next((module for module in self.modules if module.slug == slug), None)

    @property
    def questions(self) -> Iterator[Question]:
        """All questions: those of the modules, then the bank's."""
        for module in self.modules:
            yield from module.questions
        yield from self.bank

    def question(self, id: str) -> Question | None:
        return next((question for question in self.questions if question.id == id), None)

    def language(self, wanted: str | None) -> str:
        """The language shown to who wants this one: it, its main language (fr for fr-CA), or the source."""
        wanted = wanted or ""
        main = wanted.split("-")[0]
        for language in (wanted, main):
            if language in self.languages:
                return language
        return self.languages[0]
