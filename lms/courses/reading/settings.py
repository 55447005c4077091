"""What may stand in the front matter of each file, checked all at once."""

from __future__ import annotations

import re
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from lms.courses.dialect.front_matter import FrontMatter
from lms.courses.problems import Findings, nearest, probably_meant
from lms.courses.spaces import one_line

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
SECONDS = {"m": 60, "h": 3600, "d": 86400}
MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12}
COMPONENTS = ("civilian", "military", "police")
OURS = {"list_type": "wrong-list", "dict_type": "wrong-map"}
"""What pydantic itself says of a value, by our codes."""


def _wrong(code: str, **values: Any) -> PydanticCustomError:
    # pydantic wants a sentence too; ours are worded from the code, in the reader's language.
    return PydanticCustomError(code, "{code}", {"code": code, **values})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong("wrong-text")
    if not value.strip():
        raise _wrong("empty-value")
    return " ".join(value.split())


def _prose(value: Any) -> str:
    _text(value)
    return one_line(value)


def _matching(pattern: re.Pattern[str], code: str) -> BeforeValidator:
    """A text of this form; anything else has this problem."""

    def read(value: Any) -> str:
        text = _text(value)
        if not pattern.fullmatch(text):
            raise _wrong(code, written=text)
        return text

    return BeforeValidator(read)


def _whole(least: int, most: int, *, or_none: bool = False) -> BeforeValidator:
    """A whole number in these bounds; None for `none`, where that may be."""

    def read(value: Any) -> int | None:
        text = _text(value)
        if or_none and text == "none":
            return None
        if re.fullmatch(r"[0-9]{1,6}", text) and least <= int(text) <= most:
            return int(text)
        code = "wrong-number-or-none" if or_none else "wrong-number"
        raise _wrong(code, written=text, least=least, most=most)

    return BeforeValidator(read)


def _duration(value: Any) -> int | None:
    """Seconds in `30m`, `24h`, `2d` or `1h 30m`; None for `none`."""
    text = _text(value)
    if text == "none":
        return None
    if not re.fullmatch(r"(?:[0-9]{1,4}[mhd] ?)+", text):
        raise _wrong("wrong-duration", written=text)
    seconds = sum(int(count) * SECONDS[unit] for count, unit in re.findall(r"([0-9]+)([mhd])", text))
    if not seconds:
        raise _wrong("wrong-duration", written=text)
    return seconds


def _months(value: Any) -> int | None:
    """Calendar months in `24 months` or `2 years`; None for `none`."""
    text = _text(value)
    if text == "none":
        return None
    match = re.fullmatch(r"([1-9][0-9]{0,2}) (month|months|year|years)", text)
    if not match:
        raise _wrong("wrong-months", written=text)
    return int(match[1]) * MONTHS[match[2]]


def _yes_no(value: Any) -> bool:
    text = _text(value).lower()
    if text not in ("yes", "no", "true", "false"):
        raise _wrong("wrong-yes-no", written=text)
    return text in ("yes", "true")


def _component(value: Any) -> str:
    text = _text(value)
    if text not in COMPONENTS:
        raise _wrong("unknown-audience", written=text, nearest=nearest(text, COMPONENTS))
    return text


