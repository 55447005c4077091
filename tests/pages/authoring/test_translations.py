"""Translations in the browser: how far they are, side by side, and accepting what was seen."""

import json
import threading

import pytest

from lms.courses.source import ACCEPTED, read_folder
from tests.cast import COURSE
from tests.conftest import FOLDER

REPORT = "/authoring/translations"
ENGLISH, FRENCH = "01-the-log.md", "01-the-log.fr.md"
HERE = f"/authoring/{COURSE}/translations/{FRENCH}"
MISSING = "10-not-translated.fr.md"
TEXTS = {
    ENGLISH: b"# The log\n\n## One\n\nAlpha.\n\nBeta.\n",
    FRENCH: b"# Le journal\n\n## Un\n\nAlfa.\n\nB\xc3\xaata.\n",
}
ALPHA, BETA = 3, 4  # their numbers on the page


@pytest.fixture
def written(saved_by):
    """Both texts stand in the draft; nothing is accepted yet. `written({FRENCH: b"…"})` changes them."""

    def write(texts):
        for path, text in texts.items():
            saved_by("elif", text, path)

    write(TEXTS)
    return write


@pytest.fixture
def stale(written, chantal):
    """Everything was accepted, then an English paragraph changed."""
    chantal.submit(chantal.get(HERE).page, id="all", status=303)
    written({ENGLISH: TEXTS[ENGLISH].replace(b"Beta", b"Another")})


def states(page):
    """The state of each block, in the order of the page."""
    return [
        "".join(title.itertext()).split()[-1]
        for title in page.all("h2")
        if title.get("id", "")[:6] == "place-"
    ]


def accepted(draft):
    return json.loads((draft() or {}).get(ACCEPTED, b"{}")).get("fr", {}).get("the-log", {})


def reason(page, text, number=BETA):
    """What the button beside a reason sends."""
    field, section = page.by_id(f"reason-{number}"), page.by_id(f"b{number}")
    (button,) = section.iter("button")
    return {field.get("name"): text, button.get("name"): button.get("value")}


def test_report(chantal, written):
    page = chantal.get(REPORT, status=200).page
    assert page.links[FRENCH] == HERE
    assert page.links[MISSING] == HERE.replace(FRENCH, MISSING)
    assert "Written, and nobody has accepted it yet." in page.main
    assert page.links["4 unaccepted in 01-the-log.fr.md"] == f"{HERE}#b1"
    for other in ("/authoring", f"/authoring/{COURSE}"):
        found = chantal.get(other).page.links.values()
        assert any(link.startswith(REPORT) for link in found)


def test_report_counts_in_words(chantal, stale):
    assert "1 is stale" in chantal.get(REPORT).page.main


def test_report_reads_no_pictures(chantal, written, monkeypatch):
    from lms.authoring.draft import drafts

    read, contents = set(), drafts.contents
    monkeypatch.setattr(drafts, "contents", lambda names: contents(read.update(it := list(names)) or it))
    written({FRENCH: TEXTS[FRENCH] + b"\nSeen by no worker.\n"})
    chantal.get(REPORT, status=200)
    files = read_folder(FOLDER / "course").files
    assert drafts.digest(files["course.md"]) in read
    assert drafts.digest(files["media/pump.svg"]) not in read


def test_side_by_side(chantal, written):
    page = chantal.get(HERE, status=200).page
    assert states(page) == ["unaccepted"] * 4
    texts = [(text.get("lang"), text.text) for text in page.all("pre")]
    assert texts[-4:] == [("en", "Alpha."), ("fr", "Alfa."), ("en", "Beta."), ("fr", "Bêta.")]
    assert page.links["Edit at line 7"] == f"/authoring/{COURSE}/files/{FRENCH}#line-7"


