"""`lms demo`: the fictional mission."""

from tests.unit.commands.conftest import Lms


def test_the_demonstration_loads_in_demo_mode_only(lms: Lms):
    result = lms("demo")
    assert result.exit_code == 1
    assert "LMS_DEMO=yes" in result.output
