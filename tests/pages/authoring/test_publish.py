"""Publishing from the page: keys first, then kinds, then one press; and nothing where something is wrong."""

import pytest

from lms.authoring.draft import drafts
from lms.authoring.draft.drafts import Draft
from lms.authoring.publication import pages
from lms.authoring.publication.pages import seen
from lms.authoring.publication.proposal import propose
from lms.authoring.translation.accepting import accept
from lms.courses.source import ACCEPTED, Source, read_folder
from lms.library.edition import Edition
from tests.cast import COURSE
from tests.conftest import FOLDER
from tests.page import text_of

HERE = f"/authoring/{COURSE}/publish"
SOURCE = read_folder(FOLDER / "course").files
FILES = {path: content.decode() for path, content in SOURCE.items() if path.endswith(".md")}
LOG, BANK, BANK_FR = "01-the-log.md", "assessment.md", "assessment.fr.md"
MORE = FILES[LOG].replace("\n## ", "\nOne more sentence.\n\n## ", 1).encode()
OLD = "- [ ] As the name of the day\n- [x] As a full date with the year"
NEW = "- [x] As the name of the day\n- [ ] As a full date with the year"


@pytest.fixture
def keyed(saved_by):
    """The key of log-date is another one in the draft."""
    assert OLD in FILES[BANK]
    saved_by("chantal", FILES[BANK].replace(OLD, NEW).encode(), BANK)
    saved_by("chantal", FILES[BANK_FR].replace("[x]", "[ ]").encode(), BANK_FR)


def sent(page, act: str, **changes):
    """The page's form, sent by one of its buttons."""
    return page.form(id="publish").fill(act=act, **changes)


def test_what_changed_and_whom_it_affects_is_told_first(chantal, saved_by, rows):
    saved_by("chantal", MORE)
    page = chantal.get(HERE, status=200).page
    for words in ("One more sentence.", "1 change", "Nobody has begun", "Publish as edition 2"):
        assert words in page.words
    assert len(rows(Edition)) == 1


def test_each_part_that_changed_has_its_heading(chantal, saved_by, inside, cast):
    gone = "10-not-translated.md"
    saved_by("chantal", MORE)
    saved_by("chantal", f"{FILES['course.md']}\nOne more sentence.\n".encode(), "course.md")
    saved_by("chantal", FILES[BANK].replace("the day", "that day").encode(), BANK)
    with inside():
        drafts.remove(COURSE, {gone: drafts.files_or_404(COURSE)[gone]}, cast.chantal)
    headings = [text_of(heading) for heading in chantal.get(HERE, status=200).page.all("h2")]
    assert headings[:4] == [
        "Settings, overview and pictures",
        "Module 1: The log",
        "Module not-translated, which is taken out",
        "Assessment",
    ]


def test_publishing_makes_the_edition_and_ends_the_draft(chantal, saved_by, rows, cast):
    saved_by("chantal", MORE)
    page = chantal.get(HERE).page
    assert chantal.post(HERE, data=sent(page, "publish"), status=303).location == f"/authoring/{COURSE}"
    edition = rows(Edition, Edition.number == 2)[0]
    assert (edition.published_by, edition.decided) == (
        cast.chantal,
        {"material": [], "told": [], "keys": []},
    )
    assert rows(Draft) == []
    assert "Edition 2 is in force." in chantal.get(f"/authoring/{COURSE}").page.words


def test_a_kind_is_decided_counted_and_published(chantal, saved_by, rows, inside, cast):
    from lms.learning.completing import complete_module
    from lms.learning.enrolment import enrol
    from lms.library import shelf

    saved_by("chantal", MORE)
    with inside():
        enrol(cast.awa, COURSE)
        complete_module(cast.awa, shelf.course(COURSE).course, "the-log", 1, "en")
    page = chantal.get(HERE).page
    choice = {"kind-the-log": "material", "tell": "the-log"}
    counted = chantal.post(HERE, data=sent(page, "count") | choice, status=200).page
    assert "1 learner is asked to read something again." in counted.words
    chantal.post(HERE, data=sent(counted, "publish"), status=303)
    decided = rows(Edition, Edition.number == 2)[0].decided
    assert decided == {"material": ["the-log"], "told": ["the-log"], "keys": []}


def test_a_changed_key_is_shown_first_and_alone(chantal, keyed):
    page = chantal.get(HERE, status=200).page
    assert "log-date" in page.words
    assert "Publish as edition" not in page.words
    assert chantal.post(HERE, data=sent(page, "keys"), status=422).page.form(id="publish")


def test_the_boxes_that_moved_are_marked_with_the_way_to_them(chantal, keyed):
    page = chantal.get(HERE).page
    before, now = page.all("pre")
    assert [it.text for it in before.iter("del")] == ["[ ]", "[x]"]
    assert [it.text for it in now.iter("ins")] == ["[x]", "[ ]"]
    line = FILES[BANK].split("\n").index("::: question log-date objective=keep-the-log") + 1
    address = f"/authoring/{COURSE}/files/{BANK}#line-{line}"
    assert page.links[f"Edit {BANK} at line {line}"] == address
    second = chantal.post(HERE, data=sent(page, "keys", key="log-date")).page
    assert "Key changed" in second.words
    assert "✓ As a full date with the year" in second.words
    assert "✓ As the name of the day" in second.words
    assert "Question log-date" in second.words


