"""No sequence of editions takes a course away, or a module but by a material change to that module."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from lms.courses.course import Course, CourseText, Module, ModuleText
from lms.learning.mine.plan import Item, Record, plan
from lms.library.history import Decisions, history
from lms.library.shelf import Shelved

DAY = date(2026, 11, 16)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SLUGS = ("why", "cycle", "part")


def course(modules: frozenset[str]) -> Course:
    text = {"en": CourseText("C", "", "", {})}
    built = tuple(Module(slug, 1, 5, (), (), {"en": ModuleText(slug)}) for slug in SLUGS if slug in modules)
    return Course(
        "c", "C-1", ("en",), (), 60, 80, None, None, None, {}, None, False, "default", (), text, built
    )


slugs = st.frozensets(st.sampled_from(SLUGS))
# Of each edition: the modules that it has, and what was decided when it was published.
editions = st.lists(
    st.tuples(
        slugs.map(lambda modules: modules | {"why"}),
        st.builds(Decisions, material=slugs, told=slugs, keys=st.just(frozenset())),
    ),
    min_size=1,
    max_size=6,
)
# In which edition each module was completed, if it was.
completed = st.dictionaries(st.sampled_from(SLUGS), st.integers(1, 6))


def at(number: int, sequence: list[Any], record: Record) -> Item:
    """Where somebody with this record stands when so many editions are published."""
    rows = [(n, NOON, decided.plain()) for n, (_, decided) in enumerate(sequence[:number], 1)]
    shelved = Shelved(course(sequence[number - 1][0]), number, history(rows))
    return plan({"c": shelved}, {"c": record}, {}, DAY, []).items[0]


def record(modules: dict[str, int], held_by: int | None = None) -> Record:
    holding = SimpleNamespace(expires_on=DAY + timedelta(days=300), day=DAY, edition=held_by, passed=True)
    return Record(True, modules, (cast(Any, holding),) if held_by else ())


@given(editions, st.integers(1, 6), completed)
def test_whoever_holds_a_course_holds_it_whatever_is_published(sequence: Any, held_by: int, modules: Any):
    for number in range(1, len(sequence) + 1):
        item = at(number, sequence, record(modules, held_by))
        assert item.holding is not None
        assert item.best_pass is not None
        assert not item.overdue


@given(editions, completed)
def test_only_a_material_change_to_a_module_asks_to_complete_it_again(sequence: Any, modules: Any):
    for number in range(1, len(sequence) + 1):
        item = at(number, sequence, record(modules))
        there = sequence[number - 1][0]
        for slug, edition in modules.items():
            changed = any(slug in decided.material for _, decided in sequence[edition:number])
            if slug in there and edition <= number:
                assert (slug in item.progress.completed) is not changed


@given(editions, completed, st.integers(1, 6))
def test_who_holds_the_course_is_asked_again_for_what_changed_materially_since_and_only_that(
    sequence: Any, modules: Any, held_by: int
):
    last = len(sequence)
    item = at(last, sequence, record(modules, held_by))
    asked = {module.slug for module in item.again}
    for slug in sequence[-1][0]:
        changed = any(slug in decided.material for _, decided in sequence[held_by:])
        since = max((n for n, (_, decided) in enumerate(sequence, 1) if slug in decided.material), default=0)
        assert (slug in asked) is (changed and modules.get(slug, 0) < since)


def test_a_module_that_is_taken_out_and_brought_back_is_completed_still():
    with_it, without = frozenset({"why", "part"}), frozenset({"why"})
    sequence = [(with_it, Decisions()), (without, Decisions()), (with_it, Decisions())]
    assert at(3, sequence, record({"why": 1, "part": 1})).progress.completed == {"why", "part"}


def test_people_are_told_once_of_a_module_that_they_completed_before():
    why = frozenset({"why"})
    sequence = [(why, Decisions()), (why, Decisions(told=why))]
    assert [module.slug for module in at(2, sequence, record({"why": 1})).news] == ["why"]
    assert at(2, sequence, record({"why": 2})).news == ()
    assert at(2, sequence, record({})).news == ()
    assert at(2, sequence, Record(True, {"why": 1}, seen=2)).news == ()
