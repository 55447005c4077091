"""The forms of a role: give one, end one."""

import uuid
from datetime import date, timedelta

import sqlalchemy as sa
import wtforms
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from lms.database import read_rows
from lms.days import earliest, is_over, outlasts
from lms.people.fields import Sensible, chosen_id, day, last_after_first, unit_choices
from lms.people.person import Person
from lms.people.roles.ending import unit_path
from lms.people.roles.grants import OVER_A_UNIT, ROLES, Grant
from lms.people.roles.me import myself
from lms.people.roles.reach import reaches_all, units_in_reach
from lms.people.roles.roles import latest_last_day
from lms.people.units import Unit
from lms.postings.posting import Posting, postings_of
from lms.web.clock import today
from lms.web.forms import Form, choices
from lms.web.languages import N_, format_day, gettext, in_language

# A stand-in is a grant of some days, so a focal point's lasts no longer than a quarter.
LONGEST_STAND_IN = timedelta(days=92)


class GrantForm(Form):
    """An administrator gives any role; a focal point names a stand-in, until a day."""

    role = wtforms.SelectField(N_("Role"), [DataRequired(N_("Choose the role."))])
    unit = wtforms.SelectField(N_("Over the unit"))
    first_day = day(N_("From"), N_("Write the first day."))
    last_day = day(N_("Until"))
    posting = wtforms.SelectField(N_("Ends with the posting"), [Optional()])
    person_id: uuid.UUID
    postings: dict[str, Posting]

    def offer(self, person: Person) -> None:
        """What may be chosen for this person by whoever asks."""
        self.person_id = person.id
        self.postings = {
            str(posting.id): posting
            for posting in postings_of(person.id)
            if not is_over(posting.last_day, today())
        }
        self.role.choices = choices(list(ROLES.items()))
        self.unit.choices = unit_choices(units_in_reach(), blank=gettext("No unit"))
        self.posting.choices = [("", gettext("No posting")), *_words(self.postings)]
        if not reaches_all():
            self.role.choices = choices([("focal_point", ROLES["focal_point"])])
            self.unit.choices = unit_choices(units_in_reach())
            self.last_day.validators = [InputRequired(N_("Write the last day of the stand-in.")), Sensible()]
            self.last_day.flags.optional = False

    def ends(self) -> date | None:
        """The day on which the role ends: the one that is written, or the posting's if that comes first."""
        posting = self.postings.get(self.posting.data or "")
        if posting is None:
            return self.last_day.data
        return earliest(self.last_day.data, posting.last_day)

    def validate_unit(self, field: wtforms.Field) -> None:
        if self.role.data in OVER_A_UNIT and not field.data:
            raise ValidationError(N_("Choose the unit that the role is over."))
        if self.role.data not in OVER_A_UNIT and field.data:
            raise ValidationError(N_("This role serves the whole installation. Leave the unit empty."))

    def validate_first_day(self, field: wtforms.Field) -> None:
        if field.data and field.data < today():
            raise ValidationError(N_("This day is over. Write today or a later day."))

    def validate_last_day(self, field: wtforms.Field) -> None:
        last_after_first(self, field)
        first = self.first_day.data
        if not reaches_all() and first and field.data and field.data - first > LONGEST_STAND_IN:
            most = LONGEST_STAND_IN.days
            raise ValidationError(gettext("A stand-in lasts %(days)s days at most.", days=most))
        self._within_my_days(field)

    def _within_my_days(self, field: wtforms.Field) -> None:
        """A stand-in's role ends no later than that of whoever names them."""
        if reaches_all():
            return
        mine = latest_last_day(myself().grants, unit_path(chosen_id(self.unit)))
        if field.data and mine and field.data > mine:
            ends = format_day(mine)
            raise ValidationError(
                gettext("Your own role ends on %(day)s. Write that day or an earlier one.", day=ends)
            )

    def validate_posting(self, field: wtforms.Field) -> None:
        first = self.first_day.data
        last = self.ends()
        if first and last and last < first:
            raise ValidationError(N_("This posting ends before the role begins."))

    def validate_role(self, field: wtforms.Field) -> None:
        unit_id = chosen_id(self.unit)
        same_unit = Grant.unit_id == unit_id if unit_id else Grant.unit_id.is_(None)
        same = sa.select(Grant.id).where(
            Grant.person_id == self.person_id,
            Grant.role == field.data,
            same_unit,
            Grant.between(self.first_day.data or today(), self.ends()),
        )
        if read_rows(same).first():
            raise ValidationError(N_("They have this role there already. End that one first."))


def _words(postings: dict[str, Posting]) -> list[tuple[str, str]]:
    """The postings, to choose from."""
    unit_ids = [posting.unit_id for posting in postings.values()]
    units = read_rows(sa.select(Unit).where(Unit.id.in_(unit_ids))).scalars()
    names = {unit.id: in_language(unit.names) for unit in units}
    return [(key, _in_words(posting, names[posting.unit_id])) for key, posting in postings.items()]


def _in_words(posting: Posting, unit: str) -> str:
    return gettext(
        "%(function)s, %(unit)s, from %(day)s",
        function=posting.function,
        unit=unit,
        day=format_day(posting.first_day),
    )


class EndForm(Form):
    """Set `grant` to the one that ends."""

    last_day = day(N_("Last day"), N_("Write the last day."))
    grant: Grant

    def validate_last_day(self, field: wtforms.Field) -> None:
        if field.data is None:
            return
        if field.data < today() - timedelta(days=1):
            raise ValidationError(N_("That day is over. Write yesterday to end it at once, or a later day."))
        if outlasts(field.data, self.grant.last_day):
            raise ValidationError(N_("It already ends earlier. Give a new role instead."))
