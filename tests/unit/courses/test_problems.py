"""Each mistake is found at its place, and makes no others."""

from collections import defaultdict
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.compiling import compiler, find_problems
from lms.courses.problems import WARNINGS, WORDS, Place, Problem, in_two, nearest
from tests.unit.courses.examples import COURSE, DOT, codes, compiled, read_examples, source, split_files

EXAMPLES = [*read_examples("problems.md"), *read_examples("problems-alone.md")]


@pytest.mark.parametrize(("title", "written", "expected"), EXAMPLES, ids=[title for title, *_ in EXAMPLES])
def test_example(title, written, expected):
    found = compiled(split_files(written)).problems
    assert [f"{it.place} {it.code}" for it in found] == expected.split("\n")


@pytest.mark.parametrize(("title", "written", "expected"), EXAMPLES, ids=[title for title, *_ in EXAMPLES])
@pytest.mark.parametrize(
    ("mark", "line_end"), [("", "\r\n"), ("\ufeff", "\n"), ("\ufeff", "\r\n"), ("", "\r")]
)
def test_example_from_other_editors(title, written, expected, mark, line_end):
    files = {
        name: mark + text.replace("\n", line_end) if name.endswith(".md") else text
        for name, text in split_files(written).items()
    }
    found = compiled(files).problems
    assert [f"{it.place} {it.code}" for it in found] == expected.split("\n")


def test_finding_problems_tells_the_same_and_puts_no_course_together(monkeypatch):
    told = [compiled(split_files(written)).problems for _, written, _ in EXAMPLES]
    monkeypatch.setattr(compiler, "assemble", lambda *_: pytest.fail("it was put together"))
    assert [find_problems(source(split_files(written))) for _, written, _ in EXAMPLES] == told
    assert find_problems(source({})) == ()


def test_each_problem_is_worded_and_each_wording_is_used():
    met = {problem.code for _, written, _ in EXAMPLES for problem in compiled(split_files(written)).problems}
    elsewhere = {
        *("not-utf8", "text-too-large", "no-course-file", "no-modules", "course-name", "untranslated-course"),
        *("image-too-large", "image-type-differs", "zero-character"),
        *("choice-twice", "no-such-choice", "too-many-choices"),
        *(code for code in WORDS if code.startswith(("gift-", "upload-", "begin-"))),
        *("gap-too-long", "no-number", "number-twofold", "wrong-gaps"),
        *("more-problems", "takes-too-long", "takes-too-much"),
    }
    assert met | elsewhere == set(WORDS)
    assert not met & elsewhere
    assert set(WORDS) > WARNINGS


def test_sentences():
    for code, words in WORDS.items():
        assert all(in_two(words, defaultdict(str))), f"{code}: what is wrong, then how to mend it"
        assert "'" not in words, code
        assert words.endswith((".", "?")), code
        assert not words.startswith(" "), code
        assert "  " not in words, code


def test_problem_in_words():
    problem = Problem("duplicate-key", Place("01-a.md", 3, 1), {"key": "minutes"})
    assert str(problem) == "01-a.md:3:1 duplicate-key The setting “minutes” stands here twice. Remove one."
    assert str(Place("course.md")) == "course.md"
    assert problem.severity == "error"


def test_message_and_fix():
    words = "There is no “%(name)s”. Look at 01-a.md. Then try again."
    assert in_two(words, {"name": "a. b"}) == ("There is no “a. b”.", "Look at 01-a.md. Then try again.")


def test_severity():
    (problem,) = compiled({"01-a.md": "# A\n\n## One\n\n<b>\n"}).problems
    assert problem.severity == "warning"
    assert compiled({"01-a.md": "# A\n\n## One\n\n<b>\n"}).course is not None


def test_nearest():
    assert nearest("minuts", ["title", "minutes"]) == "minutes"
    assert nearest("Title", ["title", "minutes"]) == "title"
    assert nearest("cauton", ["NOTE", "CAUTION"]) == nearest("CAUTON", ["NOTE", "CAUTION"]) == "CAUTION"
    assert nearest("media/map.svg", ["media/dot.png", "media/Map.SVG"]) == "media/Map.SVG"
    assert nearest("anything", []) == ""


WRITTEN = st.text(st.sampled_from("abAB-.é"), max_size=12)


@given(WRITTEN, st.lists(WRITTEN, max_size=20))
def test_the_nearest_is_the_first_of_those_that_are_most_alike(written, allowed):
    def alike(word):
        return SequenceMatcher(None, written.lower(), word.lower()).ratio()

    assert nearest(written, allowed) == max(allowed, key=alike, default="")


def test_of_very_many_mistakes_in_a_file_the_first_hundred_have_the_nearest():
    text = "".join(f"[a](02-{number}.md) " for number in range(102))
    found = compiled({"01-a.md": f"# A\n\n## One\n\n{text}\n"}).problems
    guessed = [it.values["nearest"] for it in found if it.code == "dead-link"]
    assert guessed[:100] == ["01-a.md"] * 100
    assert guessed[100:] == ["–"] * 2


def test_of_more_problems_than_anybody_reads_the_number_is_told():
    tags = "<b>\n\n" * 1_004
    found = compiled({"01-a.md": f"# A\n\n## One\n\n{tags}"})
    assert [it.code for it in found.problems[:2]] == ["more-problems", "raw-html"]
    assert len(found.problems) == 1_001
    assert found.problems[0].values == {"count": 4}
    assert found.problems[0].severity == "warning"
    assert found.course is not None
    worse = compiled({"01-a.md": f"# A\n\n## One\n\n{tags}[a](b.md)\n"})
    assert worse.problems[0].severity == "error"
    assert worse.course is None


