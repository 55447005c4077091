"""What axe finds on an open page, light and dark, narrow and wide."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import SIZES
from tests.browser.visitor import Visitor
from tests.client import Client

AXE = (Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
  const places = (one) => one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ");
  return found.violations.map((one) => `${one.id} (${one.help}): ${places(one)}`);
}"""
# Together they hold every pair of language, colours and width.
LOOKS = {"en": (("light", 360), ("dark", 1280)), "fr": (("dark", 360), ("light", 1280))}


def enter(visitor: Visitor, client: Client, name: str, language: str) -> None:
    """Puts a signed-in session's cookie into the browser."""
    if name != "nobody":
        key = client.application.config["SESSION_COOKIE_NAME"]
        cookie = client.as_(name, language).get_cookie(key)
        assert cookie is not None
        visitor.context.add_cookies([{"name": key, "value": cookie.value, "url": visitor.address}])


def look(page: Page, language: str) -> list[str]:
    """What is wrong with an open page, in both its looks."""
    wrong = []
    page.evaluate(AXE)
    for scheme, width in LOOKS[language]:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour half way to another
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        wrong += [f"{scheme}, {width} px: {one}" for one in page.evaluate(RUN, TAGS)]
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if beyond > 0:
            wrong.append(f"{width} px: the page is {beyond} px wider than its window")
    return wrong