def test_accept_a_block(chantal, written, draft):
    page = chantal.get(HERE).page
    answer = chantal.submit(page, id=f"accept-{ALPHA}", status=303)
    assert answer.location == f"{HERE}#b{ALPHA}"
    page = chantal.get(HERE).page
    assert "1 block is accepted." in page.main
    assert states(page) == ["unaccepted", "unaccepted", "complete", "unaccepted"]
    assert len(accepted(draft)) == 1


def test_accept_all_that_were_translated(chantal, written, draft):
    written({FRENCH: TEXTS[FRENCH].replace("Bêta.".encode(), b"Beta.")})
    chantal.submit(chantal.get(HERE).page, id="all", status=303)
    page = chantal.get(HERE).page
    assert states(page) == ["complete"] * 3 + ["unaccepted"]
    assert "These are the words of the original." in page.main
    assert not [form for form in page.all("form") if form.get("id") == "all"]


def test_readers_are_told_nothing_before_the_next_edition(chantal, awa, written):
    chantal.submit(chantal.get(HERE).page, id="all", status=303)
    assert "from the next edition on" in chantal.get(HERE).page.main
    assert "Alfa" not in awa.get(f"/courses/{COURSE}/the-log", status=200).page.main


def test_a_stale_block_needs_a_reason(chantal, stale, draft):
    before = accepted(draft)
    page = chantal.get(HERE).page
    assert states(page) == ["complete"] * 3 + ["stale"]
    page = chantal.post(HERE, data=reason(page, "  "), status=422).page
    field = page.by_id(f"reason-{BETA}")
    assert (field.get("aria-invalid"), field.get("required")) == ("true", "")
    assert "Say why it still fits." in page.main
    assert accepted(draft) == before
    chantal.post(HERE, data=reason(page, "Only the English changed."), status=303)
    assert states(chantal.get(HERE).page) == ["complete"] * 4
    assert "Only the English changed." in accepted(draft).values()


def test_from_a_text_back_to_what_waits_to_be_accepted(chantal, stale):
    edit = chantal.get(f"/authoring/{COURSE}/files/{FRENCH}", status=200).page
    assert edit.main.count("1 block waits to be accepted.") == 1
    assert edit.links["Look at it beside the original"] == f"{HERE}?only=open"
    original = chantal.get(f"/authoring/{COURSE}/files/{ENGLISH}", status=200).page
    assert "beside the original" not in original.main


def test_only_what_is_to_be_done(chantal, stale):
    page = chantal.get(HERE, status=200).page
    assert page.links["1 is stale"] == f"#b{BETA}"
    page = chantal.get(page.links["Show only what is to be done"], status=200).page
    assert states(page) == ["stale"]
    assert page.links["Show every block"] == HERE
    answer = chantal.post(page.form(id="reasons").action, data=reason(page, "It fits."), status=303)
    assert answer.location == f"{HERE}?only=open"
    assert "Every block is accepted." in chantal.get(answer.location).page.main


def test_nothing_is_left_out_where_all_or_none_is_to_be_done(chantal, written):
    """Then the page that leaves out what is complete would be the same, or empty."""
    page = chantal.get(HERE).page
    assert "unaccepted" in states(page)
    assert "Show only what is to be done" not in page.links
    chantal.submit(page, id="all", status=303)
    page = chantal.get(HERE).page
    assert set(states(page)) == {"complete"}
    assert "Show only what is to be done" not in page.links


def test_the_next_to_be_done_follows(chantal, written):
    page = chantal.get(f"{HERE}?only=open").page
    answer = chantal.submit(page, id=f"accept-{ALPHA}", status=303)
    assert answer.location == f"{HERE}?only=open#b{BETA}"
    assert states(chantal.get(answer.location).page) == ["unaccepted"] * 3


def test_each_text_says_which_it_is(chantal, written):
    labels = [one.text for one in chantal.get(HERE).page.all("p") if one.get("class") == "pair-label"]
    assert labels == ["Original", "French"] * 4


