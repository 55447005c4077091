"""A visitor: signs in over HTTP as a browser does, asks for pages, studies a module."""

import re
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from bench.site import PASSWORD
from lms.web.guards.whole import LAST_FIELD, LAST_VALUE

COOKIE = "lms"


class Visitor:
    """One of the demonstration's people, signed in."""

    def __init__(self, address: str, name: str, language: str = "en") -> None:
        self.address = address
        self._jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._jar))
        self.post("/sign-in", name=name, password=PASSWORD)
        if 'action="/sign-out"' not in self.get("/"):
            raise RuntimeError(f"{name} could not sign in")
        self.post("/language", language=language)

    def get(self, path: str) -> str:
        """A page; raises on any status but success."""
        with self._opener.open(self.address + path, timeout=30) as answer:
            return str(answer.read().decode())

    def post(self, path: str, **values: str) -> str:
        """Sends a form as our own pages do."""
        form = urlencode(values | {LAST_FIELD: LAST_VALUE}).encode()
        request = Request(self.address + path, form, {"Origin": self.address})
        with self._opener.open(request, timeout=30) as answer:
            return str(answer.read().decode())

    @property
    def cookie(self) -> str:
        """The session's cookie."""
        return next(one.value for one in self._jar if one.name == COOKIE and one.value)

    def study_half(self, path: str) -> None:
        """Does half of what a module offers: answers every second question, reads every second section."""
        offered = re.findall(r'name="(check|read)" value="([\w-]+)"', self.get(path))
        for kind, value in offered[::2]:
            if kind == "read":
                self.post(path, read=value)
            else:
                self.post(path, **{"check": value, f"q-{value}": "1"})
