"""Who may call a route: each view declares exactly one access, and what declares none is refused.

The rooms above put in who is asking (`guard_with`) and what becomes of a POST that is refused (`on_refusal`).
"""

from collections.abc import Callable, Set
from typing import Protocol, TypeVar

from flask import Flask, abort, current_app, has_request_context, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.web.plug import Plug

View = TypeVar("View", bound=Callable[..., object])

PUBLIC: frozenset[str] = frozenset({"public"})
SIGNED_IN: frozenset[str] = frozenset({"signed in"})
ROLES = ("trainer", "focal_point", "supervisor", "administrator")


class WithRoles(Protocol):
    """Who asks, as far as this file needs to know."""

    @property
    def roles(self) -> Set[str]:
        """The names of the roles that they hold today, out of ROLES."""


CurrentPerson = Callable[[], WithRoles | None]
RefusalAnswer = Callable[[int], Response | None]

CURRENT_PERSON: Plug[CurrentPerson] = Plug("current_person")
"""Tells who is asking, None where nobody is signed in. `create_app` puts in what people says; the guard of
every request asks it."""

READ_AGAIN: Plug[Callable[[], None]] = Plug("read_again")
"""Has who is asking be read anew. `create_app` puts in what people says; asked again in the
write transaction of a view that asks for a role."""

REFUSAL_ANSWERS: Plug[dict[str, RefusalAnswer]] = Plug("refusal_answers")
"""What becomes of a refused POST, by endpoint. Learning and authoring add to it with `on_refusal`, so that
what was typed is not lost; the guard asks it before it refuses."""


def _declare(view: View, access: frozenset[str]) -> View:
    if hasattr(view, "access"):
        raise TypeError(f"{view.__name__} declares its access twice")
    view.access = access  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anybody may."""
    return _declare(view, PUBLIC)


def signed_in(view: View) -> View:
    """Whoever is signed in may; whose object it is, is for the fetch to decide."""
    return _declare(view, SIGNED_IN)


def roles(*needed: str) -> Callable[[View], View]:
    """Whoever holds one of these roles today may."""
    unknown = set(needed) - set(ROLES)
    if unknown or not needed:
        raise TypeError(f"unknown roles {unknown}")
    return lambda view: _declare(view, frozenset(needed))


def declared_access(app: Flask, endpoint: str) -> frozenset[str]:
    """The access that an endpoint declares; raises TypeError when it declares none."""
    access = getattr(app.view_functions[endpoint], "access", None)
    if access is None:
        raise TypeError(f"the route {endpoint} declares no access")
    return access


def guard_with(app: Flask, who: CurrentPerson, read_again: Callable[[], None]) -> None:
    """Has every request guarded, `who` telling who is asking (None: nobody signed in)."""
    CURRENT_PERSON.put_in(app, who)
    READ_AGAIN.put_in(app, read_again)
    REFUSAL_ANSWERS.put_in(app, {})
    app.before_request(_guard)


def current_roles() -> Set[str]:
    """The roles of who is asking; none when nobody is signed in."""
    person = _current_person()
    return frozenset() if person is None else person.roles


def on_refusal(app: Flask, endpoint: str, answer: RefusalAnswer) -> None:
    """Lets `answer` answer a POST to endpoint from whoever is not signed in or lacks the role.

    It is called with the status, 401 or 403; with None from it, the answer is what it would be without.
    """
    REFUSAL_ANSWERS.get(app)[endpoint] = answer


def has_refusal_answer(endpoint: str | None) -> bool:
    """Whether a POST to endpoint that is refused may still be answered with what it brought."""
    return endpoint in REFUSAL_ANSWERS.get()


def _current_person() -> WithRoles | None:
    who = CURRENT_PERSON.get()
    return who()


def _guard() -> Response | None:
    """Refuses whoever may not call the view; None lets the request go on to it."""
    if request.endpoint is None:
        return None  # there is no such route: 404 follows
    access = declared_access(current_app, request.endpoint)
    if access is PUBLIC:
        return None
    person = _current_person()
    if person is None:
        return _refusal_answer(401) or _to_sign_in()
    if access is SIGNED_IN or access & person.roles:
        return None
    return _refusal_answer(403) or abort(403)


def guard_again() -> None:
    """Refuses whoever may not call the view any more: a role can end while its holder waits to write."""
    if not has_request_context() or request.endpoint is None:
        return
    if declared_access(current_app, request.endpoint) in (PUBLIC, SIGNED_IN):
        return
    read_again = READ_AGAIN.get()
    read_again()
    refused = _guard()
    if refused is not None:
        abort(refused)


def _refusal_answer(status: int) -> Response | None:
    """What a room above answers to the refused request, if any wants to."""
    answer = REFUSAL_ANSWERS.get().get(request.endpoint or "")
    if answer is None or request.method != "POST":
        return None
    return answer(status)


def _to_sign_in() -> Response:
    """Leads to signing in and, where a page was asked for, back to it afterwards."""
    if request.method == "POST":
        return redirect(url_for("sign_in.sign_in"), 303)
    return redirect(url_for("sign_in.sign_in", next=request.full_path.rstrip("?")))
