"""`lms tend`: what time asks for."""

from tests.unit.commands.conftest import Lms


def test_tend_says_what_it_did(installed: Lms):
    assert installed("tend").output.strip() == "0 passes recorded, 0 mails sent, 0 files forgotten."
