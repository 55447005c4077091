"""Serving: gunicorn with this installation's settings, after the database and the courses are ready."""

import os
import sys
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from lms.config import Settings
from lms.database import db


class Server(BaseApplication):
    """gunicorn, told what to do by our settings and not by its command line."""

    def __init__(self, app: Flask, address: str, settings: Settings) -> None:
        self.app, self.address, self.settings = app, address, settings
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": self.address,
            "workers": self.settings.workers,
            "threads": self.settings.threads,
            "worker_class": "gthread",
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 15,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "preload_app": True,
            "post_fork": _fresh_connections,
            "loglevel": "warning",
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app


def _fresh_connections(server: Any, _worker: Any) -> None:
    """A database handle must not cross a fork; and a page takes less time than a turn of its thread.

    Python takes a thread's turn after 5 ms by default, in the middle of a page, to nobody's gain.
    """
    sys.setswitchinterval(0.02)
    with server.app.app.app_context():
        db.engine.dispose(close=False)


def run(app: Flask, address: str) -> None:
    """Serves until told to stop."""
    sys.argv = sys.argv[:1]
    Server(app, address, app.config["SETTINGS"]).run()
