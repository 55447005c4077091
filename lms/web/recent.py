"""Recent: the few results that a worker keeps, since the same files give the same again. Pure."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Results by their key. The one that nobody asked for the longest makes room for a new one."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Key, Value] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """What is kept under a key, else what `make` makes. Nobody waits for what another makes."""
        with self._lock:
            if key in self._kept:
                return self._again(key, self._kept[key])
        made = make()
        with self._lock:
            found = self._again(key, self._kept.get(key, made))
            while len(self._kept) > self._most:
                self._kept.pop(next(iter(self._kept)))
        return found

    def _again(self, key: Key, value: Value) -> Value:
        """The value, put behind all others."""
        self._kept.pop(key, None)
        self._kept[key] = value
        return value
