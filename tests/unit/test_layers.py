"""The import table of the house: each floor may use all below it; no arrow goes up or sideways."""

import ast
import re
from pathlib import Path

import pytest

LMS = Path(__file__).resolve().parents[2] / "lms"
# From the top. Rooms of one floor do not know each other; `courses` is pure: it may use nothing else.
FLOORS = (
    ("commands", "translations"),
    ("lms",),  # create_app
    ("serving", "demo"),
    ("reporting",),
    ("rotation", "certificates", "authoring"),
    ("learning",),
    ("library",),
    ("postings",),
    ("people",),
    ("web",),
    ("database",),
    ("config", "days"),
)
GROUND = "courses"
FLOOR = {room: height for height, floor in enumerate(reversed(FLOORS), 1) for room in floor} | {GROUND: 0}
FILES = [
    path
    for path in sorted(LMS.rglob("*.py"))
    if "migrations" not in path.parts and path != LMS / "__init__.py"
]


def room_of(module: str) -> str:
    """The room that a module stands in; that of `lms` itself is `lms`."""
    return module.split(".")[1] if "." in module else module


def imported(path: Path) -> set[str]:
    """The modules of ours that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            rooms = {f"lms.{alias.name}" for alias in node.names if alias.name in FLOOR}
            found |= rooms if node.module == "lms" and rooms else {node.module or ""}
    return {name for name in found if name == "lms" or name.startswith("lms.")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(LMS)))
def test_imports_point_down(path: Path):
    room = path.relative_to(LMS).parts[0].removesuffix(".py")
    assert room in FLOOR, f"{room} is a room that the table does not know"
    for module in imported(path):
        other = room_of(module)
        assert other == room or FLOOR[other] < FLOOR[room], f"{room} may not import {module}"


def test_courses_know_neither_flask_nor_a_database():
    for path in (LMS / GROUND).rglob("*.py"):
        text = path.read_text("utf-8")
        assert not re.search(r"(import|from) (flask|sqlalchemy|werkzeug)", text), path
