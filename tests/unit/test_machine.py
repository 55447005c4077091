"""What `make` does first: it says what the machine lacks, and sees to it that .venv is this folder's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "tests/needs")
FILES += ("tests/environment", "tests/npm", "tests/run")
TOOLS = ("bash", "cat", "chmod", "dirname", "make", "rm", "sed", "sh", "sort", "touch")
# Makes a real environment, but with a pip that only notes that it was called, and where the code is.
PYTHON = f"""#!/bin/sh
case "$*" in
  "-m venv"*)
    {sys.executable} "$@" --without-pip || exit
    cat > .venv/bin/pip << 'END'
#!/bin/sh
echo "$@" >> installed
for folder in .venv/lib/python3*/site-packages; do echo "$PWD" > "$folder/code.pth"; done
END
    chmod +x .venv/bin/pip ;;
  *) exec {sys.executable} "$@" ;;
esac
"""
OLD_PYTHON = "#!/bin/sh\necho 3.11.1\n"
NO_VENV = f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\nexec {sys.executable} "$@"\n'
NOTHING_BEGAN = (".venv", "installed", "tests/node_modules")


class Machine:
    """A machine with few programs, and on it a folder with a copy of what `make` begins with."""

    def __init__(self, place: Path) -> None:
        self.programs = place / "programs"
        self.programs.mkdir()
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found, tool
            (self.programs / tool).symlink_to(found)
        self.add("python3", PYTHON)
        self.add("npm", "#!/bin/sh\n")
        self.add("node", "#!/bin/sh\necho v18.20.4\n")
        self.folder = place / "here"
        (self.folder / "tests").mkdir(parents=True)
        (self.folder / "lms").mkdir()
        (self.folder / "lms" / "__init__.py").touch()
        for file in FILES:
            shutil.copy(ROOT / file, self.folder / file)

    def add(self, name: str, text: str) -> None:
        """Puts a program on the machine, or another in its place."""
        program = self.programs / name
        program.write_text(text)
        program.chmod(0o755)

    def make(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Runs make in the folder, or in another."""
        where = folder or self.folder
        environment = {"PATH": str(self.programs), "PWD": str(where)}  # a shell keeps links in PWD
        return subprocess.run(
            ["make", "--silent", *words], cwd=where, env=environment, capture_output=True, text=True
        )

    def refuses(self, target: str) -> str:
        """What make says when it refuses before anything began."""
        done = self.make(target)
        assert done.returncode == 2
        assert done.stdout == ""
        assert not [name for name in NOTHING_BEGAN if (self.folder / name).exists()]
        said, makes_own = done.stderr.splitlines()
        assert makes_own.startswith("make: ***")
        return said

    def sets_up(self, folder: Path | None = None) -> str:
        """What make says when it sets up; afterwards the folder's environment runs the folder's code."""
        where = (folder or self.folder).resolve()
        done = self.make("setup", folder=folder)
        assert (done.returncode, done.stderr) == (0, "")
        code = subprocess.run(
            [where / ".venv/bin/python", "-I", "-c", "import lms; print(lms.__file__)"],
            capture_output=True,
            text=True,
        )
        assert code.stdout.strip() == str(where / "lms" / "__init__.py"), code.stderr
        return done.stdout.strip()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path.resolve())


@pytest.fixture
def installed(machine: Machine) -> Machine:
    """The machine, its folder set up."""
    assert machine.sets_up() == ""
    return machine


@pytest.mark.parametrize("target", ["test", "bench"])
@pytest.mark.parametrize("program", ["npm", "node"])
def test_what_the_tests_take_from_npm(machine: Machine, target: str, program: str):
    (machine.programs / program).unlink()
    assert machine.refuses(target).startswith(f"There is no {program} here: ")


@pytest.mark.parametrize("target", ["test", "bench"])
def test_a_playwright_that_does_not_start(installed: Machine, target: str):
    playwright = installed.folder / ".venv" / "bin" / "playwright"
    playwright.write_text("#!/bin/sh\necho 'cannot open libatomic.so.1' >&2\nexit 127\n")
    playwright.chmod(0o755)
    done = installed.make(target)
    said = done.stderr.splitlines()[0]
    assert said.startswith("Playwright, which drives the browser of the tests, does not start ")
    assert said.endswith(": cannot open libatomic.so.1")
    assert done.stdout == "", "the tests began"