Text = Annotated[str, BeforeValidator(_prose)]
Slug = Annotated[str, _matching(SLUG, "wrong-slug")]
Language = Annotated[str, _matching(LANGUAGE, "wrong-language-tag")]
Code = Annotated[str, _matching(re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*"), "wrong-code")]
Duration = Annotated[int | None, BeforeValidator(_duration)]
Months = Annotated[int | None, BeforeValidator(_months)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Component = Annotated[str, BeforeValidator(_component)]
Minutes = Annotated[int, _whole(1, 6000)]
Percent = Annotated[int, _whole(1, 100)]
Count = Annotated[int, _whole(1, 999)]
CountOrNone = Annotated[int | None, _whole(1, 999, or_none=True)]


class Settings(BaseModel):
    """The settings of one file. A key that is not named here is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CourseSettings(Settings):
    """course.md"""

    code: Code
    title: Text
    summary: Text
    language: Language
    minutes: Minutes
    audience: list[Component] = Field(default_factory=list)
    pass_mark: Percent = 80
    attempts: CountOrNone = None
    retry_after: Duration = None
    time_limit: Duration = None
    draw: dict[Slug, Count] = Field(default_factory=dict)
    valid_for: Months = None
    show_score: YesNo = False
    certificate: Slug = "default"
    objectives: dict[Slug, Text] = Field(default_factory=dict)


class CourseTranslation(Settings):
    """course.fr.md: text only"""

    title: Text
    summary: Text
    language: Language | None = None
    objectives: dict[Slug, Text] = Field(default_factory=dict)


class ModuleSettings(Settings):
    """01-name.md"""

    title: Text | None = None
    objectives: list[Slug] = Field(default_factory=list)
    minutes: Minutes | None = None


class TextSettings(Settings):
    """assessment.md, and the translations of modules and assessment: text only"""

    title: Text | None = None


S = TypeVar("S", bound=Settings)


def check_settings(
    model: type[S], front: FrontMatter, findings: Findings, elsewhere: type[Settings] | None = None
) -> S | None:
    """The settings, or None when some are wrong, each of which is reported.

    `elsewhere` are the settings that belong in the file of the source language.
    """
    try:
        return model.model_validate(front.values)
    except ValidationError as error:
        details = error.errors(include_url=False)
        unknown = [_first_key(detail) for detail in details if detail["type"] == "extra_forbidden"]
        # A key that is misspelt is there: it is told as unknown, and not as missing too.
        misspelt = probably_meant(unknown, model.model_fields)
        missing: list[ErrorDetails] = []
        others: list[ErrorDetails] = []
        for detail in details:
            if detail["type"] != "missing":
                others.append(detail)
            elif _first_key(detail) not in misspelt:
                missing.append(detail)
        if missing and not front.values:
            findings.add("no-settings", 1, 1, keys=", ".join(map(_first_key, missing)))
            return None
        for detail in (*missing, *others):
            _report(detail, model, front, findings, elsewhere)
        return None


def _first_key(detail: ErrorDetails) -> str:
    """The key of the setting that something is wrong with, or with what stands in it."""
    return str(detail["loc"][0])


def _report(
    detail: ErrorDetails,
    model: type[Settings],
    front: FrontMatter,
    findings: Findings,
    elsewhere: type[Settings] | None,
) -> None:
    """Reports one thing that pydantic found, by its code or by ours, at the place of its path.

    | pydantic says | reported |
    | --- | --- |
    | `missing` | `missing-key`, on line 1 |
    | `extra_forbidden` | `setting-in-translation` for one of the source's settings, else `unknown-key` |
    | `list_type`, `dict_type` | `wrong-list`, `wrong-map` |
    | a code of ours, from `_wrong` | that code |
    """
    code = detail["type"]
    path = detail["loc"]
    # A wrong key of a mapping is told with this mark after its path.
    is_key = path[-1] == "[key]"
    if is_key:
        path = path[:-1]
    key = str(path[-1])
    if code == "missing":
        findings.add("missing-key", 1, 1, key=key)
        return
    if code == "extra_forbidden":
        _report_extra(key, front.key_place(path), model, findings, elsewhere)
        return
    place = front.key_place(path) if is_key else front.place(path)
    values = {"key": _first_key(detail), **detail.get("ctx", {})}
    # That of `_wrong`, which is the code by now.
    values.pop("code", None)
    findings.add(OURS.get(code, code), *place, **values)


def _report_extra(
    key: str,
    place: tuple[int, int],
    model: type[Settings],
    findings: Findings,
    elsewhere: type[Settings] | None,
) -> None:
    if elsewhere and key in elsewhere.model_fields:
        findings.add("setting-in-translation", *place, key=key)
        return
    allowed = list(model.model_fields)
    near = findings.nearest(key, allowed)
    findings.add("unknown-key", *place, key=key, nearest=near, known=", ".join(allowed))
