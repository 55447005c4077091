"""Changes between two editions: which blocks, which keys, and what is proposed for each module."""

import pickle

import pytest

from lms.courses.comparing.marked import MarkedLine
from lms.courses.comparing.material import MATERIAL, Changes, Edited, compare, compare_for_pages
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
    return compare(edited(one, other, earlier))


def edited(one: Source, other: Source, earlier: Source | None = None) -> Edited:
    before, after = compile_course(one).course, compile_course(other).course
    assert before
    assert after
    known = compile_course(earlier).course if earlier else None
    questions = {question.id: question for question in known.questions} if known else {}
    return Edited(one, before, other, after, questions)


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


def test_in_a_long_text_the_words_that_come_often_count_as_well():
    """The new words stand first: what both texts begin with is found in any case."""
    start = "# A\n\n## Heading\n\n"
    long = "one two three four five " * 100
    (found,) = changes(f"{start}Six and {long}\n", f"{start}{long}\n").modules
    assert found.reason is None


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


def test_a_translation_that_comes_or_goes_does_so_block_by_block():
    without = source({"01-a.md": MODULE})
    both = source({"01-a.md": MODULE, "01-a.fr.md": MODULE})
    blocks = ["title", "s1", "s1.p1", "s1.p2", "pick", "s2", "s2.p1"]
    for before, after, what in ((without, both, "added"), (both, without, "removed")):
        (module,) = between(before, after).modules
        assert sorted(change.block for change in module.changes) == sorted(blocks)
        assert {(change.what, change.language) for change in module.changes} == {(what, "fr")}


def test_what_is_new_has_nothing_before_and_what_is_gone_nothing_after():
    """Of questions, which have a name, and of texts, which have a place."""
    found = changes(MODULE.replace("pick", "choose"))
    assert told(found) == [("a", "choose", "added"), ("a", "pick", "removed")]
    new, gone = found.modules[0].changes
    assert (new.before, new.after.id) == (None, "choose")
    assert (gone.before.id, gone.after) == ("pick", None)
    without = MODULE.replace(f"{FIRST}\n\n", "")
    (gone,) = changes(without).modules[0].changes
    assert (gone.before.text, gone.after) == (FIRST, None)
    (new,) = changes(MODULE, without).modules[0].changes
    assert (new.before, new.after.text) == (None, FIRST)


def test_what_moved_is_known_by_where_it_was_and_where_it_is():
    french = MODULE.replace("Which one?", "Lequel ?")
    swapped = french.replace(f"{FIRST}\n\n{SECOND}", f"{SECOND}\n\n{FIRST}")
    one = source({"01-a.md": MODULE, "01-a.fr.md": french})
    (module,) = between(one, source({"01-a.md": MODULE, "01-a.fr.md": swapped})).modules
    (change,) = module.changes
    assert (change.block, change.what, change.language) == ("s1.p1", "moved", "fr")
    assert (change.before.id, change.before.text) == ("s1.p2", SECOND)
    assert (change.after.id, change.after.text) == ("s1.p1", SECOND)


PLACES = "# A\n\n## One\n\n{}\n\nThe same words stand between.\n\nAnd others.\n\n{}\n"


def test_words_that_took_the_place_of_others_did_not_move():
    """Then the others would be gone, or new, without a word."""
    old, new = "Words that were here.", "Quite another matter."
    come_back = changes(PLACES.format(new, old), PLACES.format(old, ""))
    assert told(come_back) == [("a", "s1.p1", "changed"), ("a", "s1.p4", "added")]
    gone = changes(PLACES.format(new, ""), PLACES.format(old, new))
    assert told(gone) == [("a", "s1.p1", "changed"), ("a", "s1.p4", "removed")]


def test_one_more_before_many_that_are_alike_is_one_change():
    """The new one stands first: what both texts begin with is found in any case."""
    start = "# A\n\n## One\n\n"
    many = "The same.\n\n" * 250
    assert told(changes(f"{start}Another.\n\n{many}", start + many)) == [("a", "s1.p1", "added")]


def plain(title: str) -> str:
    return f"# {title}\n\n## One\n\nText.\n"


