"""The form of a posting: where, as what, from which day to which."""

import uuid

import wtforms
from wtforms.validators import DataRequired, ValidationError

from lms.days import is_over
from lms.people.fields import chosen_id, day, last_after_first, text, unit_choices
from lms.people.roles.reach import units_in_reach
from lms.postings.categories import CATEGORIES, CATEGORIES_OF, COMPONENTS, END_KINDS, fits
from lms.postings.posting import Posting, serves_already
from lms.postings.posts import post_with_code
from lms.web.forms import Form, choices
from lms.web.languages import N_, gettext

SERVES_THERE = N_("There is a posting in this unit on some of these days already. Correct that one.")
ENDS = {kind: words for kind, words in END_KINDS.items() if kind != "open"}


class PostingForm(Form):
    """Set `person_id` to whose it is, and `posting` to the one that is corrected, with `unit_id` its unit."""

    unit = wtforms.SelectField(N_("Unit"), [DataRequired(N_("Choose the unit."))])
    component = wtforms.SelectField(N_("Component"), [DataRequired(N_("Choose the component."))])
    category = wtforms.SelectField(N_("Category"), [DataRequired(N_("Choose the category."))])
    function = text(N_("Function"), N_("Write the function, as in Plans officer."))
    post = text(N_("Code of the post"), longest=30)
    first_day = day(N_("First day"), N_("Write the first day."))
    last_day = day(N_("Last day"))
    end_kind = wtforms.SelectField(N_("How it ends"), [DataRequired(N_("Choose how it ends."))])

    def __init__(
        self,
        *args: object,
        person_id: uuid.UUID | None = None,
        posting: Posting | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person_id = person_id
        self.posting = posting
        self.unit.choices = unit_choices(units_in_reach(), blank=gettext("Choose"))
        self.component.choices = choices(list(COMPONENTS.items()), blank=gettext("Choose"))
        self.category.choices = choices(list(CATEGORIES.items()), blank=gettext("Choose"))
        self.end_kind.choices = choices(list(END_KINDS.items()), blank=gettext("Choose"))
        if posting is not None:
            del self.unit

    def unit_id(self) -> uuid.UUID | None:
        """The unit that is chosen, or that the posting has."""
        return self.posting.unit_id if self.posting else chosen_id(self.unit)

    def validate_category(self, field: wtforms.Field) -> None:
        component = self.component.data
        if component not in CATEGORIES_OF or field.data not in CATEGORIES or fits(component, field.data):
            return
        raise ValidationError(
            gettext(
                "This category does not fit the component %(component)s. These do: %(categories)s.",
                component=gettext(COMPONENTS[component]),
                categories=", ".join(gettext(CATEGORIES[fitting]) for fitting in CATEGORIES_OF[component]),
            )
        )

    def validate_post(self, field: wtforms.Field) -> None:
        unit_id = self.unit_id()
        if field.data and unit_id and post_with_code(unit_id, field.data) is None:
            raise ValidationError(N_("This unit has no post of that code."))

    def validate_first_day(self, field: wtforms.Field) -> None:
        unit_id = self.unit_id()
        if self.person_id is None or unit_id is None or field.data is None:
            return
        corrected = self.posting.id if self.posting else None
        if serves_already(self.person_id, unit_id, field.data, self.last_day.data, corrected):
            raise ValidationError(SERVES_THERE)

    def validate_last_day(self, field: wtforms.Field) -> None:
        last_after_first(self, field)

    def validate_end_kind(self, field: wtforms.Field) -> None:
        if field.data == "open" and self.last_day.data:
            raise ValidationError(N_("An open-ended posting has no last day. Choose why it ends."))

    def values(self) -> dict[str, object]:
        """What the verbs take, without the unit."""
        unit_id = self.unit_id()
        post = post_with_code(unit_id, self.post.data) if unit_id and self.post.data else None
        plain = ("component", "category", "function", "first_day", "last_day", "end_kind")
        return {name: self[name].data for name in plain} | {"post_id": post.id if post else None}


class CloseForm(Form):
    """Set `posting` to the one that ends."""

    last_day = day(N_("Last day"), N_("Write the last day."))
    end_kind = wtforms.SelectField(N_("Why it ends"), [DataRequired(N_("Choose why it ends."))])
    posting: Posting

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.end_kind.choices = choices(list(ENDS.items()), blank=gettext("Choose"))

    def validate_last_day(self, field: wtforms.Field) -> None:
        if not field.data:
            return
        posting = self.posting
        if field.data < posting.first_day:
            raise ValidationError(N_("The last day is before the first. Correct one of them."))
        if serves_already(
            posting.person_id, posting.unit_id, posting.first_day, field.data, besides=posting.id
        ):
            raise ValidationError(SERVES_THERE)


class MoveForm(Form):
    """Set `posting` to the one that ends with the move."""

    unit = wtforms.SelectField(N_("To the unit"), [DataRequired(N_("Choose the unit."))])
    function = text(N_("Function there"), N_("Write the function, as in Plans officer."))
    first_day = day(N_("First day there"), N_("Write the first day."))
    posting: Posting

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.unit.choices = unit_choices(units_in_reach(), blank=gettext("Choose"))

    def validate_unit(self, field: wtforms.Field) -> None:
        unit_id = chosen_id(field)
        if unit_id == self.posting.unit_id:
            raise ValidationError(N_("They serve in this unit already. Choose another."))
        first = self.first_day.data
        if unit_id is None or first is None:
            return
        last = None if is_over(self.posting.last_day, first) else self.posting.last_day
        if serves_already(self.posting.person_id, unit_id, first, last):
            raise ValidationError(SERVES_THERE)

    def validate_first_day(self, field: wtforms.Field) -> None:
        last = self.posting.last_day
        if field.data and field.data <= self.posting.first_day:
            raise ValidationError(N_("Write a day after the first day of the posting that ends."))
        if field.data and last and (field.data - last).days > 1:
            raise ValidationError(N_("That posting ends earlier. Add a new posting instead."))
