"""What a design is given, what it may ask for, and what is told to its editor."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from lms.certificates.design import (
    GIVEN,
    HELPERS,
    VALUES,
    Design,
    DesignProblem,
    direction_of,
    fit,
    load,
)

Values = Callable[..., dict[str, object]]


@pytest.fixture
def copy(design: Design, tmp_path: Path) -> Path:
    return Path(copytree(design.folder, tmp_path / "mission"))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_prints_every_value_it_should(design: Design, values: Values) -> None:
    page = design.html(values(), "en")
    for text in ("Awa Diallo", "CPAS-101", "Edition 3", "1 hour", "14 November 2026", "14 November 2028"):
        assert text in page
    assert "has passed its assessment" in page
    assert "Not an official United Nations document." in page


def test_prints_french(design: Design, values: Values) -> None:
    page = design.html(values(hours=1.5, completed_on=date(2026, 12, 1)), "fr")
    assert 'lang="fr"' in page
    for text in ("Attestation de réussite", "1,5 heure", "1er décembre 2026", "pas un document officiel"):
        assert text in page


@pytest.mark.parametrize(
    ("language", "hours", "words"),
    [("en", 1, "1 hour"), ("en", 2.5, "2.5 hours"), ("fr", 2, "2 heures")],
)
def test_hours_agree(design: Design, values: Values, language: str, hours: float, words: str) -> None:
    assert words in design.html(values(hours=hours), language)


def test_score_only_if_shown(design: Design, values: Values) -> None:
    assert "score" not in design.html(values(), "en")
    assert "score of 92 per cent" in design.html(values(score=92), "en")
    assert "score de 92\N{NO-BREAK SPACE}%" in design.html(values(score=92), "fr")


def test_no_expiry_no_line(design: Design, values: Values) -> None:
    assert "Valid until" not in design.html(values(expires_on=None), "en")


def test_markup_in_a_name_is_text(design: Design, values: Values) -> None:
    page = design.html(values(name="<img src=x> & {{ number }}"), "en")
    assert "&lt;img src=x&gt; &amp; {{ number }}" in page


def test_names_are_composed_and_tidied(design: Design, values: Values) -> None:
    assert "Ánh Lê" in design.html(values(name=" A\N{COMBINING ACUTE ACCENT}nh \n Lê "), "en")


def test_a_language_without_words_is_english(design: Design, values: Values) -> None:
    assert 'lang="en"' in design.html(values(), "sw")


def test_a_word_that_a_language_lacks_is_english(copy: Path, values: Values) -> None:
    edit(copy, "words.fr.yaml", "unofficial:", "# unofficial:")
    page = load(copy).html(values(), "fr")
    assert "Not an official United Nations document." in page
    assert "Attestation de réussite" in page


def test_result_is_passed_or_the_score(copy: Path, values: Values) -> None:
    (copy / "certificate.html").write_text("<p>{{ result }}</p>", encoding="utf-8")
    mission = load(copy)
    assert mission.html(values(), "fr") == "<p>réussi</p>"
    assert mission.html(values(score=92), "en") == "<p>92 per cent</p>"


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("certificate.html", "{{ number }}", "{{ rank }}", "asks for “rank”"),
        ("certificate.html", "{{ number }}", "{{ number", "certificate.html"),
        ("certificate.html", 'say("title")', 'say("titel")', "has no “titel”"),
        ("words.en.yaml", "%(edition)s", "%(rank)s", "“edition” asks for “rank”"),
        ("words.fr.yaml", "title: Attestation", "title: [Attestation", "words.fr.yaml"),
        ("words.fr.yaml", "title: Attestation de réussite", "title: 3", "“title” is a text"),
    ],
)
def test_what_is_wrong_is_told(copy: Path, file: str, old: str, new: str, problem: str) -> None:
    edit(copy, file, old, new)
    with pytest.raises(DesignProblem, match=problem):
        load(copy)


def test_a_word_list_is_a_mapping(copy: Path) -> None:
    (copy / "words.fr.yaml").write_text("Certificat\n", encoding="utf-8")
    with pytest.raises(DesignProblem, match="one line for each text"):
        load(copy)


def test_an_unknown_language_is_told(copy: Path) -> None:
    (copy / "words.french.yaml").write_text("title: Certificat\n", encoding="utf-8")
    with pytest.raises(DesignProblem, match="no language"):
        load(copy)


@pytest.mark.parametrize("file", ["certificate.html", "words.en.yaml"])
def test_a_missing_file_is_told(copy: Path, file: str) -> None:
    (copy / file).unlink()
    with pytest.raises(DesignProblem, match=f"{file} is missing"):
        load(copy)


def test_a_missing_font_is_told(copy: Path, values: Values) -> None:
    (copy / "fonts" / "text.ttf").unlink()
    with pytest.raises(DesignProblem, match=r"text\.ttf"):
        load(copy).html(values(), "en")


def test_a_missing_or_unknown_value_is_told(design: Design, values: Values) -> None:
    with pytest.raises(DesignProblem, match="check rank"):
        design.html(values(rank="Major"), "en")
    with pytest.raises(DesignProblem, match="check name"):
        design.html({key: value for key, value in values().items() if key != "name"}, "en")


def test_a_word_asked_for_by_a_made_up_key_is_told(copy: Path, values: Values) -> None:
    edit(copy, "certificate.html", 'say("title")', 'say("ti" ~ "tel")')
    with pytest.raises(DesignProblem, match="titel"):
        load(copy).html(values(), "en")


def test_the_sandbox_holds(copy: Path, values: Values) -> None:
    edit(copy, "certificate.html", "{{ number }}", "{{ number.__class__.__mro__ }}")
    with pytest.raises(DesignProblem, match="unsafe"):
        load(copy).html(values(), "en")


def test_fit_takes_the_largest_size_that_fits(design: Design) -> None:
    sizes: tuple[list[float], list[float]] = ([48, 36], [24, 12, 6])
    assert fit(design.folder, "Awa", "fonts/text.ttf", 600, *sizes) == 48
    assert fit(design.folder, "Awa " * 20, "fonts/text.ttf", 600, *sizes) in (24, 12)
    assert fit(design.folder, "W" * 400, "fonts/text.ttf", 600, *sizes) == 6


def test_fit_measures_with_the_font_that_has_the_letters(design: Design) -> None:
    fonts, sizes = ["fonts/text.ttf", "fonts/names.ttf"], [size / 10 for size in range(600, 100, -1)]
    for text, used in (("Касым", "text"), ("Қасым", "names"), ("Ọlápẹ́jú", "text"), ("王小明", "text")):
        size = fit(design.folder, text, f"fonts/{used}.ttf", 200, sizes, [])
        assert fit(design.folder, text, fonts, 200, sizes, []) == size


@pytest.mark.parametrize(
    ("text", "direction"),
    [("Awa", "ltr"), ("محمد (Mohamed)", "rtl"), ("1 שלום", "rtl"), ("123", "ltr")],
)
def test_direction_of_a_name(text: str, direction: str) -> None:
    assert direction_of(text) == direction


def test_the_manual_lists_every_value(design: Design) -> None:
    manual = (design.folder / "README.md").read_text(encoding="utf-8")
    for name in VALUES:
        assert f"`{name}`" in manual, name
    assert HELPERS
    for name in HELPERS:
        assert f"`{name}(" in manual, name
    assert GIVEN.keys() < VALUES.keys()


def test_languages_say_the_same_things(design: Design) -> None:
    assert design.words["fr"].keys() - {"date_first"} == design.words["en"].keys()


def test_every_font_has_its_licence_and_the_folder_is_small(design: Design) -> None:
    fonts = design.folder / "fonts"
    licences = [path.read_text(encoding="utf-8") for path in fonts.glob("OFL-*.txt")]
    assert ["SIL OPEN FONT LICENSE" in licence for licence in licences] == [True, True, True]
    assert sum(path.stat().st_size for path in design.folder.rglob("*") if path.is_file()) < 1_500_000
