"""The accounts of the demonstration, which its sign-in page offers."""

from lms.web.languages import N_

DEMO_ACCOUNTS = {
    "civilian": N_("a civilian learner, just arrived"),
    "military": N_("a military learner, just arrived"),
    "police": N_("a police learner, just arrived"),
    "trainer": N_("writes courses"),
    "focal": N_("training focal point of one section"),
    "supervisor": N_("supervises the same section"),
    "chief": N_("supervises the whole mission"),
    "admin": N_("administers the site"),
}
