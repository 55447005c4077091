"""A learner at a browser: signs in, begins an attempt, answers; the page's script saves as ours does.

It numbers its saves by the changes made in the page. What was not acknowledged is sent again, under the same
number while nothing changed. What a reply says of each question is from then on how it was.
"""

import json
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.faults.course import COURSE
from tests.faults.drawn import Drawn, DrawnField
from tests.faults.judge import SentAnswer
from tests.faults.link import Reply, ask, request_bytes

LAST = {"whole": ["yes"]}
# What no answer is written as, so that any answer is a change to it.
UNKNOWN = "?"
# What is typed: signs that a form writes as several bytes among them.
WORDS = ("water & salt", "the chief of staff", "où l’on va", "plan, perform, assess", "100 % = all")
# A browser would wait longer between its tries; they are the same tries.
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 1.0
GIVE_UP_S = 120


class NotServed(Exception):
    """What must work once the fault is over does not."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A request of the page, and the answers that a success acknowledges."""

    raw: bytes
    answers: tuple[SentAnswer, ...] = ()


class Learner:
    """Somebody who is signed in."""

    def __init__(self, port: int, name: str, password: str) -> None:
        self.port = port
        self._cookie = ""
        fields = {"name": [name], "password": [password], **LAST}
        reply = self.ask("POST", "/sign-in", fields)
        self._cookie = reply.headers.get("set-cookie", "").partition(";")[0]

    def ask(self, method: str, path: str, fields: Mapping[str, list[str]] | None = None) -> Reply:
        """A reply that is no failure; asks again until there is one."""
        return ask_until_answered(self.port, self.request(method, path, fields))

    def request(
        self, method: str, path: str, fields: Mapping[str, list[str]] | None = None, accept: str = "text/html"
    ) -> bytes:
        """A request with this learner's session."""
        return request_bytes(method, path, fields, Cookie=self._cookie, Accept=accept)


def ask_until_answered(port: int, raw: bytes) -> Reply:
    """The reply to a request, which is sent again until it is neither missing nor a failure."""
    until = time.monotonic() + GIVE_UP_S
    pause = FIRST_PAUSE_S
    while True:
        reply = ask(port, raw)
        if reply is not None and reply.status < 400:
            return reply
        if time.monotonic() > until:
            status = reply.status if reply else "no reply"
            raise NotServed(f"{raw.partition(b' HTTP')[0].decode()}: {status} for {GIVE_UP_S} s")
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE_S)


def other_values(drawn: DrawnField, chance: random.Random) -> list[str]:
    """Other values for a question than those that it has."""
    if drawn.kind == "text":
        return [f"{chance.choice(WORDS)} {chance.randrange(10**6)}"]
    if drawn.kind == "radio":
        others = [choice for choice in drawn.choices if [choice] != drawn.values]
        return [chance.choice(others)]
    numbers = range(1, 2 ** len(drawn.choices))
    ticked = [[box for place, box in enumerate(drawn.choices) if number >> place & 1] for number in numbers]
    return chance.choice([boxes for boxes in ticked if boxes != drawn.values])


@dataclass
class Page:
    """The paper of an attempt, open in a browser."""

    learner: Learner
    chance: random.Random
    path: str = ""
    fields: dict[str, DrawnField] = field(default_factory=dict)
    changes: int = 0
    sent: list[SentAnswer] = field(default_factory=list)
    waiting: dict[str, SentAnswer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.path = self.learner.ask("POST", f"/courses/{COURSE}/assessment", LAST).headers["location"]
        self.fields = self.look().fields

    def look(self) -> Drawn:
        """The paper as another browser gets it now; the result once it is submitted."""
        reply = self.learner.ask("GET", self.path)
        if "location" in reply.headers:
            reply = self.learner.ask("GET", reply.headers["location"])
        return Drawn(reply.body.decode())

    @property
    def questions(self) -> list[str]:
        """The questions of the paper, in its order."""
        return [name[2:] for name in self.fields if name.startswith("q-")]

    def change(self, question: str, to: list[str] | None = None) -> None:
        """Answers a question otherwise than it is answered now, or with these values."""
        drawn = self.fields[f"q-{question}"]
        drawn.values = other_values(drawn, self.chance) if to is None else to
        # Whether the server has what is changed here stays unknown until a reply says so.
        self.fields[f"was-{question}"].values = [UNKNOWN]
        self.changes += 1
        answer = tuple(value for value in drawn.values if value)
        self.waiting[question] = SentAnswer(self.changes, question, answer)
        self.sent.append(self.waiting[question])

    def values_of(self, question: str) -> list[str]:
        """How a question is answered in the page now."""
        return self.fields[f"q-{question}"].values

    def nothing(self, question: str) -> list[str] | None:
        """The values of a question whose answer is taken back; None for a choice, which cannot be."""
        empty: dict[str, list[str]] = {"text": [""], "checkbox": []}
        return empty.get(self.fields[f"q-{question}"].kind)

    def save(self) -> PageRequest:
        """What the script sends now."""
        values = {name: drawn.values for name, drawn in self.fields.items() if name not in LAST}
        fields = {**values, "save": [str(self.changes)], **LAST}
        raw = self.learner.request("POST", self.path, fields, accept="application/json")
        return PageRequest(raw, tuple(self.waiting.values()))

    def submission(self) -> PageRequest:
        """What submits the paper."""
        fields = {"act": ["submit"], "owner": self.fields["owner"].values, **LAST}
        return PageRequest(self.learner.request("POST", f"{self.path}/submit", fields))

    def heed(self, request: PageRequest, reply: Reply | None) -> None:
        """Takes a reply that was read whole as the script does."""
        if reply is None or not reply.is_success:
            return
        for one in request.answers:
            one.acknowledged = True
            if self.waiting.get(one.question) is one:
                del self.waiting[one.question]
        for question, was in json.loads(reply.body)["was"].items():
            self.fields[f"was-{question}"].values = [was]

    def send_all(self) -> None:
        """Sends what was not acknowledged until it is."""
        while self.waiting:
            request = self.save()
            self.heed(request, ask_until_answered(self.learner.port, request.raw))

    def submit(self) -> None:
        """Submits the paper, however often it takes."""
        ask_until_answered(self.learner.port, self.submission().raw)

    def has_result(self) -> bool:
        """Whether the attempt has come to its result."""
        return self.learner.ask("GET", f"{self.path}/result").status == 200
