"""Tables out: CSV that the reader's spreadsheet opens in columns, and runs nothing from."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.web.documents.tables import cell, csv_file, separator

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r\n"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_formula_is_run(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Officer;=1+1", "Officer;'=1+1"),
        ("Officer; =1+1", "Officer; '=1+1"),
        ("a,@x", "a,'@x"),
        ("a\n-1;+2", "a\n'-1;'+2"),
        ("=1;=2", "'=1;'=2"),
        ("＝1+1", "'＝1+1"),
    ],
)
def test_nor_one_in_the_midst_of_a_cell(text, written):
    """Where another sign separates cells, a cell would begin there."""
    assert cell(text) == written


@pytest.mark.parametrize(
    ("language", "sign"), [("en", ","), ("fr", ";"), ("fr-CA", ";"), ("ar", ","), ("es", ";")]
)
def test_cells_are_separated_as_the_readers_spreadsheet_wants_it(language, sign):
    assert separator(language) == sign


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (7, "7"), ("Zoé", "Zoé"), ("a=b", "a=b"), ("a; b-c", "a; b-c")]
)
def test_all_else_stays(value, text):
    assert cell(value) == text


def test_a_file_with_its_marking(app):
    answer = csv_file("report.csv", "en", ["Name", "Days"], [["Zoé, A.", 3], ["=x", -2]], "Internal")
    assert (
        answer.get_data(as_text=True)
        == '\ufeff"Internal"\r\n"Name","Days"\r\n"Zoé, A.","3"\r\n"\'=x","-2"\r\n'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'filename="report.csv"' in answer.headers["Content-Disposition"]


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), max_size=5), st.sampled_from(["en", "fr"]))
def test_what_goes_in_can_be_read_again(rows, language):
    text = csv_file("a.csv", language, ["a", "b"], rows).get_data(as_text=True).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(text), delimiter=separator(language)))[1:] == [
        [cell(value) for value in row] for row in rows
    ]
