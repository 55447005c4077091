"""The demonstration: what a visitor is promised to find in it."""

import re
import unicodedata
from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from lms.certificates.records import Certificate, Document
from lms.certificates.signatories import in_force, signatories
from lms.database import Model, read_rows, write_transaction
from lms.demo import COURSE, CourseMissing, load
from lms.demo.tables import FOLDER, rows
from lms.learning.assessment.attempt import Attempt
from lms.learning.mine.past import read_past
from lms.learning.mine.plan import plan
from lms.learning.records import Completion, Enrolment, Reading, Response, valid_on
from lms.learning.remarks.remarks import Decision, Remark
from lms.library import shelf
from lms.people.person import Identifier, Person
from lms.people.roles.grants import Grant
from lms.people.sign_in.demo_accounts import DEMO_ACCOUNTS
from lms.people.sign_in.passwords import DEMO, matches
from lms.people.units import Unit, in_order
from lms.postings.categories import CATEGORIES, COMPONENTS, END_KINDS, fits
from lms.postings.due.current_postings import current_postings, due_dates_of
from lms.postings.posting import Posting
from tests.clock import TODAY

pytestmark = pytest.mark.usefixtures("loaded")

# Peacekeeping missions that exist or existed, and the fictional country of others.
REAL = re.compile(
    r"MINUSCA|MONUSCO|UNMISS|UNISFA|UNIFIL|UNDOF|UNFICYP|UNTSO|UNMOGIP|UNMIK|MINURSO|MINUSMA|UNAMID|Carana",
    re.I,
)


def every(model, *where):
    return list(read_rows(sa.select(model).where(*where)).scalars())


def person(name):
    return every(Person, Person.sign_in_name == name)[0]


def present(*where):
    """The postings of a day, each with its person and unit."""
    statement = sa.select(Posting, Person, Unit).join(Person, Person.id == Posting.person_id)
    return read_rows(statement.join(Unit, Unit.id == Posting.unit_id).where(Posting.on(TODAY), *where)).all()


def my_plan(person_id, day=TODAY):
    serving = current_postings(person_id, datetime.combine(day, time(9), UTC))
    return plan(shelf.courses(), read_past(person_id).records, due_dates_of(serving, day), day, serving)


def state(person_id):
    item = next(item for item in my_plan(person_id).items if item.course.slug == COURSE)
    if item.holding is not None:
        return "expiring" if item.expiring else "complete"
    return "overdue" if item.overdue else "in_progress" if item.record.enrolled else "not_begun"


def test_counts():
    assert 25 <= len(every(Unit)) <= 35
    assert 80 <= len(every(Person)) <= 90
    assert {depth for _, depth in in_order(every(Unit))} == {0, 1, 2, 3, 4}
    assert {posting.category for posting in every(Posting)} == set(CATEGORIES)
    assert {posting.component for posting in every(Posting)} == set(COMPONENTS)
    assert all(fits(posting.component, posting.category) for posting in every(Posting))
    assert {posting.end_kind for posting in every(Posting)} == set(END_KINDS)


def test_every_unit_has_both_names_and_the_mission_says_that_it_is_fictional():
    units = {unit.code: unit for unit in every(Unit)}
    assert all(set(unit.names) == {"en", "fr"} and all(unit.names.values()) for unit in units.values())
    assert "(fictional)" in units["MINUSOR"].names["en"]
    assert "(fictive)" in units["MINUSOR"].names["fr"]
    assert units["MINUSOR"].time_zone == "Africa/Bangui"


def test_some_units_are_mixed():
    components = {}
    for posting, _, unit in present():
        components.setdefault(unit.code, set()).add(posting.component)
    assert components["JMAC"] == components["JOC"] == components["U5"] == set(COMPONENTS)


