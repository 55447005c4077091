"""What `make mutants` makes of what mutmut tells it: figures, places, and what is listed with a reason."""

import pytest

from tests.mutants import (
    REASONS,
    ROOT,
    SETTINGS,
    Mutation,
    count,
    is_enough,
    line_number,
    mutation,
    read_mutant,
    read_reasons,
    read_results,
    without_mutants,
)

RESULTS = """\
    lms.days.x_within__mutmut_1: killed
    lms.days.x_within__mutmut_2: survived
    lms.days.xǁSpanǁends__mutmut_1: timeout
    lms.days.x_is_over__mutmut_1: no tests
    lms.days.x_is_over__mutmut_2: segfault
    lms.days.x_is_over__mutmut_3: not checked
"""
SOURCE = """\
# Whether a day falls in it.
def within(day, first_day, last_day):
    return first_day <= day


class Span:
    # None: it goes on.
    def ends(self):
        last_day = self.last_day
        return (
            last_day
            or NEVER
        )
"""
SHOWN = """\
# lms.days.xǁSpanǁends__mutmut_1: survived
--- lms/days.py
+++ lms/days.py
@@ -2,5 +2,5 @@
 def ends(self):
     last_day = self.last_day
     return (
-        last_day
-        or NEVER
+        last_day and NEVER
     )
"""
LISTED = """\
# Mutants

- A list of

## lms/days.py

```diff
- last_day
- or NEVER
+ last_day and NEVER
```

Nothing can tell - really nothing.

```diff
-   return first_day <= day
+   return first_day < day
```

Nor here.

## lms/other.py

```diff
- one
+ two
```
"""
ENDS = Mutation("lms/days.py", ("- last_day", "- or NEVER", "+ last_day and NEVER"))


def test_a_mutant_that_hangs_is_killed_and_all_that_no_test_noticed_survived():
    assert count(read_results(RESULTS)) == {"mutants": 6, "killed": 2, "survived": 4}


@pytest.mark.parametrize(
    ("mutants", "killed", "enough"),
    [(100, 95, True), (1000, 949, False), (20, 19, True), (19, 18, False), (1, 1, True), (0, 0, False)],
)
def test_95_percent_are_enough_and_no_mutants_at_all_are_not(mutants: int, killed: int, enough: bool):
    results = {str(number): "killed" if number < killed else "survived" for number in range(mutants)}
    assert is_enough(count(results)) is enough


def test_a_file_in_which_nothing_was_mutated_is_named():
    results = read_results(RESULTS)
    assert without_mutants(["lms/days.py"], results) == []
    assert without_mutants(["lms/day.py", "lms/days.py", "lms/days/within.py"], results) == [
        "lms/day.py",
        "lms/days/within.py",
    ]
    assert without_mutants(["lms/days.py"], {}) == ["lms/days.py"]


def test_a_mutant_has_its_place_in_the_file():
    path, diff = read_mutant(SHOWN)
    assert mutation(path, diff) == ENDS
    assert line_number(diff, SOURCE) == SOURCE.split("\n").index("            last_day") + 1


def test_what_is_listed_has_a_file_and_its_lines():
    assert read_reasons(LISTED) == {
        ENDS,
        Mutation("lms/days.py", ("- return first_day <= day", "+ return first_day < day")),
        Mutation("lms/other.py", ("- one", "+ two")),
    }


def test_our_list_is_read_whole():
    text = REASONS.read_text("utf-8")
    assert len(read_reasons(text)) == text.count("```diff\n") > 0


def test_all_that_is_mutated_and_all_that_tests_it_is_there():
    named = SETTINGS["only_mutate"] + SETTINGS["pytest_add_cli_args_test_selection"]
    assert [path for path in named if not (ROOT / path).exists()] == []
