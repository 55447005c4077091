"""The report as a file."""

import csv
import io
from datetime import date
from typing import Any

import sqlalchemy as sa

from lms.postings.due.requirement import Requirement
from lms.postings.posting import Posting
from lms.reporting.export import Export
from tests.cast import COURSE, Cast
from tests.client import Client
from tests.pages.reporting.exported import below_marking

EXPORT = "/reports/export.csv"


MARKING = "Personnel data. Need to know. Do not photograph."


def read(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(below_marking(response))))


def logged(inside: Any) -> list[Export]:
    with inside() as session:
        found = list(session.scalars(sa.select(Export)))
        session.expunge_all()
        return found


def test_the_same_people_as_the_screen(dmitri: Client, inside: Any, cast: Cast) -> None:
    page = dmitri.get("/reports?state=not_begun", status=200).page
    answer = dmitri.submit(page, action=EXPORT, status=200)
    assert answer.mimetype == "text/csv"
    assert answer.headers["Cache-Control"] == "no-store"
    heads, *rows = read(answer)
    assert heads[:4] == ["Name", "Identifier ends in", "Unit code", "Unit"]
    assert [row[0] for row in rows] == ["Awa Diallo", "Farid Rahmani"]
    assert rows[0][2:6] == ["SOR-U5", "U5 Plans", "Plans officer", "Military"]
    assert rows[0][8:] == ["2026-11-16", "Not begun", "no", "2026-12-06", "", "", ""]
    log = logged(inside)[0]
    assert (log.person_id, log.unit_id, log.course, log.rows) == (cast.dmitri, cast.u5, COURSE, 2)


def test_who_held_it_is_overdue_since_it_lapsed(dmitri: Client, inside: Any, cast: Cast, holds: Any) -> None:
    """Due long ago and held until the end of October: nobody is a year late."""
    with inside() as session:
        session.add(holds(cast.awa, date(2025, 10, 1), date(2026, 10, 25)))
        session.add(holds(cast.farid, date(2024, 3, 1), date(2024, 4, 30)))
        session.execute(sa.update(Requirement).values(first_day=date(2025, 1, 1)))
        session.execute(sa.update(Posting).values(first_day=date(2025, 10, 20)))
    read_out = below_marking(dmitri.post(EXPORT, status=200))
    dates = ("State", "Due on", "Overdue since", "Held since", "Held until")
    found = {row["Name"]: [row[name] for name in dates] for row in csv.DictReader(io.StringIO(read_out))}
    assert found["Awa Diallo"] == ["Overdue", "2025-11-19", "2026-10-26", "", "2026-10-25"]
    assert found["Farid Rahmani"] == ["Overdue", "2025-11-19", "2025-11-20", "", "2024-04-30"]
    for address in ("/reports", f"/reports/people/{cast.awa}"):
        main = dmitri.get(address, status=200).page.main
        assert "Overdue not begun overdue since 26 Oct 2026; held until 25 Oct 2026" in main
    assert "was due 19 Nov 2025; held until 30 Apr 2024" in dmitri.get("/reports").page.main


def test_filters_hold_for_the_file(elif_: Client, cast: Cast) -> None:
    answer = elif_.post(EXPORT, data={"unit": cast.u5, "component": "military"}, status=200)
    assert [row[0] for row in read(answer)[1:]] == ["Awa Diallo", "Farid Rahmani"]
    assert read(elif_.post(EXPORT, data={"state": "complete"}, status=200))[1:] == []


def test_the_marking_is_the_first_line(dmitri: Client, settings: Any) -> None:
    settings(marking="MINUSOR, internal")
    assert dmitri.post(EXPORT, status=200).get_data(as_text=True).startswith('\ufeff"MINUSOR, internal"')


def test_there_is_one_whatever_is_set(dmitri: Client, client: Client) -> None:
    assert dmitri.post(EXPORT, status=200).get_data(as_text=True).startswith(f'\ufeff"{MARKING}"')
    text = client.as_("dmitri", "fr").post(EXPORT, status=200).get_data(as_text=True)
    assert text.startswith('\ufeff"Données nominatives.')


def test_no_formula_runs(dmitri: Client, inside: Any, cast: Cast) -> None:
    with inside() as session:
        session.execute(sa.text("UPDATE posting SET function = '=1+1'"))
    assert read(dmitri.post(EXPORT, status=200))[1][4] == "'=1+1"


def test_in_french_it_opens_in_columns_and_no_formula_runs(client: Client, inside: Any) -> None:
    with inside() as session:
        session.execute(sa.text("UPDATE posting SET function = 'Officer;=1+1'"))
    text = below_marking(client.as_("dmitri", "fr").post(EXPORT, status=200))
    heads, awa, _ = csv.reader(io.StringIO(text), delimiter=";")
    assert heads[:2] == ["Nom", "Fin du numéro d’identification"]
    assert len(awa) == len(heads)
    assert awa[4] == "Officer;'=1+1"


def test_not_mine(dmitri: Client, inside: Any, cast: Cast) -> None:
    dmitri.post(EXPORT, data={"unit": cast.police}, status=404)
    dmitri.post(EXPORT, data={"course": "nothing"}, status=404)
    assert logged(inside) == []


def test_wrong_role(client: Client, inside: Any) -> None:
    for name in ("awa", "chantal", "farid"):
        client.as_(name).post(EXPORT, status=403)
    client.post(EXPORT, status=303)
    assert logged(inside) == []


def test_bad_input(dmitri: Client, inside: Any) -> None:
    dmitri.post(EXPORT, data={"state": "x"}, status=400)
    dmitri.post(EXPORT, data={"state": ["overdue", "complete"]}, status=400)
    assert logged(inside) == []


def test_wrong_method_and_foreign_origin(dmitri: Client) -> None:
    dmitri.get(EXPORT, status=405)
    dmitri.post(EXPORT, site="cross-site", status=403)


def test_without_a_course_it_has_heads_only(elif_: Client, inside: Any) -> None:
    with inside() as session:
        for table in ("requirement", "edition_file", "edition"):
            session.execute(sa.text(f"DELETE FROM {table}"))
    assert len(read(elif_.post(EXPORT, status=200))) == 1
