"""A stale block of a translation carries a note with its source; nothing else does."""

import re

from lms.courses.comparing.acceptance import Accepted, dump, pairs
from lms.courses.comparing.blocks import read_outline
from lms.courses.compiling import compile_course
from lms.courses.compiling.stored import dump as dump_course
from lms.courses.compiling.stored import load as load_course
from lms.courses.course import Course, QuestionPlace, SectionText
from tests.unit.courses.examples import COURSE, COURSE_FR, source

ENGLISH = """\
# Title

Before.

## One

Alpha with a note.[^1]

Beta, [a link](02-b.md) in it.

::: question pick objective=first

Which?

- [x] A
- [ ] B

:::

Gamma.

## Two

Delta.

[^1]: A source.
"""
FRENCH = ENGLISH.replace("Title", "Titre").replace("Beta", "Bêta").replace("Which?", "Lequel ?")
OTHER = "# B\n\n## One\n\nText.\n"
HEADING = re.compile("<h[1-6]")
NOTE = '<details class="stale"><summary></summary><div lang="en">'


def accepted() -> bytes:
    found = Accepted()
    for path, one, other in (("01-a", ENGLISH, FRENCH), ("course", COURSE, COURSE_FR)):
        english = read_outline(f"{path}.md", one.encode())
        french = read_outline(f"{path}.fr.md", other.encode())
        assert english
        assert french
        for pair in pairs(english, french, found):
            if pair.translation:
                found.accept(french.name, pair)
    return dump(found)


def course(english: str = ENGLISH, french: str = FRENCH, **others: str | bytes) -> Course:
    files = {"01-a.md": english, "01-a.fr.md": french, "02-b.md": OTHER, "translations.json": accepted()}
    found = compile_course(source({**files, **others}))
    assert found.course, found.problems
    assert load_course(dump_course(found.course)) == found.course
    return found.course


def sections(found: Course, language: str = "fr") -> list[SectionText]:
    return [section.texts[language] for section in found.modules[0].sections]


def notes(found: Course) -> list[str]:
    module = found.modules[0]
    texts = [module.texts["fr"].lead]
    texts += [part for text in sections(found) for part in text.parts if isinstance(part, str)]
    return [text for text in texts if NOTE in text]


def test_what_was_accepted_carries_no_note():
    assert notes(course()) == []
    assert not any(one.stale for one in course().modules[0].questions[0].wordings.values())


def test_without_acceptance_nothing_is_stale():
    assert notes(course(ENGLISH.replace("Beta", "New"), **{"translations.json": b"{}\n"})) == []


def test_a_changed_paragraph_puts_one_note_below_its_translation():
    (text,) = notes(course(ENGLISH.replace("Beta,", "Beta is changed,")))
    before, note = text.split(NOTE)
    assert before.index("Alpha") < before.index("Bêta")
    assert "Beta is changed" in note
    assert "Gamma" not in note
    assert 'href="/courses/trial/b"' in note


def test_the_note_below_a_paragraph_has_the_footnotes_of_its_source_with_anchors_of_their_own():
    found = course(ENGLISH.replace("Alpha with", "Alpha changed with"))
    (text,) = notes(found)
    assert 'id="fn-a-source-s1-p1-1"' in text
    rest = "".join(part for part in sections(found)[-1].parts if isinstance(part, str))
    assert 'id="fn-a-1"' in rest


def test_headings_and_the_title_carry_their_note_where_their_text_begins():
    (text,) = notes(course(ENGLISH.replace("## Two", "## The second")))
    assert text.index(NOTE) == 0
    (lead,) = notes(course(ENGLISH.replace("# Title", "# Another title")))
    assert lead.index(NOTE) == 0


def test_the_note_of_a_heading_has_its_words_and_is_no_heading():
    (lead,) = notes(course(ENGLISH.replace("# Title", "# Another *title* & more")))
    assert f"{NOTE}<p>Another title &amp; more</p></div>" in lead
    (text,) = notes(course(ENGLISH.replace("## Two", "## The second")))
    assert f"{NOTE}<p>The second</p></div>" in text
    assert not HEADING.search(lead + text)


