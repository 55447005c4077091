"""A certificate that no longer counts."""

import pytest

from lms.certificates.records import Revocation


def ask(number: str) -> str:
    return f"/certificates/numbers/{number}/revoke"


def test_it_works_at_once(elif_, awa, client, issued):
    completion, number, certificate = issued("awa")
    page = elif_.get(ask(number), status=200).page
    answer = elif_.submit(page, reason="Issued to the wrong person", status=303)
    page = elif_.get(answer.location, status=200).page
    assert "Issued to the wrong person" in page.main
    assert "Elif Demir" in page.main
    assert "Revoke…" not in page.links

    shown = client.get(f"/verify/{number}", status=200).page
    assert "Revoked" in shown.main
    assert "wrong person" not in shown.main
    mine = awa.get(f"/certificates/{completion}", status=200).page
    assert "It no longer counts." in mine.main
    awa.get(f"/certificates/{certificate}/file.pdf", status=200)


def test_it_is_not_issued_again(elif_, awa, issued, rename, count):
    from lms.certificates.records import Certificate

    completion, number, _ = issued("awa")
    elif_.post(ask(number), data={"reason": "wrong person"}, status=303)
    awa.post(f"/certificates/{completion}", status=303)
    rename("awa", "Awa Sy")
    awa.post(f"/certificates/{completion}", data={"act": "replace"}, status=409)
    assert count(Certificate) == 1


def test_once_only(elif_, issued, inside, cast, count):
    from lms.certificates.replacing import NoLongerStands, replace, revoke

    _, number, _ = issued("awa")
    elif_.post(ask(number), data={"reason": "wrong person"}, status=303)
    elif_.get(ask(number), status=409)
    with inside(), pytest.raises(NoLongerStands):
        revoke(number, "again", by=cast.elif_)
    with inside(), pytest.raises(NoLongerStands):
        replace(number, "again", by=cast.elif_)
    with inside(), pytest.raises(LookupError):
        revoke("7K4M-92QX-3FTR-58", "never issued", by=cast.elif_)
    assert count(Revocation) == 1


def test_a_hand_that_comes_second_is_told(elif_, issued, monkeypatch, count):
    """Somebody revoked it between our look and our act."""
    from lms.certificates import register_pages

    _, number, _ = issued("awa")
    real = register_pages.revoke

    def twice(*arguments, **named):
        real(*arguments, **named)
        real(*arguments, **named)

    monkeypatch.setattr(register_pages, "revoke", twice)
    elif_.post(ask(number), data={"reason": "wrong person"}, status=409)
    assert count(Revocation) == 0


def test_one_that_was_replaced_cannot_be_revoked(elif_, awa, issued, rename):
    completion, old, _ = issued("awa")
    rename("awa", "Awa Sy")
    awa.post(f"/certificates/{completion}", data={"act": "replace"}, status=303)
    elif_.get(ask(old), status=409)


def test_not_ones_own(elif_, issued, count):
    _, own, _ = issued("elif")
    page = elif_.get(f"/certificates/numbers/{own}", status=200).page
    assert "This is your own certificate." in page.main
    elif_.get(ask(own), status=403)
    elif_.post(ask(own), data={"reason": "me"}, status=403)
    assert count(Revocation) == 0


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501, ["a", "b"]])
def test_bad_input(elif_, issued, reason, count):
    _, number, _ = issued("awa")
    elif_.post(ask(number), data={"reason": reason}, status=422)
    assert count(Revocation) == 0


@pytest.mark.parametrize("who", ["awa", "bruno", "chantal", "dmitri", "farid"])
def test_wrong_role(client, issued, who, count):
    _, number, _ = issued("awa")
    browser = client.as_(who)
    for path in ("/certificates", f"/certificates/numbers/{number}", ask(number)):
        browser.get(path, status=403)
    browser.post(ask(number), data={"reason": "mine"}, status=403)
    assert count(Revocation) == 0


def test_missing_and_wrong_method(elif_, issued):
    elif_.get(ask("7K4M-92QX-3FTR-58"), status=404)
    _, number, _ = issued("awa")
    elif_.put(ask(number), status=405)
