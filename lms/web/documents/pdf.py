"""HTML to PDF: the only module that knows xhtml2pdf.

A page may use the files of its own folder and nothing else: no network, no other folder. What the engine
only warns about (a font it couldn't read, a property it doesn't know, text that didn't fit) raises, because
such a warning is a certificate with boxes for letters. The same page of the same instant always gives the
same bytes.
"""

import logging
import threading
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

_LOGGERS = ("xhtml2pdf", "svglib", "reportlab")
_STYLE = """
html { font-family: Helvetica; font-size: 10pt; color: #000000; margin: 0; padding: 0; line-height: 1.4;
       border: 1px none; display: inline; width: auto; height: auto; white-space: normal }
b, strong, th { font-weight: bold }
i, em { font-style: italic }
body, div, h1, h2, h3, p, table, tr, th, td { display: block }
"""
"""What the elements look like before a document's own style: a fifth of the engine's sheet, which costs as
much to read for every document as all the rest of a certificate's style."""
_NO_LETTER = ("No font this document has can draw", "no face of this document has a place")
"""How the engine and the typesetting complain of a letter."""
_BORROWED = {"Tj", "Do", "gs", "BI"}
"""Operators that need something of the document around them: a font, a picture, a transparency."""


class PdfProblem(Exception):
    """The engine complained: the document would not be what its author meant."""


class LettersMissing(PdfProblem):
    """No face of the document has a letter, or a place for an accent; nothing else is wrong."""


class _Complaints(logging.Handler):
    """Keeps what the engine warns about, for the thread whose document it is."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._heard = threading.local()

    def emit(self, record: logging.LogRecord) -> None:
        self.heard().append(record.getMessage())

    def heard(self) -> list[str]:
        if not hasattr(self._heard, "messages"):
            self._heard.messages = []
        messages: list[str] = self._heard.messages
        return messages


_complaints = _Complaints()


_made: ContextVar[datetime | None] = ContextVar("made", default=None)
"""When the document at hand was made, as it says itself."""


def render(html: str, folder: Path, made: datetime | None = None) -> bytes:
    """The page as PDF; its links are relative to the folder, which they can't leave.

    It says that it was made at that instant, to the second; without one the engine names one that never
    changes. The clock is not asked: bytes that are kept under their hash depend on what is given alone.

    The engine makes one document at a time in a process and waits its turn, so threads may call this.
    """
    document = _engine()
    out, heard = BytesIO(), _complaints.heard()
    heard.clear()
    token = _made.set(made)
    try:
        document.pisaDocument(
            html,
            out,
            default_css=_STYLE,
            path=str(folder / "page.html"),
            resource_policy=_policy(folder.resolve()),
        )
    finally:
        _made.reset(token)
    if heard:
        letters = all(any(known in told for known in _NO_LETTER) for told in heard)
        raise (LettersMissing if letters else PdfProblem)("; ".join(dict.fromkeys(heard)))
    return out.getvalue()


@cache
def _engine() -> ModuleType:
    """Import the engine, which takes half a second, and set it up for this house."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfgen.textobject import PDFTextObject
    from xhtml2pdf import context, document, xhtml2pdf_reportlab

    from lms.web.documents import typesetting

    rl_config.invariant = 1  # no time but the given one, no random marks: the same page, the same bytes
    pdfdoc.TimeStamp = _stamped(pdfdoc.TimeStamp)
    rl_config.useA85 = 0  # bytes as bytes: text would make every font a quarter larger
    rl_config.ttfAsciiReadable = 0  # of a font only the letters in use, not all of ASCII
    xhtml2pdf_reportlab.svg2rlg = _svg
    context.split_by_coverage = typesetting.by_whole(context.split_by_coverage)
    PDFTextObject._formatText = typesetting.with_accents(
        PDFTextObject._formatText, lambda complaint: _complaints.heard().append(complaint)
    )
    context.pisaContext._parseCSSSource = _house_style_once(context.pisaContext._parseCSSSource)
    context.registerTTFont = _registered_once(context.registerTTFont)
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        logger.addHandler(_complaints)
        logger.propagate = False
    return document


def _stamped(original: Callable[..., Any]) -> Callable[..., Any]:
    """The engine's instant of a document, which is the given one where there is one."""

    def stamp(invariant: Any = None) -> Any:
        found, made = original(invariant), _made.get()
        if made is not None:
            moment = made.astimezone(UTC)
            found.t, found.lt = moment.timestamp(), moment.timetuple()
            found.YMDhms, found.dhh, found.dmm = tuple(found.lt)[:6], 0, 0
        return found

    return stamp


@cache
def _policy(folder: Path) -> Any:
    """What a page in this folder may read; the engine would resolve the folder anew for every file."""
    from xhtml2pdf.config.resources import ResourceAccessPolicy

    class Inside(ResourceAccessPolicy):
        @property
        def roots(self) -> tuple[Path, ...]:
            return (folder,)

    return Inside.server(folder, allow_remote=False)


def _house_style_once(parse: Callable[..., Any]) -> Callable[..., Any]:
    """_STYLE comes before every document's own style and never changes, so it is read once."""
    kept: list[Any] = []

    def parsed(context: Any, text: str, source: str) -> Any:
        if text.strip() != _STYLE.strip():
            return parse(context, text, source)
        if not kept:
            kept.append(parse(context, text, source))
        return kept[0]

    return parsed


def _registered_once(register: Callable[..., str]) -> Callable[..., str]:
    """The engine copies and hashes every font file for every document; here only a file that has changed."""
    names: dict[tuple[str, str, int, int], str] = {}

    def registered(name: str, file: Any, data: bytes | None = None) -> str:
        if not Path(str(file.instance.uri)).is_file():
            return register(name, file, data)
        state = Path(file.instance.uri).stat()
        key = (name, str(file.instance.uri), state.st_mtime_ns, state.st_size)
        if key not in names:
            names[key] = register(name, file, data)
        return names[key]

    return registered


def _svg(file: IO[bytes], **options: Any) -> "Drawing | None":
    """A picture for the engine, which would read it anew to measure and to draw it; here it is read once."""
    from reportlab.graphics.shapes import DirectDraw, Drawing

    prepared = _prepared(file.read())
    if prepared is None:
        _complaints.heard().append(
            "an SVG picture may hold lines and areas, no text, pictures or transparency"
        )
        return None
    width, height, strokes = prepared

    class Strokes(DirectDraw):
        def drawDirectly(self, renderer: Any) -> None:
            renderer._canvas._code.append(strokes)

        def getBounds(self) -> tuple[float, float, float, float]:
            return 0, 0, width, height

    return Drawing(width, height, Strokes())


@lru_cache(maxsize=64)
def _prepared(svg: bytes) -> tuple[float, float, str] | None:
    """Width, height and drawing strokes of a picture made of lines and areas."""
    from reportlab.graphics import renderPDF
    from reportlab.pdfgen.canvas import Canvas
    from svglib.svglib import svg2rlg

    drawing = svg2rlg(BytesIO(svg), resolve_entities=False)
    if drawing is None:
        return None
    canvas = Canvas(BytesIO(), pagesize=(drawing.width, drawing.height))
    before = len(canvas._code)
    renderPDF.draw(drawing, canvas, 0, 0)
    # The renderer begins by choosing a font, although nothing is written with it.
    strokes = "\n".join(line for line in canvas._code[before:] if not line.startswith("BT /F"))
    if _BORROWED & set(strokes.split()):
        return None
    return drawing.width, drawing.height, strokes
