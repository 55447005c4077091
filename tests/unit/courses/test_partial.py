"""What is sound of a broken course compiles: whatever is left out, the rest is what it would be by itself."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.courses.compiling import compile_course
from lms.courses.compiling.salvage import salvage
from lms.courses.course import Course, Module
from lms.courses.source import Source
from tests.unit.courses.examples import COURSE, FILES, source
from tests.unit.courses.test_any_bytes import TEXTS

ASKED = "\n::: question {id} objective=first\n\nWhich?\n\n- [x] A\n- [ ] B\n\n:::\n"
WHOLE: dict[str, str | bytes] = {
    "course.md": COURSE + "\nBegin with [the first](01-a.md#one).\n\n![A dot](media/dot.png)\n",
    "01-a.md": "# A\n\n## One\n\nSee [the second](02-b.md#two).\n\n" + ASKED.format(id="a"),
    "01-a.fr.md": "# A\n\n## Un\n\nVoir [le second](02-b.md#two).\n\n" + ASKED.format(id="a"),
    "02-b.md": "# B\n\n## Two\n\n![The cycle](media/cycle.svg)\n" + ASKED.format(id="b"),
    "02-b.fr.md": "# B\n\n## Deux\n\n![Le cycle](media/cycle.svg)\n" + ASKED.format(id="b"),
    "assessment.md": "# Assessment\n" + ASKED.format(id="c"),
    "assessment.fr.md": "# Évaluation\n" + ASKED.format(id="c"),
}
# What the files that stay may say of those that are not there.
OF_WHAT_IS_MISSING = {"dead-link", "missing-image", "no-modules"}


def without(whole: Source, left_out: frozenset[str]) -> Source:
    return Source(whole.slug, {path: it for path, it in whole.files.items() if path not in left_out})


def module(course: Course | None, slug: str) -> Module:
    assert course is not None
    found = course.module(slug)
    assert found is not None
    return found


def test_a_sound_course_is_itself():
    found = salvage(source(WHOLE))
    assert (found.course, found.left_out) == (compile_course(source(WHOLE)).course, frozenset())
    assert found.problems == compile_course(source(WHOLE)).problems


def test_a_broken_module_goes_with_its_translations_and_the_links_to_it_stay():
    found = salvage(source({**WHOLE, "02-b.md": "# B\n\n## Two\n\n[[Notes]]\n"}))
    assert found.left_out == {"02-b.md", "02-b.fr.md"}
    assert [one.slug for one in found.course.modules] == ["a"]
    assert 'href="/courses/trial/b"' in str(module(found.course, "a").section("s1").text("en").parts)
    assert "obsidian-link" in [problem.code for problem in found.problems]


def test_of_a_broken_translation_only_its_language_goes():
    found = salvage(source({**WHOLE, "02-b.fr.md": "# B\n\n## Deux\n\n[[Notes]]\n"}))
    assert found.left_out == {"02-b.fr.md"}
    assert set(module(found.course, "b").texts) == {"en"}
    assert set(module(found.course, "a").texts) == {"en", "fr"}


def test_a_broken_translation_does_not_add_to_the_key():
    english = "# A\n\n## One\n\n::: question g\n\n{{pump}}\n\n:::\n"
    french = "# A\n\n## Un\n\n[[Notes]]\n\n::: question g\n\n{{pompe}}\n\n:::\n"
    found = salvage(source({"01-a.md": english, "01-a.fr.md": french}))
    assert found.course.question("g").key[0].right == ("pump",)


def test_a_broken_bank_leaves_the_course_without_one():
    drawn = WHOLE["course.md"].replace("minutes: 5", "minutes: 5\ndraw: {first: 1}")
    found = salvage(source({**WHOLE, "course.md": drawn, "assessment.md": "# Assessment\n"}))
    assert found.left_out == {"assessment.md", "assessment.fr.md"}
    assert (found.course.bank, found.course.assessment_texts) == ((), {})


def test_a_broken_picture_goes_and_who_shows_it_stays():
    script = b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
    found = salvage(source({**WHOLE, "media/cycle.svg": script}))
    assert found.left_out == {"media/cycle.svg"}
    assert set(found.course.media) == {"media/dot.png"}
    assert 'alt="The cycle"' in str(module(found.course, "b").section("s1").text("en").parts)


def test_the_same_id_twice_keeps_the_first():
    found = salvage(source({**WHOLE, "02-b.md": "# B\n\n## Two\n" + ASKED.format(id="a")}))
    assert found.left_out == {"02-b.md", "02-b.fr.md"}


def test_no_warning_comes_of_what_is_left_out():
    """The objective is asked about in the module that is broken."""
    second = "# B\n\n## Two\n\n[[Notes]]\n" + ASKED.replace("first", "second").format(id="b")
    found = salvage(source({**WHOLE, "02-b.md": second, "02-b.fr.md": None}))
    assert "unasked-objective" not in [problem.code for problem in found.problems]


@pytest.mark.parametrize("course", [None, "", "---\ntitle: T\n---\n", "---\n", b"\xff"])
def test_without_course_md_there_is_no_course(course: str | bytes | None):
    found = salvage(source({**WHOLE, "course.md": course}))
    assert found.course is None
    assert "course.md" in found.left_out
    assert found.problems


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted({*WHOLE, *FILES})), TEXTS.map(lambda text: "# X\n\n" + text)))
@example({"01-a.md": "", "01-a.fr.md": "", "02-b.md": "", "02-b.fr.md": ""})
@example({"course.fr.md": "", "media/dot.png": "", "media/cycle.svg": "<svg/>"})
def test_the_rest_is_what_it_would_be_by_itself(changed: dict[str, str]):
    whole = source({**WHOLE, **changed})
    found = salvage(whole)
    rest = compile_course(without(whole, found.left_out))
    if rest.course is not None:
        assert found.course == rest.course
    elif found.course is not None:
        errors = {problem.code for problem in rest.problems if problem.severity == "error"}
        assert errors <= OF_WHAT_IS_MISSING
    all_found = compile_course(whole).problems
    assert {str(one) for one in all_found} <= {str(one) for one in found.problems}
    assert bool(found.left_out) == any(one.severity == "error" for one in all_found)
