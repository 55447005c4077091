"""Changes between two editions: which blocks, which keys, and what is proposed for each module."""

import pytest

from lms.courses.comparing.material import MATERIAL, Changes, Edited, compare
from lms.courses.compiling import compile_course
from lms.courses.source import Source
from tests.unit.courses.examples import COURSE, source

MODULE = """\
# A

## One

This paragraph has ten words in it and no more.

Another paragraph stands here with ten words, as you see.

::: question pick objective=first

Which one?

- [x] The first
- [ ] The second
- [ ] The third

:::

## Two

The last section has a paragraph of more words, so that one short paragraph less is no fifth of all.
"""
LINES = MODULE.split("\n")
FIRST, SECOND = LINES[4], LINES[6]


def between(one: Source, other: Source, earlier: Source | None = None) -> Changes:
    before, after = compile_course(one).course, compile_course(other).course
    assert before
    assert after
    known = compile_course(earlier).course if earlier else None
    questions = {question.id: question for question in known.questions} if known else {}
    return compare(Edited(one, before, other, after, questions))


def changes(new: str, old: str = MODULE, **others: str) -> Changes:
    return between(source({"01-a.md": old}), source({"01-a.md": new, **others}))


def told(found: Changes) -> list[tuple[str, str, str]]:
    return [(one.module, it.block, it.what) for one in found.modules for it in one.changes]


def test_the_same_files_have_no_changes():
    assert changes(MODULE) == Changes()


def test_another_line_end_or_line_break_is_no_change():
    assert changes(MODULE.replace("ten words in it", "ten words\nin it").replace("\n", "\r\n")) == Changes()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ten words in it", "ten words in them", ("s1.p1", "changed")),
        (SECOND, f"{SECOND}\n\nOne more.", ("s1.p3", "added")),
        (f"{FIRST}\n\n", "", ("s1.p1", "removed")),
        ("Which one?", "Which of them?", ("pick", "changed")),
        ("## Two", "## Second", ("s2", "changed")),
        (f"{FIRST}\n\n{SECOND}", f"{SECOND}\n\n{FIRST}", ("s1.p1", "moved")),
    ],
)
def test_a_small_change_is_one_change_of_wording(old: str, new: str, expected: tuple[str, str]):
    found = changes(MODULE.replace(old, new))
    assert told(found) == [("a", *expected)]
    assert [one.kind for one in found.modules] == ["wording"]
    assert found.keys == ()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[x] The first\n- [ ] The second", "[ ] The first\n- [x] The second", "key"),
        ("[ ] The second", "[x] The second", "key"),
        ("- [x] The first", "- [x] One more, which is right\n- [ ] The first", "key"),
        ("## Two", "::: question more\n\nWhat?\n\n- [x] A\n- [ ] B\n\n:::\n\n## Two", "question"),
        (
            "- [ ] The third\n",
            "- [ ] The third\n\n:::\n\n## Three\n\n::: question q\n\nW?\n\n1. A\n2. B\n",
            "sections",
        ),
        (
            f"{FIRST}\n\n{SECOND}",
            "Quite other words about matters never named before.\n\nNor can these be found up there.",
            "words",
        ),
    ],
)
def test_a_change_that_asks_to_read_again_is_material_for_a_reason(old: str, new: str, reason: str):
    found = changes(MODULE.replace(old, new))
    assert [(one.module, one.kind, one.reason) for one in found.modules] == [("a", MATERIAL, reason)]


@pytest.mark.parametrize(("replaced", "reason"), [(10, None), (11, "words")])
def test_more_than_a_fifth_of_the_words_is_material(replaced: int, reason: str | None):
    """Of fifty words: besides these, the title, the heading and the signs before them."""

    def module(new: int) -> str:
        words = [f"new{number}" for number in range(new)] + [f"old{number}" for number in range(new, 46)]
        return "# A\n\n## Heading\n\n" + " ".join(words) + "\n"

    (found,) = changes(module(replaced), module(0)).modules
    assert found.reason == reason


def test_a_new_module_is_material_and_one_that_is_gone_asks_nothing():
    both = {"02-b.md": MODULE.replace("pick", "other").replace("# A", "# B")}
    found = changes(MODULE, **both)
    assert [(one.module, one.reason) for one in found.modules] == [("b", "new-module")]
    gone = between(source({"01-a.md": MODULE, **both}), source({"01-a.md": MODULE}))
    assert [(it.module, it.kind) for it in gone.modules] == [("b", "wording")]


def test_a_new_number_is_no_change():
    one, other = source({"01-a.md": MODULE}), source({"01-a.md": None, "07-a.md": MODULE})
    assert between(one, other) == Changes()


def test_a_translation_changes_by_itself_and_asks_nothing():
    french = MODULE.replace("Another paragraph", "Un autre paragraphe")
    one = source({"01-a.md": MODULE, "01-a.fr.md": french})
    other = source(
        {
            "01-a.md": MODULE,
            "01-a.fr.md": french.replace("ten words in it", "dix mots dedans et pas un de plus"),
        }
    )
    (found,) = between(one, other).modules
    assert [(it.block, it.what, it.language) for it in found.changes] == [("s1.p1", "changed", "fr")]
    assert found.kind == "wording"


