"""Texts of any size that make somebody look at the same place again and again: each is one way to do so.

A pattern takes a size in bytes and gives the work that is to be timed. It is made of a text repeated, or of
many that differ by their number.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from unittest.mock import patch

from lms.authoring.draft import findings
from lms.authoring.draft.conflict import difference
from lms.authoring.draft.examples_left import with_examples
from lms.authoring.draft.files import listed_files
from lms.authoring.incoming.gift.module import from_gift
from lms.authoring.translation.accepting import accept, accept_seen
from lms.courses.comparing.blocks import outlines_of
from lms.courses.comparing.material import Edited, compare
from lms.courses.comparing.translated import beside, translations
from lms.courses.compiling import compile_course, find_problems
from lms.courses.course import Course
from lms.courses.questions.carrying import places
from lms.courses.source import ACCEPTED, Source
from tests.unit.courses.examples import COURSE, COURSE_FR, CYCLE, source

HEAD = "# A\n\n## One\n\n"
CHOICES = "- [x] A\n- [ ] B\n"

Work = Callable[[], object]
Pattern = Callable[[int], Work]

PATTERNS: dict[str, Pattern] = {}


def filled(unit: str, size: int, before: str = "", after: str = "") -> str:
    """A text repeated until so many bytes are full; %(n)s in it is a number that is new each time."""
    length = len(unit.encode())
    times = max(size // length, 1)
    if "%(n)s" not in unit:
        return before + unit * times + after
    return before + "".join(unit % {"n": number} for number in range(times)) + after


def module(unit: str, before: str = "", after: str = "") -> Pattern:
    """A module of this text."""

    def work(size: int) -> Work:
        written = source({"01-a.md": HEAD + filled(unit, size, before, after) + "\n"})
        return lambda: compile_course(written)

    return work


def question(unit: str, before: str = "", after: str = "") -> Pattern:
    """A module of one question with this text between its fences."""
    return module(unit, f"::: question q\n\n{before}", f"{after}\n\n:::\n")


def pattern(name: str) -> Callable[[Pattern], Pattern]:
    """Adds a pattern under its name."""

    def add(work: Pattern) -> Pattern:
        PATTERNS[name] = work
        return work

    return add


PATTERNS |= {
    "50 words, dots, x": module(".", "word " * 50, "x"),
    "sentences": module("Is it? "),
    "long sentences": module("word " * 45 + ". "),
    "stem: * and not": question(" not", "Is it *", "?\n\n" + CHOICES),
    "stem of sentences": question("Is it not? ", "*a ", "\n\n" + CHOICES),
    "stem of words that differ": question("Is q%(n)sn’t? ", "*a ", "\n\n" + CHOICES),
    "links that say nothing": module("[here](http://a) "),
    "links without words": module("[](http://a) "),
    "addresses": module("<http://a> "),
    "links to a section": module("[a](01-a.md#one) "),
    "links to no section": module("[a](#nowhere%(n)s) "),
    "links to many sections": module("[a](#s9) x\n\n## S%(n)s\n\n"),
    "pictures": module("![a](media/dot.png) "),
    "pictures without words": module("![](media/dot.png) "),
    "pictures with spaces": module("![a](media/my dot.png) "),
    "comments": module("<!-- "),
    "comments, a line each": module("<!-- \n"),
    "tags": module("<b> "),
    "tags that never close": module("<a b"),
    "titles without space": module("##a\n"),
    "empty sections": module("## S%(n)s\n\n", "x\n\n"),
    "[[": module("[["),
    "![[": module("![["),
    "[[a]]": module("[[a]] "),
    "[[a and a line": module("[[a\n"),
    "[[| in a table": module("[[|", "| a | b |\n|---|---|\n| "),
    "cells": lambda size: module(
        "<!-- a|", "|" + " a |" * (size // 20) + "\n|" + "---|" * (size // 20) + "\n|"
    )(size // 3),
    "rows without a head": module("| <b> | b |\n\n"),
    "tables": module("| a | b |\n|---|---|\n| c | d |\n\n"),
    "lists of one item": module("- a\n\n* b\n\n"),
    "ticked lists of one item": module("- [x] a\n\n* [ ] b\n\n"),
    "one long list": module("- a\n"),
    "marks of direction": module("\u202a\n"),
}


def with_files(unit: str, files: dict[str, bytes]) -> Pattern:
    """A module of this text beside many other files."""

    def work(size: int) -> Work:
        written = source({**files, "01-a.md": HEAD + filled(unit, size) + "\n"})
        return lambda: compile_course(written)

    return work


PATTERNS |= {
    "dead links beside 500 files": with_files(
        "[a](b%(n)s.md) ", {f"{number}-m{number}.md": HEAD.encode() for number in range(2, 502)}
    ),
    "dead images beside 500 pictures": with_files(
        "![a](b%(n)s.svg) ", {f"media/p{number}.svg": CYCLE for number in range(500)}
    ),
    "objectives that the course has not": module(
        "::: question q%(n)s objective=o%(n)s\n\nWhich?\n\n" + CHOICES + "\n:::\n\n"
    ),
    "boxes of an unknown kind": module("> [!NOT%(n)s]\n> a\n\n"),
    "attributes that there are not": module(
        "a%(n)s=b ", "::: question q ", f"\n\nWhich?\n\n{CHOICES}\n:::\n"
    ),
}


@pattern("objectives translated by other names")
def _(size: int) -> Work:
    course = COURSE.replace("  second:", filled("  o%(n)s: Do it\n", size // 2) + "  second:")
    french = COURSE_FR.replace("  second:", filled("  x%(n)s: Faites-le\n", size // 2) + "  second:")
    written = source({"course.md": course, "course.fr.md": french})
    return lambda: compile_course(written)


@pattern("translations without a source")
def _(size: int) -> Work:
    written = source({f"{number}-m{number}.fr.md": HEAD for number in range(2, 2 + size // len(HEAD))})
    return lambda: compile_course(written)


PATTERNS |= {
    "[": module("["),
    "![": module("!["),
    "[ and a name below": module("[", after="\n\n[a]: b"),
    "[ and half as many ]": lambda size: module("[", after="]" * (size // 2))(size // 2),
    "[^": module("[^"),
    "[^ and a space": module("[^", after=" ]"),
    "one note, many references": module("a[^1] ", after="\n\n[^1]: Note."),
    "many notes": module("a[^%(n)s]\n\n[^%(n)s]: Note.\n\n"),
    "references without a note": module("a[^%(n)s] "),
    "notes, and questions beside them": module(
        "a[^%(n)s]\n\n::: question q%(n)s\n\nWhich?\n\n" + CHOICES + "\n:::\n\n[^%(n)s]: Note.\n\n"
    ),
    "{{": module("{{"),
    "{{ in a question": question("{{"),
    "{{ and a line": module("{{a\n"),
    "gaps outside questions": module("{{a}} "),
    "` and a letter": module("`a"),
    "* and _": module("*a_ "),
    "quotes": module("> a\n"),
    "boxes": module("> [!NOTE]\n> a\n\n"),
    "a hundred quotes deep": module(">" * 100 + "a\n"),
    "lists in lists": module("".join(" " * (2 * depth) + "- a\n" for depth in range(20))),
    "code": module("```\na\n"),
    "code that never ends, ever shorter": lambda size: module(
        "".join("`" * length + "\n" for length in range(int((2 * size) ** 0.5), 2, -1))
    )(1),
    "questions never closed": module("::: question a%(n)s\n\n"),
    "ends of questions": module(":::\n", "::: question a\n"),
    "questions within questions": module("::: question a\n:::\n:::\n"),
    "empty lines": module("\n"),
    "spaces": module(" ", "a", "b"),
}

PATTERNS |= {
    "questions": module("::: question q%(n)s\n\nWhich?\n\n" + CHOICES + "\n:::\n\n"),
    "questions with mistakes": module("::: question q%(n)s\n\nWhich?\n\n- [x] A\n- B\n\n:::\n\n"),
    "choices": question("- [ ] B%(n)s\n", "Which?\n\n- [x] A\n"),
    "lists of choices": question("- [x] a\n\n* [ ] b\n\n", "Which?\n\n"),
    "lists of choices and quotes": question("- [x] a\n\n> b\n\n", "Which?\n\n"),
    "choices that are text": question("[x]\n"),
    "choices that run on": question("  [ ] b\n", "Which?\n\n- [x] a\n"),
    "items in order": question("1. B%(n)s\n", "Which?\n\n"),
    "pairs": question("| a%(n)s | b%(n)s |\n", "Which?\n\n| A | B |\n|---|---|\n"),
    "gaps": question("x {{b%(n)s}} "),
    "answers of one gap": question("b%(n)s; ", "{{", "b}}"),
}


def settings(unit: str) -> Pattern:
    """Settings of a course with these among them."""

    def work(size: int) -> Work:
        written = source({"course.md": COURSE.replace("minutes: 5\n", "minutes: 5\n" + filled(unit, size))})
        return lambda: compile_course(written)

    return work


def drawing(unit: str, before: str = "", after: str = "") -> Pattern:
    """A picture that is a text."""

    def work(size: int) -> Work:
        written = filled(unit, size, f"<svg xmlns='http://www.w3.org/2000/svg' {before}", after)
        files = source({"media/cycle.svg": written})
        return lambda: compile_course(files)

    return work


PATTERNS |= {
    "settings that there are not": settings("o%(n)s: x\n"),
    "settings never closed": settings("a: [\n"),
    "comments of settings": settings("#\n"),
    "the width of a drawing": drawing(" ", "width='1", "x' height='1'/>"),
    "addresses in a drawing": drawing("<g a='url( '/>", ">", "</svg>"),
    "styles of a drawing": drawing("url(#", "><style>", "</style></svg>"),
    "a drawing many levels deep": drawing("<g>", ">"),
}


def versions(one: str, other: str) -> Pattern:
    """Two editions of a module, each of one of these texts, and their changes as they are shown."""

    def work(size: int) -> Work:
        before = source({"01-a.md": HEAD + filled(one, size) + "\n"})
        after = source({"01-a.md": HEAD + filled(other, size) + "\n"})
        edited = Edited(before, course_of(before), after, course_of(after))
        return lambda: [
            (change.marked(), change.marked_source())
            for changed in compare(edited).modules
            for change in changed.changes
        ]

    return work


def course_of(written: Source) -> Course:
    course = compile_course(written).course
    assert course is not None
    return course


PATTERNS |= {
    "versions of repeated words": versions("a b ", "b a c "),
    "versions of repeated paragraphs": versions("a\n\nb\n\n", "b\n\na\n\nc\n\n"),
    "versions of which every second paragraph differs": versions("x%(n)s\n\ny\n\n", "x%(n)s\n\nz\n\n"),
    "versions of which every second word differs": versions("x%(n)s y%(n)s ", "x%(n)s z%(n)s "),
    "versions of questions": versions(
        "::: question q%(n)s\n\nWhich?\n\n" + CHOICES + "\n:::\n\n",
        "::: question q%(n)s\n\nWho?\n\n- [ ] A\n- [x] B\n\n:::\n\n",
    ),
    "versions of empty lines in a question": versions(
        "\n" * 100 + "::: question q%(n)s\n\nWhich?" + "\n" * 1_000 + CHOICES + "\n:::\n\n",
        "::: question q%(n)s\n\nWho?" + "\n" * 1_100 + CHOICES + "\n:::\n\n",
    ),
}


@pattern("paragraphs in another order")
def _(size: int) -> Work:
    paragraphs = filled("x%(n)s\n\n", size).split("\n\n")
    before = source({"01-a.md": HEAD + "\n\n".join(paragraphs) + "\n"})
    after = source({"01-a.md": HEAD + "\n\n".join(reversed(paragraphs)) + "\n"})
    edited = Edited(before, course_of(before), after, course_of(after))
    return lambda: compare(edited)


@pattern("one question of empty lines")
def _(size: int) -> Work:
    empty_lines = filled("\n", size)
    written = f"::: question q\n\nWhich?{empty_lines}Of these?\n\n{CHOICES}\n:::\n"
    files = source({"01-a.md": HEAD + written}).files
    return lambda: outlines_of(files)


@pattern("choices of a long text, known again by it")
def _(size: int) -> Work:
    one = filled("ab", size)
    other = filled("ba", size)
    return lambda: places([one, "x"], [other, "x"])


def translated(unit: str, changed: str) -> Pattern:
    """A module and its translation, accepted, and then with this text in place of the module's."""

    def work(size: int) -> Work:
        first = source({"01-a.md": HEAD + filled(unit, size), "01-a.fr.md": HEAD + filled(f"f{unit}", size)})
        accepted = accept(first, ["01-a.fr.md"]).content
        files = {**first.files, ACCEPTED: accepted, "01-a.md": (HEAD + filled(changed, size)).encode()}
        second = Source(first.slug, files)
        return lambda: (translations(first), translations(second), compile_course(second))

    return work


