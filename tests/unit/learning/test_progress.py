"""Progress in a module and a course."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.course import Course, CourseText, Module, ModuleText, Section, SectionText
from lms.learning.progress import course_progress, minutes_left, module_progress
from tests.unit.learning.questions import question


@st.composite
def modules(draw: st.DrawFn, slug: str = "m") -> Module:
    sections = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        asked = tuple(question(f"{slug}-{number}-{place}") for place in range(draw(st.integers(0, 3))))
        sections.append(Section(f"s{number}", asked, {"en": SectionText("", ())}))
    minutes = draw(st.none() | st.integers(1, 20))
    return Module(slug, 1, minutes, (), tuple(sections), {"en": ModuleText("")})


@st.composite
def courses(draw: st.DrawFn) -> Course:
    built = tuple(draw(modules(f"m{number}")) for number in range(draw(st.integers(1, 5))))
    text = CourseText("", "", "", {})
    return Course(
        "c", "C", ("en",), (), 60, 80, None, None, None, {}, None, False, "default", (), {"en": text}, built
    )


def everything(module: Module) -> tuple[set[str], set[str]]:
    return {section.id for section in module.sections}, {question.id for question in module.questions}


@given(modules())
def test_nothing_done_begins_at_the_first_section(module):
    progress = module_progress(module, set(), set())
    assert (progress.done, progress.resume, progress.complete) == (frozenset(), "s1", False)


@given(modules())
def test_everything_done_is_complete(module):
    progress = module_progress(module, *everything(module))
    assert (len(progress.done), progress.resume, progress.complete) == (progress.sections, None, True)


@given(st.data())
def test_resume_is_the_first_section_with_something_undone(data):
    module = data.draw(modules())
    sections, asked = everything(module)
    read = data.draw(st.sets(st.sampled_from(sorted(sections))))
    answered = data.draw(st.sets(st.sampled_from(sorted(asked)))) if asked else set()
    progress = module_progress(module, read, answered)
    for section in module.sections:
        ids = {question.id for question in section.questions}
        done = ids <= answered if ids else section.id in read
        assert (section.id in progress.done) == done
    undone = [section.id for section in module.sections if section.id not in progress.done]
    assert progress.resume == (undone[0] if undone else None)


@given(st.data())
def test_doing_more_never_undoes(data):
    module = data.draw(modules())
    sections, asked = everything(module)
    read = data.draw(st.sets(st.sampled_from(sorted(sections))))
    before = module_progress(module, read, set())
    assert before.done <= module_progress(module, sections, asked).done


def test_what_is_no_longer_in_a_module_does_not_count():
    module = Module(
        "m", 1, None, (), (Section("s1", (), {"en": SectionText("", ())}),), {"en": ModuleText("")}
    )
    assert not module_progress(module, {"s2"}, {"gone"}).done


@given(st.data())
def test_a_course_goes_on_with_its_first_module_undone(data):
    course = data.draw(courses())
    slugs = [module.slug for module in course.modules]
    completed = data.draw(st.sets(st.sampled_from([*slugs, "gone"])))
    progress = course_progress(course, completed)
    undone = [slug for slug in slugs if slug not in completed]
    assert progress.completed == completed & set(slugs)
    assert progress.resume == (undone[0] if undone else None)
    assert progress.ready == (not undone)
    assert progress.done == progress.modules - len(undone)
    wanted = sum(module.minutes or 0 for module in course.modules if module.slug in undone)
    assert minutes_left(course, progress) == wanted


@pytest.mark.parametrize(("done", "left"), [(set(), 11), ({"a"}, 7), ({"a", "b"}, 0)])
def test_minutes_left(done, left):
    section = Section("s1", (), {"en": SectionText("", ())})
    module = Module("a", 1, 4, (), (section,), {"en": ModuleText("")})
    text = {"en": CourseText("", "", "", {})}
    both = (module, replace(module, slug="b", minutes=7))
    course = Course(
        "c", "C", ("en",), (), 60, 80, None, None, None, {}, None, False, "default", (), text, both
    )
    assert minutes_left(course, course_progress(course, done)) == left
