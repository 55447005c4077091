"""Established seats of a unit."""

import pytest

from lms.postings.posts import Post


def test_the_list(elif_, cast):
    page = elif_.get(f"/units/{cast.u5}/posts", status=200).page
    assert page.links["SOR-U5-03"] == f"/posts/{cast.seat}"
    assert "1 post" in page.main
    assert "No posts yet" in elif_.get(f"/units/{cast.police}/posts", status=200).page.main


def test_adding(elif_, cast, rows):
    ask = f"/units/{cast.police}/posts/add"
    elif_.submit(elif_.get(ask).page, id="post", code="SOR-U5-03", function="Adviser", status=303)
    (added,) = rows(Post, Post.unit_id == cast.police)
    assert (added.code, added.function) == ("SOR-U5-03", "Adviser")


def test_a_code_may_have_accents(elif_, cast, rows):
    for code, status in (("GÉNIE-01", 303), ("GÉNIE-01", 422), ("génie-01", 422)):
        elif_.post(f"/units/{cast.u5}/posts/add", data={"code": code, "function": "Sapper"}, status=status)
    page = elif_.get(f"/postings/{cast.awa_posting}").page
    elif_.submit(page, id="posting", post="Génie-01", status=303)


def test_correcting(elif_, cast, rows):
    page = elif_.get(f"/posts/{cast.seat}", status=200).page
    answer = elif_.submit(page, id="post", function="Senior plans officer", status=303)
    assert answer.location == f"/units/{cast.u5}/posts"
    assert rows(Post)[0].function == "Senior plans officer"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"code": "sor-u5-03", "function": "x"}, "Another post"),
        ({"code": "", "function": "x"}, "Write the code"),
        ({"code": "A", "function": " "}, "Write the function"),
        ({"code": "x" * 31, "function": "x"}, "too long"),
    ],
)
def test_bad_input(elif_, cast, rows, data, said):
    assert said in elif_.post(f"/units/{cast.u5}/posts/add", data=data, status=422).page.main
    assert len(rows(Post)) == 1


@pytest.mark.parametrize("name", ["awa", "chantal", "dmitri", "farid"])
def test_administrators_only(client, cast, name):
    for ask in (f"/units/{cast.u5}/posts", f"/units/{cast.u5}/posts/add", f"/posts/{cast.seat}"):
        client.as_(name).get(ask, status=403)


def test_unknown_and_methods(elif_, cast):
    elif_.get(f"/units/{cast.awa}/posts", status=404)
    elif_.get(f"/units/{cast.awa}/posts/add", status=404)
    elif_.get(f"/posts/{cast.awa}", status=404)
    elif_.post(f"/units/{cast.u5}/posts", status=405)