PATTERNS |= {
    "translated paragraphs": translated("x%(n)s\n\n", "y%(n)s\n\n"),
    "translated paragraphs that are all the same": translated("x\n\n", "y\n\n"),
    "translated questions": translated(
        "\n\n::: question q%(n)s\n\nWhich?\n\n" + CHOICES + "\n:::\n",
        "\n\n::: question q%(n)s\n\nWho?\n\n" + CHOICES + "\n:::\n",
    ),
    "translated notes": translated("x[^%(n)s]\n\n[^%(n)s]: Note.\n\n", "y[^%(n)s]\n\n[^%(n)s]: Text.\n\n"),
}


@pattern("every block accepted as it was seen")
def _(size: int) -> Work:
    paragraphs = filled("x%(n)s\n\n", size)
    written = source({"01-a.md": HEAD + paragraphs, "01-a.fr.md": HEAD + paragraphs.replace("x", "y")})
    seen = {pair.words for pair in beside(written, "01-a.fr.md").pairs}
    return lambda: accept_seen(written, "01-a.fr.md", seen)


def listed(unit: str, before: str, after: str = "") -> Pattern:
    """A module of this text in the list of a course's files."""

    def work(size: int) -> Work:
        files = source({"01-a.md": filled(unit, size, before, after)})
        return lambda: listed_files(files, ())

    return work


