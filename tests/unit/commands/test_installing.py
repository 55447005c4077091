"""`lms init` and `lms invite`: the first administrator, and a new link for somebody."""

from pathlib import Path

import pytest

from tests.unit.commands.conftest import LINK, Lms


def test_init_prints_a_link_for_the_first_administrator(lms: Lms):
    result = lms("init", "--name", "Élodie Rakotobe", "--sign-in-name", "erako")
    assert result.exit_code == 0
    assert "Élodie Rakotobe" in result.output
    assert LINK.search(result.output)


def test_init_again_changes_nothing(installed: Lms):
    result = installed("init", "--name", "Somebody Else", "--sign-in-name", "erako")
    assert result.exit_code == 0
    assert "nothing changed" in result.output
    assert not LINK.search(result.output)


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--name", "", "at least one letter"),
        ("--name", "\u200b", "at least one letter"),
        ("--name", "x" * 201, "too long"),
        ("--sign-in-name", "anne.moreau@example.org", "small letters"),
        ("--sign-in-name", "", "small letters"),
        ("--sign-in-name", "élodie", "small letters"),
        ("--email", "not an address", "as in name@example.org"),
    ],
)
def test_init_refuses_what_a_form_would(lms: Lms, tmp_path: Path, option: str, text: str, said: str):
    right = {"--name": "Anne Moreau", "--sign-in-name": "amoreau", "--email": "anne@example.org"}
    result = lms("init", *(word for pair in {**right, option: text}.items() for word in pair))
    assert result.exit_code == 2
    assert option in result.output
    assert said in result.output
    assert not (tmp_path / "lms.sqlite").exists()


def test_invite_makes_a_link(installed: Lms):
    assert LINK.fullmatch(installed("invite", "erako").output.strip())


def test_invite_knows_whom_it_does_not_know(installed: Lms):
    result = installed("invite", "nobody")
    assert result.exit_code == 1
    assert "There is no account nobody." in result.output
