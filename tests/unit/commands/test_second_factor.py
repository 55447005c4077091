"""`lms remove-second-factor`: for who lost theirs."""

from tests.unit.commands.conftest import Lms


def test_of_nobody_and_of_who_has_none(installed: Lms):
    assert "There is no account nobody." in installed("remove-second-factor", "nobody").output
    answer = installed("remove-second-factor", "erako")
    assert "erako has no second step at sign-in." in answer.output
    assert answer.exit_code == 1
