"""Moodle's GIFT to question blocks: what is carried over, and what is told of the rest."""

import time
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms import commands
from lms.authoring.disk import new_course
from lms.authoring.draft.starter import course_files
from lms.authoring.incoming.gift.carrying import carry_over
from lms.authoring.incoming.gift.module import from_gift
from lms.courses.compiling import compile_course
from lms.courses.problems import WORDS
from lms.courses.questions import KINDS
from lms.courses.source import Source, read_folder
from tests.unit.courses.examples import compiled

ALL = r"""// From the old platform
$CATEGORY: cpas

::Purpose:: What is CPAS for? {
  ~Payroll # No: that is Umoja
  =Planning and assessing impact # Yes
  #### It says what change is sought.
}

CPAS is an audit.{FALSE}

CPAS began in {#2018}.

The share is {#77.5:0.5} percent.

Between one and five: {#1..5}

The first mission was {=MINUSCA =the Central African Republic} in 2018.

::Levels:: Match. {=162 patrols -> Output =Traders come back -> Outcome = -> Input}

Which are phases? {~%50%Plan ~%50%Perform ~%-100%Pause}

A \{brace\}, a \= sign{=x\=y ~z}
"""


def carried(text: str, language: str = "en") -> list[str]:
    return [question.block for question in carry_over(text, "q.gift", language, set()).questions]


def questions(text: str, language: str = "en"):
    found = compiled({"01-a.md": "# A\n\n## One\n\n" + "\n\n".join(carried(text, language)) + "\n"})
    assert [str(problem) for problem in found.problems if problem.severity == "error"] == []
    return found.course.modules[0].questions


def test_each_sort_becomes_a_kind():
    found = questions(ALL)
    assert [question.kind for question in found] == [
        *("single", "single", "number", "number", "number"),
        *("gaps", "match", "multiple", "single"),
    ]
    assert [question.id for question in found[:2]] == ["purpose", "question"]


def test_the_first_says_all_it_said():
    wording = questions(ALL)[0].wording("en")
    assert wording.prompt == "<p>What is CPAS for?</p>"
    assert [choice.text for choice in wording.choices] == ["Payroll", "Planning and assessing impact"]
    assert wording.choices[0].feedback == "<p>No: that is Umoja</p>"
    assert wording.explanation == "<p>It says what change is sought.</p>"


def test_what_was_right_is_right():
    found = questions(ALL)
    answers = [[2], [2], ["2018"], ["78"], ["1"], ["minusca"], [1, 2], [1, 2], [1]]
    for question, answer in zip(found, answers, strict=True):
        assert KINDS[question.kind].grade(question, answer).fraction == 1, question.id


def test_true_and_false_in_the_language_of_the_course():
    wording = questions("C’est vrai.{T}", "fr")[0].wording(None)
    assert [choice.text for choice in wording.choices] == ["Vrai", "Faux"]


def test_escapes_are_text():
    block = carried(r"A \{brace\}, a \= sign and \{\{two\}\} {=x\=y ~z}")[0]
    assert "A {brace}, a = sign and \\{{two}}" in block
    assert "x=y" in block


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("Write an essay. {}", 1, "gift-essay"),
        ("\n\nOnly text.", 3, "gift-no-answers"),
        ("// x\nNone is right {~a ~b}", 2, "gift-no-key"),
        ("Odd {#many}", 1, "gift-unreadable"),
        ("Odd {yes}", 1, "gift-unreadable"),
        ("Not closed {=a ~b", 1, "gift-not-closed"),
        (r"Not closed {=a ~b\}", 1, "gift-not-closed"),
        ("Two {T} in one {F}", 1, "gift-unreadable"),
        ("Closed twice {T}}", 1, "gift-unreadable"),
        ("Odd {first =a ~b}", 1, "gift-unreadable"),
        ("Far {#1e9999999}", 1, "gift-unreadable"),
        ("Backwards {#5..1}", 1, "gift-unreadable"),
        ("Free {#=%0%5}", 1, "gift-no-key"),
        ("::Only a title:: {=a ~b}", 1, "gift-no-prompt"),
        ("Same {=Paris ~<b>paris</b> ~Rome}", 1, "gift-same-answer"),
        ("Same {=a -> b =A -> c}", 1, "gift-same-answer"),
        ("Same {=a -> b =c -> d = -> B}", 1, "gift-same-answer"),
        ("Empty {=a ~ ~b}", 1, "gift-empty-answer"),
        ("Empty {=a -> =b -> c}", 1, "gift-empty-answer"),
        ("Few {=a -> b = -> c}", 1, "gift-one-pair"),
        (r"Signs {=\{x\} =y}", 1, "gift-gap-signs"),
        ("Signs {=a; b}", 1, "gift-gap-signs"),
        (r"Signs {=\=5}", 1, "gift-gap-signs"),
    ],
)
def test_what_cannot_be_carried_over_is_told_by_line(text, line, code):
    found = carry_over(text, "q.gift", "en", set())
    assert found.questions == ()
    assert [(it.place.line, it.code, it.severity) for it in found.problems] == [(line, code, "error")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<b>Bold</b> {=a ~b}", "gift-html"),
        ("Weights {~%70%a ~%30%b ~c}", "gift-weights"),
        ("<p>Bold</p> {=<b>a</b> ~b#<i>c</i> ####<u>d</u>}", "gift-html"),
        ("Several {#=18 =%50%19}", "gift-several-numbers"),
        ("Said {#18#right}", "gift-feedback"),
        ("Said {#=18 ~#wrong}", "gift-feedback"),
        ("Pairs {=a -> b#right =c -> d}", "gift-feedback"),
        ("Either {=a =b ~c}", "gift-either"),
        ("Costs {=a ~%-50%b}", "gift-part"),
    ],
)
def test_what_changed_on_the_way_is_told(text, code):
    found = carry_over(text, "q.gift", "en", set())
    assert len(found.questions) == 1
    assert [(it.code, it.severity) for it in found.problems] == [(code, "warning")]


