"""A link as a camp has it: it stands between a browser and the site, splits what it carries, and breaks."""

import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

PIECE = 400  # bytes that go through at a time
SLOWNESS_S = 0.001  # between two pieces


class Link:
    """Carries what is sent to `address` on to a site, in pieces, as long as it is up."""

    def __init__(self, site: str) -> None:
        parts = urlsplit(site)
        self._site = (parts.hostname or "", parts.port or 80)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self._is_up = True
        self._takes_saves = True
        self._brings_replies = True
        self._bytes_left: int | None = None  # upwards, until it breaks by itself
        self._ends: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def cut(self) -> None:
        """Breaks every connection; new ones are refused until it is mended."""
        self._is_up = False
        for end in list(self._ends):
            _shut(end)

    def cut_after(self, size: int) -> None:
        """Breaks by itself once so many bytes more have gone up: in the middle of what a browser sends."""
        self._bytes_left = size

    def cut_saves(self) -> None:
        """Breaks whenever a save of a paper begins; pages are had all the same."""
        self._takes_saves = False

    def lose_replies(self) -> None:
        """Breaks whenever something comes back."""
        self._brings_replies = False

    def mend(self) -> None:
        self._is_up = True
        self._brings_replies = True
        self._takes_saves = True
        self._bytes_left = None

    def close(self) -> None:
        self.cut()
        _shut(self._door)
        for thread in self._threads:
            thread.join()
        self._door.close()

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self._door.accept()
            except OSError:
                return
            if not self._is_up:
                browser.close()
                continue
            thread = threading.Thread(target=self._connect, args=(browser,))
            self._threads.append(thread)
            thread.start()

    def _connect(self, browser: socket.socket) -> None:
        """One connection, until either end has enough of it."""
        with browser, socket.create_connection(self._site) as site:
            self._ends |= {browser, site}
            down = threading.Thread(target=self._carry_down, args=(site, browser))
            down.start()
            with suppress(OSError):
                self._carry_up(browser, site)
            _shut(browser)
            down.join(20)
            self._ends -= {browser, site}

    def _carry_up(self, browser: socket.socket, site: socket.socket) -> None:
        while piece := browser.recv(PIECE):
            # A connection that was opened just before the link was cut is down like the others.
            if not self._is_up or (piece.startswith(b"POST /attempts/") and not self._takes_saves):
                break
            if self._bytes_left is not None:
                piece = piece[: self._bytes_left]
                self._bytes_left -= len(piece)
            site.sendall(piece)
            if self._bytes_left == 0:
                self._is_up = False
                break
            time.sleep(SLOWNESS_S)
        # The site sees the end of what came so far, as satellite links make it, and not that the line broke.
        site.shutdown(socket.SHUT_WR)

    def _carry_down(self, site: socket.socket, browser: socket.socket) -> None:
        with suppress(OSError):
            while (piece := site.recv(PIECE)) and self._brings_replies:
                browser.sendall(piece)
                time.sleep(SLOWNESS_S)
        _shut(browser)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
