"""All that is held of me, as one file: my rows as JSON, and my certificates."""

import io
import json
import zipfile

import pytest

from lms.acts.acts import Act
from lms.database import Model
from lms.people.account.my_data import NEVER
from lms.people.shut_answers import shut_earlier_answers


def archive(browser):
    page = browser.get("/account").page
    answer = browser.submit(page, action="/account/data", status=200)
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def rows_of(browser):
    return json.loads(archive(browser).read("data.json"))["rows"]


def test_rows_and_certificates(client, world, rows, cast):
    files = archive(client.as_("awa"))
    (certificate,) = [name for name in files.namelist() if name.endswith(".pdf")]
    assert world["number"] in certificate
    assert files.read(certificate).startswith(b"%PDF")
    told = json.loads(files.read("data.json"))["rows"]
    (person,) = told["person"]
    assert (person["name"], person["sign_in_name"]) == ("Awa Diallo", "awa")
    for table in ("posting", "identifier", "completion", "certificate", "remark", "private_address"):
        assert told[table], table
    assert rows(Act, Act.kind == "data downloaded")


def test_nothing_of_others(client, world, cast):
    text = archive(client.as_("awa")).read("data.json").decode()
    for other in ("Bruno Keller", "bruno@sorandia.example", "Farid Rahmani"):
        assert other not in text


def test_no_secret(client, world, cast):
    told = rows_of(client.as_("awa"))
    for table, found in told.items():
        for row in found:
            assert not row.keys() & set(NEVER), table
    assert "scrypt:" not in json.dumps(told)


def test_each_column_that_could_be_a_secret_is_left_out():
    words = ("hash", "secret", "nonce", "salt", "seed", "password")
    for table in Model.metadata.tables.values():
        for column in table.c:
            if any(word in column.name for word in words):
                assert column.name in NEVER, f"{table.name}.{column.name}"


def test_no_paper_that_runs(client, world, cast):
    told = rows_of(client.as_("awa"))
    assert str(world["attempt_id"]) not in [row["id"] for row in told.get("attempt", [])]
    assert str(world["attempt_id"]) not in [row["attempt_id"] for row in told.get("response", [])]


def test_not_while_earlier_answers_are_shut(client, inside, cast):
    with inside():
        shut_earlier_answers(cast.awa, made_by=cast.farid)
    awa = client.as_("awa")
    assert "What is held of me" not in awa.get("/account").page.main
    awa.post("/account/data", status=403)


@pytest.mark.parametrize("name", ["bruno", "elif"])
def test_everybody_has_theirs(client, name, cast):
    (person,) = rows_of(client.as_(name))["person"]
    assert person["id"] == str(cast[name])
