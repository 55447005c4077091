"""Where the routes lead in a world in which everything has happened once."""

from collections.abc import Mapping

from flask import Flask
from werkzeug.routing import Rule

# Where a name means something else than elsewhere.
ELSEWHERE = {
    "assessment.outcome": {"attempt_id": "ended"},
    "kept.show": {"code": "certificates_code"},
    "kept.file": {"code": "certificates_code"},
    "private_address.confirm": {"code": "private_code"},
    "second_factor.remove_for": {"person_id": "shut"},
    "shut_answers.open_answers": {"person_id": "shut"},
    "translation.show": {"path": "translated"},
    "translation.begin": {"path": "untranslated"},
}

# Pages that show something only to somebody whose account is so far.
WHOSE = {
    "second_factor.codes": "bruno",
    "second_factor.remove": "bruno",
    "second_factor.confirm": "chantal",
}

NOTHING: Mapping[str, object] = {}


def rules(app: Flask, method: str = "") -> list[Rule]:
    """The routes, each once, that answer to a method: at least one, so that to try all is to try some."""
    found = [rule for rule in app.url_map.iter_rules() if not method or method in (rule.methods or ())]
    assert found
    return sorted(found, key=lambda rule: (rule.rule, rule.endpoint))


def address(
    app: Flask, rule: Rule, world: Mapping[str, object], instead: Mapping[str, object] = NOTHING
) -> str:
    """The address of a route in the world; KeyError when nobody told what stands for one of its names.

    `instead` has what stands for some of them instead.
    """
    if rule.endpoint == "assets.file":
        with app.test_request_context():
            return str(app.jinja_env.globals["asset"]("site.css"))  # type: ignore[operator]
    own = ELSEWHERE.get(rule.endpoint, {})
    values = {name: instead.get(name) or world[own.get(name, name)] for name in rule.arguments}
    return app.url_map.bind("").build(rule.endpoint, values, method=_method(rule))


def _method(rule: Rule) -> str:
    return "GET" if "GET" in (rule.methods or ()) else "POST"
