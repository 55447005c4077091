"""What several verbs take and tell: a course, the courses folder, the language of messages, lines or JSON."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from lms.authoring.checking import course_folders
from lms.config import ROOT

LANG = click.option(
    "--lang",
    type=click.Choice(["en", "fr"]),
    default="en",
    show_default=True,
    help="Language of the messages.",
)


def lines_or_json(json_is: str) -> Callable[[Any], Any]:
    """The option --format: lines for people, or the JSON that `json_is` describes, as “JSON with course.”"""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help=f"Lines for people, or {json_is}",
    )


def tell_json(plain: object) -> None:
    """Prints what --format json asks for, made of lists, dictionaries, texts and numbers."""
    click.echo(json.dumps(plain, ensure_ascii=False, indent=2))


def course_folder(name: str) -> Path:
    """The folder of a course, given as a path or by its name in the courses folder."""
    path = Path(name)
    return path if path.is_dir() else courses() / name


def existing_course(folder: Path) -> Path:
    """The folder, if a course is in it; else the command ends and says so."""
    if not (folder / "course.md").is_file():
        raise click.ClickException(f"There is no course in {folder}: it holds no course.md.")
    return folder


def existing_courses(names: Iterable[str]) -> list[Path]:
    """The folders of these courses, by default of all; a name that holds courses stands for each of them."""
    paths = [course_folder(name) for name in names] or [courses()]
    return [existing_course(folder) for path in paths for folder in course_folders(path)]


def courses() -> Path:
    """The courses folder, for commands that need no other setting."""
    return Path(os.environ.get("LMS_COURSES", ROOT / "courses"))
