"""The design that is shipped, and values for it."""

from collections.abc import Callable

import pytest

from bench.certificate import ADDRESS, FOLDER, VALUES
from lms.certificates.design import Design, load, qr_code


@pytest.fixture(scope="session")
def design() -> Design:
    return load(FOLDER)


@pytest.fixture(scope="session")
def values() -> Callable[..., dict[str, object]]:
    """The values that the benchmark prints, with a short name, and others where told."""
    return lambda **changed: VALUES | {"name": "Awa Diallo", "qr": qr_code(ADDRESS)} | changed
