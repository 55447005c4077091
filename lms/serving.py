"""Serving: gunicorn with this installation's settings, after the database and the courses are ready."""

import logging
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from werkzeug.serving import make_server

from lms.config import Settings
from lms.connections import Worker
from lms.database import db
from lms.web.beside import use_thread
from lms.web.guards.headers import all_headers
from lms.web.guards.sizes import largest_body
from lms.web.log import formatter

# Of each worker. A process may open 1,024 files where nobody said otherwise, and the database needs some.
CONNECTIONS = 800
# Who gives a password waits until it is their turn to have it hashed.
WAITING_REQUESTS = re.compile(rb"POST /(sign-in|join)\b")
MEMORY = "/dev/shm"  # noqa: S108 - a folder in memory, where the machine has one


def run(app: Flask, address: str) -> None:
    """Serves until told to stop."""
    sys.argv = sys.argv[:1]  # gunicorn would read our arguments as its own
    app.debug = False  # whatever the environment says
    use_thread(app)
    Server(app, address, app.config["SETTINGS"]).run()


def run_alone(app: Flask, port: int) -> None:
    """Serves this machine alone, one request after the other, as a database in memory needs it.

    Ctrl-C ends it, and so does SIGTERM: a shell has what it starts in the background ignore Ctrl-C's signal.
    """
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    app.wsgi_app = OneAtATime(app.wsgi_app)  # type: ignore[method-assign]
    server = make_server("127.0.0.1", port, app, threaded=True)
    with suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        server.serve_forever()


class Server(BaseApplication):
    """gunicorn, told what to do by our settings and not by its command line."""

    def __init__(self, app: Flask, address: str, settings: Settings) -> None:
        self.app = app
        self.address = address
        self.settings = settings
        self.largest_body = largest_body(app)
        self.waiting_requests = WAITING_REQUESTS
        self.headers = all_headers(settings)
        _ServerLog.lines = formatter(settings.log)
        super().__init__()  # last, since it calls load_config

    def load_config(self) -> None:
        """Gives gunicorn its settings; it calls this once."""
        options: dict[str, Any] = {
            "bind": self.address,
            "workers": self.settings.workers,
            "threads": self.settings.threads,
            "worker_class": Worker,
            "worker_connections": CONNECTIONS,
            "worker_tmp_dir": MEMORY if os.path.isdir(MEMORY) else None,
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 15,
            "sendfile": False,  # the worker sends what it was given
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "preload_app": True,
            "forwarder_headers": "",  # SCRIPT_NAME would move the site, and any browser can send it
            "post_fork": _after_fork,
            "loglevel": "warning",
            "logger_class": _ServerLog,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application that gunicorn is to serve; it calls this before it forks."""
        return self.app


class _ServerLog(Logger):
    """What gunicorn itself has to say, in lines as the site's own."""

    lines = formatter("text")  # gunicorn makes the log itself, so the server says here how it is written

    def setup(self, cfg: Any) -> None:
        """Sets the log up; gunicorn calls this at the start, and when it reads its settings again."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(self.lines)


def _after_fork(server: Any, _worker: Any) -> None:
    """A database handle must not cross a fork; and a page takes less time than a turn of its thread.

    Python takes a thread's turn after 5 ms by default, in the middle of a page, to nobody's gain.
    """
    sys.setswitchinterval(0.02)
    with server.app.app.app_context():
        db.engine.dispose(close=False)


class OneAtATime:
    """Lets a browser open as many connections as it likes, and answers one of them at a time."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self.turn = threading.Lock()

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        with self.turn:
            return self.application(environ, start_response)
