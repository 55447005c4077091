"""Tables out: CSV that the reader's spreadsheet opens in columns, and runs nothing from."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from babel import Locale, numbers
from flask import Response

# Also inside a cell: a spreadsheet with another separator would begin a cell of its own there.
_FORMULA = re.compile(r"(\A|[;,\t\r\n] *)(?=[=+\-@\t\r＝＋－＠])")

# By this a spreadsheet knows that a file is in UTF-8.
BYTE_ORDER_MARK = "\ufeff"


def cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula, whatever separates its cells."""
    text = "" if value is None else str(value)
    return _FORMULA.sub(r"\1'", text)


def separator(language: str) -> str:
    """What separates cells for a spreadsheet in this language: a semicolon where the comma marks decimals."""
    return ";" if numbers.get_decimal_symbol(Locale.parse(language, sep="-")) == "," else ","


def csv_file(
    name: str, language: str, heads: Sequence[str], rows: Iterable[Sequence[object]], marking: str = ""
) -> Response:
    """A CSV download in UTF-8; a marking is its first line."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator(language), quoting=csv.QUOTE_ALL)
    if marking:
        writer.writerow([cell(marking)])
    writer.writerow(heads)
    for row in rows:
        # A number stays one, and no formula begins with it.
        writer.writerow([value if isinstance(value, int) else cell(value) for value in row])
    return Response(
        BYTE_ORDER_MARK + out.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
