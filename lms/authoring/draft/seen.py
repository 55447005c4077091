"""The state of some files: a page that asks before it acts carries it, and acts only on what it showed."""

from collections.abc import Mapping

from lms.courses.source import revision_of
from lms.web.languages import N_

CHANGED = N_("Somebody changed this meanwhile. Look at it as it stands now, then decide.")


def state_shown(files: Mapping[str, str]) -> str:
    """The name of this state of some files, each told by its path and the name of its bytes."""
    return revision_of(files)
