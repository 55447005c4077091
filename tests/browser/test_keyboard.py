"""At 360 px with the keyboard alone: sign in, learn a module, sit the assessment and submit it."""

from playwright.sync_api import Page, expect

from lms.courses.course import Course, Question
from lms.courses.questions import Answer
from tests.browser.conftest import Visit
from tests.browser.learners import newcomer
from tests.browser.site import Site
from tests.browser.visitor import PASSWORD, Visitor, right

# What has the focus: its id, its words, whether one sees that it has it, and whether it lies in sight.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const drawn = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const box = (at.closest(".choice") || at).getBoundingClientRect();
  const foot = at.closest(".foot-bar") ? null : document.querySelector(".foot-bar");
  const floor = foot ? foot.getBoundingClientRect().top : innerHeight;
  return {
    id: at.id, name: at.name || "", value: at.value || "", tag: at.localName,
    words: (at.getAttribute("aria-label") || at.innerText || "").replace(/\\s+/g, " ").trim(),
    drawn: drawn(at) || (at.closest(".choice") !== null && drawn(at.closest(".choice"))),
    inSight: box.height > 0 && box.bottom > 0 && box.top < floor,
  };
}"""
FAR = 300


class Keys:
    """The keyboard of a visitor. Each stop of the Tab key is looked at."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def focus(self) -> dict:
        """What has the focus, which one can see."""
        at = self.page.evaluate(FOCUS)
        assert at is not None, f"{self.page.url}: the focus is lost"
        assert at["drawn"], f"{self.page.url}: nothing shows that {at} has the focus"
        assert at["inSight"], f"{self.page.url}: {at} has the focus out of sight"
        return at

    def tab_to(self, **wanted: str) -> dict:
        """Tabs on until what has the focus is what is wanted; round the page at most once."""
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                continue  # between the page's end and its beginning lies the browser's own frame
            at = self.focus()
            if all(at[key] == value for key, value in wanted.items()):
                return at
        raise AssertionError(f"{self.page.url}: Tab never comes to {wanted}")

    def press(self, words: str) -> None:
        """Tabs to the button or link of these words and presses Enter."""
        self.tab_to(words=words)
        self.page.keyboard.press("Enter")

    def answer(self, question: Question, answer: Answer) -> None:
        """Chooses with Space and the arrows, or types."""
        if question.kind == "multiple":
            for id in self._in_reading_order(question, answer):
                self.tab_to(id=id)
                self.page.keyboard.press("Space")
        elif question.kind == "single":
            at = self.tab_to(name=f"q-{question.id}")
            self.page.keyboard.press("Space")
            self._down_to(at, str(answer[0]))
        elif question.kind in ("gaps", "number"):
            for number, part in enumerate(answer, 1):
                self.tab_to(id=f"q-{question.id}-{number}")
                self.page.keyboard.type(str(part))
        else:
            for _ in answer:
                at = self.tab_to(name=f"q-{question.id}")
                number = int(at["id"].rpartition("-")[2])
                self._down_to(at, f"{number}.{answer[number - 1]}")

    def _down_to(self, at: dict, value: str) -> None:
        for _ in range(FAR):
            if at["value"] == value:
                return
            self.page.keyboard.press("ArrowDown")
            at = self.focus()
        raise AssertionError(f"{self.page.url}: the arrows never come to {value}")

    def _in_reading_order(self, question: Question, numbers: list[int]) -> list[str]:
        boxes = self.page.locator(f"input[name='q-{question.id}']")
        ids = boxes.evaluate_all("boxes => boxes.map(box => [box.id, Number(box.value)])")
        return [id for id, number in ids if number in numbers]


def test_journey(visit: Visit, site: Site, cpas: Course):
    first, *others = cpas.modules
    learner = visit(width=360)
    learner.go("/sign-in")
    keys = Keys(learner.page)
    sign_in(keys, newcomer(site, done=others))
    learner.is_at("My learning")
    keys.press("Continue")
    learner.is_at(first.text("en").title)
    study(learner, keys, cpas)
    keys.press("To the next module")
    learner.is_at(others[0].text("en").title)
    learner.go("/courses/cpas-101/assessment")
    keys.press("Begin the assessment")
    learner.is_at("Assessment: CPAS essentials")
    for question in learner.asked(cpas.bank):
        keys.answer(question, right(question))
    learner.sees("all saved")
    keys.press("Review and submit")
    learner.is_at("Submit the assessment?")
    keys.press("Submit")
    learner.is_at("Your result")
    learner.sees("You passed")
    keys.press("To my certificate")
    learner.is_at("My certificate")


def sign_in(keys: Keys, name: str) -> None:
    keys.tab_to(words="Skip to the content")
    keys.tab_to(words="Menu")
    keys.page.keyboard.press("Enter")
    keys.tab_to(words="Français")
    keys.tab_to(words="Sign in")
    keys.tab_to(name="name")
    keys.page.keyboard.type(name)
    keys.tab_to(name="password")
    keys.page.keyboard.type(PASSWORD)
    keys.page.keyboard.press("Enter")


def study(learner: Visitor, keys: Keys, cpas: Course) -> None:
    """Reads the first module through; after each answer the focus is at its feedback."""
    for section in cpas.modules[0].sections:
        for question in section.questions:
            keys.answer(question, right(question))
            if question.kind in ("single", "gaps", "number"):
                keys.page.keyboard.press("Enter")  # on the choice or in the gap itself
            else:
                keys.press("Check my answer")
            expect(learner.card(question).locator("[data-feedback]")).to_be_focused()
            keys.focus()
        if not section.questions:
            keys.press("I have read this section")
            foot = learner.page.locator(f"[data-section-foot='{section.id}']")
            expect(foot).to_be_focused()
            keys.focus()
    learner.sees("Module completed")
