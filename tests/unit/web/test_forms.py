"""Forms: what is sent, what is only a change of language, and what is doubled."""

import io
from datetime import date

import pytest
import wtforms
from flask import g
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired

from lms.web.forms import FileField, Form, Lines, MultipleFileField, choices, optional
from lms.web.languages import N_


class TripForm(Form):
    name = wtforms.StringField(N_("Name"), [InputRequired(N_("Write a name."))], [Lines()])
    day = wtforms.DateField(N_("Day"), [wtforms.validators.Optional()])
    seats = wtforms.SelectMultipleField(N_("Seats"), choices=["a", "b"])

    def validate_day(self, field):
        if field.data < date(2026, 1, 1):
            raise wtforms.ValidationError(N_("This is over."))


def sent(app, *pairs, method="POST", language=False):
    """The form as a request leaves it."""
    with app.test_request_context(method=method, data=MultiDict(pairs)) as context:
        g.only_language = language
        form = TripForm(context.request.form)
        return form.sent(), form.errors, form


def test_a_valid_form_is_sent(app):
    done, errors, form = sent(app, ("name", "  Awa \t Diallo "), ("seats", "a"), ("seats", "b"))
    assert (done, errors, form.name.data) == (True, {}, "Awa Diallo")


@pytest.mark.parametrize("how", [{"method": "GET"}, {"language": True}])
def test_looking_and_changing_the_language_are_not_sending(app, how):
    done, errors, _ = sent(app, ("name", "Awa"), **how)
    assert (done, errors) == (False, {})


def test_a_doubled_value_is_refused_and_a_list_is_not(app):
    done, errors, _ = sent(app, ("name", "Awa"), ("name", "Bruno"), ("seats", "a"), ("seats", "b"))
    assert not done
    assert errors == {"name": ["This was sent twice. Send it once."]}


def test_our_words_and_those_of_wtforms(app):
    _, errors, _ = sent(app, ("name", ""), ("day", "tomorrow"), ("seats", "z"))
    assert errors["name"] == ["Write a name."]
    assert errors["day"] == ["Not a valid date value."]
    assert "not valid" in errors["seats"][0] or "not a valid" in errors["seats"][0]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-02-31", ["Not a valid date value."]),
        ("2025-12-31", ["This is over."]),
        ("2026-01-01", []),
        ("", []),
    ],
)
def test_only_what_could_be_read_is_compared(app, day, told):
    _, errors, _ = sent(app, ("name", "Awa"), ("day", day))
    assert errors.get("day", []) == told


class PackingForm(Form):
    name = wtforms.StringField(N_("Name"), filters=[Lines()])
    ticket = FileField(N_("Ticket"))
    maps = MultipleFileField(N_("Maps"))


@pytest.mark.parametrize(
    ("data", "name", "ticket", "maps"),
    [
        ({"name": "Awa", "ticket": "t", "maps": "m"}, "Awa", None, []),
        ({"name": (io.BytesIO(b"n"), "n"), "ticket": (io.BytesIO(b"t"), "t")}, None, "t", []),
        ({"maps": [(io.BytesIO(b"1"), "1"), (io.BytesIO(b"2"), "2")]}, None, None, ["1", "2"]),
    ],
)
def test_files_and_texts_come_each_in_their_own_fields(app, data, name, ticket, maps):
    with app.test_request_context(method="POST", data=data, content_type="multipart/form-data") as context:
        form = PackingForm(context.request.form)
        sent_ticket = form.ticket.data.filename if form.ticket.data else None
        assert (form.name.data, sent_ticket, [one.filename for one in form.maps.data]) == (name, ticket, maps)


def test_what_is_wrong_is_told_in_the_order_of_the_page(app):
    _, errors, form = sent(app, ("name", ""), ("day", "tomorrow"), ("seats", "z"))
    drawn = '<input id="day"><p id="name-hint"></p><input id="seats"><input id="name">'
    assert [field.name for field, _ in form.problems_in_order(drawn)] == ["day", "seats", "name"]
    assert {error for _, error in form.problems_in_order(drawn)} == {
        error for messages in errors.values() for error in messages
    }
    form.form_errors = ["Not today."]
    assert form.problems_in_order(drawn)[0] == (None, "Not today.")


def test_what_is_wrong_with_a_field_that_is_not_drawn_leads_nowhere(app):
    _, _, form = sent(app, ("name", ""), ("day", "tomorrow"))
    drawn = '<input type="hidden" name="day"><input id="name">'
    problems = form.problems_in_order(drawn)
    assert [field and field.name for field, _ in problems] == [None, "name"]
    assert problems[0] == (None, "Not a valid date value.")


@given(st.text())
def test_lines_are_one_line(text):
    folded = Lines()(text)
    assert folded == " ".join(folded.split())


def test_nothing_stays_nothing():
    assert Lines()(None) is None
    assert optional("") is None
    assert optional("x") == "x"


def test_choices_are_worded(app):
    with app.test_request_context():
        assert choices([("F", "Woman")], blank="–") == [("", "–"), ("F", "Woman")]
        assert choices([("F", "Woman")]) == [("F", "Woman")]
