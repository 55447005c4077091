"""Tables out: CSV that the reader's spreadsheet opens in columns, and runs nothing from."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from babel import Locale, numbers
from flask import Response

# Also inside a cell: a spreadsheet with another separator would begin a cell of its own there.
_FORMULA = re.compile(r"(\A|[;,\t\r\n] *)(?=[=+\-@\t\r＝＋－＠])")


def cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula, whatever separates its cells."""
    return _FORMULA.sub(r"\1'", "" if value is None else str(value))


def separator(language: str) -> str:
    """What separates cells for a spreadsheet in this language: a semicolon where the comma marks decimals."""
    return ";" if numbers.get_decimal_symbol(Locale.parse(language, sep="-")) == "," else ","


def csv_file(
    name: str, language: str, heads: Sequence[str], rows: Iterable[Sequence[object]], marking: str = ""
) -> Response:
    """A CSV download in UTF-8 with a mark that spreadsheets know it by; the marking is its first line."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator(language), quoting=csv.QUOTE_ALL)
    if marking:
        writer.writerow([cell(marking)])
    writer.writerow(heads)
    writer.writerows([cell(value) if not isinstance(value, int) else value for value in row] for row in rows)
    body = "\ufeff" + out.getvalue()
    return Response(
        body,
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
