"""The load waits for whole answers, keeps to its moments, and takes no failure for an answer."""

import threading
from socket import SHUT_WR
from socketserver import BaseRequestHandler, ThreadingTCPServer
from time import sleep

import pytest

from bench.load import at_moments, without_pause

ANSWER = b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 4\r\n\r\nfine"


class Caller:
    """Somebody who sends the same every time, and keeps what comes back."""

    def __init__(self):
        self.bodies = []

    def request(self):
        return b"GET / HTTP/1.1\r\n\r\n"

    def heed(self, body):
        self.bodies.append(body)


@pytest.fixture
def serve():
    """`serve(answer)`: the address of a server that calls answer(socket) for each request."""
    servers = []

    def start(answer):
        class Handler(BaseRequestHandler):
            def handle(self):
                while self.request.recv(1000):
                    answer(self.request)

        server = ThreadingTCPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_everybody_goes_on_until_the_time_is_over(serve):
    people = [Caller(), Caller()]
    load = without_pause(serve(lambda socket: socket.sendall(ANSWER)), people, 0.1)
    assert len(load.waits) == sum(len(person.bodies) for person in people)
    assert all(len(person.bodies) > 1 for person in people)
    assert {body for person in people for body in person.bodies} == {b"fine"}
    assert load.seconds >= 0.1


def test_an_answer_that_comes_in_parts_counts_once_it_is_whole(serve):
    def answer(socket):
        for place in (30, 60, len(ANSWER)):
            socket.sendall(ANSWER[place - 30 : place])
            sleep(0.02)

    person = Caller()
    load = at_moments(serve(answer), {person: [0.0]})
    assert person.bodies == [b"fine"]
    assert load.waits[0] >= 0.04


def test_requests_are_sent_at_their_moments(serve):
    early, late = Caller(), Caller()
    load = at_moments(serve(lambda socket: socket.sendall(ANSWER)), {late: [0.2], early: [0.0, 0.1]})
    assert (len(early.bodies), len(late.bodies)) == (2, 1)
    assert load.seconds >= 0.2


def test_a_request_that_had_to_stand_back_waits_since_its_moment(serve):
    def answer(socket):
        sleep(0.1)
        socket.sendall(ANSWER)

    load = at_moments(serve(answer), {Caller(): [0.0, 0.02]})
    assert load.waits[1] >= 0.17


def test_a_connection_that_the_server_ends_is_followed_by_another(serve):
    def answer(socket):
        socket.sendall(ANSWER.replace(b"keep-alive", b"close"))
        socket.shutdown(SHUT_WR)

    person = Caller()
    at_moments(serve(answer), {person: [0.0, 0.05]})
    assert person.bodies == [b"fine", b"fine"]


def refuse(socket):
    socket.sendall(ANSWER.replace(b"200 OK", b"503 Busy"))


def cut(socket):
    socket.sendall(ANSWER[:-1])
    socket.shutdown(SHUT_WR)


@pytest.mark.parametrize(("answer", "words"), [(refuse, "503 Busy"), (cut, "was closed")])
def test_a_request_that_fails_is_an_error(serve, answer, words):
    person = Caller()
    with pytest.raises(RuntimeError, match=words):
        at_moments(serve(answer), {person: [0.0]})
    assert person.bodies == []
