"""The `lms` command: each verb words what a room does, and stands in the file of its concept."""

from pkgutil import resolve_name

import click
from flask import Flask
from flask.cli import FlaskGroup, NoAppException

from lms import create_app
from lms.config import SettingsRefused

# Where each verb stands. Its file is imported when the verb is asked for: so it can import all that it needs
# at its top, and `lms check` still starts without a database.
VERBS = {
    "acts": "lms.commands.acts:acts",
    "check": "lms.commands.checking:check",
    "demo": "lms.commands.demonstrating:demo",
    "forget": "lms.commands.forgetting:forget",
    "import": "lms.commands.importing:import_",
    "init": "lms.commands.installing:init",
    "invite": "lms.commands.installing:invite",
    "new": "lms.commands.beginning:new",
    "preview": "lms.commands.previewing:preview",
    "publish": "lms.commands.publishing:publish",
    "remove-second-factor": "lms.commands.second_factor:remove_second_factor",
    "serve": "lms.commands.serving:serve",
    "tend": "lms.commands.tending:tend",
    "translations": "lms.commands.translating:translations",
}


def _create() -> Flask:
    try:
        return create_app()
    except SettingsRefused as refused:
        raise NoAppException(str(refused)) from refused


class Verbs(FlaskGroup):
    """Our verbs and Flask's own. The application brings none, so that naming them needs no settings."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.commands)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return self.commands.get(name)
        verb: click.Command = resolve_name(VERBS[name])
        return verb


@click.group(cls=Verbs, create_app=_create, add_version_option=False, load_dotenv=False)
def main() -> None:
    """Serve Markdown-authored CPAS courses, record who holds them, and issue certificates."""


for name in VERBS:
    # Its name alone, by which it is listed, and suggested to whoever mistypes it.
    main.add_command(click.Command(name))
