"""A small site behind the real server, to see what the server does.

`python -m tests.unit.small_site PORT NAME=VALUE…` serves it.
The names are those of lms.connections and of gunicorn's settings, so that a minute may last a second.
"""

import hashlib
import sys
import time
from typing import Any

from flask import Flask, Response, request

from lms import connections
from lms.config import Settings
from lms.serving import Server

LARGE = b"0123456789abcdef" * 512 * 1024  # 8 MB
app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 4 * 1024 * 1024


@app.get("/")
def here() -> str:
    return "here"


@app.get("/large")
def large() -> Response:
    return Response(LARGE)


@app.post("/")
def digest() -> str:
    return hashlib.sha256(request.get_data()).hexdigest()


@app.post("/sign-in")
def wait_for_turn() -> str:
    time.sleep(1)
    return "signed in"


class SmallServer(Server):
    """The server without a database, and with other settings where told."""

    def __init__(self, address: str, options: dict[str, int]) -> None:
        self.options = options
        super().__init__(app, address, Settings(site_url="https://small.example"))

    def load_config(self) -> None:
        super().load_config()
        self.cfg.set("post_fork", _no_database)
        for name, value in self.options.items():
            if hasattr(connections, name):
                setattr(connections, name, value)
            else:
                self.cfg.set(name, value)


def _no_database(_server: Any, _worker: Any) -> None:
    pass


if __name__ == "__main__":
    port, *rest = sys.argv[1:]
    given = {name: int(value) for name, _, value in (one.partition("=") for one in rest)}
    sys.argv = sys.argv[:1]
    SmallServer(f"127.0.0.1:{port}", given).run()
