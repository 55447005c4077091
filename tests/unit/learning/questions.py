"""Questions for the tests of deciders, and a strategy that makes them."""

from hypothesis import strategies as st

from lms.courses.course import ChoiceText, Question, Wording

OBJECTIVES = (None, "define", "describe", "find")


def question(id: str, key: tuple[int, ...] = (1,), size: int = 4, objective: str | None = None) -> Question:
    """A question with a key; several right choices make it a multiple response."""
    wording = Wording("<p>?</p>", tuple(ChoiceText(str(number)) for number in range(1, size + 1)))
    kind = "single" if len(key) == 1 else "multiple"
    return Question(id, kind, objective, True, key, size, {"en": wording})


@st.composite
def questions(draw: st.DrawFn, id: str = "q") -> Question:
    size = draw(st.integers(2, 6))
    key = tuple(sorted(draw(st.sets(st.integers(1, size), min_size=1, max_size=size))))
    return question(id, key, size, draw(st.sampled_from(OBJECTIVES)))


@st.composite
def banks(draw: st.DrawFn, least: int = 0) -> list[Question]:
    return [draw(questions(f"q{number}")) for number in range(draw(st.integers(least, 12)))]


@st.composite
def answers(draw: st.DrawFn, question: Question) -> list[int]:
    """Any answer that can be sent to a question, none included."""
    most = 1 if question.kind == "single" else question.size
    return sorted(draw(st.sets(st.integers(1, question.size), max_size=most)))
