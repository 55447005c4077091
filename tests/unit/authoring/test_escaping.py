"""A plain text in a course file: shown as it is, and begun by no syntax."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.authoring.draft.escaping import as_text
from lms.courses.dialect import markdown
from lms.courses.spaces import one_line

SIGNS = st.text(alphabet="ab1 #>-+*=|:~_`[](){}!<&;/\\.^\u00a0'\"@$%", max_size=12)


@settings(deadline=None)
@given(st.one_of(SIGNS, st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))))
@example("[x](y) ![[z]] [^1] {{{a}}}")
@example("::: question x")
def test_any_text_is_shown_as_it_is(text: str):
    for before in ("", "# ", "> ", "- [ ] ", "- [ ] a\n  > "):
        words = list(markdown.inlines(markdown.parse(f"{before}{as_text(text)}\n").tokens))
        shown = words[-1] if words else None
        if one_line(text).strip():
            assert shown is not None
            assert markdown.plain(shown).strip() == one_line(text).strip()
            assert {child.type for child in shown.children or ()} <= {"text", "text_special"}


@pytest.mark.parametrize(
    "text",
    ["Who asks, and why?", "3 < 5 & 7 > 6", "5 * 3", "a_b", "-5", "1.5 %", "C#", "R&D", "{x}", "l’été :"],
)
def test_what_needs_no_backslash_gets_none(text: str):
    assert as_text(text) == text
