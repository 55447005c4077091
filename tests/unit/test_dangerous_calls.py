"""Calls that would run, unpack or draw what somebody wrote: none, but where a reason stands beside it."""

import ast
import re
from pathlib import Path

import pytest

LMS = Path(__file__).resolve().parents[2] / "lms"
FILES = sorted(path for path in LMS.rglob("*.py") if "migrations" not in path.parts)
SCRIPTS = sorted((LMS / "static" / "js").rglob("*.js"))
# What is never called, and in which files it may be all the same.
FORBIDDEN: dict[str, tuple[str, ...]] = {
    "eval": (),
    "exec": (),
    "compile": (),
    "os.system": (),
    "os.popen": (),
    "subprocess.run": (),
    "subprocess.call": (),
    "subprocess.check_output": (),
    "subprocess.Popen": ("web/child/hiring.py",),  # ourselves, by fixed words
    "pickle.load": (),
    "pickle.loads": ("web/child/work.py",),  # in the child, what its worker sent
    "marshal.loads": (),
    "yaml.load": (),
    "render_template_string": (),
    "sandbox.from_string": ("web/documents/sandbox.py",),
    "random.Random": ("demo/study.py", "learning/assessment/drawing.py", "learning/choice_order.py"),
    "random.choice": (),
    "random.randint": (),
    "uuid.uuid1": (),
}
SQL = ("text", "literal_column", "exec_driver_sql")
IN_SCRIPTS = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|srcdoc|eval)\b"
    r"|\bdocument\.write|\bnew Function\b|\bset(?:Timeout|Interval)\(\s*[\"'`]|\bwindow\.postMessage"
)


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [(ast.unparse(node.func), node) for node in nodes if isinstance(node, ast.Call)]


def name_of(path: Path) -> str:
    return path.relative_to(LMS).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_runs_or_unpacks_what_somebody_wrote(path: Path):
    for name, node in calls(path):
        assert name_of(path) in FORBIDDEN.get(name, (name_of(path),)), f"{name} in line {node.lineno}"
        assert not name.endswith(".from_string") or name in FORBIDDEN, f"{name} in line {node.lineno}"
        assert "shell" not in [word.arg for word in node.keywords], f"a shell in line {node.lineno}"


def found(pattern: str) -> set[str]:
    """The files in which a pattern of lines is found."""
    lines = re.compile(pattern, re.MULTILINE)
    return {name_of(path) for path in FILES if lines.search(path.read_text("utf-8"))}


def test_cryptography_and_chance_are_the_standard_library_s():
    assert found(r"\b(?:md5|sha1)\b|^\s*(?:import|from) (?:Crypto|cryptography|nacl|rsa|ecdsa)\b") == set()
    assert found(r"\brandom\.(?!Random\b)\w+\(") == set()


def test_only_mail_speaks_to_another_machine():
    libraries = r"smtplib|ftplib|imaplib|poplib|requests|httpx|aiohttp|urllib3|http\.client|urllib\.request"
    assert found(rf"^\s*(?:import|from) (?:{libraries})\b") == {"web/mail.py"}


def test_logs_go_to_the_errors_of_the_process_alone():
    handlers = r"\w*FileHandler|SysLogHandler|HTTPHandler|SocketHandler|SMTPHandler|QueueHandler"
    assert found(rf"\b(?:{handlers}|basicConfig|dictConfig)\b") == set()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_sql_is_put_together_of_texts(path: Path):
    for name, node in calls(path):
        if name.startswith(("sa.", "connection.", "session.")) and name.rpartition(".")[2] in SQL:
            assert isinstance(node.args[0], ast.Constant), f"{ast.unparse(node)} in line {node.lineno}"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_html_of_a_text(path: Path):
    text = re.sub(r"^\s*//.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
    found = IN_SCRIPTS.search(text)
    assert found is None, f"{found[0]} in {path.name}"
