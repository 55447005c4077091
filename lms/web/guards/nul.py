"""NUL: the one character that no text of PostgreSQL can hold, and that nobody types."""

from flask import Flask, abort, request

NUL = "\x00"


def refuse(app: Flask) -> None:
    """Refuses every request whose address (404) or values (400) hold it, before anything is looked up."""

    def check() -> None:
        if NUL in request.path:
            abort(404)
        for values in (request.args, request.form):
            texts = (text for name_and_value in values.items(multi=True) for text in name_and_value)
            if any(NUL in text for text in texts):
                abort(400)

    app.before_request(check)
