"""Bytes on the wire in Chromium: the first page, the next, the first visit, and each shipped module.

Counted as DevTools counts (Network.loadingFinished, encodedDataLength: headers and compressed body), with
redirects, without what comes from the browser's cache. Each measurement begins with an empty cache in a
phone's window (390 x 844), and a page is done when nothing was on the wire for 500 ms. kB are 1,000 bytes.
A browser's question for a favicon is not among DevTools' events, so it is not counted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from bench.site import PASSWORD, Site, module_pages
from bench.visitor import COOKIE, Visitor
from tests.browser.chromium import find

# Has the browser fetch pictures below the window too, and fails on one that is broken.
ALL_PICTURES = "Promise.all([...document.images].map((one) => ((one.loading = 'eager'), one.decode())))"
PHONE = {"width": 390, "height": 844}


class Traffic:
    """What a page's browser fetched over the network: (path, bytes) in order."""

    def __init__(self, page: Page) -> None:
        self.fetched: list[tuple[str, int]] = []
        self._asked: dict[str, str] = {}
        self._kept: set[str] = set()
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.responseReceived", self._begin)
        session.on("Network.requestServedFromCache", self._keep)
        session.on("Network.loadingFinished", self._finish)
        session.send("Network.enable")

    def _ask(self, event: dict) -> None:
        redirect = event.get("redirectResponse")
        if redirect and not redirect.get("fromDiskCache"):
            self.fetched.append((urlsplit(redirect["url"]).path, redirect["encodedDataLength"]))
        self._asked[event["requestId"]] = event["request"]["url"]

    def _begin(self, event: dict) -> None:
        if event["response"].get("fromDiskCache"):
            self._kept.add(event["requestId"])

    def _keep(self, event: dict) -> None:
        self._kept.add(event["requestId"])

    def _finish(self, event: dict) -> None:
        url = urlsplit(self._asked[event["requestId"]])
        if url.scheme.startswith("http") and event["requestId"] not in self._kept:
            self.fetched.append((url.path, int(event["encodedDataLength"])))

    def take(self) -> list[tuple[str, int]]:
        """What was fetched since the last time."""
        fetched, self.fetched = self.fetched, []
        return fetched


def kb(fetched: list[tuple[str, int]]) -> float:
    return round(sum(size for _, size in fetched) / 1000, 1)


def measure(site: Site) -> dict[str, float]:
    """Every figure of this file; the server and the browser are started for it."""
    test = module_pages(site.course("test-course"))
    shipped = site.shipped()
    with site.serving() as server, sync_playwright() as playwright:
        browser = find().launch(playwright)
        figures = _pages(browser, server.address, test)
        figures["first_visit_kb"] = _visit(browser, server.address, test[0])
        for course in shipped:
            figures[f"first_visit_{course.slug.replace('-', '_')}_kb"] = _visit(
                browser, server.address, module_pages(course)[0]
            )
        modules = {
            f"module_{number}_{tag}_kb": _module(browser, server.address, path, tag)
            for course in shipped
            for tag in course.languages
            for number, path in enumerate(module_pages(course), 1)
        }
        browser.close()
    return figures | {"module_kb_max": max(modules.values())} | modules


@contextmanager
def _new_browser(browser: Browser, address: str, person: Visitor | None) -> Iterator[tuple[Page, Traffic]]:
    """A window with an empty cache; with a person, they are signed in already."""
    context = browser.new_context(viewport=PHONE, base_url=address, locale="en")
    if person:
        context.add_cookies([{"name": COOKIE, "value": person.cookie, "url": address}])
    page = context.new_page()
    yield page, Traffic(page)
    context.close()


def _pages(browser: Browser, address: str, paths: list[str]) -> dict[str, float]:
    """The first module signed in with an empty cache, then the following one."""
    figures: dict[str, float] = {}
    with _new_browser(browser, address, Visitor(address, "civilian")) as (page, traffic):
        for name, path in zip(("first_page", "next_page"), paths, strict=False):
            page.goto(path, wait_until="networkidle")
            fetched = traffic.take()
            figures |= {f"{name}_kb": kb(fetched), f"{name}_requests": len(fetched)}
    return figures


def _visit(browser: Browser, address: str, module: str) -> float:
    """A first visit: the door, signing in, my learning, the course, its first module."""
    with _new_browser(browser, address, None) as (page, traffic):
        page.goto("/sign-in", wait_until="networkidle")
        page.fill("input[name=name]", "civilian")
        page.fill("input[name=password]", PASSWORD)
        with page.expect_navigation(url=f"{address}/", wait_until="networkidle"):
            page.click("main form button")
        for path in (module.rpartition("/")[0], module):
            page.goto(path, wait_until="networkidle")
        return kb(traffic.take())


def _module(browser: Browser, address: str, path: str, tag: str) -> float:
    """A shipped module with all its pictures, also those below the window; without styles and scripts."""
    with _new_browser(browser, address, Visitor(address, "civilian", tag)) as (page, traffic):
        page.goto(path, wait_until="networkidle")
        page.evaluate(ALL_PICTURES)
        page.wait_for_timeout(500)
        if page.get_attribute("html", "lang") != tag:
            raise RuntimeError(f"{path} was not shown in {tag}")
        return kb([one for one in traffic.take() if not one[0].startswith("/static/")])
