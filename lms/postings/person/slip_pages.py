"""The pages of slips: tick who needs one, then print; the codes are shown in that one answer only."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import wtforms
from flask import Blueprint, abort, request
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired

from lms.people.directory.searching import in_order, people
from lms.people.directory.telling_apart import Distinguished, distinguished
from lms.people.fields import chosen_id, only_choice, unit_choices
from lms.people.person import Person
from lms.people.roles.me import myself
from lms.people.roles.reach import people_in_reach, unit_in_reach, units_in_reach
from lms.people.roles.seniority import above_me
from lms.people.sign_in.invitations import VALID, make_code
from lms.postings.person.slips import sheets, slip_for, with_open_code
from lms.postings.whereabouts import serving_anywhere
from lms.web.access import roles
from lms.web.clock import day_of, today
from lms.web.forms import Form
from lms.web.languages import N_, format_day, gettext
from lms.web.pages import page

bp = Blueprint("slips", __name__, url_prefix="/slips")

# Drawing a code takes some milliseconds, so a battalion prints company by company.
MOST = 200


class UnitForm(Form):
    unit = wtforms.SelectField(N_("Unit"))


class SlipForm(UnitForm):
    """Whose slips to print; whoever needs one now is ticked to begin with."""

    person = wtforms.SelectMultipleField(
        N_("People without a password yet"),
        [DataRequired(N_("Tick at least one person."))],
        widget=wtforms.widgets.ListWidget(prefix_label=False),
        option_widget=wtforms.widgets.CheckboxInput(),
    )

    def offer(self, waiting: list[Distinguished], coded: dict[uuid.UUID, datetime]) -> None:
        """The people to choose from."""
        self.person.choices = [
            (str(entry.person.id), _label(entry, coded.get(entry.person.id))) for entry in waiting
        ]


def _label(entry: Distinguished, coded: datetime | None) -> str:
    """What tells the person apart; the name keeps its direction, and no line ends after the dots."""
    name = f"\u2068{entry.person.name}\u2069"
    ending = entry.ending.replace("…", "…\u2060")
    since = gettext("has a code since %(day)s", day=format_day(day_of(coded))) if coded else ""
    return " · ".join(part for part in (name, entry.units, entry.stay.words(), ending, since) if part)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who waits for a slip, since when some have a code, and whether there are more than are shown."""

    people: list[Distinguished]
    coded: dict[uuid.UUID, datetime]
    more: bool

    def ticked(self) -> list[uuid.UUID]:
        """Those who have no code, but for whoever arrives when one made today would no longer work."""
        last = today() + VALID["invite"]
        without_code = [entry for entry in self.people if entry.person.id not in self.coded]
        return [entry.person.id for entry in without_code if (entry.stay.arrives or last) <= last]


def waiting_in(unit_id: uuid.UUID) -> Waiting:
    """Who serves or will serve in a unit, has no password yet and may be helped by me.

    Those without a code come first, so that nobody is left out where there are more than fit.
    """
    new = Person.password_hash.is_(None) & (Person.id != myself().id)
    where = people_in_reach(unit_id) & new & Person.id.in_(serving_anywhere(today()))
    ids = in_order(where)
    coded = with_open_code(where)
    first = sorted(ids, key=lambda identity: identity in coded)[:MOST]
    beyond = above_me(first)
    helped = people([identity for identity in first if identity not in beyond])
    return Waiting(distinguished(helped, unit_id), coded, more=len(ids) > MOST)


@bp.route("", methods=["GET", "POST"])
@roles("administrator", "focal_point")
def index() -> Response:
    """Ticks who of a unit needs a slip; sending the form makes the codes and shows them this once."""
    units = units_in_reach()
    form = SlipForm(request.form, data={"unit": request.args.get("unit", only_choice(units))})
    form.unit.choices = unit_choices(units, blank=gettext("Choose"))
    unit_id = unit_in_reach(chosen_id(form.unit)).id if form.unit.data else None
    waiting = waiting_in(unit_id) if unit_id else Waiting([], {}, more=False)
    if request.method == "POST" and not waiting.people:
        abort(409)
    form.offer(waiting.people, waiting.coded)
    if form.sent():
        ticked = set(form.person.data)
        return _printed([entry.person for entry in waiting.people if str(entry.person.id) in ticked])
    if request.method == "GET":
        form.person.data = [str(identity) for identity in waiting.ticked()]
    return _tick_page(form, unit_id, waiting)


def _tick_page(form: SlipForm, unit_id: uuid.UUID | None, waiting: Waiting) -> Response:
    """The form with whom to tick, below the choice of a unit, which is a form of its own."""
    choice = UnitForm(data={"unit": form.unit.data})
    choice.unit.choices = form.unit.choices
    return page(
        "postings/person/slips.html",
        form=form,
        choice=choice,
        unit_id=unit_id,
        most=MOST if waiting.more else None,
        page_form="slips" if waiting.people else None,
    )


def _printed(persons: list[Person]) -> Response:
    """The sheets. All is drawn before codes are recorded, so that no other writer waits for it."""
    slips = [slip_for(person) for person in persons]
    answer = page("postings/person/slips_printed.html", sheets=sheets(slips))
    by = myself().id
    for slip in slips:
        make_code(slip.person_id, "invite", by=by, code=slip.code)
    return answer
