"""The one place that finds a browser: `$CHROMIUM`, then /usr/bin/chromium, then the npm package, unpacked."""

import functools
import io
import os
import shutil
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import brotli
from playwright.sync_api import Browser, Playwright

INSTALLED = Path("/usr/bin/chromium")
MODULES = Path(__file__).resolve().parent.parent / "node_modules"
PACKED = MODULES / "@sparticuz" / "chromium" / "bin"
UNPACKED = MODULES / ".chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
MISSING = (
    "There is no browser to test with. Do one of these:\n"
    "  - bash tests/npm                      (needs npm; brings a browser in an npm package)\n"
    "  - sudo apt-get install chromium       (found at /usr/bin/chromium)\n"
    "  - export CHROMIUM=/path/to/chromium   (one that you have)"
)


class NoBrowser(Exception):
    """No browser was found; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser's program, and what its process needs in its environment."""

    program: Path
    environment: dict[str, str] = field(default_factory=dict)

    def launch(self, playwright: Playwright, *flags: str) -> Browser:
        """Starts it, with nobody's profile and no window."""
        return playwright.chromium.launch(
            executable_path=self.program, args=[*FLAGS, *flags], env={**os.environ, **self.environment}
        )


@functools.cache
def find() -> Chromium:
    """The browser of this machine; raises NoBrowser, never returns nothing."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not os.access(named, os.X_OK) or not Path(named).is_file():
            raise NoBrowser(f"CHROMIUM names {named}, which is no program that can be run.\n{MISSING}")
        return Chromium(Path(named))
    if INSTALLED.exists():
        return Chromium(INSTALLED)
    if not (PACKED / "chromium.br").exists():
        raise NoBrowser(MISSING)
    folder = _unpacked()
    return Chromium(
        folder / "chromium", {"LD_LIBRARY_PATH": str(folder / "lib"), "FONTCONFIG_PATH": str(folder)}
    )


def _unpacked() -> Path:
    """The npm package's browser with the libraries and fonts that a bare machine lacks; unpacked once."""
    newest = max(path.stat().st_mtime for path in PACKED.iterdir())
    if UNPACKED.exists() and UNPACKED.stat().st_mtime >= newest:
        return UNPACKED
    making = Path(tempfile.mkdtemp(prefix=".chromium-", dir=MODULES))
    making.chmod(0o755)
    for name in ("al2023", "fonts", "swiftshader"):
        with tarfile.open(fileobj=io.BytesIO(_inflated(f"{name}.tar.br"))) as archive:
            # Python has this filter from 3.11.4 on; an older one would refuse it as an argument.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(making)
    program = making / "chromium"
    program.write_bytes(_inflated("chromium.br"))
    program.chmod(0o755)
    (making / "fonts.conf").write_text(_font_list(UNPACKED))
    shutil.rmtree(UNPACKED, ignore_errors=True)
    try:
        making.rename(UNPACKED)
    except OSError:  # another process was quicker, and made the same
        shutil.rmtree(making)
    return UNPACKED


def _inflated(name: str) -> bytes:
    return brotli.decompress((PACKED / name).read_bytes())


def _font_list(folder: Path) -> str:
    """Its own fonts alone, so that pages look alike on every machine."""
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{folder / 'fonts'}</dir>"
        f"<cachedir>{folder / 'font-cache'}</cachedir></fontconfig>\n"
    )