def test_changes_come_in_the_order_of_the_course():
    """Its own, its modules, those that are gone, and the bank."""
    bank = "# Bank\n\n::: question last objective=first\n\nWhy?\n\n- [x] A\n- [ ] B\n\n:::\n"
    before = {"01-zone.md": "Z", "02-map.md": "M", "03-area.md": "A", "04-bridge.md": "B"}
    after = {"01-zone.md": "Zone", "02-map.md": "Map", "03-area.md": "Area"}
    found = between(
        source({"01-a.md": None, "assessment.md": bank, **{name: plain(it) for name, it in before.items()}}),
        source(
            {
                "01-a.md": None,
                "assessment.md": bank.replace("Why", "What"),
                "course.md": COURSE.replace("minutes: 5", "minutes: 6"),
                **{name: plain(it) for name, it in after.items()},
            }
        ),
    )
    order = ["course", "zone", "map", "area", "bridge", "assessment"]
    assert [module.module for module in found.modules] == order


def shown(lines: list[MarkedLine]) -> list[str]:
    return ["".join(f"<{run.text}>" if run.differs else run.text for run in line) for line in lines]


FLIPPED = MODULE.replace("[x] The first", "[ ] The first").replace("[ ] The second", "[x] The second")


def test_a_changed_question_shows_what_is_right():
    (change,) = changes(FLIPPED).modules[0].changes
    before, after = map(shown, change.marked())
    assert before == ["Which one?", "<✓ >The first", "The second", "The third"]
    assert after == ["Which one?", "The first", "<✓ >The second", "The third"]


def test_what_was_added_or_removed_shows_as_it_reads_without_a_mark():
    new, gone = changes(MODULE.replace("pick", "choose")).modules[0].changes
    question = ["Which one?", "The first", "The second", "The third"]
    assert tuple(map(shown, new.marked())) == ([], question)
    assert tuple(map(shown, gone.marked())) == (question, [])


def test_another_process_is_given_the_marks_and_no_tokens():
    texts = MODULE.replace("Which one?", "Which of these?").replace(FIRST, f"{FIRST} More.")
    both = edited(source({"01-a.md": MODULE}), source({"01-a.md": texts}))
    here = compare(both)
    there = pickle.loads(pickle.dumps(compare_for_pages(both)))
    assert there == here
    for one, other in zip(here.modules[0].changes, there.modules[0].changes, strict=True):
        assert other.marks == (one.marked(), one.marked_source())
        assert other.marked() == one.marked()
        assert other.marked_source() == one.marked_source()
        for block, given in ((one.before, other.before), (one.after, other.after)):
            if block is not None:
                assert given.tokens == ()
                assert (given.lines, given.answered_lines) == (block.lines, block.answered_lines)


def test_the_source_shows_as_it_is_written():
    (change,) = changes(MODULE.replace("Which one?", "Which of these?")).modules[0].changes
    before, after = map(shown, change.marked_source())
    assert before[:5] == ["::: question pick objective=first", "", "Which <one?>", "", "- [x] The first"]
    assert after[:5] == ["::: question pick objective=first", "", "Which <of these?>", "", "- [x] The first"]
    new, gone = changes(MODULE.replace("pick", "choose")).modules[0].changes
    written = "::: question {} objective=first"
    before, after = map(shown, new.marked_source())
    assert (before, after[0]) == ([], written.format("choose"))
    before, after = map(shown, gone.marked_source())
    assert (before[0], after) == (written.format("pick"), [])


def test_settings_and_pictures_are_changes_of_the_course():
    found = changes(
        MODULE, **{"course.md": COURSE.replace("minutes: 5", "minutes: 6"), "media/cycle.svg": CYCLE}
    )
    assert told(found) == [("course", "settings", "changed"), ("course", "media/cycle.svg", "changed")]


def test_pictures_come_change_and_go():
    pictures = {"media/cycle.svg": CYCLE, "media/dot.png": None, "media/map.svg": CYCLE}
    found = between(source({"01-a.md": MODULE}), source({"01-a.md": MODULE, **pictures}))
    assert told(found) == [
        ("course", "media/cycle.svg", "changed"),
        ("course", "media/dot.png", "removed"),
        ("course", "media/map.svg", "added"),
    ]


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
