"""What is wrong with the answers that somebody gets to what is odd."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.page import Page
from tests.pages.forms.found import Form
from tests.pages.forms.sent import Pairs
from tests.pages.forms.unchanging import Unchanging


class Judge:
    """Says what is wrong with the answers that somebody gets; of each kind one is looked at closely."""

    def __init__(self, browser: Unchanging, language: str = "en") -> None:
        self.browser = browser
        self.language = language
        self.wrong: list[str] = []
        self.tried = 0
        self._looked_at: set[tuple[str, int]] = set()

    def ask(self, rule: Rule, target: str, what: str, method: str) -> None:
        """Asks for an address, or posts an empty form to it."""
        answer = self.browser.get(target) if method == "GET" else self.browser.post(target)
        self._judge(answer, rule.endpoint, what)

    def post(self, form: Form, pairs: Pairs, what: str, query: str = "") -> TestResponse:
        """Sends a form."""
        target = f"{form.action.partition('?')[0]}?{query}" if query else form.action
        answer = self.browser.post(target, pairs)
        self._judge(answer, form.endpoint, what)
        return answer

    def _judge(self, answer: TestResponse, endpoint: str, what: str) -> None:
        self.tried += 1
        self.wrong += [
            f"{endpoint}, {what}: {answer.status}, {wrong}" for wrong in self._faults(answer, endpoint)
        ]

    def end(self, least: int) -> None:
        """Fails if anything was wrong, or too little was tried for that to mean something."""
        assert not self.wrong, "\n".join(self.wrong)
        assert self.tried >= least, self.tried

    def _faults(self, answer: TestResponse, endpoint: str) -> Iterable[str]:
        if answer.status_code >= 500:
            yield "it fails"
        yield from self.browser.refused
        if urlsplit(answer.location or "").netloc not in ("", "localhost"):
            yield f"it leads to {answer.location}"
        if answer.mimetype != "text/html" or 300 <= answer.status_code < 400:
            return
        if b"<script>alert" in answer.data:
            yield "what was sent is part of the page"
        kind = (endpoint, answer.status_code)
        if answer.status_code >= 400 and kind not in self._looked_at:
            self._looked_at.add(kind)
            yield from self._faults_of_page(answer)

    def _faults_of_page(self, answer: TestResponse) -> Iterable[str]:
        page = Page(answer.text, answer.request.path)
        if page.root.get("lang") != self.language:
            yield f"it speaks {page.root.get('lang')}"
        try:
            page.check(self.browser.app)
        except AssertionError as error:
            yield str(error)
