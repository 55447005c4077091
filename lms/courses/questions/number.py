"""Number: `{{= 18 ± 0.5 %}}`, and no gap for words beside it."""

from __future__ import annotations

from lms.courses.questions.blanks import Blanks


class Number(Blanks):
    """A number is typed: right within the tolerance, comma or point its decimal mark, a unit may follow."""

    name = "number"
    template = "components/questions/number.html"

    def fits(self, numbers: int, gaps: int) -> bool:
        return numbers == gaps
