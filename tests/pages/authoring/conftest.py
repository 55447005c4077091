"""The draft as a test finds it: what is in it, and how somebody else changes it meanwhile."""

from collections.abc import Callable

import pytest
from flask import Flask

from lms.courses.source import Source, read_folder
from tests.cast import COURSE
from tests.conftest import FOLDER

LOG = "01-the-log.md"
Changed = Callable[..., None]


@pytest.fixture
def draft(inside) -> Callable[..., dict[str, bytes] | None]:
    """`draft()`: the files of the draft; None when there is none."""
    from lms.authoring.draft import drafts

    def read(slug: str = COURSE) -> dict[str, bytes] | None:
        with inside():
            return None if drafts.draft_of(slug) is None else dict(drafts.source_of(slug).files)

    return read


@pytest.fixture
def saved_by(inside, cast) -> Callable[..., None]:
    """`saved_by("elif", b"# New\\n")`: somebody saves a file of the draft."""
    from lms.authoring.draft import drafts

    def act(name: str, content: bytes, path: str = LOG, slug: str = COURSE) -> None:
        with inside():
            drafts.save(slug, path, content, drafts.files_or_404(slug).get(path), cast[name])

    return act


@pytest.fixture
def changed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Changed:
    """`changed({"01-the-log.md": "…"})`: trainers have these files so; None is a file that is gone."""
    from lms.authoring.preview.source import SOURCE_OF

    files = read_folder(FOLDER / "course").files

    def change(others: dict[str, str | bytes | None]) -> None:
        encoded = {name: it.encode() if isinstance(it, str) else it for name, it in others.items()}
        whole = {name: it for name, it in {**files, **encoded}.items() if it is not None}
        monkeypatch.setitem(app.extensions, SOURCE_OF.name, lambda slug: Source(slug, whole))

    return change


@pytest.fixture
def preview() -> str:
    return f"/authoring/{COURSE}/preview"


@pytest.fixture
def project() -> str:
    return f"/authoring/{COURSE}/project"
