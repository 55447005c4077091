"""The certificate as a document: one page, its own fonts, text that can be read out of it."""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from lms.certificates.design import Design
from lms.web.documents.faces import MARKED
from lms.web.documents.pdf import PdfProblem, render

Values = Callable[..., dict[str, object]]

NAMES = {
    "short": "Awa Diallo",
    "one word": "Suharto",
    "long": "Maria Fernanda Guadalupe de los Ángeles Villavicencio y Rodríguez de Montalbán-W",
    "without a space": "W" * 80,
    "Latin": "Łukasz Żółć, Nguyễn Thị Ánh, Ĉ ő",
    "Cyrillic": "Александр Щербаков",
    "Yoruba": "Ọlápẹ́jú Adébáyọ̀",
    "Akan": "Kɔfí Mɛ́nsah",
    "Ewe and Hausa": "Ɖɔsú Ƙwalli Ɓala Ɗan’uwa",
    "Kazakh and Tajik": "Қасым Ғұмар Ҳоҷӣ",
    "long Tajik": "Ҳоҷимурод Абдуллоевич Шамсиддинов Ғаффорзода Қурбоналиевич Тӯр",
    "accents of their own": "M̈ Ą́ á̱ ɛ̃́ ị́ j̈ Ɔ̀",
    "Greek": "Αλέξανδρος Παπαδόπουλος",
    "Arabic": "محمد عبد الله",
    "long Arabic": "محمد عبد الرحمن بن عبد العزيز بن سليمان آل عبد اللطيف ابو القاسم الشريف الهاشمي",
    "mixed": "محمد عبد الله (Mohamed Abdallah)",
}
LONG_TITLE = (
    "Le Système global de planification et d’évaluation des performances : planifier, réaliser, évaluer, "
    "adapter ensemble et transmettre à la relève"
)


def pdf(design: Design, values: dict[str, object], language: str = "en") -> PdfReader:
    return PdfReader(BytesIO(render(design.html(values, language), design.folder)))


def text_of(document: PdfReader) -> str:
    return " ".join(unicodedata.normalize("NFKC", document.pages[0].extract_text()).split())


def test_text_can_be_read(design: Design, values: Values) -> None:
    text = text_of(pdf(design, values()))
    for expected in (
        "Awa Diallo",
        "CPAS essentials",
        "CPAS-101 · Edition 3 · 1 hour",
        "14 November 2026",
        "14 November 2028",
        "7K4M-92QX-3FTR-58",
        "https://learning.example.org/verify/7K4M-92QX-3FTR-58",
        "Hélène Marchetti-Okonkwo",
    ):
        assert expected in text


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("title", ["CPAS essentials", LONG_TITLE], ids=["short title", "long title"])
def test_any_name_fits_one_page(design: Design, values: Values, name: str, title: str) -> None:
    content = render(design.html(values(name=name, course_title=title), "fr"), design.folder)
    assert len(content) <= 60 * 1024
    assert len(PdfReader(BytesIO(content)).pages) == 1


