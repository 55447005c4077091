"""Settings: read once from LMS_* variables, refused at start when they make no sense."""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from zoneinfo import available_timezones

ROOT = Path(__file__).resolve().parent.parent


class SettingsRefused(Exception):
    """Settings that make no sense; the message has a line for each, with what to mend."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation decides. Each field is the LMS_* variable of the same name in capitals."""

    demo: bool = False
    secret_key: str = ""
    database_url: str = f"sqlite:///{ROOT / 'instance' / 'lms.sqlite'}"
    site_name: str = "CPAS learning"
    site_url: str = "http://127.0.0.1:8000"
    languages: tuple[str, ...] = ("en", "fr")
    time_zone: str = "UTC"
    courses: Path = ROOT / "courses"
    designs: Path = ROOT / "certificates"
    marking: str = ""
    smtp_url: str = ""
    mail_from: str = ""
    idle_minutes: int = 30
    session_hours: int = 12
    close_after_days: int = 90
    second_factor: tuple[str, ...] = ()
    keep_letters_days: int = 180
    keep_sign_ins_days: int = 90
    keep_years: int = 7
    proxies: int = 0
    workers: int = 2
    threads: int = 16
    log: str = "text"

    @property
    def secure(self) -> bool:
        """Whether people reach the site over https, so that cookies may insist on it."""
        return self.site_url.startswith("https://")

    def cookie_name(self, name: str) -> str:
        """The name of a cookie of the whole site; over https one that no other host can set for it."""
        return f"__Host-{name}" if self.secure else name