def test_a_second_time_nothing_changes():
    def sizes():
        return {
            table.name: read_rows(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in Model.metadata.sorted_tables
        }

    before = sizes()
    with write_transaction():
        load(TODAY + timedelta(days=1))
    assert sizes() == before


def test_names_survive_in_any_script():
    names = {row["sign_in_name"]: row["name"] for row in rows("people")}
    assert {who.sign_in_name: who.name for who in every(Person)} == names
    scripts = {unicodedata.name(name[0]).split()[0] for name in names.values()}
    assert scripts == {"LATIN", "ARABIC", "CYRILLIC"}
    assert any(" " not in name for name in names.values())
    assert max(map(len, names.values())) > 55
    others = [who for who in every(Person) if unicodedata.name(who.name[0]).split()[0] != "LATIN"]
    assert len(others) >= 5
    assert all(who.latin_name for who in others)
    assert all(unicodedata.is_normalized("NFC", name) for name in names.values())


def test_three_of_one_name_in_one_company_differ_by_identifier():
    alike = Counter((who.name, unit.code) for _, who, unit in present())
    assert alike.most_common(1) == [(("Bikash Rana", "BN-N-A"), 3)]
    ids = [who.id for _, who, _ in present(Person.name == "Bikash Rana")]
    cards = every(Identifier, Identifier.person_id.in_(ids), Identifier.scheme == "Mission card")
    assert len({card.value[-4:] for card in cards}) == 3


def test_identifiers_keep_their_leading_zeros():
    identifiers = every(Identifier)
    assert Counter(identifier.scheme for identifier in identifiers).keys() == {
        "UN index number",
        "Mission card",
        "National service number",
    }
    assert sum(identifier.value.startswith("0") for identifier in identifiers) > 100
    assert len(
        {(identifier.scheme, identifier.issuer, identifier.value) for identifier in identifiers}
    ) == len(identifiers)


@pytest.mark.parametrize("name", DEMO_ACCOUNTS)
def test_accounts_sign_in(name):
    account = person(name)
    assert account.email == f"{name}@sorandia.example"
    assert matches(account, DEMO)


def test_others_have_no_password_and_no_address_of_a_real_domain():
    others = every(Person, Person.sign_in_name.not_in(DEMO_ACCOUNTS))
    assert {who.password_hash for who in others} == {None}
    addresses = [who.email for who in every(Person) if who.email is not None]
    assert addresses
    assert all(address.endswith("@sorandia.example") for address in addresses)


def test_roles_of_the_accounts():
    roles = {
        (who.sign_in_name, grant.role, unit and unit.code)
        for grant, who, unit in read_rows(
            sa.select(Grant, Person, Unit)
            .join(Person, Person.id == Grant.person_id)
            .outerjoin(Unit, Unit.id == Grant.unit_id)
            .where(Grant.on(TODAY))
        )
    }
    assert roles >= {
        ("trainer", "trainer", None),
        ("focal", "focal_point", "U5"),
        ("supervisor", "supervisor", "U5"),
        ("chief", "supervisor", "MINUSOR"),
        ("admin", "administrator", None),
    }
    assert not {name for name, _, _ in roles} & {"civilian", "military", "police"}


def test_a_stand_in_serves_some_days_and_a_grant_ends_with_its_posting():
    grants = {
        (who.sign_in_name, grant.role): grant
        for grant, who in read_rows(sa.select(Grant, Person).join(Person, Person.id == Grant.person_id))
    }
    stand_in = grants["odadaharcourt", "supervisor"]
    assert stand_in.last_day - stand_in.first_day < timedelta(days=15)
    assert stand_in.first_day <= TODAY <= stand_in.last_day
    ended = grants["geldevik", "focal_point"]
    posting = every(Posting, Posting.id == ended.posting_id)[0]
    assert ended.last_day == posting.last_day < TODAY


@pytest.mark.parametrize(("name", "unit"), [("civilian", "SPU"), ("military", "U5"), ("police", "POL-PLAN")])
def test_the_learners_have_the_course_to_begin(name, unit):
    [(posting, who, serves_in)] = present(Person.sign_in_name == name)
    assert (serves_in.code, posting.first_day) == (unit, TODAY - timedelta(days=8))
    item = my_plan(who.id).required[0]
    assert (item.course.code, state(who.id), item.due.day) == (
        "CPAS-101",
        "not_begun",
        TODAY + timedelta(days=22),
    )
    assert item.record == type(item.record)()


def test_the_section_of_the_supervisor_holds_people_in_all_states():
    states = Counter(state(who.id) for _, who, unit in present(Unit.code == "U5"))
    assert states.total() >= 8
    assert states.keys() == {"complete", "expiring", "in_progress", "not_begun", "overdue"}


def test_about_two_in_five_hold_the_course():
    here = {who.id for _, who, _ in present()}
    valid = every(Completion, valid_on(TODAY))
    holding = {completion.person_id for completion in valid} & here
    assert 0.35 < len(holding) / len(here) < 0.5
    assert {completion.how for completion in valid} == {"online", "session", "prior"}
    assert every(Completion, Completion.module.is_(None), Completion.expires_on < TODAY)


def test_past_present_and_coming_postings():
    postings = every(Posting)
    month = timedelta(days=31)
    assert any(posting.last_day and TODAY - month <= posting.last_day < TODAY for posting in postings)
    assert sum(TODAY < posting.first_day <= TODAY + 2 * month for posting in postings) >= 5
    assert any(posting.last_day is None for posting in postings)
    company = present(Unit.code == "BN-E-A")
    assert len(company) >= 6
    assert {posting.last_day for posting, _, _ in company} == {TODAY + timedelta(days=40)}


def test_a_post_is_handed_over():
    seats = Counter(posting.post_id for posting in every(Posting, Posting.post_id.is_not(None)))
    assert sum(number > 1 for number in seats.values()) >= 3


def test_what_was_done_is_real_work():
    attempts = every(Attempt)
    assert attempts
    for attempt in attempts:
        given = attempt.responses()
        assert given.keys() <= {question.id for question in attempt.questions()}
        if attempt.submitted_at is None:
            assert 0 < len(given) < len(attempt.paper)
        else:
            passed = every(
                Completion,
                Completion.person_id == attempt.person_id,
                Completion.module.is_(None),
                Completion.taken_at == attempt.submitted_at,
            )
            score = attempt.result().score
            assert [completion.score for completion in passed] == ([score] if score >= 80 else [])


def test_all_of_it_was_done_before_today_and_after_arrival():
    instants = [row.taken_at for model in (Reading, Response, Completion) for row in every(model)]
    assert max(instants).date() < TODAY
    arrivals = dict(
        read_rows(
            sa.select(Posting.person_id, sa.func.min(Posting.first_day)).group_by(Posting.person_id)
        ).all()
    )
    enrolments = every(Enrolment)
    assert enrolments
    assert all(arrivals[enrolment.person_id] <= enrolment.taken_at.date() for enrolment in enrolments)
    assert not every(Completion, Completion.how != "online", Completion.recorded_by == Completion.person_id)


def test_some_certificates_are_issued_in_each_script_and_more_are_ready():
    issued = read_rows(
        sa.select(Certificate, Document).join(Document, Document.sha256 == Certificate.document)
    ).all()
    assert 3 <= len(issued) <= 4
    assert all(document.content.startswith(b"%PDF") for _, document in issued)
    printed = {
        unicodedata.name(certificate.printed["name"][0]).split()[0]: certificate.printed
        for certificate, _ in issued
    }
    assert printed.keys() == {"LATIN", "ARABIC", "CYRILLIC"}
    assert printed["LATIN"]["office"] == "Integrated Mission Training Centre, MINUSOR (fictional)"
    assert printed["ARABIC"]["office"].endswith("(fictif)")
    assert len(every(Completion, valid_on(TODAY), Completion.how == "online")) > len(issued) + 10


def test_some_remarks_wait_for_a_trainer_and_some_are_decided():
    remarks = every(Remark)
    decisions = {decision.remark_id: decision for decision in every(Decision)}
    modules = {module.slug: module for module in shelf.course(COURSE).course.modules}
    assert sorted(remark.language for remark in remarks) == ["en", "en", "fr", "fr"]
    assert len(decisions) == 2
    assert max(remark.taken_at for remark in remarks).date() < TODAY
    for remark in remarks:
        titles = {section.text(remark.language).title for section in modules[remark.module].sections}
        assert remark.section in titles
        if remark.id in decisions:
            assert remark.taken_at < decisions[remark.id].taken_at
            assert decisions[remark.id].by != remark.person_id


def test_one_signatory_is_past_and_one_present():
    listed = signatories()
    assert len(listed) == 2
    past = next(signatory for signatory in listed if signatory.last_day)
    assert past.last_day < TODAY
    assert in_force(listed, TODAY) is not past


def test_nothing_real_is_named():
    paths = list(FOLDER.glob("*.csv"))
    assert paths
    for path in paths:
        assert not REAL.search(path.read_text(encoding="utf-8")), path.name


def test_gender_is_known_of_most_only():
    genders = Counter(who.gender for who in every(Person))
    assert genders.keys() == {"F", "M", "other", None}
    assert genders["F"] > 30
    assert genders["M"] > 30


def test_without_the_course_it_says_what_to_do(empty):
    with pytest.raises(CourseMissing, match="lms publish cpas-101"), write_transaction():
        load(TODAY)
    assert every(Unit) == []