def heights(document: PdfReader) -> list[tuple[float, str]]:
    """How high above the page's foot each text stands."""
    seen: list[tuple[float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            seen.append((cm[5] + tm[5], text.strip()))

    document.pages[0].extract_text(visitor_text=visit)
    return seen


@pytest.mark.parametrize("name", ["short", "long", "Arabic", "Cyrillic"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_title_has_air_above_it(design: Design, values: Values, name: str, language: str) -> None:
    height_of = {text: height for height, text in heights(pdf(design, values(name=NAMES[name]), language))}
    title = height_of[str(design.words[language]["title"])]
    assert height_of["MINUSOR Integrated Training Centre"] - title >= 1.3 * 28  # of the title's size


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("title", ["CPAS essentials", LONG_TITLE], ids=["short title", "long title"])
def test_the_longest_office_keeps_to_its_line(design: Design, values: Values, name: str, title: str) -> None:
    office = ("Centre intégré de formation du personnel de la mission, " * 3)[:120].strip()
    document = pdf(design, values(name=name, course_title=title, office=office), "fr")
    assert len(document.pages) == 1
    assert office in [text for _, text in heights(document)]


@pytest.mark.parametrize("name", ["Latin", "Cyrillic", "Greek", "long"])
def test_names_come_out_as_written(design: Design, values: Values, name: str) -> None:
    assert NAMES[name] in text_of(pdf(design, values(name=NAMES[name])))


@pytest.mark.parametrize("name", ["Yoruba", "Akan", "accents of their own"])
def test_accents_of_their_own_are_copied_as_written(design: Design, values: Values, name: str) -> None:
    content = pdf(design, values(name=NAMES[name])).pages[0].get_contents()
    assert content is not None
    copied = re.findall(rb"/ActualText <feff([0-9a-f]+)>", content.get_data())
    assert copied
    words = [bytes.fromhex(word.decode()).decode("utf-16-be") for word in copied]
    assert words == [word for word in NAMES[name].split() if MARKED.search(word)]


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("Yoruba", "RelayText"),
        ("Akan", "RelayText"),
        ("Ewe and Hausa", "RelayText"),
        ("Cyrillic", "RelayText"),
        ("Kazakh and Tajik", "RelayNames"),
        ("accents of their own", "RelayNames"),
    ],
)
def test_a_name_is_set_in_one_face(design: Design, values: Values, name: str, font: str) -> None:
    page = pdf(design, values(name=NAMES[name])).pages[0]
    seen: list[str] = []

    def visit(text: str, _cm: object, _tm: object, face: dict[str, str] | None, size: float) -> None:
        if face and size > 30 and text.strip():
            seen.append(face["/BaseFont"].rsplit("+", 1)[1])

    page.extract_text(visitor_text=visit)
    assert set(seen) == {font}


@pytest.mark.parametrize("name", ["王小明", "ɨ́", "Awa̴", "გიორგი"])
def test_what_cannot_be_drawn_is_no_certificate(design: Design, values: Values, name: str) -> None:
    with pytest.raises(PdfProblem):
        pdf(design, values(name=name))


@pytest.mark.parametrize("name", ["Arabic", "long Arabic", "mixed"])
def test_arabic_letters_are_all_there_and_joined(design: Design, values: Values, name: str) -> None:
    raw = pdf(design, values(name=NAMES[name])).pages[0].extract_text()
    assert any("\ufe70" <= letter <= "\ufeff" for letter in raw)  # joined forms, not letters on their own
    shown = unicodedata.normalize("NFKC", raw)
    assert set(unicodedata.normalize("NFKC", NAMES[name])) <= set(shown)
    if name == "mixed":
        assert "Mohamed Abdallah" in shown


def test_every_font_in_use_is_embedded(design: Design, values: Values) -> None:
    page = pdf(design, values(name=NAMES["mixed"])).pages[0]
    fonts = {key: font.get_object() for key, font in page["/Resources"]["/Font"].items()}  # type: ignore[index]
    content = page.get_contents()
    assert content is not None
    used: set[str] = set()
    chosen = ""
    for operands, operator in content.operations:
        if operator == b"Tf":
            chosen = str(operands[0])
        elif operator in (b"Tj", b"TJ"):
            used.add(chosen)
    assert len(used) == 5
    assert all("/FontFile2" in fonts[key]["/FontDescriptor"] for key in used)


def test_says_what_it_is(design: Design, values: Values) -> None:
    document = pdf(design, values(name=NAMES["Latin"]), "fr")
    assert document.metadata is not None
    assert document.metadata.title == f"Attestation de réussite · CPAS-101 · {NAMES['Latin']}"
    assert document.metadata.author == "MINUSOR Integrated Training Centre"
    assert document.trailer["/Root"]["/Lang"] == "fr"  # type: ignore[index]
    width, height = document.pages[0].mediabox[2:]
    assert (round(width), round(height)) == (842, 595)


def test_same_values_same_bytes(design: Design, values: Values) -> None:
    first, *others = (render(design.html(values(), "en"), design.folder) for _ in range(3))
    render(design.html(values(name="Suharto"), "fr"), design.folder)
    others.append(render(design.html(values(), "en"), design.folder))
    assert {hashlib.sha256(other).hexdigest() for other in others} == {hashlib.sha256(first).hexdigest()}
