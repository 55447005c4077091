"""The draft as a test finds it: what is in it, and how somebody else changes it meanwhile."""

from collections.abc import Callable

import pytest

from tests.cast import COURSE

LOG = "01-the-log.md"


@pytest.fixture
def draft(inside) -> Callable[..., dict[str, bytes] | None]:
    """`draft()`: the files of the draft; None when there is none."""
    from lms.authoring import drafts

    def read(slug: str = COURSE) -> dict[str, bytes] | None:
        with inside():
            return None if drafts.draft_of(slug) is None else dict(drafts.source_of(slug).files)

    return read


@pytest.fixture
def saved_by(inside, cast) -> Callable[..., None]:
    """`saved_by("elif", b"# New\\n")`: somebody saves a file of the draft."""
    from lms.authoring import drafts

    def act(name: str, content: bytes, path: str = LOG, slug: str = COURSE) -> None:
        with inside():
            drafts.save(slug, path, content, drafts.listed(slug).get(path), cast[name])

    return act
