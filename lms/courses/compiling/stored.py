"""A compiled course as JSON: what an edition stores and a worker loads without parsing Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lms.courses.course import (
    AssessmentText,
    ChoiceText,
    Course,
    CourseText,
    Module,
    ModuleText,
    Question,
    QuestionPlace,
    Section,
    SectionText,
    Wording,
)
from lms.courses.questions import KINDS

COMPILER_VERSION = 11
"""Raised whenever the HTML or the shape of a compiled course changes, so that editions are compiled anew.

A test fails when that is forgotten: tests/unit/courses/test_compiler_version.py.
"""


def dump(course: Course) -> str:
    """The course as JSON text; `load` gives an equal course back."""
    plain = _plain(course)
    plain |= {
        "texts": {language: _plain(text) for language, text in course.texts.items()},
        "modules": [_dump_module(module) for module in course.modules],
        "bank": [_dump_question(question) for question in course.bank],
        "assessment_texts": {language: _plain(text) for language, text in course.assessment_texts.items()},
    }
    return json.dumps(plain, ensure_ascii=False)


def load(text: str) -> Course:
    """The course from its JSON text, which this version of the compiler must have written."""
    plain: dict[str, Any] = json.loads(text)
    plain |= {
        **{name: tuple(plain[name]) for name in ("languages", "audience", "objectives")},
        "texts": {language: CourseText(**text) for language, text in plain["texts"].items()},
        "modules": tuple(_load_module(module) for module in plain["modules"]),
        "bank": tuple(_load_question(question) for question in plain["bank"]),
        "assessment_texts": {
            language: AssessmentText(**text) for language, text in plain["assessment_texts"].items()
        },
    }
    return Course(**plain)


def _plain(value: Any) -> dict[str, Any]:
    """The fields of a dataclass, as they are: what is in them has to be made plain by itself."""
    return {name: getattr(value, name) for name in value.__slots__}


def _dump_module(module: Module) -> dict[str, Any]:
    return _plain(module) | {
        "sections": [_dump_section(section) for section in module.sections],
        "texts": {language: _plain(text) for language, text in module.texts.items()},
    }


def _load_module(plain: Mapping[str, Any]) -> Module:
    return Module(
        **{
            **plain,
            "objectives": tuple(plain["objectives"]),
            "sections": tuple(_load_section(section) for section in plain["sections"]),
            "texts": {language: ModuleText(**text) for language, text in plain["texts"].items()},
        }
    )


def _dump_section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "questions": [_dump_question(question) for question in section.questions],
        "texts": {
            language: {
                "title": text.title,
                "parts": [_plain(part) if isinstance(part, QuestionPlace) else part for part in text.parts],
            }
            for language, text in section.texts.items()
        },
    }


def _load_section(plain: Mapping[str, Any]) -> Section:
    return Section(
        id=plain["id"],
        questions=tuple(_load_question(question) for question in plain["questions"]),
        texts={
            language: SectionText(
                title=text["title"],
                parts=tuple(
                    part if isinstance(part, str) else QuestionPlace(**part) for part in text["parts"]
                ),
            )
            for language, text in plain["texts"].items()
        },
    )


def _dump_question(question: Question) -> dict[str, Any]:
    return _plain(question) | {
        "key": KINDS[question.kind].dump_key(question.key),
        "wordings": {
            language: _plain(wording) | {"choices": [_plain(choice) for choice in wording.choices]}
            for language, wording in question.wordings.items()
        },
    }


def _load_question(plain: Mapping[str, Any]) -> Question:
    return Question(
        **{
            **plain,
            "key": KINDS[plain["kind"]].load_key(plain["key"]),
            "wordings": {
                language: Wording(
                    prompt=wording["prompt"],
                    choices=tuple(ChoiceText(**choice) for choice in wording["choices"]),
                    explanation=wording["explanation"],
                    lefts=tuple(wording["lefts"]),
                    heads=tuple(wording["heads"]),
                    stale=wording["stale"],
                )
                for language, wording in plain["wordings"].items()
            },
        }
    )
