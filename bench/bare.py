"""The bare limit: Flask, Flask-Login, one SQLAlchemy look-up, and a Jinja page of given bytes.

`python -m bench.bare PORT` serves it as `lms serve` serves the site: the same gunicorn class, workers and
threads. The page is the measured one, byte for byte: a layout and one of 14 blocks that extends it, compiled
once, put the look-up's result into the title and the text of the page around it.
"""

import os
import re
import sys
from html import unescape
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask, render_template
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy.orm import Mapped, mapped_column

from lms.config import read
from lms.serving import Server

page_text = Path(os.environ["BENCH_PAGE"]).read_text(encoding="utf-8")
before, name, after = re.split(r"(?<=<title>)(.*?)(?=</title>)", page_text, maxsplit=1)
BLOCKS = 14
size = len(after) // (BLOCKS - 1) + 1
parts = [before, *(after[start : start + size] for start in range(0, len(after), size))]
TEMPLATES = {
    "layout.html": "".join(f"{{% block b{n} %}}{{% endblock %}}" for n in range(len(parts))),
    "page.html": '{% extends "layout.html" %}{% block b0 %}{{ parts[0]|safe }}{{ person.name }}{% endblock %}'
    + "".join(f"{{% block b{n} %}}{{{{ parts[{n}]|safe }}}}{{% endblock %}}" for n in range(1, len(parts))),
}

app = Flask(__name__)
app.config["SECRET_KEY"] = "bench"
app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{os.environ['BENCH_DB']}"
app.jinja_loader = DictLoader(TEMPLATES)
db = SQLAlchemy(app)
login = LoginManager(app)


class Person(UserMixin, db.Model):  # type: ignore[name-defined,misc]
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


@login.user_loader
def load(identity: str) -> Person | None:
    return db.session.get(Person, int(identity))


@app.get("/sign-in")
def sign_in() -> str:
    login_user(db.session.get(Person, 1))
    return "signed in"


@app.get("/page")
@login_required
def page() -> str:
    return render_template("page.html", person=current_user, parts=parts)


def prepare() -> None:
    """Creates the database with its one person."""
    with app.app_context():
        db.session.execute(sa.text("PRAGMA journal_mode=WAL"))
        db.create_all()
        db.session.add(Person(id=1, name=unescape(name)))
        db.session.commit()
        db.engine.dispose()


class BareServer(Server):
    """The site's own server, which gives each worker fresh connections to this database."""

    def load_config(self) -> None:
        super().load_config()
        self.cfg.set("post_fork", _fresh_connections)


def _fresh_connections(_server: Any, _worker: Any) -> None:
    with app.app_context():
        db.engine.dispose(close=False)


if __name__ == "__main__":
    address = f"127.0.0.1:{sys.argv[1]}"
    sys.argv = sys.argv[:1]
    prepare()
    BareServer(app, address, read(os.environ)).run()
