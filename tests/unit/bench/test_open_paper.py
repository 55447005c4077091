"""What the measured saves send, and that a save which was not taken is no success."""

import json
from urllib.parse import parse_qsl

import pytest

from bench.open_paper import OpenPaper

HTML = """
<form method="post" action="/sign-out"><input type="hidden" name="whole" value="yes"></form>
<form class="paper" method="post" id="paper" novalidate>
<input type="hidden" name="owner" value="me">
<input type="hidden" name="was-first" value="[2]">
<input type="radio" id="q-first-1" name="q-first" value="1">
<input type="radio" id="q-first-2" name="q-first" value="2" checked>
<input type="hidden" name="was-second" value="[]">
<input type="checkbox" id="q-second-3" name="q-second" value="3">
<input type="checkbox" id="q-second-1" name="q-second" value="1">
<input type="hidden" name="whole" value="yes"></form>
<form><input type="hidden" name="after" value="x"></form>
"""


@pytest.fixture
def paper():
    return OpenPaper(HTML, "/attempts/1", "lms=cookie")


def sent(paper):
    """The fields of the paper's next request."""
    head, _, body = paper.request().decode().partition("\r\n\r\n")
    assert head.startswith("POST /attempts/1 HTTP/1.1\r\nHost: ")
    assert head.endswith(f"\r\nContent-Length: {len(body)}")
    assert "\r\nCookie: lms=cookie\r\n" in head
    return parse_qsl(body, keep_blank_values=True)


def said(**changes):
    return json.dumps({"saved": "14:32", "differs": {}, "was": {}, **changes}).encode()


def test_a_save_has_the_fields_of_the_form_in_their_order_and_its_number(paper):
    assert sent(paper) == [
        ("owner", "me"),
        ("was-first", "[2]"),
        ("q-first", "2"),
        ("was-second", "[]"),
        ("q-second", "3"),
        ("save", "1"),
        ("whole", "yes"),
    ]


def test_what_has_no_answer_comes_first_and_then_each_changes_in_turn(paper):
    chosen = []
    for _ in range(4):
        sent(paper)
        chosen.append((paper.chosen["q-second"], paper.chosen["q-first"]))
    assert chosen == [(["3"], ["2"]), (["3"], ["1"]), (["1"], ["1"]), (["1"], ["2"])]


def test_what_the_server_says_stands_beside_the_answers_of_the_next_save(paper):
    sent(paper)
    paper.heed(said(was={"first": "[2]", "second": "[3]"}))
    fields = dict(sent(paper))
    assert (fields["was-first"], fields["was-second"], fields["save"]) == ("[2]", "[3]", "2")


@pytest.mark.parametrize("changes", [{"saved": None}, {"differs": {"second": "[]"}}])
def test_a_save_that_was_not_taken_is_an_error(paper, changes):
    with pytest.raises(RuntimeError, match="was not taken"):
        paper.heed(said(**changes))


def test_a_question_that_is_no_choice_is_an_error():
    html = HTML.replace('type="checkbox"', 'type="text"')
    with pytest.raises(RuntimeError, match="q-second is no choice"):
        OpenPaper(html, "/attempts/1", "lms=cookie")
