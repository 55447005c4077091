"""The PDF room: what it refuses, and that a warning is never a document."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from lms.web.documents.pdf import PdfProblem, render

ROOT = Path(__file__).resolve().parents[3]
FONT = ROOT / "certificates" / "default" / "fonts" / "text.ttf"
STYLE = "<style>@font-face { font-family: Own; src: url(text.ttf) } html { font-family: Own }</style>"
LINES = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">{}</svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "text.ttf").write_bytes(FONT.read_bytes())
    return tmp_path / "inside"


def page(body: str) -> str:
    return f'<html lang="en"><head><title>Ł</title>{STYLE}</head><body>{body}</body></html>'


def text(content: bytes) -> str:
    return PdfReader(BytesIO(content)).pages[0].extract_text()


def test_renders_text(folder: Path) -> None:
    content = render(page("<p>Łukasz Żółć</p>"), folder)
    assert content.startswith(b"%PDF-")
    assert "Łukasz Żółć" in text(content)


def test_renders_a_table(folder: Path) -> None:
    body = "<h1>Slips</h1><table><tr><th>Name</th></tr><tr><td>Awa</td></tr></table>"
    assert text(render(page(body), folder)).split() == ["Slips", "Name", "Awa"]


def test_same_page_same_bytes(folder: Path) -> None:
    assert render(page("<p>Awa</p>"), folder) == render(page("<p>Awa</p>"), folder)


INSTANT = datetime(2026, 11, 16, 9, 30, 15, 250_000, tzinfo=timezone(timedelta(hours=3)))


def test_it_says_when_it_was_made(folder: Path) -> None:
    content = render(page("<p>Awa</p>"), folder, INSTANT)
    metadata = PdfReader(BytesIO(content)).metadata
    assert metadata is not None
    assert (
        metadata.creation_date == metadata.modification_date == datetime(2026, 11, 16, 6, 30, 15, tzinfo=UTC)
    )
    assert render(page("<p>Awa</p>"), folder, INSTANT) == content
    assert render(page("<p>Awa</p>"), folder, INSTANT + timedelta(seconds=1)) != content


def test_an_instant_is_that_of_its_own_page(folder: Path) -> None:
    """Pages made at once in several threads, and one without an instant after them."""
    instants = [INSTANT + timedelta(hours=number) for number in range(8)]
    before = render(page("<p>Awa</p>"), folder)

    def made_at(instant: datetime) -> datetime | None:
        metadata = PdfReader(BytesIO(render(page("<p>Awa</p>"), folder, instant))).metadata
        return metadata and metadata.creation_date

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(made_at, instants)) == [
            instant.replace(microsecond=0) for instant in instants
        ]
    with pytest.raises(PdfProblem):
        render(page("<p>你</p>"), folder, INSTANT)
    assert render(page("<p>Awa</p>"), folder) == before


def test_a_missing_font_is_no_document(folder: Path) -> None:
    (folder / "text.ttf").unlink()
    with pytest.raises(PdfProblem, match=r"text\.ttf"):
        render(page("<p>Awa</p>"), folder)


def test_a_letter_that_no_font_has_is_no_document(folder: Path) -> None:
    with pytest.raises(PdfProblem, match="U\\+4F60"):
        render(page("<p>你</p>"), folder)


@pytest.mark.parametrize("letter", ["ĩ\u0300", "ɨ\u0301"])
def test_an_accent_without_a_place_is_no_document(folder: Path, letter: str) -> None:
    with pytest.raises(PdfProblem, match="accent"):
        render(page(f"<p>A{letter}</p>"), folder)


def test_an_accent_is_drawn_on_its_letter(folder: Path) -> None:
    """The pen goes back to the accent's place and to the letter's end; the copied text is the written one."""
    content = render(page("<p>Adébáyọ̀ Awa</p>"), folder)
    contents = PdfReader(BytesIO(content)).pages[0].get_contents()
    assert contents is not None
    written = contents.get_data().decode("latin-1")
    span = written[written.index("/ActualText") : written.index("EMC")]
    assert bytes.fromhex(span[span.index("<") + 1 : span.index(">")]).decode("utf-16").endswith("Adébáyọ̀")
    shifts = [float(shift) for shift in re.findall(r"\[(-?[\d.]+)\] TJ", span)]
    assert len(shifts) == 4
    assert sum(shifts) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("source", ["../outside.svg", "/etc/passwd", "http://127.0.0.1:9/x.png", "gone.png"])
def test_only_files_of_the_folder(folder: Path, source: str) -> None:
    (folder.parent / "outside.svg").write_text(LINES.format('<path d="M0 0L9 9" stroke="#000"/>'))
    with pytest.raises(PdfProblem):
        render(page(f'<p><img src="{source}"></p>'), folder)


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder.parent / "outside.svg").write_text(LINES.format('<path d="M0 0L9 9" stroke="#000"/>'))
    (folder / "inside.svg").symlink_to(folder.parent / "outside.svg")
    with pytest.raises(PdfProblem):
        render(page('<p><img src="inside.svg"></p>'), folder)


def test_a_drawing_of_lines_is_drawn(folder: Path) -> None:
    (folder / "line.svg").write_text(LINES.format('<path d="M0 0L9 9" stroke="#ff0000"/>'))
    with_line = render(page('<p><img src="line.svg"></p>'), folder)
    contents = PdfReader(BytesIO(with_line)).pages[0].get_contents()
    assert contents is not None
    assert b"1 0 0 RG" in contents.get_data()


@pytest.mark.parametrize(
    "inner", ['<text x="0" y="9">A</text>', '<path d="M0 0L9 9" stroke="#000" stroke-opacity="0.5"/>']
)
def test_a_drawing_that_needs_more_is_no_document(folder: Path, inner: str) -> None:
    (folder / "more.svg").write_text(LINES.format(inner))
    with pytest.raises(PdfProblem, match="lines and areas"):
        render(page('<p><img src="more.svg"></p>'), folder)


def test_a_broken_drawing_is_no_document(folder: Path) -> None:
    (folder / "broken.svg").write_text("<svg")
    with pytest.raises(PdfProblem):
        render(page('<p><img src="broken.svg"></p>'), folder)


def test_a_problem_is_told_to_the_thread_whose_page_it_is(folder: Path) -> None:
    pages = [page(f"<p>Awa {number}</p>" if number % 3 else "<p>你</p>") for number in range(12)]

    def outcome(html: str) -> bool:
        try:
            return b"%PDF-" in render(html, folder)
        except PdfProblem:
            return False

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(outcome, pages)) == [bool(number % 3) for number in range(12)]


def test_a_problem_does_not_stay(folder: Path) -> None:
    with pytest.raises(PdfProblem):
        render(page("<p>你</p>"), folder)
    assert "Awa" in text(render(page("<p>Awa</p>"), folder))


def test_a_font_that_changed_is_read_again(folder: Path) -> None:
    before = render(page("<p>Awa</p>"), folder)
    (folder / "text.ttf").write_bytes((FONT.parent / "italic.ttf").read_bytes())
    assert render(page("<p>Awa</p>"), folder) != before
