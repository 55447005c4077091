"""Facts on a narrow screen: the dots between them hang at no line's end."""

from tests.browser.conftest import Visit
from tests.browser.learners import newcomer
from tests.browser.site import Site

# Of each fact, whether it begins a line, whether its own dot is hidden, and whether a dot follows it.
LOOK = """facts => [...facts.children].map((fact, at, all) => {
  const own = fact.getBoundingClientRect(), box = facts.getBoundingClientRect();
  const first = at === 0 || all[at - 1].getBoundingClientRect().bottom <= own.top;
  const room = parseFloat(getComputedStyle(fact, "::before").width);
  const hidden = getComputedStyle(facts).overflowX === "hidden" && own.left + room <= box.left + 0.5;
  return [first, hidden, getComputedStyle(fact, "::after").content !== "none"];
})"""


def test_no_dot_hangs_at_a_line_s_end(visit: Visit, site: Site):
    learner = visit(width=360)
    learner.sign_in(newcomer(site))
    learner.go("/courses/cpas-101")
    told = learner.page.locator(".facts-line .facts").evaluate(LOOK)
    assert [first for first, _, _ in told] == [True, True], "the facts take a line each here"
    assert all(hidden is first and not follows for first, hidden, follows in told)
    wide = visit()
    wide.sign_in(newcomer(site))
    wide.go("/courses/cpas-101")
    told = wide.page.locator(".facts-line .facts").evaluate(LOOK)
    assert told == [[True, True, False], [False, False, False]]
