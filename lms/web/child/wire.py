"""What a worker and a child say to each other: messages over a socket, each with its kind and its length."""

import pickle
import socket
from enum import Enum
from io import BytesIO
from typing import Any, NamedTuple

LENGTH = 8
PIECE = 1 << 16
ROOMS = ("lms.courses.", "lms.authoring.")


class Kind(Enum):
    """What a message holds."""

    WORK = b"w"
    """To the child: the name of a function, and what it is given."""
    READING = b"a"
    """The seconds used so far, and the text that is read from now on."""
    RESULT = b"r"
    RAISED = b"x"
    """An exception that is ours and part of the answer."""
    FAILED = b"f"
    """The traceback of any other exception."""
    TOO_MUCH = b"m"
    """There was not enough memory, or the result is too large."""


class Message(NamedTuple):
    kind: Kind
    content: bytes


def send(connection: socket.socket, kind: Kind, content: bytes) -> None:
    """Sends one message."""
    connection.sendall(kind.value + len(content).to_bytes(LENGTH, "big"))
    connection.sendall(content)


def receive(connection: socket.socket, most: int) -> Message | None:
    """The next message; None where the other side ends before all of it comes, or would send more bytes."""
    head = _exactly(connection, 1 + LENGTH)
    if head is None:
        return None
    length = int.from_bytes(head[1:], "big")
    content = _exactly(connection, length) if length <= most else None
    return None if content is None else Message(Kind(head[:1]), content)


def _exactly(connection: socket.socket, length: int) -> bytes | None:
    content = bytearray()
    while len(content) < length:
        piece = connection.recv(min(length - len(content), PIECE))
        if not piece:
            return None
        content += piece
    return bytes(content)


def pack(value: Any) -> bytes:
    """A value for the other side."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpack(content: bytes) -> Any:
    """The value that the other side sent."""
    return Values(BytesIO(content)).load()


class Values(pickle.Unpickler):
    """Makes values and the types that courses are made of, and calls nothing else.

    The child reads what anybody may have written: should it ever be led astray, the worker is not.
    """

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("decimal", "Decimal"):
            return super().find_class(module, name)
        found = super().find_class(module, name) if module.startswith(ROOMS) and "." not in name else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no value of ours")
        return found