def test_a_reason_that_is_too_long_comes_back(chantal, stale):
    page = chantal.post(HERE, data=reason(chantal.get(HERE).page, "x" * 201), status=422).page
    assert page.by_id(f"reason-{BETA}").get("value") == "x" * 201


@pytest.fixture
def two_stale(stale, written):
    written({ENGLISH: TEXTS[ENGLISH].replace(b"Beta", b"Another").replace(b"Alpha", b"Yet another")})


def test_a_change_of_language_keeps_every_reason(chantal, two_stale, draft):
    before, page = accepted(draft), chantal.get(HERE, status=200).page
    (french,) = [button for button in page.all("button") if button.get("lang") == "fr"]
    (form,) = [form for form in page.all("form") if form.get("id") == french.get("form")]
    fields = [page.by_id(f"reason-{number}") for number in (ALPHA, BETA)]
    assert {field.get("form") for field in fields} == {form.get("id")}
    sent = {field.get("name"): f"Why {number} & all" for number, field in enumerate(fields)}
    page = chantal.post(HERE, data={**sent, "language": "fr"}, status=200).page
    assert page.h1.startswith("Traduction")
    assert [page.by_id(f"reason-{number}").get("value") for number in (ALPHA, BETA)] == list(sent.values())
    assert accepted(draft) == before


def test_enter_accepts_what_a_reason_is_typed_for(chantal, two_stale):
    """It presses a button that says nothing of which block is meant: with two reasons the page stays."""
    page = chantal.get(HERE).page
    names = [page.by_id(f"reason-{number}").get("name") for number in (ALPHA, BETA)]
    for typed in (["", ""], ["One", "Two"]):
        page = chantal.post(HERE, data=dict(zip(names, typed, strict=True)), status=200).page
        assert [page.by_id(f"reason-{number}").get("value") or "" for number in (ALPHA, BETA)] == typed
        assert states(page)[2:] == ["stale", "stale"]
    chantal.post(HERE, data=dict(zip(names, ["", "It fits."], strict=True)), status=303)
    assert states(chantal.get(HERE).page)[2:] == ["stale", "complete"]


def test_translated_anew_it_needs_none(chantal, stale, written):
    written({FRENCH: TEXTS[FRENCH].replace("Bêta".encode(), b"Une autre")})
    chantal.submit(chantal.get(HERE).page, id=f"accept-{BETA}", status=303)
    assert states(chantal.get(HERE).page) == ["complete"] * 4


@pytest.mark.parametrize("path", [ENGLISH, FRENCH])
def test_a_text_that_changed_meanwhile_is_not_accepted(chantal, written, draft, path):
    page = chantal.get(HERE).page
    written({path: TEXTS[path].replace(b"Al", b"Ol")})
    for id in (f"accept-{ALPHA}", "all"):
        assert chantal.submit(page, id=id, status=303).location == HERE
        assert "nothing was accepted" in chantal.get(HERE).page.main
    assert accepted(draft) == {}
    chantal.submit(page, id=f"accept-{BETA}", status=303)
    assert len(accepted(draft)) == 1


def test_what_moved_is_accepted_still(chantal, written, draft):
    page = chantal.get(HERE).page
    written({path: text.replace(b"\n\nAl", b"\n\nNew.\n\nAl") for path, text in TEXTS.items()})
    chantal.submit(page, id=f"accept-{BETA}", status=303)
    assert states(chantal.get(HERE).page)[-1] == "complete"


def test_what_two_accept_at_once_is_joined(chantal, elif_, written, draft, monkeypatch):
    """Elif accepts between Chantal's reading of the files and her saving."""
    from lms.authoring.translation import in_draft

    theirs = elif_.get(HERE).page
    read, met = in_draft.accept_seen, []

    def meanwhile(*args):
        found = read(*args)
        if not met:
            met.append(True)
            other = threading.Thread(target=lambda: elif_.submit(theirs, id=f"accept-{BETA}", status=303))
            other.start()
            other.join(30)
        return found

    page = chantal.get(HERE).page
    monkeypatch.setattr(in_draft, "accept_seen", meanwhile)
    chantal.submit(page, id=f"accept-{ALPHA}", status=303)
    assert len(accepted(draft)) == 2
    assert states(chantal.get(HERE).page)[2:] == ["complete", "complete"]


