"""The import tables of the house: each floor may use all below it, and inside a room as its own table says.

No arrow goes up or sideways, and no circle stands anywhere.
"""

import ast
import re
from collections import Counter
from graphlib import TopologicalSorter
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
    ("acts",),
    ("web",),
    ("database",),
    ("config", "connections", "days"),
    ("refusals",),
)
GROUND = "courses"
# Inside a room, an inner room may use the files at the room's top and the inner room named first; what else
# it may use stands after that.
FIRST = {
    "authoring": "draft",
    "certificates": "leaving",
    "courses": "questions",
    "learning": "module",
    "people": "roles",
    "postings": "due",
    "rotation": "requirements",
    "web": "guards",
}
ALSO = {
    ("courses", "reading"): {"dialect"},
    ("courses", "advice"): {"dialect", "reading"},
    ("courses", "comparing"): {"dialect", "reading"},
    # The second step comes after the password, and a password is asked for to set it up.
    ("people", "second_factor"): {"sign_in"},
    # Its owner changes the password there, and sees where they signed in.
    ("people", "account"): {"sign_in", "second_factor"},
    # It ends whatever is kept of an account.
    ("people", "forgetting"): {"sign_in", "second_factor", "account"},
    # It leads through all of them.
    ("courses", "compiling"): {"dialect", "reading", "advice", "comparing"},
    # My learning shows what stands in all of them, and what came late is done as each of them does it.
    ("learning", "mine"): {"assessment", "remarks"},
    ("learning", "unclaimed"): {"assessment", "remarks"},
}
# Files at the top of a room that stand above its inner rooms, as its __init__ does.
DOORS = {
    "authoring/room.py",  # opens the room for pages
    "authoring/disk.py",  # what the command line does
    "authoring/waiting.py",  # what the page of administration shows
    "authoring/list_pages.py",  # the front page, which counts the remarks that wait
    "courses/problems.py",  # words each code
}
MOST_FILES = 20
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


def test_imports_are_seen():
    assert [path for path in FILES if imported(path)]


def test_courses_know_neither_flask_nor_a_database():
    paths = list((LMS / GROUND).rglob("*.py"))
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        assert not re.search(r"(import|from) (flask|sqlalchemy|werkzeug)", text), path


def inner_room(hall: str, module: str) -> str:
    """The inner room of a hall that a module stands in; empty for a file at its top."""
    parts = module.split(".")[2:]
    return parts[0] if parts and (LMS / hall / parts[0]).is_dir() else ""


def modules_imported(path: Path) -> set[str]:
    """As `imported`, with the modules that are named after `import`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {module_named(node.module, alias.name) for alias in node.names}
    return {name for name in found if name.startswith("lms.")}


def module_named(package: str, name: str) -> str:
    folder = LMS.parent.joinpath(*package.split("."))
    is_module = (folder / f"{name}.py").exists() or (folder / name / "__init__.py").exists()
    return f"{package}.{name}" if is_module else package


INSIDE = [path for path in FILES if len(path.relative_to(LMS).parts) > 1]


@pytest.mark.parametrize("path", INSIDE, ids=lambda path: str(path.relative_to(LMS)))
def test_inner_rooms_use_the_top_and_the_first(path: Path):
    hall, *rest = path.relative_to(LMS).parts
    if rest == ["__init__.py"] or path.relative_to(LMS).as_posix() in DOORS:
        return
    mine = rest[0] if len(rest) > 1 else ""
    allowed = {"", mine} | ({FIRST[hall]} if mine else set()) | ALSO.get((hall, mine), set())
    for module in modules_imported(path):
        if room_of(module) == hall:
            other = inner_room(hall, module)
            assert other in allowed, f"{hall}/{mine or 'the top'} may not import {module}"


def test_the_tables_name_what_there_is():
    for hall, first in FIRST.items():
        assert (LMS / hall / first).is_dir()
    for hall, inner in ALSO:
        assert (LMS / hall / inner).is_dir()
    for door in DOORS:
        assert (LMS / door).is_file()


def test_no_circle_stands_anywhere():
    arrows = {module_of(path): modules_imported(path) - {module_of(path)} for path in FILES}
    assert arrows
    TopologicalSorter(arrows).prepare()  # raises CycleError, which names the circle


def module_of(path: Path) -> str:
    parts = path.relative_to(LMS.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_folder_is_a_hall():
    counted = Counter(path.parent for path in FILES)
    assert {str(folder.relative_to(LMS)) for folder, files in counted.items() if files > MOST_FILES} == set()
