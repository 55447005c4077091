"""A browser, a served site, and visitors to it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect, sync_playwright
from werkzeug.serving import make_server

from lms.courses.compiling import compile_course
from lms.courses.course import Course
from lms.courses.source import read_folder
from tests.browser.chromium import NoBrowser, find
from tests.browser.site import COURSES, Site
from tests.browser.visitor import Visitor
from tests.browser.words import Words

pytest_plugins = ["tests.conftest", "tests.pages.conftest"]  # the world that the crawl walks through

SIZES = {360: 740, 1280: 900}
Visit = Callable[..., Visitor]
# A name for this machine that browsers do not trust as they trust 127.0.0.1: what needs https is not there.
PLAIN = "plain.example"

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser. Where there is none the tests fail, and say what to install."""
    try:
        chromium = find()
    except NoBrowser as missing:
        pytest.fail(str(missing), pytrace=False)
    with sync_playwright() as playwright:
        started = chromium.launch(playwright, f"--host-resolver-rules=MAP {PLAIN} 127.0.0.1")
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, served on SQLite."""
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    site.stop()


@contextmanager
def serving(app: Flask, site_url: str = "") -> Iterator[str]:
    """The world of the page tests, served where a browser can go; gives the address.

    It takes itself to be there, over plain http, unless told another address.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "debug", True)  # /patterns is there for whoever works on the look
        server = make_server("127.0.0.1", 0, app, threaded=True)
        address = f"http://127.0.0.1:{server.server_port}"
        settings = replace(app.config["SETTINGS"], site_url=site_url or address)
        patch.setitem(app.config, "SETTINGS", settings)
        patch.setitem(app.config, "SESSION_COOKIE_NAME", settings.cookie_name("lms"))
        patch.setitem(app.config, "SESSION_COOKIE_SECURE", settings.secure)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield address
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The world of the page tests as it is in one test, served."""
    with serving(app) as address:
        yield address


@pytest.fixture(scope="session")
def cpas() -> Course:
    """CPAS-101, as its files have it."""
    course = compile_course(read_folder(COURSES["cpas-101"])).course
    assert course is not None
    return course


def open_browser(
    browser: Browser,
    address: str,
    language: str = "en",
    width: int = 1280,
    javascript: bool = True,
    scheme: str = "light",
) -> Visitor:
    """A new browser at an address, nobody signed in."""
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]},
        locale={"en": "en-GB", "fr": "fr-FR"}[language],
        color_scheme=scheme,  # type: ignore[arg-type]
        java_script_enabled=javascript,
    )
    context.set_default_timeout(20_000)
    return Visitor(context, context.new_page(), address, Words(language))


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """`visit()` opens a new browser, nobody signed in; at the end none may have anything to complain of.

    It takes what `open_browser` takes; without an address it leads to the demonstration.
    """
    visitors: list[Visitor] = []

    def open_one(*how: object, address: str | None = None, **changes: object) -> Visitor:
        where = address or request.getfixturevalue("site").address
        visitors.append(open_browser(browser, where, *how, **changes))  # type: ignore[arg-type]
        return visitors[-1]

    yield open_one
    complaints = [one for visitor in visitors for one in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    assert not complaints, "\n".join(dict.fromkeys(complaints))


@pytest.fixture
def trainer(visit: Visit, request: pytest.FixtureRequest) -> Visitor:
    """Has begun a course of their own."""
    visitor = visit(*getattr(request, "param", ()))
    visitor.sign_in("trainer")
    visitor.reads(visitor.words.language)  # another test may have left the account in its own language
    visitor.go("/authoring/new")
    slug = f"course-{abs(hash(request.node.nodeid)) % 10**9}"
    visitor.page.get_by_label(visitor.words("Title"), exact=True).fill("First day")
    visitor.page.get_by_label(visitor.words("Name in addresses")).fill(slug)
    visitor.press("Begin the course")
    visitor.is_at("First day")
    return visitor
