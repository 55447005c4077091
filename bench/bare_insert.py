"""The bare limit of saving an answer: Flask and SQLAlchemy, one durable INSERT a request.

`python -m bench.bare_insert PORT` serves it as `lms serve` serves the site: the same gunicorn class, workers
and threads, and a SQLite database whose commits outlive a power cut.
"""

import os
import sys
from typing import Any

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

from lms.config import read
from lms.serving import Server

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{os.environ['BENCH_DB']}"
db = SQLAlchemy(app)


class Answer(db.Model):  # type: ignore[name-defined,misc]
    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str]
    answer: Mapped[str]


@app.get("/ready")
def ready() -> str:
    return "ready"


@app.post("/answer")
def insert() -> dict[str, bool]:
    db.session.add(Answer(question=request.form["question"], answer=request.form["answer"]))
    db.session.commit()
    return {"saved": True}


def prepare() -> None:
    """Has every connection be as durable as the site's, and creates the database."""
    with app.app_context():
        event.listen(db.engine, "connect", _make_durable)
        db.create_all()
        db.engine.dispose()


def _make_durable(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


class BareServer(Server):
    """The site's own server, which gives each worker fresh connections to this database."""

    def load_config(self) -> None:
        super().load_config()
        self.cfg.set("post_fork", _after_fork)


def _after_fork(_server: Any, _worker: Any) -> None:
    sys.setswitchinterval(0.02)  # as the site's workers do
    with app.app_context():
        db.engine.dispose(close=False)


if __name__ == "__main__":
    address = f"127.0.0.1:{sys.argv[1]}"
    sys.argv = sys.argv[:1]
    prepare()
    BareServer(app, address, read(os.environ)).run()
