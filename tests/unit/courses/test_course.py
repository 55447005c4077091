"""The frozen course: what it answers, and that it goes to JSON and back."""

import dataclasses
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.compiling import compile_course
from lms.courses.compiling.stored import dump, load
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
from lms.courses.questions.blank import NumberBlank, TextBlank
from lms.courses.source import Source, read_folder
from tests.unit.courses.examples import COURSE, MODULE, TEST_COURSE, compiled


@pytest.fixture(scope="module")
def course() -> Course:
    return compile_course(Source("test-course", read_folder(TEST_COURSE).files)).course


WORDS = st.text(max_size=5)
SLUGS = st.from_regex(r"[a-z]{1,4}", fullmatch=True)
LANGUAGES = st.lists(st.sampled_from(["en", "fr", "ar", "pt-BR"]), min_size=1, unique=True)
CHOICES = st.builds(ChoiceText, WORDS, st.none() | WORDS)
TEXTS = st.lists(WORDS, max_size=3).map(tuple)
WORDINGS = st.builds(
    Wording, WORDS, st.lists(CHOICES, max_size=3).map(tuple), st.none() | WORDS, TEXTS, TEXTS
)
NUMBERS = st.lists(st.integers(1, 9), unique=True).map(tuple)
AMOUNTS = st.decimals(-99, 99, places=1)
BLANKS = st.lists(
    st.builds(TextBlank, TEXTS) | st.builds(NumberBlank, AMOUNTS, AMOUNTS, TEXTS), max_size=3
).map(tuple)
QUESTIONS = st.sampled_from(list(KINDS)).flatmap(
    lambda kind: st.builds(
        Question,
        id=SLUGS,
        kind=st.just(kind),
        objective=st.none() | SLUGS,
        shuffle=st.booleans(),
        key=BLANKS if kind in ("gaps", "number") else NUMBERS,
        size=st.integers(0, 9),
        wordings=st.dictionaries(SLUGS, WORDINGS, max_size=2),
    )
)
PARTS = st.lists(WORDS | st.builds(QuestionPlace, SLUGS), max_size=3).map(tuple)
SECTIONS = st.builds(
    Section,
    id=SLUGS,
    questions=st.lists(QUESTIONS, max_size=2).map(tuple),
    texts=st.dictionaries(SLUGS, st.builds(SectionText, WORDS, PARTS), max_size=2),
)
MODULES = st.builds(
    Module,
    slug=SLUGS,
    number=st.integers(0, 99),
    minutes=st.integers(1, 99),
    objectives=st.lists(SLUGS).map(tuple),
    sections=st.lists(SECTIONS, max_size=2).map(tuple),
    texts=st.dictionaries(SLUGS, st.builds(ModuleText, WORDS, WORDS), max_size=2),
)
WHOLE = st.none() | st.integers(1, 10**6)
COURSES = st.builds(
    Course,
    slug=SLUGS,
    code=WORDS,
    languages=LANGUAGES.map(tuple),
    audience=st.lists(SLUGS).map(tuple),
    minutes=st.integers(1, 99),
    pass_mark=st.integers(1, 100),
    attempts=WHOLE,
    retry_after=WHOLE,
    time_limit=WHOLE,
    draw=st.dictionaries(SLUGS, st.integers(1, 9), max_size=2),
    valid_for=WHOLE,
    show_score=st.booleans(),
    certificate=SLUGS,
    objectives=st.lists(SLUGS).map(tuple),
    texts=st.dictionaries(
        SLUGS, st.builds(CourseText, WORDS, WORDS, WORDS, st.dictionaries(SLUGS, WORDS)), max_size=2
    ),
    modules=st.lists(MODULES, max_size=2).map(tuple),
    bank=st.lists(QUESTIONS, max_size=2).map(tuple),
    assessment_texts=st.dictionaries(SLUGS, st.builds(AssessmentText, WORDS, WORDS), max_size=2),
    media=st.dictionaries(WORDS, WORDS, max_size=2),
)


@given(COURSES)
def test_load_gives_back_what_was_dumped(any_course):
    again = load(dump(any_course))
    assert again == any_course
    assert list(again.texts) == list(any_course.texts)


def test_test_course_goes_to_json_and_back(course):
    assert load(dump(course)) == course


def test_frozen(course):
    with pytest.raises(dataclasses.FrozenInstanceError):
        course.code = "X"


def test_settings(course):
    assert (course.slug, course.code, course.languages) == ("test-course", "TEST-1", ("en", "fr"))
    assert (course.attempts, course.retry_after, course.time_limit, course.valid_for) == (2, 3600, 1800, 12)
    assert course.draw == dict.fromkeys(course.objectives, 2)
    assert course.audience == ("civilian", "military", "police")
    assert (course.pass_mark, course.minutes, course.show_score, course.certificate) == (
        80,
        25,
        True,
        "default",
    )


