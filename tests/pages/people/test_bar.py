"""The bar marks where somebody is, also on pages whose address does not say so."""

import pytest


def current(page):
    return [link.text for link in page.all("a") if link.get("aria-current") == "page" and link.text]


@pytest.mark.parametrize(
    "target",
    [
        "/administration",
        "/people",
        "/people/add",
        "/slips",
        "/units",
        "/postings/{awa_posting}",
        "/postings/{awa_posting}/move",
        "/grants/{chantal_grant}/end",
        "/posts/{seat}",
    ],
)
def test_administration_is_marked(elif_, cast, target):
    names = {name: cast[name] for name in ("awa_posting", "chantal_grant", "seat")}
    page = elif_.get(target.format(**names), status=200).page
    assert current(page)[0] == "Administration"


@pytest.mark.parametrize("target", ["/people", "/slips"])
def test_so_are_people_for_a_focal_point(farid, target):
    assert current(farid.get(target, status=200).page)[0] == "People"


def test_nothing_of_it_is_marked_elsewhere(elif_):
    assert "Administration" not in current(elif_.get("/account", status=200).page)
