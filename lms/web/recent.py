"""Recent: the few results that a worker keeps, since the same key gives the same again. Pure."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Results by their key. The one that nobody asked for the longest makes room for a new one.

    For what is costly to make and never changes under its key; a pure function does as well with functools'
    own cache. A result is never None.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Key, Value] = {}  # the one asked for last is the last
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """What is kept under a key, else what `make` makes. Nobody waits for what another makes."""
        with self._lock:
            # Taken out and put in again, a key is hashed twice: a page's key has dozens of parts.
            kept = self._kept.pop(key, None)
            if kept is not None:
                self._kept[key] = kept
                return kept
        made = make()
        with self._lock:
            # Another may have made it meanwhile: then everybody gets that one.
            result = self._kept.pop(key, made)
            self._kept[key] = result
            if len(self._kept) > self._most:
                oldest = next(iter(self._kept))
                del self._kept[oldest]
        return result