def test_defaults():
    course = compiled({}).course
    assert (course.pass_mark, course.attempts, course.retry_after, course.time_limit) == (
        80,
        None,
        None,
        None,
    )
    assert (course.draw, course.valid_for, course.show_score, course.audience) == ({}, None, False, ())
    assert (course.bank, course.assessment_text("en"), course.certificate) == ((), None, "default")


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ("attempts: none", "attempts", None),
        ("attempts: 3", "attempts", 3),
        ("retry_after: none", "retry_after", None),
        ("retry_after: 24h", "retry_after", 86400),
        ("time_limit: 30m", "time_limit", 1800),
        ("time_limit: 1h 30m", "time_limit", 5400),
        ("retry_after: 2d", "retry_after", 172800),
        ("valid_for: none", "valid_for", None),
        ("valid_for: 1 month", "valid_for", 1),
        ("valid_for: 2 years", "valid_for", 24),
        ("show_score: no", "show_score", False),
        ("show_score: Yes", "show_score", True),
        ("certificate: plain-2", "certificate", "plain-2"),
        ("pass_mark: 075", "pass_mark", 75),
        ("audience:\n  - police", "audience", ("police",)),
        ("draw: {}", "draw", {}),
        ("# a comment", "pass_mark", 80),
    ],
)
def test_setting(written, name, value):
    course = compiled({"course.md": COURSE.replace("minutes: 5", f"minutes: 5\n{written}")}).course
    assert getattr(course, name) == value


def test_no_break_spaces_stay():
    """French has one before a colon, and a line must not break there."""
    objectives = "objectives:\n  first: Un\n  second: Deux\n"
    french = f"---\ntitle: Le  cours :\u00a0un essai\nsummary: Pourquoi\u00a0?\n{objectives}---\n"
    module = MODULE.replace("# ", "# Après\u202f!\u00a0\u00a0 ", 1)
    course = compiled({"course.fr.md": french, "01-a.fr.md": module, "01-a.md": module}).course
    assert course.text("fr").title == "Le cours\u00a0:\u00a0un essai"
    assert course.text("fr").summary == "Pourquoi\u00a0?"
    assert course.module("a").text("fr").title.startswith("Après\u202f!\u00a0\u00a0 ")


@pytest.mark.parametrize("front", ["---\n---\n", "---\n# nothing yet\n---\n", "---\n\n...\n", ""])
def test_empty_settings(front):
    assert compiled({"01-a.md": front + MODULE}).course.module("a").objectives == ()


def test_texts_fall_back_to_the_source(course):
    assert course.text("fr").title == "Le cours d’essai\u00a0: un point d’eau"
    assert course.text("es") == course.text("en") == course.text(None)
    module = course.module("not-translated")
    assert module.text("fr") == module.text("en")
    assert module.language("fr") == "en"
    assert course.module("the-log").language("fr") == "fr"
    question = course.question("handover-first")
    assert question.wording("fr") == question.wording("en")
    assert question.language("fr") == "en"


@pytest.mark.parametrize(
    ("wanted", "shown"), [("fr", "fr"), ("en", "en"), ("fr-CA", "fr"), ("es", "en"), (None, "en"), ("", "en")]
)
def test_language(course, wanted, shown):
    assert course.language(wanted) == shown


def test_modules(course):
    assert [module.slug for module in course.modules] == [
        "the-log",
        "the-signs",
        "the-parts",
        "the-spares",
        "not-translated",
    ]
    assert [module.number for module in course.modules] == [1, 2, 3, 4, 10]
    assert course.module("the-signs").text("en").title == "The signs of wear"
    assert course.module("nothing") is None
    assert course.module("the-log").minutes == 12
    assert course.module("the-signs").minutes >= 5, "estimated from its words"


@pytest.mark.parametrize(
    ("words", "questions", "minutes"), [(2, 0, 1), (1258, 0, 10), (1262, 0, 11), (1258, 1, 11), (1262, 2, 13)]
)
def test_a_minute_is_a_hundred_and_twenty_words_or_a_question(words, questions, minutes):
    """It is rounded: ten and a half minutes are 1260 words. Two are headings, and each question has four."""
    module = "# A\n\n## One\n\n" + "word " * (words - 2 - 4 * questions) + "\n"
    for number in range(questions):
        module += f"\n::: question q{number}\n\nWhich?\n\n- [x] This\n- [ ] Not that\n\n:::\n"
    found = compiled({"01-a.md": module}).course
    assert found.module("a").minutes == minutes


def test_sections(course):
    module = course.module("the-log")
    assert [section.id for section in module.sections] == ["s1", "s2", "s3", "s4", "s5"]
    assert [question.id for question in module.section("s2").questions] == ["better-line"]
    assert module.section("s9") is None
    assert [question.id for question in module.questions] == ["better-line", "read-back"]
    parts = list(module.section("s2").parts("fr"))
    assert [type(part) for part in parts] == [str, Question]
    last = list(course.module("not-translated").sections[1].parts("en"))
    assert [type(part) for part in last] == [Question, Question, str]


def test_questions(course):
    assert course.question("better-line").key == (2,)
    assert course.question("log-numbers").kind == "multiple"
    assert course.question("nothing") is None
    assert len(course.bank) == 12
    assert course.question("only-one").shuffle is False
    assert course.question("which-number").wording("fr").choices[1].feedback
    assert course.assessment_text("fr").title == "Questions finales"


def test_every_question_of_the_bank_has_an_objective(course):
    assert {question.objective for question in course.bank} == set(course.objectives)


def test_compiling_is_quick():
    source = Source("test-course", read_folder(TEST_COURSE).files)
    compile_course(source)
    start = time.process_time()
    compile_course(source)
    assert time.process_time() - start < 0.5
