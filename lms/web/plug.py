"""Plugs: what a room above gives the application, for a room below that does not know the room above."""

from typing import Generic, TypeVar, cast

from flask import Flask, current_app

Thing = TypeVar("Thing")


class Plug(Generic[Thing]):
    """One thing that is put in when the application is made, and that its requests ask for.

    Each plug is a constant of the file that asks for it: a search for the constant finds who puts it in too.
    """

    def __init__(self, name: str) -> None:
        self.name = name  # its key in app.extensions

    def put_in(self, app: Flask, thing: Thing) -> None:
        """Gives the application the thing, instead of what was put in before."""
        app.extensions[self.name] = thing

    def get(self, app: Flask = current_app) -> Thing:
        """What was put in; raises KeyError where nothing was."""
        return cast(Thing, app.extensions[self.name])

    def get_or(self, default: Thing) -> Thing:
        """What was put in, else the default."""
        return cast(Thing, current_app.extensions.get(self.name, default))
