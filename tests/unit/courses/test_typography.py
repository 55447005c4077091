"""Typography: French typed with plain spaces is shown with those that do not break."""

import pytest

from lms.courses.compiling import compile_course
from lms.courses.course import Course
from lms.courses.questions import KINDS
from lms.courses.reading.typography import french
from tests.unit.courses.examples import COURSE, COURSE_FR, compiled, source

TITLED = COURSE_FR.replace("title: Essai", 'title: "L’essai : un point d’eau"').replace(
    "Faire le premier", "Faire « le » premier"
)
MODULE = """# Titre : un

Que faire ? Ceci ; *cela* : « **oui** » !

```
code : ici ?
```

| Mot : | `code : oui` |
| --- | --- |
| « a » | [lien ?](https://example.org/a%20:b "x") |

## Partie : deux

Note[^1].

::: question first

Il répond {{qui est là ?; qui : là}} ; puis « {{rien}} ».

:::

[^1]: Source : ici.
"""


def course(files: dict[str, str | bytes | None]) -> Course:
    found = compiled(files)
    assert found.course, found.problems
    return found.course


@pytest.fixture(scope="module")
def typeset() -> Course:
    """The module as the source of a course in French."""
    french_course = COURSE.replace("language: en", "language: fr")
    return course({"course.md": french_course, "course.fr.md": None, "01-a.md": MODULE})


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("quoi ? : « a ; b » !", "quoi~?~: «~a~; b~»~!"),
        ("deux\u00a0: points", "deux~: points"),
        ("12:30, a:b, http://x", "12:30, a:b, http://x"),
        ("rien à changer", "rien à changer"),
    ],
)
def test_one_space_becomes_one_space(typed: str, shown: str):
    assert french(typed).replace("\u00a0", "~") == shown
    assert len(french(typed)) == len(typed)


def test_titles_and_text_do_not_break(typeset: Course):
    (module,) = typeset.modules
    assert module.text("fr").title == "Titre\u00a0: un"
    assert "Que faire\u00a0? Ceci\u00a0; <em>cela</em>\u00a0: «\u00a0<strong>oui</strong>\u00a0»\u00a0!" in (
        module.text("fr").lead
    )
    section = module.sections[0].text("fr")
    assert section.title == "Partie\u00a0: deux"
    assert "Source\u00a0: ici." in str(section.parts[-1])


def test_code_and_addresses_stay_as_typed(typeset: Course):
    lead = typeset.modules[0].text("fr").lead
    assert "code : ici ?\n" in lead
    assert "<code>code : oui</code>" in lead
    assert 'href="https://example.org/a%20:b"' in lead
    assert ">lien\u00a0?</a>" in lead


def test_an_answer_is_right_with_either_space(typeset: Course):
    (question,) = typeset.questions
    kind = KINDS[question.kind]
    for typed in ("qui est là ?", "qui est là\u00a0?", "Qui est la ?", "qui\u00a0: là"):
        assert kind.grade(question, [typed, "rien"]).fraction == 1
    prompt = question.wording("fr").prompt
    assert prompt.endswith('</span>\u00a0; puis «\u00a0<span data-gap="2"></span>\u00a0».</p>')
    assert kind.right(question, "fr") == ["qui est là ?", "rien"]


def test_the_words_of_a_course_do_not_break(typeset: Course):
    text = course({"course.fr.md": TITLED, "01-a.fr.md": "# Un : un\n\n## Une\n\nTexte.\n"}).text("fr")
    assert text.title == "L’essai\u00a0: un point d’eau"
    assert text.objectives["first"] == "Faire «\u00a0le\u00a0» premier"


def test_english_stays_as_typed():
    text = course({"01-a.md": "# One : two\n\n## A ?\n\nWhat ? « x »\n"}).modules[0]
    assert text.text("en").title == "One : two"
    assert "What ? « x »" in str(text.sections[0].text("en").parts[0])


def test_a_link_to_a_section_is_found_by_its_title_as_typed():
    linked = "# Un\n\n## Partie : deux\n\n[Là](#partie--deux)\n"
    made = compile_course(source({"01-a.md": "# A\n\n## B\n\nText.\n", "01-a.fr.md": linked}))
    assert made.course, made.problems
