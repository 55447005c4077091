"""COMPILER_VERSION can’t be forgotten: here stands what that version makes of the test course.

An edition keeps its compiled course, and only another number has it compiled anew. If the number were
forgotten, published courses would go on being shown as the compiler made them before.
"""

import hashlib

from lms.courses.compiling import compile_course
from lms.courses.compiling.stored import COMPILER_VERSION, dump
from lms.courses.source import Source, read_folder, revision
from tests.unit.courses.examples import TEST_COURSE

VERSION = 11
FILES = "7024062ae702074c808f2a9a5c2f8ac375d2f382543612266dc1615de0635485"
COMPILED = "b43ccf6efdb95b5fb58fabd5b697313ca1040887a8010f35e6abb5ecbf119b0a"

OTHER_FILES = """
The test course has changed. Leave COMPILER_VERSION as it is, and write in this file:
FILES = "{files}"
COMPILED = "{compiled}"
If the compiler has changed too, undo one of the two first, so that each is judged by itself.
"""

OTHER_COURSE = """
The compiler makes something else of the same files. Set COMPILER_VERSION to {next}, and write in this file:
VERSION = {next}
COMPILED = "{compiled}"
"""

OTHER_VERSION = """
COMPILER_VERSION is {now}, and the compiler makes the same of the test course as before. If there was another
reason to raise it, such as a syntax that the test course lacks, add that to the test course, and write here:
VERSION = {now}
"""


def test_another_outcome_asks_for_another_version():
    source = Source("test-course", read_folder(TEST_COURSE).files)
    course = compile_course(source).course
    assert course is not None
    files = revision(source)
    compiled = hashlib.sha256(dump(course).encode()).hexdigest()
    assert files == FILES, OTHER_FILES.format(files=files, compiled=compiled)
    assert compiled == COMPILED, OTHER_COURSE.format(next=VERSION + 1, compiled=compiled)
    assert COMPILER_VERSION == VERSION, OTHER_VERSION.format(now=COMPILER_VERSION)
