"""Gender: self-declared, and counted only where no group of fewer than five can be made out. Pure."""

from collections.abc import Mapping

from lms.web.languages import N_

LEAST = 5
# In the order of the table; nothing declared is a group like the others.
GROUPS: dict[str | None, str] = {
    "F": N_("Women"),
    "M": N_("Men"),
    "other": N_("Other"),
    None: N_("Undisclosed"),
}


def shown(counted: Mapping[str | None, int]) -> tuple[int | None, ...]:
    """The four numbers in the order of GROUPS, None where one is withheld.

    Readers know how many hold the course, so a small number that is withheld alone could be computed from
    the rest. Therefore the next larger ones are withheld with it, until at least two groups of together
    five or more are; where there are not so many people, all four are.
    """
    numbers = {group: counted.get(group, 0) for group in GROUPS}
    present = sorted((group for group in GROUPS if numbers[group]), key=lambda group: numbers[group])
    withheld = {group for group in present if numbers[group] < LEAST}
    if not withheld:
        return tuple(numbers.values())
    for group in present:
        if len(withheld) >= 2 and sum(numbers[other] for other in withheld) >= LEAST:
            break
        withheld.add(group)
    if len(withheld) < 2 or sum(numbers[group] for group in withheld) < LEAST:
        return (None,) * len(GROUPS)
    return tuple(None if group in withheld else number for group, number in numbers.items())
