"""`lms demo`: the fictional mission."""

from tests.unit.commands.conftest import Lms


def test_the_demonstration_loads_in_demo_mode_only(lms: Lms):
    told = lms("demo")
    assert told.exit_code == 1
    assert "LMS_DEMO=yes" in told.output
