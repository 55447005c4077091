"""What can be done here that leaves an act: its name in the database, and in words."""

from enum import Enum

from lms.web.languages import N_


class Kind(Enum):
    """A kind of act: the name in its row, and what its doer did."""

    PERSON_ADDED = "person added", N_("recorded a person")
    PERSON_CHANGED = "person changed", N_("changed a record")
    LANGUAGE_CHANGED = "language changed", N_("changed a language")
    GENDER_CHANGED = "gender changed", N_("changed the gender that is declared")
    NAME_CONFIRMED = "name confirmed", N_("confirmed a name")
    IDENTIFIER_ADDED = "identifier added", N_("added an identifier")
    IDENTIFIER_CHANGED = "identifier changed", N_("changed an identifier")
    IDENTIFIER_REMOVED = "identifier removed", N_("removed an identifier")
    MERGED = "records merged", N_("merged two records")
    MERGE_UNDONE = "merge undone", N_("undid a merge")

    FORGETTING_ASKED = "forgetting asked", N_("asked to have a person forgotten")
    FORGETTING_WITHDRAWN = "forgetting withdrawn", N_("withdrew a request to forget")
    PERSON_FORGOTTEN = "person forgotten", N_("had a person forgotten")

    CODE_MADE = "code made", N_("made a one-time code")
    INVITED = "invited", N_("sent an invitation")
    LETTER_SHOWN = "letter shown", N_("opened a letter")
    LETTER_PASSED_ON = "letter passed on", N_("passed a letter on")
    PASSWORD_CHOSEN = "password chosen", N_("chose a password")
    SECOND_FACTOR_SET = "second factor set up", N_("set up a second step")
    SECOND_FACTOR_REMOVED = "second factor removed", N_("took a second step away")
    RECOVERY_CODES_MADE = "recovery codes made", N_("made recovery codes")
    SESSIONS_ENDED = "sessions ended", N_("ended all sessions")
    ACCOUNT_CLOSED = "account closed", N_("closed an account")
    ACCOUNT_REOPENED = "account reopened", N_("opened an account again")
    ANSWERS_OPENED = "answers opened", N_("opened earlier answers")
    PRIVATE_ADDRESS_GIVEN = "private address given", N_("gave a private address")
    PRIVATE_ADDRESS_CONFIRMED = "private address confirmed", N_("confirmed a private address")
    PRIVATE_ADDRESS_REMOVED = "private address removed", N_("removed a private address")

    ROLE_GIVEN = "role given", N_("gave a role")
    ROLE_ENDED = "role ended", N_("ended a role")
    POSTING_ADDED = "posting added", N_("recorded a posting")
    POSTING_CHANGED = "posting changed", N_("changed a posting")
    UNIT_ADDED = "unit added", N_("added a unit")
    UNIT_CHANGED = "unit changed", N_("changed a unit")
    POST_ADDED = "post added", N_("added a post")
    POST_CHANGED = "post changed", N_("changed a post")
    REQUIREMENT_ADDED = "requirement added", N_("required a course")
    REQUIREMENT_ENDED = "requirement ended", N_("ended a requirement")

    SIGNATORY_ADDED = "signatory added", N_("added a signatory")
    SIGNATORY_CHANGED = "signatory changed", N_("changed a signatory")
    CERTIFICATE_REVOKED = "certificate revoked", N_("revoked a certificate")
    CERTIFICATE_REPLACED = "certificate replaced", N_("replaced a certificate")
    CERTIFICATE_DOWNLOADED = "certificate downloaded", N_("downloaded somebody’s certificate")
    DATA_DOWNLOADED = "data downloaded", N_("downloaded all that is held of them")
    EXPORTED = "report exported", N_("exported a report")

    DRAFT_BEGUN = "draft begun", N_("began a course or its next edition")
    DRAFT_CHANGED = "draft changed", N_("changed a draft")
    DRAFT_DISCARDED = "draft discarded", N_("threw a draft away")
    PUBLISHED = "edition published", N_("published an edition")
    REMARK_DECIDED = "remark decided", N_("decided on a remark")
    REMARK_REMOVED = "remark removed", N_("removed a remark")
    REMARK_REOPENED = "remark reopened", N_("took a remark up again")

    def __init__(self, name_in_row: str, words: str) -> None:
        self.name_in_row = name_in_row
        self.words = words
