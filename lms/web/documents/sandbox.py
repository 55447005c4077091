"""Pages written by guests: a small part of Jinja, in which nothing reaches beyond the values it is given.

Two holds, one behind the other. When a page is loaded, its tree is read: only the parts listed here may stand
in it, and what it can print has a bound. When it is rendered, no attribute of any object can be had but the
methods of texts that are listed here. There are no loops and no macros, so a page always comes to its end.
"""

import operator
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

STATEMENTS = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Assign)
EXPRESSIONS = (
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.Call,
    nodes.Keyword,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Test,
    nodes.Filter,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
    nodes.Concat,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.Neg,
    nodes.Pos,
)
# None of these makes a text many times as long as it was.
_METHODS = (
    "capitalize casefold endswith lower lstrip partition removeprefix removesuffix "
    "rpartition rsplit rstrip split startswith strip swapcase title upper"
)
_FILTERS = (
    "capitalize d default e escape first float int last length lower round safe string title trim upper"
)
METHODS = frozenset(_METHODS.split())
FILTERS = frozenset(_FILTERS.split())
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
# How many values and constants a page may be made of; the shipped certificate weighs 295.
HEAVIEST = 3000
LARGEST_NUMBER = 1e9
NOT_HERE = "asks for “{}”, which such a page cannot have"


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one page: no loader, so that it finds no other file, and no global values."""

    intercepted_binops = frozenset(OPERATORS)

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only methods of texts can be had, and of those the listed ones."""
        return isinstance(obj, str) and attr in METHODS

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculates with numbers; `+` joins lists and texts too, whose length was bounded at loading."""
        are_joined = operator == "+" and any(
            isinstance(left, kind) and isinstance(right, kind) for kind in (str, list)
        )
        if not are_joined and not (_is_small_number(left) and _is_small_number(right)):
            raise SecurityError(f"“{operator}” is for numbers of less than {LARGEST_NUMBER:.0e} here.")
        return OPERATORS[operator](left, right)


def compile_page(
    source: str, values: frozenset[str], helpers: frozenset[str]
) -> tuple[Template, nodes.Template]:
    """The page, ready to be rendered, and its tree.

    Raises TemplateSyntaxError, with the line, for what may not stand in it.
    """
    sandbox = Sandbox()
    tree = sandbox.parse(source)
    _Reader(values, helpers).read(tree)
    return sandbox.from_string(tree), tree


class _Reader:
    """Reads a page from its beginning to its end, as it will be rendered.

    The weight of an expression is a bound for how many values and constants it is made of:
    `{% set a = a ~ a %}` doubles a text, and forty such lines would fill any memory.
    """

    def __init__(self, values: frozenset[str], helpers: frozenset[str]) -> None:
        self.weights = dict.fromkeys(values, 1)
        self.helpers = helpers
        self.total = 0

    def read(self, page: nodes.Template) -> None:
        for statement in _statements(page):
            if isinstance(statement, nodes.Assign):
                self._assign(statement)
            elif isinstance(statement, nodes.If):
                self._add(statement.test)
            elif isinstance(statement, nodes.Output):
                for expression in statement.nodes:
                    self._add(expression)

    def _assign(self, statement: nodes.Assign) -> None:
        target = statement.target
        if not isinstance(target, nodes.Name) or target.name in self.helpers:
            raise _refusal(statement, "sets something other than a name of its own")
        weight = self._add(statement.node)
        # The larger: which of two branches is taken is not known here.
        self.weights[target.name] = max(weight, self.weights.get(target.name, 0))

    def _add(self, expression: nodes.Node) -> int:
        weight = self._weight(expression)
        self.total += weight
        if self.total > HEAVIEST:
            raise _refusal(expression, "asks for more than a page can hold")
        return weight

    def _weight(self, node: nodes.Node) -> int:
        if isinstance(node, nodes.TemplateData):
            return 0
        if not isinstance(node, EXPRESSIONS):
            raise _refusal(node, NOT_HERE.format(_kind(node)))
        if isinstance(node, nodes.Name):
            return self._weight_of_name(node)
        if isinstance(node, nodes.Getitem):
            _check_index(node)
        if isinstance(node, nodes.Getattr):
            raise _refusal(node, f"asks for “{node.attr}”, unsafe: only methods of a text can be called")
        if isinstance(node, nodes.Call):
            return self._weight_of_call(node)
        return 1 + sum(self._weight(child) for child in node.iter_child_nodes())

    def _weight_of_name(self, name: nodes.Name) -> int:
        if name.name not in self.weights:
            raise _refusal(name, f"asks for “{name.name}”; there is only {', '.join(self.weights)}")
        return self.weights[name.name]

    def _weight_of_call(self, call: nodes.Call) -> int:
        """A call of a helper, or of a text's method: whatever else can be called is out of reach."""
        asked = call.node
        if call.dyn_args is not None or call.dyn_kwargs is not None:
            raise _refusal(call, "calls something with “*”")
        weight = 1 + sum(self._weight(given) for given in (*call.args, *call.kwargs))
        if isinstance(asked, nodes.Name) and asked.name in self.helpers:
            return weight
        if isinstance(asked, nodes.Getattr) and asked.attr in METHODS:
            return weight + self._weight(asked.node)
        named = getattr(asked, "name", getattr(asked, "attr", "something"))
        raise _refusal(call, f"calls “{named}”; there is only {', '.join(sorted(self.helpers | METHODS))}")


def _statements(page: nodes.Template) -> Iterator[nodes.Node]:
    """All statements of a page, in the order in which they stand."""
    pending = list(reversed(page.body))
    while pending:
        statement = pending.pop()
        if not isinstance(statement, STATEMENTS):
            raise _refusal(statement, NOT_HERE.format(_kind(statement)))
        yield statement
        if isinstance(statement, nodes.If):
            pending.extend(reversed((*statement.body, *statement.elif_, *statement.else_)))


def _check_index(node: nodes.Getitem) -> None:
    """A part is asked for by its place: by a name, Jinja would look for an attribute."""
    place = node.arg
    if isinstance(place, nodes.Neg):
        place = place.node
    is_number = isinstance(place, nodes.Const) and isinstance(place.value, int)
    if not is_number and not isinstance(place, nodes.Slice):
        raise _refusal(node, "asks for a part of something by other than a number")


def _is_small_number(value: object) -> bool:
    return isinstance(value, (int, float)) and abs(value) < LARGEST_NUMBER


def _kind(node: nodes.Node) -> str:
    return type(node).__name__.lower()


def _refusal(node: nodes.Node, why: str) -> TemplateSyntaxError:
    return TemplateSyntaxError(f"it {why}.", node.lineno)
