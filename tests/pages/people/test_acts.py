"""The acts: who did what, on pages and in a chain that shows where a row was altered or is missing."""

import threading

import pytest
import sqlalchemy as sa

from lms.acts.acts import Act, ActSaid, note_act
from lms.acts.kinds import Kind
from lms.acts.verifying import verify
from lms.database import own_transaction, write_transaction
from lms.people.person import Person
from lms.people.units import add_unit
from tests.cast import COURSE

LOG = f"/courses/{COURSE}/the-log"


@pytest.fixture
def units(inside):
    """Five acts more."""
    with inside():
        for number in range(5):
            add_unit(f"NEW-{number}", {"en": f"New unit {number}"})


@pytest.fixture
def verified(app):
    """`verified()`: the number of the first act that is not as it was written, None where all are."""

    def number(head=None):
        with app.app_context():
            fault = verify(head).fault
        return fault and fault.number

    return number


@pytest.fixture
def by_hand(app):
    """Runs SQL as somebody does who has the database in their hands."""

    def run(*statements, **values):
        with app.app_context(), own_transaction() as connection:
            for statement in statements:
                connection.execute(sa.text(statement), values)

    return run


def last(rows):
    return max(row.number for row in rows(Act))


def test_all_stand_as_they_were_written(verified, units, rows):
    assert verified() is None
    numbers = sorted(row.number for row in rows(Act))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    "alter",
    [
        "UPDATE act SET kind = 'unit changed' WHERE number = :number",
        "UPDATE act SET digest = 'x' WHERE number = :number",
        "UPDATE act SET head = 'x' WHERE number = :number",
        "UPDATE act SET taken_at = (SELECT taken_at FROM act WHERE number = 1) WHERE number = :number",
        "UPDATE act_said SET text = replace(text, 'NEW', 'OLD') WHERE number = :number",
        "UPDATE act_said SET salt = 'x' WHERE number = :number",
        "UPDATE act_said SET doer = (SELECT id FROM person LIMIT 1) WHERE number = :number",
        "DELETE FROM act_said WHERE number = :number",
    ],
)
def test_a_row_that_is_altered_by_hand_is_named(verified, units, rows, clock, inside, by_hand, alter):
    clock.move(minutes=5)
    with inside():
        add_unit("LATER", {"en": "Later"})
        add_unit("LAST", {"en": "Last"})
    number = last(rows) - 1
    by_hand(alter.replace("NEW", "LATER"), number=number)
    assert verified() == number


def test_a_row_that_is_taken_out_put_in_or_swapped_is_named(verified, units, rows, by_hand):
    number = last(rows)
    by_hand(
        "DELETE FROM act_said WHERE number = :before",
        "DELETE FROM act WHERE number = :before",
        before=number - 2,
    )
    assert verified() == number - 2
    by_hand(
        "INSERT INTO act (number, taken_at, kind, digest, head) "
        "SELECT :before, taken_at, kind, digest, 'forged' FROM act WHERE number = :number",
        before=number - 2,
        number=number,
    )
    assert verified() == number - 2


def test_a_cut_tail_is_seen_by_an_earlier_head(app, verified, units, rows, by_hand):
    with app.app_context():
        head = verify().head
    assert verified(head) is None
    number = last(rows)
    by_hand(
        "DELETE FROM act_said WHERE number = :number", "DELETE FROM act WHERE number = :number", number=number
    )
    assert verified() is None
    assert verified(head) == number


def test_the_command_names_it_and_exits_with_1(app, units, rows, by_hand):
    lms = app.test_cli_runner()
    from lms.commands.acts import acts

    told = lms.invoke(acts, ["verify"])
    assert told.exit_code == 0
    head = told.output.split()[-1]
    assert lms.invoke(acts, ["verify", "--head", head]).exit_code == 0
    assert lms.invoke(acts, ["verify", "--head", "0" * 63]).exit_code == 1
    number = last(rows)
    by_hand("UPDATE act SET kind = 'x' WHERE number = :number", number=number)
    told = lms.invoke(acts, ["verify"])
    assert told.exit_code == 1
    assert told.output == f"Act {number} is altered.\n"


def test_what_fails_half_way_leaves_none(farid, cast, rows, monkeypatch):
    from lms.people.directory import people_pages

    before = len(rows(Act))
    page = farid.get(f"/people/{cast.awa}/edit").page

    def fail(_person):
        raise RuntimeError("after the change")

    monkeypatch.setattr(people_pages, "warn_if_shared", fail)
    farid.submit(page, id="person", name="Awa Diallo-Sy", status=500)
    assert len(rows(Act)) == before
    assert rows(Person, Person.id == cast.awa)[0].name == "Awa Diallo"


