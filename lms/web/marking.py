"""The marking: the line above whatever lists who serves where, or counts those of a unit."""

from flask import current_app

from lms.web.languages import N_, gettext

USUAL = N_("Personnel data. Need to know. Do not photograph.")


def marking() -> str:
    """The mission's own marking (LMS_MARKING), else the usual one; never nothing."""
    own: str = current_app.config["SETTINGS"].marking
    return own or gettext(USUAL)