def test_the_same_twice(chantal, elif_, written, draft):
    mine, theirs = chantal.get(HERE).page, elif_.get(HERE).page
    elif_.submit(theirs, id="all", status=303)
    before = accepted(draft)
    chantal.submit(mine, id="all", status=303)
    assert "This was accepted already." in chantal.get(HERE).page.main
    assert accepted(draft) == before


@pytest.mark.parametrize("data", [{}, {"seen": "x"}, {"seen": "a b,c d"}, {"seen": " "}])
def test_a_form_that_was_made_up(chantal, written, draft, data):
    chantal.post(HERE, data=data, status=303)
    assert accepted(draft) == {}


def test_a_change_of_language_accepts_nothing(chantal, written, draft):
    values = chantal.get(HERE).page.form(id="all").values
    page = chantal.post(HERE, data={**values, "language": "fr"}, status=200).page
    assert page.h1.startswith("Traduction")
    assert accepted(draft) == {}


def test_what_cannot_be_read_is_not_written_over(chantal, written, saved_by, draft):
    saved_by("elif", b"<<<<", ACCEPTED)
    chantal.submit(chantal.get(HERE).page, id="all", status=303)
    assert "translations.json cannot be read" in chantal.get(HERE).page.main
    assert draft()[ACCEPTED] == b"<<<<"


def test_begin_a_translation(chantal, elif_, draft):
    address = HERE.replace(FRENCH, MISSING)
    begin = address.replace("translations/", "translations/begin/")
    page = chantal.get(address, status=200).page
    assert set(states(page)) == {"missing"}
    edit = f"/authoring/{COURSE}/files/{MISSING}"
    assert chantal.submit(page, action=begin, status=303).location == edit
    source = read_folder(FOLDER / "course").files["10-not-translated.md"]
    assert draft()[MISSING] == source
    assert set(states(chantal.get(address, status=200).page)) == {"unaccepted"}
    elif_.submit(page, action=begin, status=303)
    assert "Somebody began this translation already." in elif_.get(edit).page.main


def test_a_file_that_is_no_utf_8(chantal, written, draft):
    written({FRENCH: "# Été\n".encode("latin-1")})
    page = chantal.get(HERE, status=200).page
    assert "Save it as UTF-8 on your computer" in page.main
    assert set(states(page)) == {"missing"}


@pytest.mark.parametrize(
    "path",
    ["no-such.md", "99-none.fr.md", ENGLISH, "media/pump.svg", "01-the-log.en.md", "a/01-the-log.fr.md"],
)
def test_missing(chantal, draft, path):
    here = f"/authoring/{COURSE}/translations"
    chantal.get(f"{here}/{path}", status=404)
    chantal.post(f"{here}/{path}", status=404)
    chantal.post(f"{here}/begin/{path}", status=404)
    chantal.get(f"/authoring/no-such/translations/{FRENCH}", status=404)
    chantal.post(f"/authoring/no-such/translations/begin/{FRENCH}", status=404)
    assert draft() is None


def test_wrong_role(client, draft):
    for name in ("awa", "dmitri", "farid"):
        window = client.as_(name)
        for address in (REPORT, HERE):
            window.get(address, status=403)
        window.post(HERE, data={"seen": "a b"}, status=403)
        window.post(HERE.replace("translations/", "translations/begin/"), status=403)
    assert draft() is None


def test_wrong_method(chantal):
    chantal.post(REPORT, status=405)
    chantal.delete(HERE, status=405)
