"""Fill the gaps: `{{answer; also right}}` anywhere in the text; numbers may stand among them."""

from __future__ import annotations

from lms.courses.questions.blanks import Blanks


class Gaps(Blanks):
    """Words are typed into gaps, in any of the ways listed; case, accents and spaces do not count."""

    name = "gaps"
    template = "components/questions/gaps.html"

    def fits(self, numbers: int, gaps: int) -> bool:
        return numbers < gaps
