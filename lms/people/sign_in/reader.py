"""The reader's mark: by it the pages open in a browser know whether their reader is still signed in.

The session's cookie is hidden from scripts. Beside it stands one that they may read: a mark of whose session
it is. A page that was drawn for another mark empties itself (static/js/signing-out.js), so that nothing stays
open for whoever sits down next. Without a link nobody can be signed out here; the script writes LEFT then,
and the session ends with the first request that brings it.
"""

import hashlib
import hmac
import uuid

from flask import Flask, Response, current_app, g, request, session

from lms.people.roles.me import current_person, leave_session
from lms.people.sign_ins import end_left_sign_in
from lms.web.languages import use_until_sign_in

COOKIE = "lms_reader"
LEFT = "left"


def join(app: Flask) -> None:
    """Ends the session of a browser that was left, and keeps the mark of every other as it is.

    Called before anything asks who is signed in.
    """
    app.before_request(_end_where_left)
    app.after_request(_keep_mark)
    app.context_processor(_mark_of_page)


def mark_of(person_id: uuid.UUID) -> str:
    """The mark of a person: always the same, and nothing can be told from it."""
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, b"reader" + person_id.bytes, hashlib.sha256).hexdigest()[:32]


def _end_where_left() -> None:
    if request.cookies.get(_cookie()) != LEFT:
        return
    if (who := current_person()) is not None:
        # On the server too, and for good: whatever else becomes of this request.
        end_left_sign_in(who.sign_in_id)
    language = session.get("language")
    leave_session()
    if language:
        use_until_sign_in(language)


def _cookie() -> str:
    name: str = current_app.config["SETTINGS"].cookie_name(COOKIE)
    return name


def _mark_of_page() -> dict[str, object]:
    mark = _mark()
    marks = {"data-reader": mark, "data-reader-cookie": _cookie()} if mark else {}
    return {"reader": mark, "reader_marks": marks}


def _keep_mark(response: Response) -> Response:
    # Only where it was asked who is signed in: a style or a picture asks the database for nothing.
    if "_login_user" not in g:
        return response
    mark = _mark()
    name = _cookie()
    if request.cookies.get(name) == mark:
        return response
    secure = current_app.config["SETTINGS"].secure
    if mark:
        response.set_cookie(name, mark, secure=secure, samesite="Lax")
    elif name in request.cookies:
        response.delete_cookie(name, secure=secure, samesite="Lax")
    return response


def _mark() -> str | None:
    """The mark of who is signed in. The page of our own failure does not ask: that may be what failed."""
    who = None if "frameless" in g else current_person()
    return mark_of(who.id) if who else None