def test_a_box_of_unknown_kind_has_the_nearest():
    (problem,) = compiled({"01-a.md": "# A\n\n## One\n\n> [!CAUTON]\n> Text.\n"}).problems
    assert problem.values["nearest"] == "CAUTION"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Sum x[i][j] over a[[0]].",
            r"Write \[\[x]] or \[[x]] here.",
            "`x[i] [[0]]`",
            "The range [0] to [9].",
        ),
        *("Of |x| and |y|.", r"\| a \| b \|", "[x]: is no box", "A line –\n– and another."),
        *("| One | Two |\n| --- | --- |\n| 1 |\n| 1 | 2 | |", r"| A | B |" "\n|---|---|\n" r"| a \| b | c |"),
    ],
)
def test_sound_markdown_is_no_mistake(text: str):
    assert codes({"01-a.md": f"# A\n\n## One\n\n{text}\n"}) == []


def test_a_title_above_equals_signs():
    course = compiled({"01-a.md": "The cycle\n=========\n\n## One\n\nText.\n"}).course
    assert course.modules[0].text("en").title == "The cycle"


def test_modules_in_a_language_in_which_the_course_is_not():
    files = {"course.fr.md": None, "01-a.fr.md": "# A\n\n## Un\n\nTexte.\n"}
    assert codes(files) == ["untranslated-course"]
    course = compiled(files).course
    assert course.languages == ("en", "fr")
    assert course.text("fr").title == "Trial"


@pytest.mark.parametrize("address", ["course.md#part", "media/dot.png#part", "assessment.md#part", "#part"])
def test_a_link_into_a_file_is_told_that_only_sections_of_modules_can_be_named(address: str):
    question = "::: question two\n\nWhich?\n\n- [x] A\n- [ ] B\n\n:::\n"
    files = {
        "course.md": COURSE + "\n## Part\n\nText.\n",
        "assessment.md": "# End\n\n## Part\n\n" + question,
        "01-a.md": f"# A\n\n## One\n\n### Part\n\nSee [it]({address}).\n",
    }
    (problem,) = compiled(files).problems
    path = address.split("#")[0] or "01-a.md"
    assert f"A link leads into a module by its sections (## lines), and {path} has none" in str(problem)


@pytest.mark.parametrize("written", ["- [x]", "- [x] ", "- [x]   ", "- [x] \u00a0", "- [x] \n  > Because."])
def test_a_choice_without_words_is_empty_whatever_stands_around(written: str):
    question = f"::: question one\n\nWhich?\n\n{written}\n- [ ] B\n\n:::\n"
    assert codes({"01-a.md": f"# A\n\n## One\n\n{question}"}) == ["empty-choice"]


@pytest.mark.parametrize("mark", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_mark_that_turns_the_direction_is_told_once_a_line(mark: str):
    text = f"# A\n\n## One\n\nAnswer {mark}yes or{mark} no.\n\n`{mark}` and \u200f\u200e\u05d0.\n"
    found = compiled({"01-a.md": text}).problems
    assert [(str(it.place), it.code) for it in found] == [
        ("01-a.md:5:8", "hidden-direction"),
        ("01-a.md:7:2", "hidden-direction"),
    ]
    assert found[0].values == {"mark": f"U+{ord(mark):04X}"}
    assert found[0].severity == "warning"


def test_unreadable_settings_of_the_course_make_no_other_problems():
    broken = "---\ncode: T-1\ntitle: A: b\nlanguage: en\n---\n"
    question = "::: question one objective=first\n\nWhich?\n\n- [x] A\n- [ ] B\n\n:::\n"
    files = {
        "01-a.md": f"---\nobjectives: [first]\n---\n# A\n\n## One\n\n{question}",
        "01-a.fr.md": "# A\n\n## Un\n\n" + question,
        "assessment.md": "# End\n\n" + question.replace("one", "two"),
    }
    assert codes({"course.md": broken, **files}) == ["front-matter-colon"]
    assert codes({"course.md": b"\xff", **files}) == ["not-utf8"]
    assert codes({"course.md": None, **files}) == ["no-course-file"]


def test_links_to_an_unreadable_file_make_no_other_problems():
    module = "# A\n\n## One\n\nSee [the second](02-b.md#two).\n"
    assert codes({"01-a.md": module, "02-b.md": "# B\n\n## Zwei für drei\n".encode("latin-1")}) == [
        "not-utf8"
    ]
    assert codes({"01-a.md": module, "02-b.md": b"#" * 1_000_001}) == ["text-too-large"]


def test_mistakes_of_both_files_are_all_told():
    """What is sound of two files is compared all the same."""
    question = "::: question {}\n\nWhich?\n\n- [x] A\n- [ ] B\n{}\n:::\n"
    source = (
        "# A\n\n## One\n\n" + question.format("one", "- C\n") + "\n" + question.format("two", "- [ ] C\n")
    )
    translation = "# A\n\n## Un\n\n" + question.format("one", "") + "\n" + question.format("two", "")
    assert codes({"01-a.md": source, "01-a.fr.md": translation}) == ["translation-choices", "no-box"]


def test_problem_of_a_picture_is_told_once():
    files = {"01-a.md": "# A\n\n## One\n\n![One](media/dot.png) ![Two](media/dot.png)\n"}
    assert codes({**files, "media/dot.png": DOT + b"\0" * 1_000_000}) == ["image-too-large"]
    assert codes({**files, "media/dot.png": b"\xff\xd8\xff"}) == ["image-type-differs"]