def test_ids_are_free():
    carried = carry_over("::A:: x{T}\n\n::A:: y{F}", "q.gift", "en", {"a"})
    blocks = [question.block for question in carried.questions]
    assert [block.split()[2] for block in blocks] == ["a-2", "a-3"]
    assert [one.id for one in questions("::Title:: x{T}\n\n::S1:: y{F}")] == ["title-2", "s1-2"]


def test_an_id_is_made_of_a_title_as_a_modules_name_is():
    blocks = carried(f"::What's new?:: x{{T}}\n\n::L’été {'x' * 60}:: y{{F}}")
    assert [block.split()[2] for block in blocks] == ["whats-new", "lete-" + "x" * 35]


def test_an_unclosed_brace_takes_no_other_question_along():
    found = carry_over("First {=x ~y\n\nSecond {T}\n\nThird {=a ~b}\n", "q.gift", "en", set())
    assert [problem.code for problem in found.problems] == ["gift-not-closed"]
    assert len(found.questions) == 2


def test_answers_that_a_gap_takes_for_the_same_stand_once():
    assert "{{Paris; Lutèce}}" in carried("Where? {=Paris =paris =Lutèce}")[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Where? {=Paris#good}", "gift-feedback"),
        ("Where? {=Paris =%50%Pari}", "gift-part"),
    ],
)
def test_what_is_left_out_is_told(text: str, code: str):
    found = carry_over(text, "q.gift", "en", set())
    assert [problem.code for problem in found.problems] == [code]
    assert len(found.questions) == 1


def test_a_part_of_the_points_makes_no_key():
    """With = one answer is right, as in Moodle; others that gave a part of the points are told."""
    question = questions("Capital? { =Paris#Good ~%50%Lyon#Half ~Nice }")[0]
    assert (question.kind, question.key) == ("single", (1,))
    assert "{{Canberra}}" in carried("Capital? {=%100%Canberra =%50%Sydney}")[0]
    assert "{{= 18}}" in carried("How many? {#=%50%19 =18}")[0]


def test_true_and_false_keep_what_is_said_of_them():
    """The first feedback is for who is wrong, the second for who is right."""
    text = "It rises in the west. {FALSE#No, in the east.#Right! ####General}"
    assert carry_over(text, "q.gift", "en", set()).problems == ()
    wording = questions(text)[0].wording("en")
    assert [choice.feedback for choice in wording.choices] == ["<p>No, in the east.</p>", "<p>Right!</p>"]
    assert wording.explanation == "<p>General</p>"
    assert [it.feedback for it in questions("Yes {T##Right!}")[0].wording("en").choices] == [
        "<p>Right!</p>",
        None,
    ]


def test_a_category_is_told_at_its_line():
    found = carry_over("// x\n$CATEGORY: tom/dick\n\nYes {T}", "q.gift", "en", set())
    assert [str(it.place) for it in found.problems] == ["q.gift:2:1"]
    assert found.problems[0].code == "gift-category"
    assert found.problems[0].values == {"name": "tom/dick"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mice? { =Cat ~Dog }.", "Mice? ____.\n"),
        ("He is {~bu =en} in.", "He is ____ in.\n"),
        ("H{=2}O", "H{{2}}O\n"),
        ("Pi is {#3.5}.", "Pi is {{= 3.5}}.\n"),
        ("Born?{#1822}", "Born? {{= 1822}}\n"),
        ("Is water H<sub>2</sub>O, <b>wet</b>?{T}", "Is water H2O, wet?\n"),
        (r"\{{=a}", "{ {{a}}\n"),
    ],
)
def test_spaces_stay_as_they_were(text: str, shown: str):
    assert shown in carried(text)[0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[html]Caf&eacute; &lt;b&gt; {T}", "Café <b>"),
        ("Caf&eacute; {T}", "Café"),
        ("[plain]<b> &amp; *x* {T}", "<b> &amp; *x*"),
        ("\\# 1. [x](y) `z` {T}", "# 1. [x](y) `z`"),
        ("1. ![[x]] [^2] {T}", "1. ![[x]] [^2]"),
    ],
)
def test_a_text_is_shown_as_moodle_shows_it(text: str, shown: str):
    assert questions(text)[0].wording("en").prompt == f"<p>{escape(shown, quote=False)}</p>"


