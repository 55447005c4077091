"""Tables out: CSV that a spreadsheet opens as it stands, and runs nothing from."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_file(
    name: str, heads: Sequence[str], rows: Iterable[Sequence[object]], marking: str = ""
) -> Response:
    """A CSV download in UTF-8 with a mark that spreadsheets know it by; the marking is its first line."""
    out = io.StringIO()
    writer = csv.writer(out)
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
