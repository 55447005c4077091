"""How long work in a child may take, how much memory it may have, and how it ends when that is not enough."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may use.

    `seconds` are those of a processor. `wait` are those of the clock, for when many share the processors;
    whoever waits for a turn waits as long, too. `memory` and `result` are bytes.
    """

    seconds: int = 10
    wait: float = 30
    memory: int = 512 * 1024 * 1024
    result: int = 16 * 1024 * 1024


class OverLimit(Exception):
    """Work was ended since it took more than it may: the same again would take as much.

    `code` is the one of a problem, which words it; `path` is the text that took most of it, if one is known.
    """

    def __init__(self, code: str, path: str = "") -> None:
        super().__init__(code, path)
        self.code = code
        self.path = path


TOO_LONG = "takes-too-long"
TOO_MUCH = "takes-too-much"


class Failed(RuntimeError):
    """Work ended in a mistake of ours; the message is its traceback."""
