"""Where a translation and its source disagree."""

from lms.courses.words.mark import N_

TRANSLATIONS = {
    "translation-attribute": N_(
        "“%(name)s” differs from the source’s at the question “%(id)s”. Remove it here."
    ),
    "translation-boxes": N_(
        "At the question “%(id)s” this box differs from the source’s. Mark the same choices, in the same"
        " order, or leave all boxes empty."
    ),
    "translation-choices": N_(
        "The question “%(id)s” has %(here)s choices here and %(source)s in the source. Give both the same"
        " choices, in the same order."
    ),
    "translation-explanation": N_(
        "The question “%(id)s” has an explanation in the source, but none here. Translate it too."
    ),
    "translation-extra": N_("The question “%(id)s” is not in %(path)s. Add it there, or remove it here."),
    "translation-feedback": N_(
        "This choice of “%(id)s” has feedback in the source, but none here. Translate it too."
    ),
    "translation-gap": N_(
        "This gap of “%(id)s” asks for another number than in the source, or for words where it asks for a"
        " number. Keep numbers and tolerances the same."
    ),
    "translation-gaps": N_(
        "The question “%(id)s” has %(here)s gaps here and %(source)s in the source. Give both the same"
        " gaps, in the same order."
    ),
    "translation-items": N_(
        "The question “%(id)s” has %(here)s items here and %(source)s in the source. Give both the same"
        " items, in the same order."
    ),
    "translation-kind": N_(
        "The question “%(id)s” is of another kind here than in the source. Write it in the same way."
    ),
    "translation-missing": N_(
        "The question “%(id)s” (%(path)s, line %(line)s) is missing here. Translate it too."
    ),
    "translation-moved": N_(
        "The question “%(id)s” stands here where the source has “%(expected)s”. Keep the order and the"
        " sections."
    ),
    "translation-other-id": N_(
        "This question is called “%(id)s” here and “%(source)s” in the source. Use that id."
    ),
    "translation-pairs": N_(
        "The pairs of “%(id)s” are not those of the source. Keep its rows in the same order, those without a"
        " left cell too."
    ),
    "translations-file": N_(
        "This file says which translations were accepted, and cannot be read. Take it from the last edition,"
        " or remove it and accept the translations again."
    ),
    "translation-sections": N_(
        "There are %(here)s sections (## headings) here and %(source)s in the source. Give both the same:"
        " they correspond by order."
    ),
}
