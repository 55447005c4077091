"""Somebody at a browser: sees what a page says, presses and follows what it names."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from lms.courses.course import Module, Question
from lms.courses.questions import KINDS, Answer
from lms.web.guards.whole import LAST_FIELD, LAST_VALUE
from tests.browser.words import Words, plain

PASSWORD = "sorandia-demo"


@dataclass
class Visitor:
    """One browser, with what went wrong behind the visitor's back."""

    context: BrowserContext
    page: Page
    address: str
    words: Words
    expected: list[str] = field(default_factory=list)  # what the test itself brings about
    _complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._watch(self.page)

    def _watch(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complaints.append(f"{page.url}: {error}"))
        page.on("request", self._look)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complaints.append(f"{message.location.get('url', '')}: {message.text}")

    def _look(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != urlsplit(self.address).netloc:
            self._complaints.append(f"a request left the site: {request.url}")

    @property
    def complaints(self) -> list[str]:
        """Console errors (the policy's refusals among them), script errors, requests to third parties."""
        return [one for one in self._complaints if not any(words in one for words in self.expected)]

    def take_complaints(self) -> list[str]:
        """The complaints so far, which are forgotten with this."""
        complaints = self.complaints
        self._complaints.clear()
        return complaints

    def another_tab(self) -> "Visitor":
        """A second tab of the same browser."""
        return Visitor(
            self.context, self.context.new_page(), self.address, self.words, self.expected, self._complaints
        )

    # Going about

    def go(self, path: str) -> int:
        """Opens a page by its address; returns its status."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        self.fits()
        return answer.status

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        self.go("/sign-in")
        self.page.get_by_label(self.words("Sign-in name or e-mail address")).fill(name)
        self.page.get_by_label(self.words("Password"), exact=True).fill(password)
        self.press("Sign in")

    def reads(self, language: str) -> None:
        """Chooses the interface's language, whatever the account speaks."""
        answer = self.context.request.post(
            f"{self.address}/language",
            form={"language": language, LAST_FIELD: LAST_VALUE},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert answer.ok

    def press(self, message: str, within: Locator | None = None) -> None:
        """Presses the button of these words."""
        (within or self.page).get_by_role("button", name=self.words(message), exact=True).click()

    def follow(self, text: str) -> None:
        """Follows the link of these words (already in the visitor's language)."""
        self.page.get_by_role("link", name=text, exact=True).first.click()

    def is_at(self, title: str) -> None:
        """The page's title, which a screen reader hears first, is this."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        self.fits()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def fits(self) -> None:
        """Nothing of the page lies beyond the edge of the window."""
        beyond = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert beyond <= 0, f"{self.page.url} is {beyond} px wider than its window"

    # Learning

    def card(self, question: Question) -> Locator:
        return self.page.locator(f"#q-{question.id}")

    def choice(self, question: Question, number: int) -> Locator:
        """A choice by the words of its label."""
        text = question.wording(self.words.language).choices[number - 1].text
        return self.card(question).get_by_label(plain(text), exact=True)

    def answer(self, question: Question, answer: Answer) -> None:
        """Gives an answer as its kind is answered: by choosing, by lists to choose from, or by typing."""
        for number, part in enumerate(answer, 1):
            if question.kind in ("single", "multiple"):
                self.choice(question, int(part)).check()
            elif question.kind in ("gaps", "number"):
                self.card(question).locator("input[type=text]").nth(number - 1).fill(str(part))
            else:
                self.card(question).locator(f"#q-{question.id}-{number}").select_option(f"{number}.{part}")

    def tick(self, question: Question, numbers: Sequence[int]) -> None:
        """Has these choices ticked and no others."""
        for number in range(1, question.size + 1):
            box = self.choice(question, number)
            if box.get_attribute("type") == "checkbox":
                box.set_checked(number in numbers)
            elif number in numbers:
                box.check()

    def chosen(self, question: Question) -> list[int]:
        """What is ticked in a question now."""
        numbers = range(1, question.size + 1)
        return [number for number in numbers if self.choice(question, number).is_checked()]

    def check(self, question: Question, answer: Answer) -> None:
        """Answers a practice question and reads the feedback."""
        card = self.card(question)
        self.answer(question, answer)
        self.press("Check my answer", within=card)
        expect(card.locator("[data-feedback]")).to_be_visible()

    def study(self, module: Module) -> None:
        """Reads a module through: ticks off its sections, answers its questions."""
        for section in module.sections:
            for question in section.questions:
                self.check(question, right(question))
            if not section.questions:
                region = self.page.get_by_role("region", name=section.text(self.words.language).title)
                self.press("I have read this section", within=region)
                expect(region.get_by_text(self.words("Read"), exact=True)).to_be_visible()
        self.sees(self.words("Module completed"))

    def asked(self, bank: Sequence[Question]) -> list[Question]:
        """The questions of the paper, as they stand on it."""
        known = {f"q-{question.id}": question for question in bank}
        cards = self.page.locator("[data-question]")
        return [known[id] for id in cards.evaluate_all("cards => cards.map(card => card.id)")]


def right(question: Question) -> Answer:
    """What is right."""
    return KINDS[question.kind].right(question)


def wrong(question: Question) -> list[int]:
    """One choice that is not right."""
    return [next(number for number in range(1, question.size + 1) if number not in right(question))]
