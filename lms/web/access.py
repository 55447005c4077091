"""Who may call a route: each view declares exactly one access, and what declares none is refused.

The rooms above plug in who is asking (`plug`) and what becomes of a POST that is refused (`hold`).
"""

from collections.abc import Callable, Set
from typing import Protocol, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

View = TypeVar("View", bound=Callable[..., object])

PUBLIC: frozenset[str] = frozenset({"public"})
SIGNED_IN: frozenset[str] = frozenset({"signed in"})
ROLES = ("trainer", "focal_point", "supervisor", "administrator")


class WithRoles(Protocol):
    """Who asks, as far as this file needs to know."""

    @property
    def roles(self) -> Set[str]: ...


CurrentPerson = Callable[[], WithRoles | None]
RefusalAnswer = Callable[[int], Response | None]


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


def guard_with(app: Flask, who: CurrentPerson) -> None:
    """Has every request guarded, `who` telling who is asking (None: nobody signed in)."""
    app.extensions["access"] = {"who": who, "hold": {}}
    app.before_request(_guard)


def current_roles() -> Set[str]:
    """The roles of who is asking; none when nobody is signed in."""
    asking = current_app.extensions["access"]["who"]()
    return asking.roles if asking else frozenset()


def on_refusal(app: Flask, endpoint: str, keep: RefusalAnswer) -> None:
    """Lets `keep` answer a POST to endpoint from whoever is not signed in or lacks the role.

    It is called with the status, 401 or 403; with None from it, the answer is what it would be without.
    """
    app.extensions["access"]["hold"][endpoint] = keep


def has_refusal_answer(endpoint: str | None) -> bool:
    """Whether a POST to endpoint that is refused may still be answered with what it brought."""
    return endpoint in current_app.extensions["access"]["hold"]


def _guard() -> Response | None:
    if request.endpoint is None:
        return None
    access = declared_access(current_app, request.endpoint)
    if access is PUBLIC:
        return None
    plugged = current_app.extensions["access"]
    asking = plugged["who"]()
    if asking is None:
        return _held(401) or _to_sign_in()
    if access is not SIGNED_IN and not access & asking.roles:
        return _held(403) or abort(403)
    return None


def _held(status: int) -> Response | None:
    keep = current_app.extensions["access"]["hold"].get(request.endpoint)
    return keep(status) if keep and request.method == "POST" else None


def _to_sign_in() -> Response:
    if request.method == "POST":
        return redirect(url_for("sign_in.sign_in"), 303)
    return redirect(url_for("sign_in.sign_in", next=request.full_path.rstrip("?")))
