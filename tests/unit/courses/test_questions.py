"""How questions are read, answered and graded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.compiling import compile_course
from lms.courses.course import ChoiceText, Question, Wording
from lms.courses.problems import WORDS
from lms.courses.questions import KINDS, BadAnswer
from lms.courses.questions.blank import Blank, TextBlank
from lms.courses.source import read_folder
from tests.unit.courses.examples import compiled, read_examples
from tests.unit.courses.test_folders import FOLDERS

EXAMPLES = read_examples("questions.md")
CHOOSING = ("single", "multiple")


def question(kind: str, size: int, key: tuple[int, ...]) -> Question:
    wording = Wording("<p>Which?</p>", tuple(ChoiceText(str(number)) for number in range(size)))
    return Question("q", kind, None, True, key, size, {"en": wording})


@st.composite
def choosing(draw, kind):
    """A question of this kind and an answer to it, as a form sends it."""
    size = draw(st.integers(2, 8))
    numbers = st.integers(1, size)
    right = draw(st.sets(numbers, min_size=1, max_size=1 if kind == "single" else size))
    chosen = draw(st.lists(numbers, unique=True, max_size=1 if kind == "single" else size))
    return question(kind, size, tuple(sorted(right))), [str(number) for number in chosen]


@pytest.mark.parametrize("name", CHOOSING)
@given(data=st.data())
def test_fraction_and_marks(name, data):
    asked, values = data.draw(choosing(name))
    kind = KINDS[name]
    answer = kind.read(asked, values)
    grade = kind.grade(asked, answer)
    assert 0 <= grade.fraction <= 1
    assert (grade.fraction == 1) == (set(answer) == set(asked.key))
    assert set(grade.marks) == set(answer) | set(asked.key)
    assert all(good == (choice in answer and choice in asked.key) for choice, good in grade.marks.items())
    assert kind.grade(asked, kind.read(asked, [str(number) for number in asked.key])).fraction == 1


@pytest.mark.parametrize("name", CHOOSING)
@given(data=st.data())
def test_order_of_values_is_irrelevant(name, data):
    asked, values = data.draw(choosing(name))
    kind = KINDS[name]
    other = data.draw(st.permutations(values))
    assert kind.read(asked, values) == kind.read(asked, other) == sorted(int(value) for value in values)


@pytest.mark.parametrize("name", CHOOSING)
def test_unanswered(name):
    asked = question(name, 4, (2,))
    assert KINDS[name].read(asked, []) == []
    assert KINDS[name].grade(asked, []).fraction == 0


@pytest.mark.parametrize(
    ("chosen", "fraction"),
    [
        ([1, 3], 1),
        ([1], 0.5),
        ([1, 2], 0),
        ([1, 2, 3], 0.5),
        ([1, 2, 3, 4], 0),
        ([2, 4], 0),
        ([], 0),
        ([3], 0.5),
    ],
)
def test_multiple_response(chosen, fraction):
    assert KINDS["multiple"].grade(question("multiple", 4, (1, 3)), chosen).fraction == fraction


def test_marks():
    grade = KINDS["multiple"].grade(question("multiple", 4, (1, 3)), [1, 2])
    assert dict(grade.marks) == {1: True, 2: False, 3: False}
    grade = KINDS["single"].grade(question("single", 4, (3,)), [1])
    assert dict(grade.marks) == {1: False, 3: False}


@pytest.mark.parametrize(
    ("name", "values", "code"),
    [
        ("single", ["1", "2"], "too-many-choices"),
        ("single", ["5"], "no-such-choice"),
        ("multiple", ["0"], "no-such-choice"),
        ("multiple", ["-1"], "no-such-choice"),
        ("multiple", ["01"], "no-such-choice"),
        ("multiple", ["１"], "no-such-choice"),
        ("multiple", [""], "no-such-choice"),
        ("multiple", ["x"], "no-such-choice"),
        ("multiple", ["1", "1"], "choice-twice"),
        ("multiple", ["1", "2", "3", "4", "1"], "too-many-choices"),
    ],
)
def test_bad_answers(name, values, code):
    with pytest.raises(BadAnswer) as caught:
        KINDS[name].read(question(name, 4, (1,)), values)
    assert caught.value.code == code
    assert code in WORDS


@given(st.lists(st.text(max_size=3) | st.sampled_from(["1", "2", "3"]), max_size=4))
def test_any_values_are_read_or_refused(values):
    for name in CHOOSING:
        kind = KINDS[name]
        sound = set(values) <= {"1", "2", "3"} and len(set(values)) == len(values)
        if sound and (name == "multiple" or len(values) < 2):
            assert kind.read(question(name, 3, (1,)), values) == sorted(map(int, values))
        else:
            with pytest.raises(BadAnswer) as caught:
                kind.read(question(name, 3, (1,)), values)
            assert caught.value.code in WORDS


def right(asked: Question) -> str:
    """What is right, as the examples show it."""
    if asked.kind in ("gaps", "number"):
        return f"right: {' | '.join(map(shown, asked.key))}"
    return f"right: {', '.join(map(str, asked.key))} of {asked.size}"


def shown(blank: Blank) -> str:
    if isinstance(blank, TextBlank):
        return "; ".join(blank.right)
    return f"{blank.value} ± {blank.tolerance} {' '.join(blank.units)}".strip()


def described(asked: Question) -> str:
    """A question as the examples show it."""
    kind = f"{asked.kind}, {right(asked)}"
    extras = [f"objective {asked.objective}"] * bool(asked.objective) + ["in this order"] * (
        not asked.shuffle
    )
    wording = asked.wording(None)
    lines = ["; ".join([kind, *extras]), f"prompt: {wording.prompt}"]
    if wording.heads:
        lines.append(f"{wording.heads[0]} → {wording.heads[1]}: {', '.join(wording.lefts)}")
    for number, choice in enumerate(wording.choices, 1):
        lines.append(f"{number}: {choice.text}" + (f" | {choice.feedback}" if choice.feedback else ""))
    return "\n".join(lines + [f"explanation: {wording.explanation}"] * (wording.explanation is not None))


@pytest.mark.parametrize(("title", "written", "expected"), EXAMPLES, ids=[title for title, *_ in EXAMPLES])
def test_example(title, written, expected):
    found = compiled({"01-a.md": f"# A\n\n## One\n\n{written}\n"})
    # One question cannot ask about both objectives of the course.
    assert [str(problem) for problem in found.problems if problem.code != "unasked-objective"] == []
    assert described(found.course.modules[0].questions[0]) == expected


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_kind_names_its_template(kind):
    assert kind.template == f"components/questions/{kind.name}.html"


@pytest.mark.parametrize(("title", "written", "expected"), EXAMPLES, ids=[title for title, *_ in EXAMPLES])
def test_what_is_right_earns_all(title, written, expected):
    asked = compiled({"01-a.md": f"# A\n\n## One\n\n{written}\n"}).course.modules[0].questions[0]
    kind = KINDS[asked.kind]
    assert kind.grade(asked, kind.right(asked)).fraction == 1
    assert kind.fitting(asked, kind.right(asked)) == kind.right(asked)
    assert kind.unclear(asked, kind.right(asked)) is None


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_what_is_right_is_right_in_each_language(folder):
    """And is written as its readers write it: a French gap in French, its decimals with a comma."""
    course = compile_course(read_folder(folder)).course
    practice = [question for module in course.modules for question in module.questions]
    assert course.bank
    assert practice
    for question in (*course.bank, *practice):
        for language in course.languages:
            answer = KINDS[question.kind].right(question, language)
            assert KINDS[question.kind].grade(question, answer).fraction == 1, (question.id, language)


def test_a_gap_is_filled_in_the_reader_s_language():
    english = "# A\n\n## One\n\n::: question g\n\nThe {{water pump}} takes {{= 18.5 ± 0.5 %}}.\n\n:::\n"
    french = "# A\n\n## Un\n\n::: question g\n\nLa {{Pompe à eau}} prend {{= 18,5 ± 0,5 %}}.\n\n:::\n"
    question = compiled({"01-a.md": english, "01-a.fr.md": french}).course.question("g")
    assert KINDS["gaps"].right(question) == ["water pump", "18.5"]
    assert KINDS["gaps"].right(question, "fr") == ["Pompe à eau", "18,5"]
