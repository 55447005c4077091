"""The link: requests and replies byte by byte, so that it can break off at any of them."""

import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus

HOST = "127.0.0.1"
PATIENCE_S = 120  # a busy machine is slow, and that is no fault of the server
HEAD_END = b"\r\n\r\n"
# Closing with this throws away what was not sent and what was not read: the other side sees a reset.
LINGER_NOT = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that was read whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_success(self) -> bool:
        """Whether it says that the server has what was sent."""
        return 200 <= self.status < 300


class Line:
    """One connection to the server. Where it has broken, sending does nothing and there is no reply."""

    def __init__(self, port: int) -> None:
        self._received = b""
        self._socket = socket.socket()
        self._socket.settimeout(PATIENCE_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.is_open = True
        try:
            self._socket.connect((HOST, port))
        except OSError:
            self.close()

    def send(self, part: bytes) -> None:
        """Sends some bytes."""
        if not self.is_open:
            return
        try:
            self._socket.sendall(part)
        except OSError:
            self.is_open = False

    def half_close(self) -> None:
        """Says that nothing more is sent, and still listens."""
        try:
            self._socket.shutdown(socket.SHUT_WR)
        except OSError:
            self.is_open = False

    def close(self) -> None:
        """Closes it in both directions."""
        self.is_open = False
        self._socket.close()

    def reset(self) -> None:
        """Breaks it off: what is on its way is thrown away."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
        self.close()

    def read(self) -> Reply | None:
        """The reply, once it is there whole; None where the line breaks first."""
        while (reply := _reply_in(self._received)) is None:
            if not self._receive(65536):
                self.close()
                return None
        self.close()
        return reply

    def read_bytes(self, most: int) -> None:
        """Reads so many bytes of the reply and no more."""
        while len(self._received) < most and self._receive(most - len(self._received)):
            pass

    def _receive(self, most: int) -> bool:
        try:
            part = self._socket.recv(most)
        except OSError:
            return False
        self._received += part
        return bool(part)


def _reply_in(received: bytes) -> Reply | None:
    head, end, body = received.partition(HEAD_END)
    if not end:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    length = int(headers.get("content-length", "0"))
    if len(body) < length:
        return None
    return Reply(int(first.split(" ")[1]), headers, body[:length])


def request_bytes(
    method: str, path: str, fields: Mapping[str, list[str]] | None = None, **headers: str
) -> bytes:
    """A request as our own pages send it; a header's name is written with _ for -."""
    body = form_bytes(fields or {})
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", "Connection: close", "Sec-Fetch-Site: same-origin"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if method == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + HEAD_END + body


def form_bytes(fields: Mapping[str, list[str]]) -> bytes:
    """The fields of a form in their order."""
    pairs = [(name, value) for name, values in fields.items() for value in values]
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs).encode()


def ask(port: int, request: bytes) -> Reply | None:
    """The reply to a request, where nothing breaks."""
    line = Line(port)
    line.send(request)
    return line.read()
