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
from typing import IO, TYPE_CHECKING, Any, NamedTuple

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
        self._thread = threading.local()

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps what is logged; logging calls this."""
        self.messages().append(record.getMessage())

    def messages(self) -> list[str]:
        """Those of this thread, in their order."""
        if not hasattr(self._thread, "messages"):
            self._thread.messages = []
        messages: list[str] = self._thread.messages
        return messages


_complaints = _Complaints()


_made_at: ContextVar[datetime | None] = ContextVar("made_at", default=None)
"""When the document at hand was made, as it says itself."""


def render(html: str, folder: Path, made: datetime | None = None) -> bytes:
    """The page as PDF; its links are relative to the folder, which they can't leave.

    It says that it was made at that instant, to the second; without one the engine names one that never
    changes. The clock is not asked: bytes that are kept under their hash depend on what is given alone.

    The engine makes one document at a time in a process and waits its turn, so threads may call this.
    """
    engine = _engine()
    out = BytesIO()
    complaints = _complaints.messages()
    complaints.clear()
    before = _made_at.set(made)
    try:
        engine.pisaDocument(
            html,
            out,
            default_css=_STYLE,
            path=str(folder / "page.html"),
            resource_policy=_policy(folder.resolve()),
        )
    finally:
        _made_at.reset(before)
    if complaints:
        raise _problem(complaints)
    return out.getvalue()


def _problem(complaints: list[str]) -> PdfProblem:
    """What the engine complained of, each complaint once."""
    text = "; ".join(dict.fromkeys(complaints))
    if all(_is_of_a_letter(complaint) for complaint in complaints):
        return LettersMissing(text)
    return PdfProblem(text)


def _is_of_a_letter(complaint: str) -> bool:
    return any(words in complaint for words in _NO_LETTER)


@cache
def _engine() -> ModuleType:
    """The engine, set up for this house. It is imported on first use, which takes half a second.

    What it does otherwise than we need is replaced here, each by a function below that says why.
    """
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
    PDFTextObject._formatText = typesetting.with_accents(PDFTextObject._formatText, _complain)
    context.pisaContext._parseCSSSource = _house_style_once(context.pisaContext._parseCSSSource)
    context.registerTTFont = _registered_once(context.registerTTFont)
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        logger.addHandler(_complaints)
        logger.propagate = False
    return document


def _complain(complaint: str) -> None:
    _complaints.messages().append(complaint)


def _stamped(original: Callable[..., Any]) -> Callable[..., Any]:
    """The engine's instant of a document, which is the given one where there is one."""

    def stamp(invariant: Any = None) -> Any:
        time_stamp = original(invariant)
        made = _made_at.get()
        if made is not None:
            moment = made.astimezone(UTC)
            time_stamp.t = moment.timestamp()
            time_stamp.lt = moment.timetuple()
            time_stamp.YMDhms = tuple(time_stamp.lt)[:6]
            time_stamp.dhh = 0  # hours and minutes from UTC
            time_stamp.dmm = 0
        return time_stamp

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
    house_style: list[Any] = []  # once it is read, it alone

    def parsed(context: Any, text: str, source: str) -> Any:
        if text.strip() != _STYLE.strip():
            return parse(context, text, source)
        if not house_style:
            house_style.append(parse(context, text, source))
        return house_style[0]

    return parsed


def _registered_once(register: Callable[..., str]) -> Callable[..., str]:
    """The engine copies and hashes every font file for every document; here only a file that has changed."""
    names: dict[tuple[str, str, int, int], str] = {}

    def registered(name: str, file: Any, data: bytes | None = None) -> str:
        path = Path(str(file.instance.uri))
        if not path.is_file():
            return register(name, file, data)
        state = path.stat()
        key = (name, str(path), state.st_mtime_ns, state.st_size)
        if key not in names:
            names[key] = register(name, file, data)
        return names[key]

    return registered


def _svg(file: IO[bytes], **options: Any) -> "Drawing | None":
    """A picture for the engine, which would read it anew to measure and to draw it; here it is read once."""
    from reportlab.graphics.shapes import DirectDraw, Drawing

    prepared = _prepared(file.read())
    if prepared is None:
        _complain("an SVG picture may hold lines and areas, no text, pictures or transparency")
        return None
    width, height, strokes = prepared

    class Strokes(DirectDraw):
        def drawDirectly(self, renderer: Any) -> None:
            renderer._canvas._code.append(strokes)

        def getBounds(self) -> tuple[float, float, float, float]:
            return 0, 0, width, height

    return Drawing(width, height, Strokes())


class _Picture(NamedTuple):
    """A picture made of lines and areas: its size, and the strokes that draw it."""

    width: float
    height: float
    strokes: str


@lru_cache(maxsize=64)
def _prepared(svg: bytes) -> _Picture | None:
    """The picture that an SVG file holds, or None where it holds more than lines and areas."""
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
    return _Picture(drawing.width, drawing.height, strokes)
