"""Tables out: CSV that a spreadsheet opens as it stands, and runs nothing from."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.web.tables import cell, csv_file

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r\n"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_formula_is_run(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(("value", "text"), [(None, ""), (7, "7"), ("Zoé", "Zoé"), ("a=b", "a=b")])
def test_all_else_stays(value, text):
    assert cell(value) == text


def test_a_file_with_its_marking(app):
    answer = csv_file("report.csv", ["Name", "Days"], [["Zoé, A.", 3], ["=x", -2]], "Internal")
    assert answer.get_data(as_text=True) == '\ufeffInternal\r\nName,Days\r\n"Zoé, A.",3\r\n\'=x,-2\r\n'
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'filename="report.csv"' in answer.headers["Content-Disposition"]


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), max_size=5))
def test_what_goes_in_can_be_read_again(rows):
    text = csv_file("a.csv", ["a", "b"], rows).get_data(as_text=True).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(text)))[1:] == [[cell(value) for value in row] for row in rows]
