"""Components: what pages are made of, each a macro in a file of its own in templates/components."""

from flask import Flask
from jinja2 import Environment
from jinja2.runtime import Macro


class Components:
    """Reached by name: `ui.button` is the macro `button` of components/button.html."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def __getattr__(self, name: str) -> Macro:
        """Raises TemplateNotFound, which names the file, where there is no such component."""
        if name.startswith("_"):
            raise AttributeError(name)
        template = self._environment.get_template(f"components/{name}.html")
        macro: Macro = getattr(template.module, name)
        if not self._environment.auto_reload:
            # Found without asking again: a page calls dozens, and no file changes while the site runs.
            setattr(self, name, macro)
        return macro


def register(app: Flask) -> None:
    """Gives every template the components, as `ui`."""
    app.jinja_env.globals["ui"] = Components(app.jinja_env)