def found(unit: str) -> Pattern:
    """The findings of a module of this text, in words."""

    def work(size: int) -> Work:
        written = source({"01-a.md": HEAD + filled(unit, size) + "\n"})
        problems = find_problems(written)

        def word() -> object:
            with patch.object(findings, "gettext", str):
                return findings.worded_findings(problems, written)

        return word

    return work


def gift(unit: str, before: str = "", after: str = "") -> Pattern:
    """Questions from elsewhere."""

    def work(size: int) -> Work:
        written = filled(unit, size, before, after)
        course = source({})
        return lambda: from_gift(written, "bank.txt", "Bank", course)

    return work


def conflict(one: str, other: str) -> Pattern:
    """Two texts of a file that two trainers saved."""

    def work(size: int) -> Work:
        theirs = filled(one, size)
        ours = filled(other, size)
        return lambda: difference(theirs, ours)

    return work


PATTERNS |= {
    "listed: spaces in a title": listed(" ", "# a", "b"),
    "listed: number signs in a title": listed("#", "# a", "b"),
    "listed: a title between quotes": listed("a' ", "---\ntitle: '", "\n---\n"),
    "listed: a title of brackets": listed("[", "---\ntitle: ", "\n---\n"),
    "found: comments": found("<!-- "),
    "found: a tag in each paragraph": found("<b>\n\n"),
    "conflict of repeated lines": conflict("a\nb\n", "b\na\n\n"),
    "conflict of which every second line differs": conflict("x%(n)s\ny%(n)s\n", "x%(n)s\nz%(n)s\n"),
    "conflict of lines in another order": lambda size: conflict(
        filled("x%(n)s\n", size), "\n".join(filled("x%(n)s\n", size).split("\n")[::-1])
    )(1),
    "gift: choices": gift("What?{=a ~b}\n\n"),
    "gift: one title": gift("::A::What?{=a ~b}\n\n"),
    "gift: mistakes": gift("Q [a](x.md) {=a ~b}\n\n"),
    "gift: answers of one question": gift("=a%(n)s ", "Q{", "}"),
    "gift: choices of one question": gift("~a%(n)s ", "Q{=z ", "}"),
    "gift: pairs of one question": gift("=a%(n)s -> b%(n)s ", "Q{", "}"),
    "gift: a tag that never closes": gift("a", "Q <", "{=a ~b}"),
    "gift: braces": gift("{"),
    "gift: backslashes": gift("\\"),
    "examples: empty lines": lambda size: partial(
        with_examples, source({"01-a.md": filled("a\n \n", size)}).files
    ),
}
