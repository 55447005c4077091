"""A certificate's design: a folder with certificate.html, its style, its words and its pictures.

Missions edit and copy designs, so a design is treated as a guest: a small part of Jinja (the documents'
sandbox), a fixed list of values (VALUES), fonts of its own folder; and what is wrong with it is said when it
is loaded, not when somebody waits for a certificate.
Nothing else in the house opens these files, except the PDF room, which follows their links.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import segno
from babel import Locale, UnknownLocaleError, dates, numbers
from jinja2 import Template, TemplateError, TemplateSyntaxError, nodes
from ruamel.yaml import YAML, YAMLError

from lms.web.documents.faces import Face, NoFace, in_file
from lms.web.documents.sandbox import compile_page

GIVEN = {
    "name": "the holder’s one name, in any script",
    "course_title": "the course’s title in the certificate’s language",
    "course_code": "the course’s code, such as CPAS-101",
    "edition": "the number of the edition that was completed",
    "hours": "the hours of learning, a number such as 1 or 1.5",
    "score": "the score in percent, only where the course shows it, else None",
    "completed_on": "the day of completion",
    "expires_on": "the last day on which it is valid, or None",
    "office": "the issuing office",
    "signatory_name": "who signs",
    "signatory_title": "the signatory’s title",
    "number": "the certificate’s number, in groups",
    "verify_url": "the address of the verification page",
    "qr": "the address as a QR code, for src of an img",
}
MADE = {
    "language": "the language of the words, such as fr",
    "direction": "the direction of that language: ltr or rtl",
    "name_direction": "the direction of the name itself: ltr or rtl",
    "result": "“passed” in words, or the score where the course shows it",
}
VALUES = GIVEN | MADE
"""What a design may print, name by name: what the issuer gives (days and numbers arrive worded in the
language), and what is made of it here."""

HELPERS = {
    "say": "say(key) is a text of the words file; of “one” and “other” the number in it picks",
    "fit": "fit(text, font or fonts, width in points, [sizes on one line], [on two]) is the largest to fit",
}
SOURCE = "en"
# What Python says of a page that calculates with a text, divides by nothing, or asks for the tenth of two.
WRONG_USE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
# And of brackets in brackets in brackets.
TOO_DEEP = (RecursionError, SyntaxError, MemoryError)
_PLACE = re.compile(r"%\((\w+)\)s|%%")
_LINE_ENDS = re.compile(r">\s*\n\s*<")

Words = Mapping[str, str | Mapping[str, str]]
"""The texts of one language, by key: a text, or one for each of Babel's plural forms, “other” among them."""


class DesignProblem(ValueError):
    """Something in a design’s folder that its editor has to mend."""


@dataclass(frozen=True, slots=True)
class Design:
    """A design as it was loaded: its folder, its page, and its words by language, English among them."""

    folder: Path
    template: Template
    words: Mapping[str, Words]

    def html(self, values: Mapping[str, object], language: str) -> str:
        """The page for these values (GIVEN), in this language or, without words for it, in English."""
        wrong = sorted(values.keys() ^ GIVEN.keys())
        if wrong:
            raise DesignProblem(f"A certificate is made of {', '.join(GIVEN)}; check {', '.join(wrong)}.")
        shown = language if language in self.words else SOURCE
        locale = _locale(shown)
        plain = {name: _tidy(value) for name, value in values.items()}
        printed = {name: self._worded(value, shown, locale) for name, value in plain.items()}
        printed |= {
            "language": shown,
            "direction": locale.text_direction,
            "name_direction": direction_of(str(plain["name"])),
        }

        # Closures: of a partial or a method, what it is bound to can be reached.
        def say(key: str) -> str:
            return self._say(key, shown, locale, plain, printed)

        def fit_in(
            text: str,
            font: str | Sequence[str],
            width: float,
            one_line: Sequence[float],
            two_lines: Sequence[float],
        ) -> float:
            return fit(self.folder, text, font, width, one_line, two_lines)

        # Last, since the text of the result may hold any of the values above.
        printed["result"] = say("result_passed" if plain["score"] is None else "result_score")
        try:
            page = self.template.render(printed, say=say, fit=fit_in)
        except DesignProblem:
            raise
        except (TemplateError, *WRONG_USE) as problem:
            raise DesignProblem(f"certificate.html: {problem}") from problem
        return _LINE_ENDS.sub("><", page)  # the PDF engine would lay out the white space between elements

    def _worded(self, value: object, language: str, locale: Locale) -> object:
        """A day or a number in words; the words file shapes a day, and the first of a month apart."""
        if isinstance(value, date):
            of_the_first = self._word("date_first", language) if value.day == 1 else None
            shape = of_the_first or self._word("date", language) or "long"
            return dates.format_date(value, str(shape), locale)
        if isinstance(value, (int, float)):
            return numbers.format_decimal(value, locale=locale)
        return value

    def _word(self, key: str, language: str) -> str | Mapping[str, str] | None:
        return self.words[language].get(key)

    def _say(
        self,
        key: str,
        language: str,
        locale: Locale,
        plain: Mapping[str, object],
        printed: Mapping[str, object],
    ) -> str:
        """A text of the words file, its places filled from `printed`; English where the language lacks it.

        Where it has forms, such as “one” and “other”, a number decides; `plain` has it as a number.
        """
        text = self._word(key, language) or self._word(key, SOURCE)
        if text is None:
            raise DesignProblem(f"words.{SOURCE}.yaml has no “{key}”.")
        if not isinstance(text, str):
            values = (plain[name] for name in _places(text["other"]))
            number = next((value for value in values if isinstance(value, (int, float))), 0)
            text = text.get(locale.plural_form(number), text["other"])
        return _PLACE.sub(lambda place: str(printed[place[1]]) if place[1] else "%", text)


