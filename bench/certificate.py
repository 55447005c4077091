"""What a certificate costs: python bench/certificate.py

One certificate, its QR code and its page of HTML included, against a ReportLab canvas that draws the same
with the same fonts, border, QR code and texts, turn by turn in one process. The canvas is given all that the
PDF room gives itself: fonts read once, border and mark as strokes made once, no text encoding of bytes.
"""

import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter

import segno

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lms.certificates.design import Design, load, qr_code  # noqa: E402
from lms.web.documents import pdf  # noqa: E402

FOLDER = ROOT / "certificates" / "default"
TURNS = 100
ADDRESS = "https://learning.example.org/verify/7K4M-92QX-3FTR-58"
VALUES = {
    "name": "Nguyễn Thị Ánh Łukasz Żółć",
    "course_title": "CPAS essentials",
    "course_code": "CPAS-101",
    "edition": 3,
    "hours": 1,
    "score": None,
    "completed_on": date(2026, 11, 14),
    "expires_on": date(2028, 11, 14),
    "office": "MINUSOR Integrated Training Centre",
    "signatory_name": "Hélène Marchetti-Okonkwo",
    "signatory_title": "Chief, Integrated Training Centre",
    "number": "7K4M-92QX-3FTR-58",
    "verify_url": ADDRESS,
}
FONTS = {"text": "text", "italic": "italic", "small": "small", "caps": "caps"}
# font, size, middle, height from the foot of the page, text: as on the certificate
LINES = [
    ("caps", 11.5, 421, 452, "MINUSOR Integrated Training Centre"),
    ("text", 25, 421, 420, "Certificate of completion"),
    ("italic", 14, 421, 390, "This certifies that"),
    ("text", 42, 421, 350, "Nguyễn Thị Ánh Łukasz Żółć"),
    ("italic", 14, 421, 300, "has completed the course"),
    ("text", 25, 421, 270, "CPAS essentials"),
    ("caps", 11, 421, 245, "CPAS-101 · Edition 3 · 1 hour"),
    ("italic", 14, 421, 222, "and has passed its assessment"),
    ("text", 12.5, 176, 105, "Hélène Marchetti-Okonkwo"),
    ("small", 8.5, 176, 92, "Chief, Integrated Training Centre"),
    ("caps", 8, 421, 166, "Completed on"),
    ("caps", 11, 421, 153, "14 November 2026"),
    ("caps", 8, 421, 138, "Valid until"),
    ("caps", 11, 421, 125, "14 November 2028"),
    ("caps", 8, 421, 110, "Certificate number"),
    ("caps", 11, 421, 97, "7K4M-92QX-3FTR-58"),
    ("small", 8.5, 661, 105, "Scan or visit to verify"),
    ("small", 7.5, 661, 94, ADDRESS),
    ("small", 8.5, 421, 66, "Not an official United Nations document."),
]


def certificate(design: Design) -> bytes:
    """As it is issued: QR code, page, PDF."""
    return pdf.render(design.html(VALUES | {"qr": qr_code(ADDRESS)}, "en"), FOLDER)


def canvas() -> Callable[[], bytes]:
    """The bare limit: prepares once, and returns what draws one certificate."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name, file in FONTS.items():
        pdfmetrics.registerFont(TTFont(f"bench-{name}", FOLDER / "fonts" / f"{file}.ttf"))
    pictures = []
    for file, x, y, width in (("border", 20, 19.6, 802), ("mark", 396, 472, 50)):
        prepared = pdf._prepared((FOLDER / "images" / f"{file}.svg").read_bytes())
        assert prepared
        pictures.append((x, y, width / prepared[0], prepared[2]))

    def draw() -> bytes:
        out = BytesIO()
        page = Canvas(out, pagesize=(841.89, 595.28), pageCompression=1, invariant=1, lang="en")
        page.setTitle("Certificate of completion · CPAS-101")
        page.setAuthor(str(VALUES["office"]))
        for x, y, scale, strokes in pictures:
            page.saveState()
            page.transform(scale, 0, 0, scale, x, y)
            page._code.append(strokes)
            page.restoreState()
        for font, size, x, y, text in LINES:
            page.setFont(f"bench-{font}", size)
            page.drawCentredString(x, y, text)
        page.setLineWidth(0.6)
        page.line(86, 120, 266, 120)
        code = BytesIO()
        segno.make_qr(ADDRESS, error="m").save(code, kind="png", scale=4, border=0)
        page.drawImage(ImageReader(code), 627, 113, 68, 68)
        page.showPage()
        page.save()
        return out.getvalue()

    return draw


def measure() -> dict[str, float]:
    """certificate_vs_canvas and certificate_kb, and the two times in milliseconds."""
    design = load(FOLDER)
    issued = certificate(design)  # sets the engine up, for the canvas as well
    draw = canvas()
    ours, bare = [], []
    for turn in range(TURNS + 10):
        start = perf_counter()
        certificate(design)
        between = perf_counter()
        draw()
        end = perf_counter()
        if turn >= 10:
            ours.append(between - start)
            bare.append(end - between)
    return {
        "certificate_vs_canvas": round(median(a / b for a, b in zip(ours, bare, strict=True)), 2),
        "certificate_kb": round(len(issued) / 1000, 1),
        "certificate_ms": round(median(ours) * 1000, 1),
        "canvas_ms": round(median(bare) * 1000, 1),
    }


if __name__ == "__main__":
    for figure, value in measure().items():
        print(f"{figure}: {value}")
