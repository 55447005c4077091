"""`lms tend`: what time asks for."""

import re

from tests.unit.commands.conftest import Lms


def test_tend_says_what_it_did(installed: Lms):
    done, head = installed("tend").output.splitlines()
    assert done == "0 passes recorded, 0 mails sent, 0 files forgotten."
    assert re.fullmatch("Head of the acts: [0-9a-f]{64}", head)
