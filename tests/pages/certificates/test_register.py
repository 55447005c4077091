"""The register: administrators find a certificate by its number."""

from lms.acts.acts import Act, ActSaid
from lms.certificates.number import new_number


def test_the_newest_first(elif_, issued, clock):
    page = elif_.get("/certificates", status=200).page
    assert "No certificate here" in page.main
    _, first, _ = issued("awa")
    clock.move(hours=1)
    _, second, _ = issued("bruno")
    page = elif_.get("/certificates", status=200).page
    assert page.main.index(second) < page.main.index(first)
    assert page.links[first] == f"/certificates/numbers/{first}"
    elif_.get(page.links[first], status=200)


def test_a_page_at_a_time(elif_, issued, monkeypatch):
    from lms.certificates import register_pages

    monkeypatch.setattr(register_pages, "PAGE", 1)
    numbers = {issued("awa")[1], issued("bruno")[1]}
    shown = [elif_.get(f"/certificates?page={page}", status=200).page.main for page in (1, 2)]
    assert {number for number in numbers for main in shown if number in main} == numbers
    assert "Page 1 of 2" in shown[0]
    for odd, shown in (("0", 1), ("-1", 1), ("x", 1), ("", 1), ("9", 2), ("9" * 20, 1), ("٢", 2)):
        assert f"Page {shown} of 2" in elif_.get(f"/certificates?page={odd}", status=200).page.main


def test_find_by_number(elif_, issued):
    _, number, _ = issued("awa")
    answer = elif_.get("/certificates", query_string={"number": number.lower()}, status=302)
    assert answer.location == f"/certificates/numbers/{number}"
    answer = elif_.get("/certificates", query_string={"number": new_number()}, status=422)
    assert "No certificate has this number." in answer.page.main
    answer = elif_.get("/certificates", query_string={"number": "7K4M"}, status=422)
    assert "mistyped" in answer.page.main


def test_missing_and_wrong_method(elif_):
    elif_.get(f"/certificates/numbers/{new_number()}", status=404)
    elif_.put("/certificates", status=405)


def test_a_download_leaves_an_act(elif_, issued, rows):
    _, number, _ = issued("awa")
    page = elif_.get(f"/certificates/numbers/{number}").page
    answer = elif_.submit(page, action=f"/certificates/numbers/{number}/file.pdf", status=200)
    assert answer.data.startswith(b"%PDF")
    assert answer.mimetype == "application/pdf"
    (act,) = rows(Act, Act.kind == "certificate downloaded")
    (said,) = rows(ActSaid, ActSaid.number == act.number)
    assert f'"thing":"{number}"' in said.text


def test_found_by_name(elif_, issued):
    _, number, _ = issued("awa")
    _, other, _ = issued("bruno")
    page = elif_.get("/certificates").page
    found = elif_.submit(page, id="by-name", name="diallo AWA", status=200).page
    assert number in found.links
    assert other not in found.links
    nothing = elif_.submit(page, id="by-name", name="Nobody", status=200).page
    assert "No certificate of this name" in nothing.main
    empty = elif_.submit(page, id="by-name", name="", status=422).page
    assert "Write a name." in empty.main
