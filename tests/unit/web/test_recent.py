"""What a worker keeps: made once, the longest unused goes first, and nobody waits for what another makes."""

import threading

import pytest

from lms.web.recent import Recent


def refuse():
    raise AssertionError("made twice")


def test_made_once():
    recent = Recent(2)
    assert recent.get("a", lambda: 1) == recent.get("a", refuse) == 1


def test_what_was_asked_for_longest_ago_makes_room():
    recent = Recent(2)
    for key in ("a", "b"):
        recent.get(key, lambda: 1)
    recent.get("a", refuse)
    recent.get("c", lambda: 1)
    assert len(recent) == 2
    recent.get("a", refuse)
    assert recent.get("b", lambda: 2) == 2


def test_what_fails_keeps_nothing():
    recent = Recent(2)
    with pytest.raises(AssertionError):
        recent.get("a", refuse)
    assert recent.get("a", lambda: 1) == 1


def test_nobody_waits_for_what_another_makes():
    recent, begun, end = Recent(2), threading.Event(), threading.Event()

    def slow():
        begun.set()
        end.wait(10)
        return "slow"

    got = []
    busy = threading.Thread(target=lambda: got.append(recent.get("slow", slow)))
    busy.start()
    begun.wait(10)
    for key in range(9):
        recent.get(key, lambda: 1)
    other = recent.get("slow", lambda: "other")
    assert busy.is_alive()
    end.set()
    busy.join(10)
    assert got == [other] == ["other"]


def test_many_at_once_each_get_their_own():
    recent, wrong = Recent(2), []

    def act():
        for number in range(400):
            key = number % 5
            if recent.get(key, lambda key=key: key) != key:
                wrong.append(key)

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not wrong
    assert len(recent) == 2
