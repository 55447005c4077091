"""People: who signs in, who they are, and what they may do."""

from flask import Flask

from lms.people.account import (
    closing_pages,
    merge_code_pages,
    my_data_pages,
    private_address_pages,
    session_pages,
    shut_pages,
)
from lms.people.account import pages as account_pages
from lms.people.account.my_data import tell_data_with
from lms.people.account.pages import keep_language
from lms.people.account.private_address import CONFIRM
from lms.people.activity import report_activity_from
from lms.people.directory import (
    act_pages,
    identifier_pages,
    merge_pages,
    people_pages,
    role_pages,
    unit_pages,
)
from lms.people.forgetting import pages as forgetting_pages
from lms.people.forgetting.forget import forget_with
from lms.people.roles.me import (
    current_person,
    known_person,
    login_manager,
    read_me_again,
    stay_signed_in_while,
)
from lms.people.second_factor import asking_pages, requiring, setup_pages
from lms.people.sign_in import forgotten, invitation_pages, joining, outbox_pages, pages, reader
from lms.people.sign_in.letter_kinds import INVITATION, RESET
from lms.people.sign_in.letters import letters_that_wait
from lms.people.sign_in.session import AFTER_SIGN_IN, SECOND_STEP
from lms.people.telling import CHANGED
from lms.people.undoing import undo_with
from lms.web.languages import N_
from lms.web.mail import add_letter_kinds
from lms.web.pages import Entry

__all__ = [
    "ENTRIES",
    "WAITING",
    "current_person",
    "end_left_sessions",
    "forget_with",
    "join",
    "keep_language",
    "known_person",
    "read_me_again",
    "report_activity_from",
    "require_second_factor",
    "stay_signed_in_while",
    "tell_data_with",
    "undo_with",
]

ENTRIES = [
    Entry(
        "people.index",
        N_("People"),
        frozenset({"administrator", "focal_point"}),
        about=N_("Who they are, where they serve, their roles; sign-in slips"),
        also=("/slips", "/postings", "/identifiers", "/grants"),
    ),
    Entry(
        "units.index",
        N_("Units"),
        frozenset({"administrator"}),
        about=N_("The mission and its parts, their posts and time zones"),
        also=("/posts",),
    ),
    Entry(
        "role_overview.index",
        N_("Roles"),
        frozenset({"administrator"}),
        about=N_("Who looks after which unit, what is missing, what ends soon"),
    ),
    Entry(
        "outbox.index",
        N_("Outbox"),
        frozenset({"administrator"}),
        about=N_("The mails of this site: sent, or waiting to be read here"),
    ),
    Entry(
        "acts.index",
        N_("Acts"),
        frozenset({"administrator"}),
        about=N_("Who did what, when, on whom or what"),
    ),
]


WAITING = [letters_that_wait, role_pages.roles_that_end]

PAGES = (
    pages,
    joining,
    forgotten,
    account_pages,
    people_pages,
    identifier_pages,
    invitation_pages,
    merge_pages,
    unit_pages,
    outbox_pages,
    session_pages,
    shut_pages,
    merge_code_pages,
    closing_pages,
    private_address_pages,
    asking_pages,
    setup_pages,
    act_pages,
    forgetting_pages,
    my_data_pages,
    role_pages,
)


end_left_sessions = reader.join
require_second_factor = requiring.require


def join(app: Flask) -> None:
    """Adds the room to the application."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    AFTER_SIGN_IN.put_in(app, [requiring.question_at_first_sign_in])
    SECOND_STEP.put_in(app, asking_pages.second_step)
    add_letter_kinds(app, INVITATION, RESET, CONFIRM, CHANGED)
    for blueprint in dict.fromkeys(file.bp for file in PAGES):  # signing in, joining and forgotten share one
        app.register_blueprint(blueprint)