def test_the_bank_s_key_is_confirmed_with_what_was_decided(chantal, keyed, saved_by):
    saved_by("chantal", MORE)
    page = chantal.get(HERE, query_string={"kind-the-log": "material", "tell": "the-log"}).page
    second = chantal.post(HERE, data=sent(page, "keys", key="log-date"), status=200).page
    kept = second.form(id="publish").values
    assert (kept["kind-the-log"], kept["tell"]) == (["material"], ["the-log"])


def test_a_translation_that_will_be_stale_is_told(chantal, saved_by):
    accepted, _ = accept(Source(COURSE, SOURCE), ["01-the-log.fr.md"])
    saved_by("chantal", accepted, ACCEPTED)
    assert "do not follow yet" not in chantal.get(HERE).page.words
    saved_by("chantal", FILES[LOG].replace("It takes less", "It should take less").encode())
    page = chantal.get(HERE).page
    assert "Translations that do not follow yet" in page.words
    assert "01-the-log.fr.md (1 is stale)" in page.words


def test_a_confirmed_key_goes_on_and_is_kept(chantal, keyed, rows):
    page = chantal.get(HERE).page
    second = chantal.post(HERE, data=sent(page, "keys", key="log-date"), status=200).page
    assert "Publish as edition 2" in second.words
    chantal.post(HERE, data=sent(second, "publish"), status=303)
    assert rows(Edition, Edition.number == 2)[0].decided["keys"] == ["log-date"]


def test_no_key_is_published_unconfirmed(chantal, keyed, rows):
    page = chantal.get(HERE).page
    chantal.post(HERE, data=sent(page, "publish"), status=200)
    chantal.post(HERE, data=sent(page, "publish", key="other"), status=200)
    assert len(rows(Edition)) == 1


def test_what_is_broken_is_not_published(chantal, saved_by, rows, inside):
    saved_by("chantal", b"# The log\n\n![](none.svg)\n")
    page = chantal.get(HERE, status=200).page
    assert "cannot be published as it stands" in page.words
    with inside():
        shown = seen(propose(drafts.source_of(COURSE)))
    assert chantal.post(HERE, data={"act": "publish", "seen": shown}, status=200).page.h1 == page.h1
    assert len(rows(Edition)) == 1


def test_what_is_in_force_already_is_nothing_to_publish(chantal):
    assert "Nothing to publish" in chantal.get(HERE, status=200).page.words


@pytest.mark.parametrize("who", ["chantal", "elif"])
def test_what_changed_meanwhile_is_shown_again(chantal, saved_by, rows, who):
    saved_by("chantal", MORE)
    page = chantal.get(HERE).page
    saved_by(who, MORE + b"\nAnd more.\n")
    choice = {"kind-the-log": "material", "tell": "the-log"}
    told = chantal.post(HERE, data=sent(page, "publish") | choice, status=303)
    again = chantal.get(told.location).page
    assert "changed while you looked at it" in again.words
    kept = again.form(id="publish").values
    assert (kept["kind-the-log"], kept["tell"]) == (["material"], ["the-log"])
    assert len(rows(Edition)) == 1


def test_what_is_saved_while_it_is_published_is_not_thrown_away(chantal, saved_by, rows, draft, monkeypatch):
    """Between the look at the files and the lock somebody saves one."""
    saved_by("chantal", MORE)
    page = chantal.get(HERE).page
    alone, theirs = pages.begin_write_alone, MORE + b"\nAnd theirs.\n"

    def late(name):
        saved_by("elif", theirs)
        return alone(name)

    monkeypatch.setattr(pages, "begin_write_alone", late)
    chantal.post(HERE, data=sent(page, "publish"), status=303)
    assert len(rows(Edition)) == 1
    assert draft()[LOG] == theirs


def test_another_edition_between_is_shown_first(chantal, saved_by, inside):
    from lms.courses.compiling import compile_course
    from lms.library.edition import newest, publish

    saved_by("chantal", MORE)
    page = chantal.get(HERE).page
    with inside():
        source = Source(COURSE, {**newest(COURSE).files(), LOG: MORE + b"\nOther.\n"})
        publish(source, compile_course(source).course)
    chantal.post(HERE, data=sent(page, "publish"), status=303)
    assert "Publish as edition 3" in chantal.get(HERE).page.words


def test_an_unknown_kind_is_refused(chantal, saved_by, rows):
    saved_by("chantal", MORE)
    page = chantal.get(HERE).page
    chantal.post(HERE, data=sent(page, "publish") | {"kind-the-log": "small"}, status=400)
    assert len(rows(Edition)) == 1


def test_the_language_switch_keeps_what_was_decided(chantal, saved_by, rows):
    saved_by("chantal", MORE)
    data = sent(chantal.get(HERE).page, "publish") | {"kind-the-log": "material", "language": "fr"}
    data.pop("act")
    page = chantal.post(HERE, data=data, status=200).page
    assert page.root.get("lang") == "fr"
    assert page.form(id="publish").values["kind-the-log"] == ["material"]
    assert len(rows(Edition)) == 1


def test_a_first_edition(chantal, inside, cast):
    with inside():
        drafts.begin_course("brand-new", SOURCE, cast.chantal)
    page = chantal.get("/authoring/brand-new/publish", status=200).page
    assert "This is the first edition" in page.words
    chantal.post("/authoring/brand-new/publish", data=sent(page, "publish"), status=303)
    chantal.get("/courses/brand-new", status=200)


def test_only_trainers_publish(awa, elif_):
    awa.get(HERE, status=403)
    awa.post(HERE, data={"act": "publish"}, status=403)
    elif_.get(HERE, status=200)


def test_no_such_course(chantal):
    chantal.get("/authoring/none/publish", status=404)
    chantal.post("/authoring/none/publish", data={"act": "publish"}, status=404)