def test_a_title_in_the_settings_has_its_note_too():
    titled = ENGLISH.replace("# Title", "---\ntitle: Another title\n---")
    (lead,) = notes(course(titled))
    assert f"{NOTE}<p>Another title</p></div>" in lead


def test_the_note_of_a_title_that_stands_in_settings_and_text_has_the_one_that_counts():
    one, other = (f"---\ntitle: {title}\n---\n{ENGLISH}" for title in ("First", "Second"))
    found = Accepted()
    english, french = read_outline("01-a.md", one.encode()), read_outline("01-a.fr.md", one.encode())
    assert english
    assert french
    for pair in pairs(english, french, found):
        found.accept(french.name, pair)
    (lead,) = notes(course(other, one, **{"translations.json": dump(found)}))
    assert f"{NOTE}<p>Second</p></div>" in lead


def test_a_changed_question_is_marked_and_its_text_left_alone():
    found = course(ENGLISH.replace("Which?", "Which one?"))
    (question,) = found.modules[0].questions
    assert {tag: wording.stale for tag, wording in question.wordings.items()} == {"en": False, "fr": True}
    assert notes(found) == []
    assert QuestionPlace("pick") in sections(found)[0].parts


def test_a_changed_footnote_has_its_note_below_it():
    found = course(ENGLISH.replace("A source.", "Another source, see[^2].\n\n[^2]: The second."))
    (text,) = notes(found)
    assert 'Another source, see<sup class="footnote-ref"><a id="fnref-a-source-note-' in text
    assert text.index('id="fn-a-1"') < text.index("A source.") < text.index(NOTE)
    assert text.endswith("</details></li>\n</ol>\n</section>")


def test_a_question_is_stale_with_a_footnote_of_its_own():
    cited = "Which?[^1]\n\n- [x] A\n- [ ] B\n\n> Because.[^2]"
    english = ENGLISH.replace("Which?\n\n- [x] A\n- [ ] B", cited) + "[^2]: The second.\n"
    french = english.replace("Which?", "Lequel ?")
    found = Accepted()
    one, other = read_outline("01-a.md", english.encode()), read_outline("01-a.fr.md", french.encode())
    assert one
    assert other
    for pair in pairs(one, other, found):
        found.accept(other.name, pair)
    for old, stale in (("Delta", False), ("A source.", True), ("The second.", True)):
        changed = english.replace(old, "Something else")
        accepted = {"translations.json": dump(found)}
        (question,) = course(changed, french, **accepted).modules[0].questions
        assert question.wordings["fr"].stale is stale, old


def test_changed_settings_of_the_course_have_their_note_above_the_overview():
    renamed = COURSE.replace("title: Trial", "title: Trial & error").replace("Do the first", "Do one thing")
    found = course(**{"course.md": renamed, "course.fr.md": COURSE_FR + "Aperçu.\n"})
    words = ("Trial &amp; error", "A course for trials.", "Do one thing", "Do the second")
    assert f"{NOTE}{''.join(f'<p>{line}</p>' for line in words)}</div>" in found.texts["fr"].overview
    assert found.texts["fr"].overview.index(NOTE) == 0
    assert NOTE not in found.texts["en"].overview
    assert (
        NOTE not in course(**{"course.md": COURSE.replace("minutes: 5", "minutes: 6")}).texts["fr"].overview
    )


def test_the_overview_tells_too():
    files = {"course.md": COURSE + "Overview.\n", "course.fr.md": COURSE_FR + "Aperçu.\n"}
    found = Accepted()
    english = read_outline("course.md", files["course.md"].encode())
    french = read_outline("course.fr.md", files["course.fr.md"].encode())
    assert english
    assert french
    for pair in pairs(english, french, found):
        found.accept(french.name, pair)
    files["course.md"] = COURSE + "Another overview.\n"
    changed = course(**files, **{"translations.json": dump(found)})
    assert changed.texts["fr"].overview.count(NOTE) == 1
    assert NOTE not in changed.texts["en"].overview
