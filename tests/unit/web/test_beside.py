"""What is done beside the requests, once an answer has left."""

import threading

import pytest
from flask import Flask, Response, current_app

from lms.web.beside import do_beside, use_thread


@pytest.fixture
def bare() -> Flask:
    return Flask("bare")


def test_it_is_done_once_the_answer_has_left(bare: Flask):
    done: list[str] = []
    answer = Response("Hello")
    with bare.app_context():
        do_beside(answer, lambda: done.append(current_app.name))
    assert done == []
    answer.close()
    assert done == ["bare"]


def test_a_thread_does_it_and_the_answer_is_free(bare: Flask):
    use_thread(bare)
    may_go_on = threading.Event()
    done = threading.Event()

    def act() -> None:
        if may_go_on.wait(20):
            done.set()

    answer = Response("Hello")
    with bare.app_context():
        do_beside(answer, act)
    answer.close()
    assert not done.is_set()
    may_go_on.set()
    assert done.wait(20)


def test_a_failure_is_logged_and_the_next_is_done(bare: Flask, caplog: pytest.LogCaptureFixture):
    use_thread(bare)
    done = threading.Event()
    with bare.app_context():
        for act in (lambda: 1 / 0, done.set):
            answer = Response("Hello")
            do_beside(answer, act)
            answer.close()
    assert done.wait(20)
    assert "ZeroDivisionError" in caplog.text
