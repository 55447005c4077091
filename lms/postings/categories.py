"""Components, the categories of personnel that serve in each, and how a posting ends."""

from lms.web.languages import N_

COMPONENTS = {"civilian": N_("Civilian"), "military": N_("Military"), "police": N_("Police")}
CATEGORIES = {
    "contingent": N_("Contingent"),
    "formed_police_unit": N_("Formed police unit"),
    "staff_officer": N_("Staff officer"),
    "observer": N_("Military observer"),
    "individual_police": N_("Individual police officer"),
    "government_provided": N_("Government-provided personnel"),
    "international": N_("International staff"),
    "national": N_("National staff"),
    "volunteer": N_("UN Volunteer"),
    "contractor": N_("Contractor"),
}
END_KINDS = {"rotation": N_("Rotation"), "contract": N_("End of contract"), "open": N_("Open-ended")}

# Who is sent for justice and corrections counts as a civilian in one mission and with the police in another.
CATEGORIES_OF = {
    "civilian": ("international", "national", "volunteer", "contractor", "government_provided"),
    "military": ("contingent", "staff_officer", "observer"),
    "police": ("formed_police_unit", "individual_police", "government_provided"),
}


def fits(component: str, category: str) -> bool:
    """Whether somebody of the category serves in the component."""
    return category in CATEGORIES_OF[component]