def load(folder: Path) -> Design:
    """The design in a folder, or a DesignProblem that says what to mend."""
    words = {path.name.split(".")[1]: _read_words(path) for path in sorted(folder.glob("words.*.yaml"))}
    if SOURCE not in words:
        raise DesignProblem(f"{folder.name}: words.{SOURCE}.yaml is missing.")
    try:
        source = (folder / "certificate.html").read_text(encoding="utf-8")
        template, tree = compile_page(source, frozenset(VALUES), frozenset(HELPERS))
    except OSError as problem:
        raise DesignProblem(f"{folder.name}: certificate.html is missing.") from problem
    except TemplateSyntaxError as problem:
        where = f"{folder.name}: certificate.html, line {problem.lineno}"
        raise DesignProblem(f"{where}: {problem.message}") from problem
    except (UnicodeDecodeError, *TOO_DEEP) as problem:
        raise DesignProblem(f"{folder.name}: certificate.html: {problem}") from problem
    missing = (_keys_said(tree) | {"result_passed", "result_score"}) - words[SOURCE].keys()
    if missing:
        raise DesignProblem(f"{folder.name}: words.{SOURCE}.yaml has no {_quoted(missing)}.")
    return Design(folder, template, words)


def _keys_said(page: nodes.Template) -> set[str]:
    """The keys of the texts that a page asks for by `say("key")`."""
    return {
        call.args[0].value
        for call in page.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "say"
        if call.args and isinstance(call.args[0], nodes.Const) and isinstance(call.args[0].value, str)
    }


def qr_code(address: str) -> str:
    """The address as a QR code that one can put in `src`; the paper around it is its quiet zone."""
    return str(segno.make_qr(address, error="m").png_data_uri(scale=4, border=0))


def fit(
    folder: Path,
    text: str,
    font: str | Sequence[str],
    width: float,
    one_line: Sequence[float],
    two_lines: Sequence[float],
) -> float:
    """The largest of these sizes at which a text fits its lines; the very last one if none does.

    Of several fonts it measures with the one that will be used: the first that can set the text.
    """
    fonts = [font] if isinstance(font, str) else font
    faces = (_face(folder, file) for file in fonts)
    that_sets_it = next((face for face in faces if face.sets(text)), None)
    face = that_sets_it or _face(folder, fonts[0])
    # Widths are parts of the size; a letter that the face lacks is taken for one of middling width.
    words = [sum(face.advances.get(ord(letter), 0.62) for letter in word) for word in text.split(" ")]
    space = face.advances.get(ord(" "), 0.25)
    for sizes, lines in ((one_line, 1), (two_lines, 2)):
        for size in sizes:
            if _lines(words, space, width / size) <= lines:
                return size
    return [*one_line, *two_lines][-1]


def _lines(words: Sequence[float], space: float, width: float) -> float:
    """How many lines words of these widths take, broken between words only; infinite if one is too wide."""
    lines = 1
    used = 0.0  # of the line at hand
    for word in words:
        if word > width:
            return float("inf")
        if not used:
            used = word
        elif used + space + word <= width:
            used += space + word
        else:
            lines += 1
            used = word
    return lines


def _face(folder: Path, file: str) -> Face:
    font = folder / file
    if not font.resolve().is_relative_to(folder.resolve()):
        raise DesignProblem(f"{file}: a font stands in the design’s own folder.")
    try:
        return in_file(font)
    except OSError as problem:
        raise DesignProblem(f"{font.name}: this font is missing from the design.") from problem
    except NoFace as problem:
        raise DesignProblem(f"{font.name}: {problem}") from problem


def direction_of(text: str) -> str:
    """Where a text begins, by its first letter that has a direction."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return "ltr"
        if direction in ("R", "AL"):
            return "rtl"
    return "ltr"


def _read_words(path: Path) -> Words:
    """The texts of one language, by key; its name says which language."""
    try:
        words = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as problem:
        raise DesignProblem(f"{path.name}: {problem}") from problem
    if not isinstance(words, dict):
        raise DesignProblem(f"{path.name}: one line for each text, such as “title: Certificate”.")
    _locale(path.name.split(".")[1])
    for key, text in words.items():
        forms = text if isinstance(text, dict) else {"other": text}
        if "other" not in forms or not all(isinstance(form, str) for form in forms.values()):
            raise DesignProblem(f"{path.name}: “{key}” is a text, or texts for “one” and “other”.")
        unknown = {name for form in forms.values() for name in _places(form)} - GIVEN.keys()
        if unknown:
            raise DesignProblem(f"{path.name}: “{key}” asks for {_quoted(unknown)}; see {', '.join(GIVEN)}.")
    return words


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as problem:
        raise DesignProblem(f"words.{language}.yaml: “{language}” is no language that is known.") from problem


def _places(text: str) -> list[str]:
    """The names of the values that a text has places for."""
    return [name for name in _PLACE.findall(text) if name]


def _tidy(value: object) -> object:
    """Text in composed letters, which fonts draw whole, and without stray spaces."""
    if not isinstance(value, str):
        return value
    return " ".join(unicodedata.normalize("NFC", value).split())


def _quoted(names: Sequence[str] | set[str]) -> str:
    return ", ".join(f"“{name}”" for name in sorted(names))