def act_and_fail():
    with write_transaction():
        note_act(Kind.UNIT_ADDED, thing="never")
        raise RuntimeError


def test_of_what_failed_before_nothing_is_left_for_the_next(app, rows):
    before = len(rows(Act))
    with app.app_context():
        with pytest.raises(RuntimeError):
            act_and_fail()
        with write_transaction():
            pass
    assert len(rows(Act)) == before


def test_two_who_act_at_once_write_one_chain(app, rows, verified):
    at_once = threading.Barrier(4)

    def act(number):
        with app.app_context(), write_transaction():
            at_once.wait(10)
            for place in range(5):
                add_unit(f"{number}-{place}", {"en": "A unit"})

    def act_in_turn(number):
        # On SQLite a transaction that writes is alone from its beginning.
        at_once.wait(10)
        with app.app_context(), write_transaction():
            for place in range(5):
                add_unit(f"{number}-{place}", {"en": "A unit"})

    with app.app_context():
        from lms.database import db

        is_alone = db.engine.dialect.name == "sqlite"
    threads = [threading.Thread(target=act_in_turn if is_alone else act, args=(n,)) for n in range(4)]
    before = len(rows(Act))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(rows(Act)) == before + 20
    assert verified() is None


def test_who_answers_questions_does_not_wait_for_who_acts(app, awa, engine, rows):
    """Somebody's acts are being written and come to no end. On SQLite all who write wait for each other."""
    from lms.database import db

    with app.app_context():
        another = sa.create_engine(db.engine.url, poolclass=sa.NullPool)
    with another.connect() as connection:
        if engine == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtextextended('acts', 0))"))
        before = len(rows(Act))
        awa.post(LOG, data={"check": "better-line", "q-better-line": "2"}, status=200)
        assert len(rows(Act)) == before
        connection.rollback()


def test_the_page_of_acts(elif_, farid, cast):
    page = farid.get(f"/people/{cast.awa}/edit").page
    farid.submit(page, id="person", name="Awa Diallo-Sy", status=303)
    page = elif_.get("/acts", status=200).page
    assert "Farid Rahmani Awa Diallo-Sy changed a record Name: Awa Diallo Awa Diallo-Sy" in page.main
    page = elif_.submit(page, id="acts", sign_in_name="farid", kind="PERSON_CHANGED", status=303)
    assert "farid" not in page.location
    page = elif_.get(page.location, status=200).page
    assert "Of Farid Rahmani" in page.main
    assert "1 act" in page.main


def test_a_name_that_nobody_has_is_told(elif_):
    page = elif_.get("/acts").page
    page = elif_.submit(page, id="acts", sign_in_name="nobody", status=422).page
    assert "Nobody has this sign-in name." in page.main
    elif_.get("/acts?kind=no-such", status=404)
    elif_.get("/acts?person=no-such", status=404)


def test_a_record_has_its_own_history(farid, cast):
    page = farid.get(f"/people/{cast.awa}/edit").page
    farid.submit(page, id="person", name="Awa Diallo-Sy", status=303)
    page = farid.get(f"/people/{cast.awa}", status=200).page
    assert "History of this record" in page.main
    assert "Farid Rahmani changed a record" in page.main
    assert "All acts of this person" not in page.links


def test_nobody_reads_a_gender_there(awa, elif_, cast, rows):
    awa.post("/account", data={"speaks": "en", "gender": "F"}, status=303)
    (said,) = rows(ActSaid, ActSaid.number == last(rows))
    assert said.text == f'{{"by":"{cast.awa}","concerns":"{cast.awa}"}}'


def test_no_secret_stands_there(client, farid, cast, rows, recruit):
    farid.post(f"/people/{cast.awa}/code", status=200)
    recruit("Hamid", "u5")
    for said in rows(ActSaid):
        for word in ("password", "secret", "hash", "scrypt"):
            assert word not in said.text


def test_a_role_that_lasted_an_afternoon_leaves_its_acts(elif_, cast, rows, inside):
    from lms.people.roles.ending import end_grant
    from lms.people.roles.grants import Grant, give_role
    from tests.clock import TODAY

    with inside() as session:
        grant = give_role("supervisor", cast.awa, cast.u5, TODAY, by=cast.elif_).id
    with inside() as session:
        end_grant(session.get(Grant, grant), TODAY.replace(day=1), by=cast.elif_)
    assert rows(Grant, Grant.id == grant) == []
    kinds = [row.kind for row in sorted(rows(Act), key=lambda row: row.number)][-2:]
    assert kinds == ["role given", "role ended"]
    assert "gave a role" in elif_.get(f"/people/{cast.awa}").page.main
