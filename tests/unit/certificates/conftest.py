"""The design that is shipped, and values for it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lms.certificates.design import Design, load, qr_code

FOLDER = Path(__file__).resolve().parents[3] / "certificates" / "default"
ADDRESS = "https://learning.example.org/verify/7K4M-92QX-3FTR-58"


@pytest.fixture(scope="session")
def design() -> Design:
    return load(FOLDER)


@pytest.fixture(scope="session")
def values() -> Callable[..., dict[str, object]]:
    def made(**changed: object) -> dict[str, object]:
        return {
            "name": "Awa Diallo",
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
            "qr": qr_code(ADDRESS),
        } | changed

    return made