def test_markdown_stays_markdown():
    assert "<em>right</em>" in questions("[markdown]Which is *right*? {T}")[0].wording("en").prompt


def test_signs_alone_are_choices():
    """Moodle's own example of the signs that need a backslash."""
    question = questions(
        r"Which is none? { ~ \~ # \~ is one. ~ \# # \# is one. ~ > ~ - ~ 1. ~ \:\:\: = \ # Yes}"
    )[0]
    texts = [choice.text for choice in question.wording("en").choices]
    assert texts == ["~", "#", "&gt;", "-", "1.", ":::", "\\"]


NEW = Source("first-day", course_files("first-day", "First day"))
GIFT = st.text(alphabet="ab =~#{}\\:->%1.5\n/T|;<b>&![]()^*_`+\u00a0", max_size=60)
IN_MARKDOWN = "[markdown]See ![](x.png) [^1] {T}\n\nSound {F}\n\n[markdown][x](y.md) {=a ~b}"


@settings(deadline=None)
@given(
    st.one_of(GIFT, GIFT.map("Ask{{{}}}".format), GIFT.map("[markdown]{} {{=a ~b}}".format)),
    st.sampled_from(("A", "# [x]")),
)
@example(IN_MARKDOWN, "A")
@example("Ask {=a ~*b*}", "A")
@example(ALL, "A")
def test_any_text_gives_a_module_without_errors(text: str, title: str):
    found = from_gift(text, "q.gift", title, NEW)
    last = text.count("\n") + 1
    assert all(it.place.path == "q.gift" and 1 <= (it.place.line or 0) <= last for it in found.problems)
    if found.content:
        compiled = compile_course(Source("first-day", {**NEW.files, "02-b.md": found.content}))
        assert [str(it) for it in compiled.problems if it.severity == "error"] == []
        assert len(compiled.course.modules[1].questions) == found.questions


def test_what_would_have_an_error_is_left_out_and_told_at_its_line():
    found = from_gift(IN_MARKDOWN, "q.gift", "A", NEW)
    assert [(it.place.line, it.code) for it in found.problems] == [
        (1, "gift-not-sound"),
        (5, "gift-not-sound"),
    ]
    assert found.questions == 1


@pytest.mark.parametrize("text", ["{" * 200_000, "x{T}\n\n" * 30_000, "{=a " * 50_000, "<a" * 100_000])
def test_a_long_text_takes_no_longer_than_its_length(text):
    begun = time.process_time()  # its own, however busy the machine is
    carry_over(text, "q.gift", "en", set())
    assert time.process_time() - begun < 10


@given(st.text(alphabet="ab =~#{}\\:->%1.5\n/T|;<b>", max_size=80))
@example("{" * 5)
def test_any_text_gives_blocks_or_problems(text):
    found = carry_over(text, "q.gift", "en", set())
    assert all(question.block.startswith("::: question ") for question in found.questions)
    assert all(problem.code in WORDS and problem.place.line for problem in found.problems)


def test_the_command_writes_the_next_module(tmp_path: Path):
    new_course(tmp_path / "courses", "first-day")
    text = ALL + "\nEssay {}\n"
    (tmp_path / "old_quiz.gift").write_text(text)
    words = ("import", "gift", str(tmp_path / "old_quiz.gift"), "first-day")
    told = CliRunner().invoke(commands.main, words, env={"LMS_COURSES": str(tmp_path / "courses")})
    assert told.exit_code == 0
    assert f"old_quiz.gift:{text.split(chr(10)).index('Essay {}') + 1}:1 gift-essay" in told.stdout
    assert told.stdout.splitlines()[-1].endswith("02-old-quiz.md")
    assert "Questions carried over: 9." in told.stderr
    course = compile_course(read_folder(tmp_path / "courses" / "first-day")).course
    assert len(course.module("old-quiz").questions) == 9


def test_more_than_a_module_can_hold_writes_nothing(tmp_path: Path):
    new_course(tmp_path, "first-day")
    (tmp_path / "long.gift").write_text(f"{'x' * 1000} {{T}}\n\n" * 1100)
    words = ("import", "gift", str(tmp_path / "long.gift"), str(tmp_path / "first-day"))
    told = CliRunner().invoke(commands.main, words)
    assert told.exit_code == 1
    assert told.stdout.startswith("long.gift:1:1 text-too-large ")
    assert len(list((tmp_path / "first-day").glob("*.md"))) == 3


def test_nothing_to_carry_over_writes_nothing(tmp_path: Path):
    new_course(tmp_path, "first-day")
    for name, content in (("a.gift", b"Only text."), ("b.gift", b"\xff\xfe")):
        (tmp_path / name).write_bytes(content)
        words = ("import", "gift", str(tmp_path / name), str(tmp_path / "first-day"), "--lang", "fr")
        told = CliRunner().invoke(commands.main, words)
        assert told.exit_code == 1
        assert told.stdout.startswith(f"{name}:1:1 ")
    assert len(list((tmp_path / "first-day").glob("*.md"))) == 3
