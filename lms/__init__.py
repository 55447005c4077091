"""The CPAS learning platform. `create_app` wires it, every step in sight."""

import os
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from lms.config import ROOT, Settings, read

if TYPE_CHECKING:
    from flask import Flask


def create_app(settings: Settings | None = None) -> "Flask":
    """The application, for settings read from LMS_* variables unless given."""
    # The rooms are opened here: what compiles or checks a course has no use for them, and should not wait.
    from flask import Flask
    from werkzeug.middleware.proxy_fix import ProxyFix

    from lms import acts, certificates, database, learning, library, people, postings, reporting, rotation
    from lms.authoring import room as authoring
    from lms.web import access, languages, log, pages
    from lms.web.guards import compression, headers, nul, origin, session, sizes, whole
    from lms.web.site import administration, assets, components, errors, health, help, layout, waiting

    # First: whatever this process writes is for the site's own user alone, since it holds hashes and keys.
    os.umask(0o077)
    settings = settings or read(os.environ)
    app = Flask("lms", root_path=str(ROOT / "lms"), static_folder=None, instance_path=str(ROOT / "instance"))
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key or _demo_key(),
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        SESSION_COOKIE_NAME=settings.cookie_name("lms"),
        # Each renewal begins anew; people.roles.me ends a sign-in that is older.
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
    )
    session.sign(app)
    log.write(app)
    app.jinja_env.trim_blocks = True
    layout.register(app)
    if settings.proxies:
        number = settings.proxies
        # Nothing else is believed: a proxy that does not set it passes on what a browser says.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=number, x_proto=number, x_host=number
        )

    # What every page shares. After-request steps run last to first: the commit comes first, compression last.
    compression.compress(app)
    headers.send(app)
    database.connect(app, settings.database_url, settings.threads)
    origin.guard(app)
    people.end_left_sessions(app)
    sizes.allow(app)
    whole.refuse(app)
    nul.refuse(app)
    languages.add_languages(app)
    errors.handle(app)
    assets.register(app)
    components.register(app)
    app.register_blueprint(health.bp)
    app.register_blueprint(help.bp)
    app.register_blueprint(administration.bp)

    # The rooms, from the ground up.
    people.join(app)
    postings.join(app)
    library.join(app)
    learning.join(app)
    certificates.join(app)
    rotation.join(app)
    authoring.join(app)
    reporting.join(app)

    # Who may, in which language, and what the bar offers them.
    access.guard_with(app, people.current_person, people.read_me_again)
    database.on_begin_write(app, access.guard_again)
    log.name_people_by(app, people.known_person)
    acts.write_acts(app, people.known_person)
    languages.keep_choice_with(app, people.keep_language)
    people.require_second_factor(app)
    people.stay_signed_in_while(app, learning.has_running_attempt)
    learning.keep_answers(app)
    authoring.give_texts_back(app)
    rooms = (learning, authoring, reporting, people, rotation, certificates)
    entries = [entry for room in rooms for entry in room.ENTRIES]
    pages.add_frame(app, entries, people.current_person)
    learning.notices(app, [certificates.notices])
    people.report_activity_from(app, [learning.activity])
    people.forget_with(app, [learning.forget_learning, certificates.forget_certificates])
    waiting.tell_of_waiting(app, [*people.WAITING, *authoring.WAITING])
    people.tell_data_with(app, learning.withheld, certificates.files_of)
    people.undo_with(app, [learning.earned_by], [certificates.revoke_after_undoing])
    for endpoint in app.view_functions:
        access.declared_access(app, endpoint)  # raises where a route declares none
    return app


def _demo_key() -> str:
    """A demonstration's secret key: made once, shared by its workers, never in the repository."""
    path = ROOT / "instance" / "demo.key"
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text()
