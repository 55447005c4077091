"""The course whose assessment is sat: one module, and twenty questions that are all asked.

Of each kind that a broken request may spoil in its own way: a choice that falls out, one box of several, and
the half of a word.
"""

from pathlib import Path

COURSE = "to-be-saved"
MODULE = "the-only-one"
QUESTIONS = 20

SETTINGS = """---
code: SAVE-1
title: To be saved
summary: Its answers are all there is to it.
language: en
minutes: 5
pass_mark: 100
---
All questions are asked, and nobody passes.
"""
READING = """# The only one

## To read

There is little.
"""
SINGLE = """::: question {name}

Which one of {name}?

- [ ] A
- [ ] B
- [x] C
- [ ] D

:::
"""
MULTIPLE = """::: question {name}

Which of {name}?

- [x] A
- [ ] B
- [x] C
- [ ] D

:::
"""
TYPED = """::: question {name}

The word of {name} is {{{{a secret; the secret}}}}.

:::
"""
KINDS = {"single": SINGLE, "typed": TYPED, "boxes": MULTIPLE}


def write_course(courses: Path) -> None:
    """Writes the course into the folder of courses."""
    folder = courses / COURSE
    folder.mkdir(parents=True)
    kinds = list(KINDS)
    names = [f"{kinds[number % len(kinds)]}-{number}" for number in range(QUESTIONS)]
    questions = [KINDS[name.partition("-")[0]].format(name=name) for name in names]
    (folder / "course.md").write_text(SETTINGS, "utf-8")
    (folder / f"01-{MODULE}.md").write_text(READING, "utf-8")
    (folder / "assessment.md").write_text("\n".join(["# Assessment\n", *questions]), "utf-8")
