"""Fitting: which categories of personnel serve in which component. Pure."""

# Who is sent for justice and corrections counts as a civilian in one mission and with the police in another.
FITTING = {
    "civilian": ("international", "national", "volunteer", "contractor", "government_provided"),
    "military": ("contingent", "staff_officer", "observer"),
    "police": ("formed_police_unit", "individual_police", "government_provided"),
}


def fits(component: str, category: str) -> bool:
    """Whether somebody of the category serves in the component."""
    return category in FITTING[component]
