"""Checking: every problem of courses on disk, for people or for programs."""

import gc
import sys
from pathlib import Path

import click

from lms.authoring.checking import as_rows, check_paths, summary, worded
from lms.commands.arguments import LANG, courses, lines_or_json, tell_json


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@LANG
@lines_or_json("a JSON list with path, line, column, code, severity, message and fix.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
def check(paths: tuple[Path, ...], lang: str, form: str, strict: bool) -> None:
    """Check courses and tell every problem as path:line:column CODE message.

    PATH is the folder of a course, one that holds courses (default: courses), or one file of a course. Places
    are named from that folder on; with several folders each begins as it was given. The exit status is 1 when
    there is an error.
    """
    gc.disable()  # looking for garbage in what was just parsed takes a third of the time
    try:
        problems = check_paths(paths or (courses(),))
    finally:
        gc.enable()
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if form == "json":
        tell_json(as_rows(problems, lang))
    else:
        lines = [f"{worded(problem, lang)}\n" for problem in problems]
        click.echo("".join(lines), nl=False)  # at once: a line each takes longer than the check
        click.echo(summary(errors, warnings, lang), err=True)
    if errors or (strict and warnings):
        sys.exit(1)
