"""The library: the published courses, their editions and files."""

from flask import Flask

from lms.library import media, rendering


def join(app: Flask) -> None:
    """Adds the room to the application."""
    app.register_blueprint(media.bp)
    rendering.add_to_templates(app)
