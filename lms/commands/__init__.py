"""The `lms` command: each verb words what a room does, and stands in the file of its concept."""

import click
from flask import Flask
from flask.cli import FlaskGroup, NoAppException

from lms import create_app
from lms.commands.beginning import new
from lms.commands.checking import check
from lms.commands.demonstrating import demo
from lms.commands.importing import import_
from lms.commands.installing import init, invite
from lms.commands.previewing import preview
from lms.commands.publishing import publish
from lms.commands.serving import serve
from lms.commands.tending import tend
from lms.commands.translating import translations
from lms.config import SettingsRefused

VERBS = (init, serve, demo, check, new, import_, preview, publish, translations, invite, tend)


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
        return self.commands.get(name)


@click.group(cls=Verbs, create_app=_create, add_version_option=False, load_dotenv=False)
def main() -> None:
    """Serve Markdown-authored CPAS courses, record who holds them, and issue certificates."""


for verb in VERBS:
    main.add_command(verb)
