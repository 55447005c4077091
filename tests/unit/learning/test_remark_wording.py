"""What became of a remark is said to its writer in one sentence."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from lms.learning.remarks.thread import Where
from lms.learning.remarks.wording import outcome_in_words

TIME = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
NOT_YET = "Mended on 16 November 2026, 09:00. The next edition will have it."


@pytest.mark.parametrize(
    ("kind", "decided_on", "in_force", "words"),
    [
        ("answered", 1, 1, "Answered on 16 November 2026, 09:00"),
        ("unchanged", 1, 1, "Left as it is, on 16 November 2026, 09:00, because:"),
        ("reopened", 1, 1, "Looked at again since 16 November 2026, 09:00"),
        ("removed", 1, 2, "A trainer removed your text on 16 November 2026, 09:00."),
        ("mended", 1, 1, NOT_YET),
        ("mended", 1, 2, "Mended: the edition that you read now has it."),
        ("mended", 1, None, NOT_YET),
        ("mended", None, 1, NOT_YET),
    ],
)
def test_each_outcome(app, kind: str, decided_on: int | None, in_force: int | None, words: str):
    decision = cast(Any, SimpleNamespace(kind=kind, edition=decided_on, taken_at=TIME))
    where = Where(cast(Any, None), None, None, in_force)
    with app.test_request_context():
        assert outcome_in_words(decision, where) == words
