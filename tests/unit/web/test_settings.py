"""Settings: each wrong one is refused at start, all of them at once, with what to mend."""

from pathlib import Path

import pytest

from lms.config import Settings, SettingsRefused, read

KEY = {"LMS_SECRET_KEY": "0123456789abcdef0123456789abcdef"}


def refused(**environ: str) -> list[str]:
    with pytest.raises(SettingsRefused) as refusal:
        read(environ)
    return str(refusal.value).splitlines()


def test_without_any_it_asks_for_a_secret_key():
    (line,) = refused()
    assert line.startswith("LMS_SECRET_KEY: needed outside demo mode")


def test_a_demonstration_needs_none():
    assert read({"LMS_DEMO": "yes"}).demo


def test_defaults():
    settings = read(KEY)
    assert settings == Settings(secret_key=KEY["LMS_SECRET_KEY"])
    assert not settings.secure


def test_each_kind_is_read(tmp_path):
    settings = read(
        {
            **KEY,
            "LMS_DEMO": "0",
            "LMS_DATABASE_URL": "postgresql+psycopg://lms@host/lms",
            "LMS_SITE_URL": "https://learning.example/",
            "LMS_TIME_ZONE": "Africa/Bangui",
            "LMS_COURSES": str(tmp_path),
            "LMS_SMTP_URL": "smtps://lms:secret@mail.example",
            "LMS_MAIL_FROM": "learning@example.org",
            "LMS_WORKERS": "4",
            "LMS_MARKING": "Internal",
            "LMS_LANGUAGES": "en",
            "OTHER": "is not ours",
        }
    )
    assert (settings.demo, settings.site_url, settings.secure) == (False, "https://learning.example", True)
    assert (settings.courses, settings.workers, settings.languages) == (Path(tmp_path).resolve(), 4, ("en",))


@pytest.mark.parametrize(
    ("name", "text", "mend"),
    [
        ("DEMO", "maybe", "yes or no"),
        ("DEMO", "", "yes or no"),
        ("SECRET_KEY", "short", "at least 32 characters"),
        ("SECRET_KEY", "", "at least 32 characters"),
        ("DATABASE_URL", "mysql://host/lms", "sqlite:///PATH or postgresql"),
        ("DATABASE_URL", "postgresql://host/lms", "postgresql+psycopg://"),
        ("SITE_URL", "learning.example", "without a path"),
        ("SITE_URL", "https://learning.example/lms", "without a path"),
        ("SITE_URL", "ftp://learning.example", "without a path"),
        ("SITE_URL", "https://learning.example?x=1", "without a path"),
        ("SITE_URL", "https://learning.example/?", "without a path"),
        ("SITE_URL", "https://learning.example#top", "without a path"),
        ("SITE_URL", "https://learning example", "without a path"),
        ("SITE_URL", "https://learning.example:abc", "without a path"),
        ("SITE_URL", "https://learning.example:70000", "without a path"),
        ("SITE_URL", "https://somebody@learning.example", "without a path"),
        ("SITE_URL", "https://[::1", "without a path"),
        ("SITE_URL", "https://:8000", "without a path"),
        ("SITE_NAME", "", "write something"),
        ("SITE_NAME", "  ", "write something"),
        ("DATABASE_URL", "sqlite:///", "PATH is a file"),
        ("DATABASE_URL", "sqlite:///?mode=ro", "PATH is a file"),
        ("DATABASE_URL", "sqlite:///:memory:", "PATH is a file"),
        ("DATABASE_URL", "postgresql+psycopg://lms@host:abc/lms", "HOST:PORT/DATABASE"),
        ("DATABASE_URL", "postgresql+psycopg://lms@host:0/lms", "HOST:PORT/DATABASE"),
        ("DATABASE_URL", "postgresql+psycopg://lms@host", "HOST:PORT/DATABASE"),
        ("SMTP_URL", "smtp://mail.example:abc", "smtp://"),
        ("SMTP_URL", "smtp://mail example", "smtp://"),
        ("MAIL_FROM", "nobody", "as in learning@example.org"),
        ("MAIL_FROM", "a@b c", "as in learning@example.org"),
        ("MAIL_FROM", "", "as in learning@example.org"),
        ("LANGUAGES", "en,en", "each once"),
        ("LANGUAGES", "xx", "separated by commas"),
        ("LANGUAGES", "", "separated by commas"),
        ("TIME_ZONE", "Bangui", "Africa/Bangui"),
        ("COURSES", "/no/such/folder", "does not exist"),
        ("DESIGNS", "/no/such/folder", "does not exist"),
        ("SMTP_URL", "mail.example", "smtp://"),
        ("SMTP_URL", "smtp://", "smtp://"),
        ("WORKERS", "0", "from 1 to 64"),
        ("WORKERS", "65", "from 1 to 64"),
        ("THREADS", "four", "from 1 to 64"),
        ("THREADS", "-1", "from 1 to 64"),
        ("PROXIES", "10", "from 0 to 9"),
    ],
)
def test_what_makes_no_sense_is_refused(name, text, mend):
    (line,) = refused(**{**KEY, f"LMS_{name}": text})
    assert line.startswith(f"LMS_{name}")
    assert mend in line


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("SITE_URL", "http://127.0.0.1:8000"),
        ("SITE_URL", "http://[::1]:8000"),
        ("SITE_URL", "http://lms"),
        ("SITE_URL", "https://formation.exämple"),
        ("DATABASE_URL", "sqlite:////var/lib/lms.sqlite"),
        ("DATABASE_URL", "postgresql+psycopg:///lms?host=/run/postgresql"),
        ("DATABASE_URL", "postgresql+psycopg://lms:p%40ss@[::1]:5433/lms"),
        ("MAIL_FROM", "CPAS learning <learning@example.org>"),
        ("LANGUAGES", "fr, en"),
        ("SITE_NAME", "Formation CPAS"),
    ],
)
def test_what_makes_sense_is_not(name, text):
    read({**KEY, f"LMS_{name}": text})


def test_all_are_told_at_once():
    lines = refused(LMS_WORKERS="0", LMS_TIME_ZONE="Mars", LMS_WORKRES="2")
    assert [line.split(":")[0].split(" ")[0] for line in lines] == [
        "LMS_TIME_ZONE",
        "LMS_WORKERS",
        "LMS_WORKRES",
        "LMS_SECRET_KEY",
    ]


def test_a_typing_error_is_told_with_the_nearest():
    assert "did you mean LMS_WORKERS?" in refused(**KEY, LMS_WORKRES="2")[0]
    assert "docs/administrators.md" in refused(**KEY, LMS_ZZZ="2")[0]


@pytest.mark.parametrize("name", ["SECRET_KEY", "SMTP_URL", "DATABASE_URL"])
def test_what_is_secret_is_not_shown(name):
    assert "hunter2" not in refused(**{**KEY, f"LMS_{name}": "hunter2"})[0]


def test_mail_needs_a_sender():
    assert refused(**KEY, LMS_SMTP_URL="smtp://mail.example")[0].startswith("LMS_MAIL_FROM")
