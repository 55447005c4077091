"""`lms serve`: what it publishes, migrates and refuses before it listens."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.unit.commands.conftest import Lms, writer


def test_serve_waits_for_no_writer_when_there_is_nothing_to_publish(
    installed: Lms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("lms.commands.serving.run", lambda _app, _address: None)
    with writer(tmp_path):
        assert installed("serve").exit_code == 0


def test_serve_publishes_migrates_and_listens(lms: Lms, monkeypatch: pytest.MonkeyPatch):
    addresses = []
    monkeypatch.setattr("lms.commands.serving.run", lambda _app, address: addresses.append(address))
    result = lms("serve", PORT="8123")
    assert result.exit_code == 0
    assert addresses == ["127.0.0.1:8123"]
    assert "http://127.0.0.1:8123" in result.output
    assert "sorandia-demo" not in result.output


@pytest.mark.parametrize(
    ("url", "proxies", "is_told"),
    [
        ("https://learning.example.org", "0", True),
        ("https://learning.example.org", "1", False),
        ("http://learning.example.org", "0", False),
    ],
)
def test_serve_tells_of_proxies_that_were_not_counted(
    lms: Lms, monkeypatch: pytest.MonkeyPatch, url: str, proxies: str, is_told: bool
):
    monkeypatch.setattr("lms.commands.serving.run", lambda _app, _address: None)
    result = lms("serve", LMS_SITE_URL=url, LMS_PROXIES=proxies)
    assert result.exit_code == 0
    assert ("Set LMS_PROXIES" in result.stderr) is is_told


def test_serve_in_demo_mode_tells_the_accounts(lms: Lms, courses: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lms.commands.serving.run", lambda _app, _address: None)
    shutil.copytree(Path(__file__).parents[3] / "courses" / "cpas-101", courses / "cpas-101")
    result = lms("serve", LMS_DEMO="yes")
    assert result.exit_code == 0, result.output
    assert "civilian, military, police" in result.output
    assert "sorandia-demo" in result.output


def test_serve_refuses_a_broken_course(lms: Lms, courses: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lms.commands.serving.run", lambda *_: pytest.fail("it served"))
    (courses / "first-day" / "01-whom-to-ask.md").write_text("No heading\n")
    result = lms("serve")
    assert result.exit_code == 1
    assert "01-whom-to-ask.md:1:1" in result.output


@pytest.mark.parametrize("port", ["0", "70000", "http", "²"])
def test_serve_refuses_a_port_that_is_none(lms: Lms, port: str):
    for result in (lms("serve", "--port", port), lms("serve", PORT=port)):
        assert result.exit_code == 2
        assert "Invalid value for '--port'" in result.output


@pytest.mark.parametrize("debug", ["0", "1"])
def test_what_is_served_is_never_in_debug_mode(lms: Lms, monkeypatch: pytest.MonkeyPatch, debug: str):
    served = []
    nothing = SimpleNamespace(run=lambda: None)
    monkeypatch.setattr("lms.serving.Server", lambda app, *_: served.append(app) or nothing)
    monkeypatch.setattr("sys.argv", ["lms"])  # which is cut short
    assert lms("serve", FLASK_DEBUG=debug).exit_code == 0
    assert [(app.debug, app.testing) for app in served] == [(False, False)]
