"""Publishing: what is proposed, whom it affects, and that it happens whole or not at all."""

from dataclasses import replace

import pytest

from lms.authoring.publication.affected import Affected, affected, completed_count
from lms.authoring.publication.proposal import as_plain, confirm, propose
from lms.courses.source import Source, read_folder
from lms.learning.completing import complete_course, complete_module
from lms.learning.enrolment import enrol
from lms.library import edition as editions
from lms.library import shelf
from lms.library.edition import Edition, PublishedMeanwhile
from lms.web.clock import now
from tests.cast import COURSE
from tests.conftest import FOLDER

FILES = read_folder(FOLDER / "course").files
LOG = "01-the-log.md"


def changed(old: str = "\n## ", new: str = "\nOne more sentence.\n\n## ", path: str = LOG) -> Source:
    text = FILES[path].decode()
    assert old in text
    return Source(COURSE, {**FILES, path: text.replace(old, new, 1).encode()})


@pytest.fixture
def studied(inside, cast):
    """Awa completed the course, Bruno its first module, Chantal began it."""
    with inside():
        course = shelf.course(COURSE).course
        for who, modules in (
            (cast.awa, course.modules),
            (cast.bruno, course.modules[:1]),
            (cast.chantal, ()),
        ):
            enrol(who, COURSE)
            for module in modules:
                complete_module(who, course, module.slug, 1, "en")
        complete_course(cast.awa, course, 1, "en", 90, now())


@pytest.mark.parametrize(
    ("material", "keep", "redo"),
    [((), 3, 0), (("the-log",), 1, 2), (("the-signs",), 2, 1), (("the-log", "the-signs"), 1, 2)],
)
def test_who_completed_a_module_or_the_course_is_asked_again(inside, studied, material, keep, redo):
    with inside():
        assert affected(COURSE, set(material)) == Affected(keep, redo)


def test_how_many_completed_each_module(inside, studied):
    with inside():
        assert completed_count(COURSE)["the-log"] == 2
        assert completed_count(COURSE)["the-signs"] == 1


def test_what_is_proposed_can_be_decided_otherwise(inside, studied):
    with inside():
        proposal = propose(changed())
        assert proposal.kinds() == {"the-log": "wording"}
        assert proposal.kinds({"the-log": "material", "the-signs": "material"}) == {"the-log": "material"}
        assert proposal.affected(proposal.kinds({"the-log": "material"})) == Affected(1, 2)
        assert (proposal.from_edition, proposal.to_edition) == (1, 2)


def test_only_a_module_s_change_can_be_material(inside):
    with inside():
        proposal = propose(changed("## Keep the log", "## Keep a log", "assessment.md"))
        assert proposal.kinds({"assessment": "material"}) == {"assessment": "wording"}


def test_what_is_confirmed_is_kept_with_the_edition(inside, rows, cast):
    with inside():
        confirm(propose(changed()), {"the-log": "material"}, frozenset({"the-log", "other"}), by=cast.chantal)
    first, second = rows(Edition)
    assert first.decided == {"material": [], "told": [], "keys": []}
    assert second.decided == {"material": ["the-log"], "told": ["the-log"], "keys": []}
    assert (second.number, second.published_by) == (2, cast.chantal)


def test_the_edition_that_decisions_were_made_on_must_be_in_force(inside, rows):
    with inside():
        proposal = propose(changed())
    with inside():
        confirm(propose(changed(new="\nQuite another sentence.\n\n## ")), {})
    with pytest.raises(PublishedMeanwhile), inside():
        confirm(proposal, {})
    assert len(rows(Edition)) == 2


def test_what_is_in_force_already_is_no_next_edition(inside, rows):
    with inside():
        proposal = propose(Source(COURSE, FILES))
        assert (proposal.from_edition, proposal.to_edition, proposal.changes.modules) == (1, 1, ())
        assert confirm(proposal, {}) == 1
    assert len(rows(Edition)) == 1


def test_a_publishing_that_fails_half_way_leaves_the_edition_before_it_in_force(inside, rows, monkeypatch):
    class Broken(editions.EditionFile):
        def __init__(self, **_values):
            raise OSError("the disk is full")

    with inside():
        proposal = propose(changed())
    monkeypatch.setattr(editions, "EditionFile", Broken)
    with pytest.raises(OSError, match="disk"), inside():
        confirm(proposal, {})
    monkeypatch.undo()
    assert len(rows(Edition)) == 1
    with inside():
        assert shelf.course(COURSE).edition == 1


def test_a_course_with_an_error_cannot_be_confirmed(inside):
    with inside():
        proposal = propose(changed("# ", ""))
        assert proposal.course is None
        with pytest.raises(ValueError, match="error"):
            confirm(proposal, {})
        assert replace(proposal, from_edition=None).to_edition == 0


def test_a_question_that_comes_back_is_compared_with_what_it_was(inside):
    """The edition in force has it no more, but attempts on the one before it have."""
    path = "10-not-translated.md"
    text = FILES[path].decode()
    start = text.index("::: question handover-second")
    question = text[start : text.index("\n:::\n", start) + len("\n:::\n")]
    flipped = question.replace("[x]", "[ ]", 1)
    with inside():
        confirm(propose(changed(question, "", path)), {})
    with inside():
        assert propose(Source(COURSE, FILES)).changes.keys == ()
        assert propose(changed(question, flipped, path)).changes.keys == ("handover-second",)


def test_a_block_is_named_once_to_programs(inside):
    """A paragraph and its translation have the same name."""
    french = "01-the-log.fr.md"
    files = {
        LOG: FILES[LOG].replace(b"It takes less", b"It should take less"),
        french: FILES[french].replace("Elle s’écrit".encode(), "Elle doit s’écrire".encode()),
    }
    with inside():
        proposal = propose(Source(COURSE, {**FILES, **files}))
        (both,) = proposal.changes.modules
        assert [it.language for it in both.changes] == [None, "fr"]
        told = as_plain(proposal, proposal.kinds())["changes"]
    assert told == [{"module": "the-log", "block": "s2.p1", "kind": "wording"}]