def test_the_site_needs_no_npm(machine: Machine):
    (machine.programs / "npm").unlink()
    (machine.programs / "node").unlink()
    assert machine.sets_up() == ""


def test_an_old_node(machine: Machine):
    machine.add("node", "#!/bin/sh\necho v16.20.2\n")
    assert machine.refuses("test").startswith("Node is v16.20.2 here, ")


@pytest.mark.parametrize("target", ["setup", "run", "test"])
class TestPython:
    def test_none(self, machine: Machine, target: str):
        (machine.programs / "python3").unlink()
        assert machine.refuses(target).startswith("There is no python3 here: install Python 3.11.2 or newer ")

    def test_an_old_one(self, machine: Machine, target: str):
        machine.add("python3", OLD_PYTHON)
        assert machine.refuses(target).startswith("python3 is Python 3.11.1, and 3.11.2 or newer is needed: ")

    def test_one_without_venv(self, machine: Machine, target: str):
        machine.add("python3", NO_VENV)
        assert machine.refuses(target).startswith("python3 has no venv and ensurepip, ")


def test_an_environment_that_is_there_needs_no_other_python(installed: Machine):
    installed.add("python3", OLD_PYTHON)
    assert installed.sets_up() == ""


def test_a_copied_folder(installed: Machine):
    (installed.folder / ".venv" / "bin" / "lms").write_text(f"#!{installed.folder}/.venv/bin/python\n")
    copy = shutil.copytree(installed.folder, installed.folder.with_name("a copy"), symlinks=True)
    told = f"The environment in .venv was made as {installed.folder}/.venv; it is made anew for {copy}."
    assert installed.sets_up(copy) == told
    assert not (copy / ".venv" / "bin" / "lms").exists(), "a script of the first one is left"
    assert installed.sets_up(copy) == "", "it is made anew each time"
    assert installed.sets_up() == "", "the first one is left alone"


def test_a_moved_folder(installed: Machine):
    moved = installed.folder.rename(installed.folder.with_name("moved"))
    assert installed.sets_up(moved).startswith(f"The environment in .venv was made as {installed.folder}")


def test_a_folder_reached_by_a_link(installed: Machine):
    link = installed.folder.with_name("link")
    link.symlink_to(installed.folder)
    assert installed.sets_up(link) == ""


def test_the_environment_of_another_folder_by_a_link(installed: Machine):
    other = installed.folder.with_name("other")
    shutil.copytree(installed.folder, other, ignore=shutil.ignore_patterns(".venv"))
    (other / ".venv").symlink_to(installed.folder / ".venv")
    assert installed.sets_up(other).startswith(f"The environment in .venv was made as {installed.folder}")
    assert installed.sets_up() == "", "what the link led to is left alone"


def test_an_environment_with_the_code_of_another_folder(installed: Machine):
    other = installed.folder.with_name("other")
    shutil.copytree(installed.folder / "lms", other / "lms")
    (pointer,) = installed.folder.glob(".venv/lib/python3*/site-packages/code.pth")
    pointer.write_text(f"{other}\n")
    told = f"The environment in .venv takes its code from {other}/lms/__init__.py; it is made anew for "
    assert installed.sets_up().startswith(told)


def test_an_environment_without_its_python(installed: Machine):
    python = installed.folder / ".venv" / "bin" / "python"
    os.replace(python, python.with_name("gone"))
    assert installed.sets_up().startswith("The environment in .venv has lost its Python; ")


def test_an_environment_without_pip(installed: Machine):
    (installed.folder / ".venv" / "bin" / "pip").unlink()
    assert installed.sets_up().startswith("The environment in .venv was left half made; ")


def test_something_else(machine: Machine):
    (machine.folder / ".venv").mkdir()
    assert machine.sets_up().startswith("The environment in .venv was made as something else; ")
