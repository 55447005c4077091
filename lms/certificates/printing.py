"""Printing: a certificate's bytes. It takes long, so it comes before the write transaction, never inside."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from lms.certificates.printed import Printed
from lms.web.addresses import outside
from lms.web.documents.pdf import LettersMissing, PdfProblem, render
from lms.web.recent import Recent

if TYPE_CHECKING:
    from lms.certificates.design import Design

_designs: "Recent[tuple[Path, int], Design]" = Recent(8)  # by folder, and when a file of it last changed


class NotPrintable(Exception):
    """The design cannot print this certificate: it is broken, or lacks letters."""


class NoLetters(NotPrintable):
    """The design has no letters for a text, most likely the name."""


def verify_path(number: str) -> str:
    """Where anybody can see what a certificate is worth."""
    return f"/verify/{number}"


def render_certificate(printed: Printed, design: str, issued_at: datetime) -> bytes:
    """The certificate as PDF, which says when it was issued.

    What the engine says of it may quote the name, so it goes into no log.
    """
    # Imported on first use: most workers and every start do without fonts and YAML.
    from lms.certificates.design import DesignProblem, qr_code

    folder = Path(current_app.config["SETTINGS"].designs) / design
    address = outside(verify_path(printed.number))
    values = printed.for_design(address, qr_code(address))
    try:
        html = _design(folder).html(values, printed.language)
        return render(html, folder, issued_at)
    except (DesignProblem, PdfProblem) as problem:
        current_app.logger.error(
            "design %s could not print a certificate: %s", design, type(problem).__name__
        )
        if isinstance(problem, LettersMissing):
            raise NoLetters from problem
        raise NotPrintable from problem


def print_under(
    names: Sequence[str], printed: Printed, design: str, issued_at: datetime
) -> tuple[Printed, bytes]:
    """The certificate under the first of these names that the design has letters for.

    Raises NoLetters where it has them for none, NotPrintable where something else is wrong.
    """
    *others, last = names
    for name in others:
        named = replace(printed, name=name)
        with suppress(NoLetters):
            return named, render_certificate(named, design, issued_at)
    named = replace(printed, name=last)
    return named, render_certificate(named, design, issued_at)


def _design(folder: Path) -> "Design":
    """The design in a folder, loaded anew once it has changed."""
    from lms.certificates.design import load

    changed = max((path.stat().st_mtime_ns for path in folder.glob("*.*")), default=0)
    return _designs.get((folder, changed), lambda: load(folder))