def is_here(host: str) -> bool:
    """Whether a host's name or number is this machine's own, so that what is sent there passes no network."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read(environ: Mapping[str, str]) -> Settings:
    """Settings from LMS_* variables; raises SettingsRefused naming every one that makes no sense."""
    names = [field.name for field in fields(Settings)]
    given: dict[str, object] = {}
    refused = []
    for variable, text in sorted(environ.items()):
        if not variable.startswith("LMS_"):
            continue
        name = variable.removeprefix("LMS_").lower()
        if name not in names:
            refused.append(f"{variable}: there is no such setting; {_hint(name, names)}")
            continue
        reader = _READERS.get(name, str)
        try:
            given[name] = reader(text)
        except ValueError as mend:
            shown = "" if name in _SECRETS else f" “{text}”"
            refused.append(f"{variable}{shown}: {mend}.")
    if given.get("smtp_url") and not given.get("mail_from"):
        refused.append("LMS_MAIL_FROM: with LMS_SMTP_URL set, write the address that mail comes from.")
    key_refused = any(line.startswith("LMS_SECRET_KEY") for line in refused)
    if "secret_key" not in given and not key_refused and not given.get("demo"):
        refused.append("LMS_SECRET_KEY: needed outside demo mode; write what `openssl rand -hex 32` prints.")
    if refused:
        raise SettingsRefused("\n".join(refused))
    return Settings(**given)  # type: ignore[arg-type]


def _hint(name: str, names: Sequence[str]) -> str:
    """Which setting was meant by a name that is none, where that can be guessed."""
    near = difflib.get_close_matches(name, names, 1)
    if near:
        return f"did you mean LMS_{near[0].upper()}?"
    return "docs/administrators.md lists those there are."


# The readers: each takes the text of a variable and returns its value, or raises ValueError that says what to
# write instead.


def _flag(text: str) -> bool:
    if text.lower() not in ("1", "0", "yes", "no", "true", "false"):
        raise ValueError("write yes or no")
    return text.lower() in ("1", "yes", "true")


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError("write something, or leave the setting out")
    return text.strip()


def _parts(text: str) -> SplitResult | None:
    """The parts of a URL; None when one of them can be none, as a port that is no number."""
    try:
        parts = urlsplit(text)
        sound = parts.port != 0 and not re.search(r"\s", text)
    except ValueError:
        return None
    return parts if sound else None


def _address(text: str) -> str:
    parts = _parts(text)
    if parts is None or not _is_site(parts) or "?" in text or "#" in text:
        raise ValueError(
            "write the address of the site without a path or anything after it, "
            "as in https://learning.example.org"
        )
    return text.rstrip("/")


def _is_site(parts: SplitResult) -> bool:
    """Whether a URL names a host, by a name or a number, and nothing on it."""
    host = parts.netloc.removesuffix(f":{parts.port}")
    named = re.fullmatch(r"[\w.-]+|\[[\da-fA-F:.]+\]", host)
    return bool(named) and parts.scheme in ("http", "https") and parts.path in ("", "/")


def _database(text: str) -> str:
    if not _is_sqlite_file(text) and not _is_postgresql(text):
        raise ValueError(
            "write sqlite:///PATH or postgresql+psycopg://NAME:PASSWORD@HOST:PORT/DATABASE; PATH is a file’s"
        )
    return text


def _is_sqlite_file(text: str) -> bool:
    if not text.startswith("sqlite:///"):
        return False
    file = text.removeprefix("sqlite:///").split("?")[0]
    return file not in ("", ":memory:")


def _is_postgresql(text: str) -> bool:
    if not text.startswith("postgresql+psycopg://"):
        return False
    parts = _parts(text)
    return parts is not None and len(parts.path) > len("/")


def _mail(text: str) -> str:
    parts = _parts(text)
    if parts is None or parts.scheme not in ("smtp", "smtps", "smtp+plain") or not parts.hostname:
        raise ValueError(
            "write smtp://NAME:PASSWORD@HOST:587, or smtps:// for a connection that begins encrypted"
        )
    return text


def _sender(text: str) -> str:
    address = r"[^@\s,;<>]+@[^@\s,;<>]+"
    if not re.fullmatch(rf"{address}|[^@<>\r\n]*<{address}>", text):
        raise ValueError("write an e-mail address, as in learning@example.org")
    return text


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise ValueError("this folder does not exist; create it or write another")
    return Path(text).resolve()


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise ValueError("write a name of the time zone database, as in Africa/Bangui")
    return text


def _languages(text: str) -> tuple[str, ...]:
    tags = tuple(tag.strip() for tag in text.split(","))
    translated = {path.name for path in (ROOT / "lms" / "translations").iterdir() if path.is_dir()}
    offered = {"en", *translated}
    if not offered.issuperset(tags) or len(set(tags)) < len(tags):
        raise ValueError(
            f"write some of {', '.join(sorted(offered))}, each once, separated by commas; "
            "the first is the default"
        )
    return tags


def _who(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    known = ("everybody", "trainer", "focal_point", "supervisor", "administrator")
    if not set(known).issuperset(names):
        raise ValueError(f"write some of {', '.join(known)}, separated by commas")
    return names


def _log(text: str) -> str:
    if text not in ("text", "json"):
        raise ValueError("write text or json")
    return text


def _count(least: int, most: int) -> Callable[[str], int]:
    """The reader of a whole number from least to most."""

    def number(text: str) -> int:
        if not re.fullmatch(r"\d{1,4}", text) or not least <= int(text) <= most:
            raise ValueError(f"write a whole number from {least} to {most}")
        return int(text)

    return number


def _secret(text: str) -> str:
    if len(text) < 32:
        raise ValueError(
            "write at least 32 characters that nobody can guess, as `openssl rand -hex 32` prints"
        )
    return text


# A setting that is not named here is any text.
_READERS: dict[str, Callable[[str], object]] = {
    "demo": _flag,
    "secret_key": _secret,
    "database_url": _database,
    "site_name": _text,
    "site_url": _address,
    "languages": _languages,
    "time_zone": _zone,
    "courses": _folder,
    "designs": _folder,
    "smtp_url": _mail,
    "mail_from": _sender,
    "idle_minutes": _count(1, 720),
    "session_hours": _count(1, 24),
    "close_after_days": _count(1, 3650),
    "second_factor": _who,
    "keep_letters_days": _count(31, 3650),
    "keep_sign_ins_days": _count(1, 3650),
    "keep_years": _count(1, 99),
    "proxies": _count(0, 9),
    "workers": _count(1, 64),
    "threads": _count(1, 64),
    "log": _log,
}

# What is refused of these is not shown: it may hold a password.
_SECRETS = ("secret_key", "smtp_url", "database_url")