def test_boxes_of_a_translation_are_no_change():
    french = MODULE.replace("Which one?", "Lequel ?")
    one = source({"01-a.md": MODULE, "01-a.fr.md": french})
    other = source({"01-a.md": MODULE, "01-a.fr.md": french.replace("[x]", "[ ]")})
    assert between(one, other) == Changes()


def test_settings_and_pictures_are_changes_of_the_course():
    found = changes(
        MODULE, **{"course.md": COURSE.replace("minutes: 5", "minutes: 6"), "media/cycle.svg": CYCLE}
    )
    assert told(found) == [("course", "settings", "changed"), ("course", "media/cycle.svg", "changed")]


CYCLE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path d="M0 0h9"/></svg>'


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("- [x] A\n- [ ] B", "- [ ] B\n- [x] A", True),
        ("- [x] A\n- [ ] B", "- [x] A.\n- [ ] B", True),
        ("- [x] A\n- [ ] B", "- [x] A\n- [ ] B\n- [ ] C", True),
        ("- [x] A\n- [ ] B", "- [ ] A\n- [x] B", False),
        ("- [x] A\n- [ ] B\n- [ ] C", "- [x] A\n- [x] B\n- [ ] C", False),
        ("1. A\n2. B\n3. C", "1. A\n2. C\n3. B", False),
        ("1. A\n2. B\n3. C", "1. A\n2. B!\n3. C", True),
        ("| L | R |\n|--|--|\n| a | x |\n| b | y |", "| L | R |\n|--|--|\n| b | y |\n| a | x |", True),
        ("| L | R |\n|--|--|\n| a | x |\n| b | y |", "| L | R |\n|--|--|\n| a | y |\n| b | x |", False),
        (
            "| L | R |\n|--|--|\n| a | x |\n| b | y |",
            "| L | R |\n|--|--|\n| a | x |\n| b | y |\n| | z |",
            True,
        ),
        ("It is {{one}}.", "It is {{one; 1}}.", False),
        ("It is {{one}}.", "It’s {{one}}.", True),
        ("It is {{one; two}}.", "It is {{two; one}}.", True),
        ("- [x] Peace\n- [ ] War\n- [ ] Money", "- [x] Peace\n- [ ] Reconciliation\n- [ ] Money", True),
        ("- [x] Peace\n- [ ] War\n- [ ] Money", "- [ ] Peace\n- [x] Reconciliation\n- [ ] Money", False),
        ("- [x] Peace\n- [ ] War\n- [ ] Money", "- [x] Reconciliation\n- [ ] War\n- [ ] Money", False),
        ("It is {{= 5}}.", "It is {{= 5 ± 1}}.", False),
        ("- [x] A\n- [ ] B", "1. A\n2. B", False),
        ("It is {{one}}.", "- [x] one\n- [ ] two", False),
    ],
)
def test_a_key_is_the_same_when_the_same_is_right(before: str, after: str, same: bool):
    def module(answer: str) -> str:
        return f"# A\n\n## One\n\n::: question q\n\nWhich?\n\n{answer}\n\n:::\n"

    assert changes(module(after), module(before)).keys == (() if same else ("q",))


def test_a_question_that_comes_back_is_compared_with_what_it_was():
    """Else taking it out and putting it in again would change a key unseen."""
    without = MODULE[: MODULE.index("::: question")] + MODULE[MODULE.index("## Two") :]
    one = source({"01-a.md": without})
    back = source({"01-a.md": MODULE})
    flipped = MODULE.replace("[x] The first", "[ ] The first").replace("[ ] The second", "[x] The second")
    assert between(one, back, earlier=back).keys == ()
    found = between(one, source({"01-a.md": flipped}), earlier=back)
    assert found.keys == ("pick",)
    assert [it.reason for it in found.modules] == ["key"]
    assert between(one, back).keys == ()


def test_a_question_from_the_bank_is_new_to_the_module():
    extra = "::: question more objective=second\n\nWhat?\n\n- [x] A\n- [ ] B\n\n:::\n"
    bank = f"# Bank\n\n{extra}\n::: question last objective=first\n\nWhy?\n\n- [x] A\n- [ ] B\n\n:::\n"
    one = source({"01-a.md": MODULE, "assessment.md": bank})
    other = source({"01-a.md": MODULE + "\n" + extra, "assessment.md": bank.replace(f"{extra}\n", "")})
    found = between(one, other)
    assert [(it.module, it.reason) for it in found.modules] == [("a", "question"), ("assessment", None)]
    assert found.keys == ()


GAP = MODULE.replace("- [x] The first\n- [ ] The second\n- [ ] The third", "It is {{one}}.")


def test_the_first_translation_corrects_no_key():
    french = {"01-a.fr.md": GAP.replace("{{one}}", "{{un}}")}
    found = changes(GAP, GAP, **french)
    assert (found.keys, [it.reason for it in found.modules]) == ((), [None])


def test_an_answer_that_a_translation_adds_is_a_key_that_asks_nobody_to_read_again():
    french = GAP.replace("{{one}}", "{{un}}")
    one = source({"01-a.md": GAP, "01-a.fr.md": french})
    other = {
        "01-a.md": GAP.replace("has ten", "has its ten"),
        "01-a.fr.md": french.replace("un}}", "un; une}}"),
    }
    found = between(one, source(other))
    assert (found.keys, [it.reason for it in found.modules]) == (("pick",), [None])
