"""What the text of a module becomes."""

import re
from collections import Counter

import html5lib
import pytest

from lms.courses.compiling import compile_course
from lms.courses.course import Module, Question
from lms.courses.source import Source, read_folder
from tests.unit.courses.examples import TEST_COURSE, compiled, read_examples

EXAMPLES = read_examples("text.md")
FRENCH = "# A\n\n## Faire\n\nTexte.\n"
ASSESSMENT = "# Assessment\n\n::: question z\n\nWhich?\n\n- [x] A\n- [ ] B\n\n:::\n"


def described(module: Module) -> str:
    lines = []
    for section in module.sections:
        lines.append(f"{section.id}: {section.text(None).title}")
        lines.extend(str(part) for part in section.parts("en"))
    return "\n".join(lines)


@pytest.mark.parametrize(("title", "written", "expected"), EXAMPLES, ids=[title for title, *_ in EXAMPLES])
def test_example(title, written, expected):
    french = FRENCH + "\n## Suite\n\nTexte.\n" * (written.count("\n## ") + written.startswith("## ") - 1)
    files = {"01-a.md": f"# A\n\n{written}\n", "01-a.fr.md": french, "assessment.md": ASSESSMENT}
    found = compiled(files)
    assert [str(problem) for problem in found.problems] == []
    assert described(found.course.modules[0]) == expected


def test_lead_overview_and_introduction():
    course = compiled(
        {
            "01-a.md": LEAD,
            "course.md": OVERVIEW,
            "assessment.md": ASSESSMENT.replace("\n\n:::", "\n\nRead *twice*.\n\n:::", 1),
        }
    ).course
    assert course.text("en").overview == '<h2>What for</h2>\n<p>See <a href="/courses/trial/a">A</a>.</p>'
    text = course.modules[0].text("en")
    assert text.title == "Settings win"
    assert text.lead.startswith("<p>Lead.<sup")
    assert str(course.modules[0].sections[0].text(None).parts[-1]).count("footnote-back") == 2
    assert course.assessment_text("en").introduction == "<p>Read <em>twice</em>.</p>"


LEAD = """\
---
title: Settings win
---
# A

Lead.[^1]

## One

Text.[^1]

[^1]: Source.
"""

OVERVIEW = """\
---
code: T-1
title: Trial
summary: A course for trials.
language: en
minutes: 5
objectives: {first: Do the first, second: Do the second}
---

## What for

See [A](01-a.md).
"""


def fragments(part: str | Question, language: str) -> list[str]:
    """The HTML of a part, as it stands in a page."""
    if isinstance(part, str):
        return [part]
    wording = part.wording(language)
    choices = [it for choice in wording.choices for it in (choice.text, choice.feedback)]
    return [it for it in (wording.prompt, *choices, wording.explanation) if it is not None]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_html_is_valid_and_ids_are_unique(language):
    course = compile_course(Source("test-course", read_folder(TEST_COURSE).files)).course
    pages = [[module.text(language).lead, *module.sections] for module in course.modules]
    for page in [*pages, [course.text(language).overview, *course.bank]]:
        found: list[str] = []
        for part in page:
            parts = [part] if isinstance(part, str | Question) else part.parts(language)
            found += [it for one in parts for it in fragments(one, language)]
        assert found
        ids = Counter(re.findall(r' id="([^"]*)"', "".join(found)))
        assert [id for id, count in ids.items() if count > 1] == []
        anchors = set(re.findall(r'href="#(fn[^"]*)"', "".join(found)))
        assert anchors <= set(ids)
        for fragment in found:
            html5lib.HTMLParser(strict=True).parseFragment(fragment, container="div")
            assert " style=" not in fragment
