"""Files in any state give problems, never an exception."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lms.courses
from lms.courses.compiling import compile_course
from lms.courses.source import belongs, read_folder, revision
from tests.unit.courses.examples import DOT, FILES, MODULE, check_folder, codes, compiled, source

NAMES = st.sampled_from(
    [
        "course.md",
        "course.fr.md",
        "01-a.md",
        "01-a.fr.md",
        "assessment.md",
        "media/cycle.svg",
        "media/dot.png",
    ]
)
# Pieces whose combinations reach further into the reader than random characters do.
PIECES = st.sampled_from(
    [
        *("---\n", "title: A\n", "objectives:\n", "  first: x\n", "&a [*a]\n", "minutes: !!int x\n", "...\n"),
        *(
            "# A\n",
            "## One\n",
            "### Two\n",
            "#\n",
            "Text\n",
            "===\n",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "> ",
            "- ",
            "1. ",
        ),
        *(
            "::: question first\n",
            "::: question first kind=multiple\n",
            "::: question\n",
            ":::\n",
            "::\n",
            "::::\n",
        ),
        *("- [ ] A\n", "- [x] B\n", "  > Because.\n", "      > Because.\n", "- []\n", "-[x]\n", "* [x] C\n"),
        *(
            "```\n",
            "~~~\n",
            "[^1]",
            "[^1]: Source\n",
            "![a](media/dot.png)",
            "![](x.svg)",
            "[a](01-a.md#one)",
        ),
        *(
            "| a | b |\n| - | - |\n| 1 | [^1] |\n",
            "> [!NOTE]\n> x\n",
            "> [!X]\n",
            "<b>",
            "<!--",
            "[[x]]",
            "\\",
            "|",
        ),
        *(
            "\ufeff",
            "\0",
            "\x0b",
            "\u2028",
            "\x85",
            "é",
            "😀",
            "[a]: b\n",
            "[a][b]",
            "[a](b c)",
            "{{x}}",
            "\r",
            " ",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(NAMES, st.binary(max_size=300))
@settings(deadline=None, max_examples=300)
def test_any_bytes(name, content):
    compiled({name: content})


@given(st.dictionaries(NAMES, TEXTS, min_size=1, max_size=3))
@settings(deadline=None, max_examples=800)
def test_any_pieces(files):
    found = compiled(files)
    errors = [problem for problem in found.problems if problem.severity == "error"]
    assert (found.course is None) == bool(errors)
    for problem in found.problems:
        assert str(problem)
        content = source(files).files.get(problem.place.path, b"")
        lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        assert (problem.place.line or 1) <= len(lines) + 1


@pytest.mark.parametrize("name", ["course.md", "01-a.md", "01-a.fr.md", "assessment.md"])
@pytest.mark.parametrize(
    "content", [b"\xff\xfe#\0 \0A\0", "# \xe9".encode("latin-1"), "# A".encode("utf-16-le"), b"\x80"]
)
def test_not_utf8_is_one_problem(name, content):
    assert codes({name: content}) == ["not-utf8"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\xff\xfe#\0 \0A\0", "1:1 not-utf8"),
        ("# A\n\nÉt\xe9".replace("É", "E").encode("latin-1"), "3:3 not-utf8"),
        ("\ufeff# É\r\n".encode() + b"ab\xe9", "2:3 not-utf8"),
        ("# A\rÀ".encode() + b"\xe9", "2:2 not-utf8"),
        (b"# A\n\nText\0", "3:5 zero-character"),
        ("# A".encode("utf-16-le"), "1:2 not-utf8"),
    ],
)
def test_what_keeps_a_file_from_being_read_is_found_at_its_place(content: bytes, found: str):
    (problem,) = compiled({"01-a.md": content}).problems
    assert f"{problem.place.line}:{problem.place.column} {problem.code}" == found


def test_text_too_large():
    assert codes({"01-a.md": MODULE + "x" * 1_000_000}) == ["text-too-large"]


def test_no_course_file():
    assert codes({"course.md": None, "course.fr.md": None}) == ["no-course-file"]


def test_no_modules():
    assert codes({"01-a.md": None}) == ["no-modules"]


def test_folder_name():
    found = compile_course(source({}, slug="My Course")).problems
    assert [str(problem.place) + " " + problem.code for problem in found] == ["course.md course-name"]


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def test_read_folder(tmp_path):
    folder = tmp_path / "trial"
    write(folder, FILES)
    write(folder, {"README.md": b"x", ".git/config.md": b"x", "media/Thumbs.db": b"x", "notes/old.md": b"x"})
    outside = tmp_path / "outside.md"
    outside.write_text("# Outside")
    os.symlink(outside, folder / "02-b.md")
    read = read_folder(folder)
    assert read.slug == "trial"
    assert read.files == FILES
    assert check_folder(folder) == ()


def test_read_folder_reads_no_more_of_a_large_file_than_needed(tmp_path):
    write(tmp_path / "trial", {**FILES, "media/large.png": DOT + b"\0" * 3_000_000})
    read = read_folder(tmp_path / "trial")
    assert len(read.files["media/large.png"]) == 1_000_001
    assert [problem.code for problem in compile_course(read).problems] == ["image-too-large"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01-a.md", True),
        ("01-a.md.txt", True),
        ("01-a.markdown", True),
        ("README.md", False),
        ("license.txt", False),
        ("media/a.svg", True),
        ("cycle.PNG", True),
        ("media/a.md", False),
        ("media/a.docx", False),
        ("Makefile", False),
    ],
)
def test_belongs(name, expected):
    assert belongs(name) is expected


def test_revision_changes_with_name_and_content_only():
    first = revision(source({}))
    assert first == revision(source({}, slug="other"))
    assert first == revision(type(source({}))("trial", dict(reversed(FILES.items()))))
    assert first != revision(source({"01-a.md": MODULE + " "}))
    assert first != revision(source({"01-a.md": None, "02-a.md": MODULE}))
    assert len(first) == 64


def test_showing_courses_needs_no_compiler():
    # The room alone: what other rooms import is not its affair.
    script = (
        "import sys, types\n"
        "sys.modules['lms'] = lms = types.ModuleType('lms')\n"
        f"lms.__path__ = [{str(Path(lms.courses.__file__).parents[1])!r}]\n"
        "import lms.courses.compiling.stored, lms.courses.source, lms.courses.questions\n"
        "heavy = {'pydantic', 'ruamel.yaml', 'markdown_it', 'mdit_py_plugins', 'flask'} & set(sys.modules)\n"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_picture_is_in_the_course():
    course = compiled({"01-a.md": MODULE + "\n![The cycle](media/cycle.svg)\n"}).course
    assert course is not None
    assert set(course.media) == {"media/cycle.svg", "media/dot.png"}
    assert f'src="/media/{course.media["media/cycle.svg"]}/cycle.svg"' in str(course.module("a"))
