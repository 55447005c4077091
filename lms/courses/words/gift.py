"""What could not be carried over from Moodle's GIFT format."""

from lms.courses.words.mark import N_

GIFT = {
    "gift-category": N_(
        "The category “%(name)s” was not carried over: all questions stand in one module. Import each"
        " category as a file of its own if they belong apart."
    ),
    "gift-either": N_(
        "Any one of several choices gave all points here, and now all of them are to be chosen. Leave one of"
        " them, or ask for all that are right."
    ),
    "gift-empty-answer": N_("An answer here has no words. Write some, or remove it, and import it again."),
    "gift-essay": N_(
        "A question with a free answer cannot be carried over. Ask it in a way that can be graded."
    ),
    "gift-feedback": N_(
        "The feedback on single answers was left out: this kind has none. Write what matters of it as the"
        " closing quote."
    ),
    "gift-gap-signs": N_(
        "An answer that is typed cannot have braces or a semicolon, nor begin with an equals sign. Ask this"
        " question with choices."
    ),
    "gift-html": N_("HTML tags were left out here. Look whether a list, a picture or emphasis is missing."),
    "gift-no-answers": N_(
        "This is text without answers and was not carried over. Write it into the module by hand if it"
        " belongs there."
    ),
    "gift-no-key": N_("No answer here is right, or there is only one. Mend it and import it again."),
    "gift-no-prompt": N_("Nothing is asked here. Write the question before its answers and import it again."),
    "gift-not-closed": N_("The } after the answers is missing. Write it and import this question again."),
    "gift-not-sound": N_(
        "This cannot stand in a module as it is written, and was not carried over. Look for links, pictures"
        " and footnotes in it, or write it into the module by hand."
    ),
    "gift-one-pair": N_("There is only one pair to match here. Write two or more and import it again."),
    "gift-part": N_(
        "An answer that gave only a part of the points, or cost some, counts as wrong here like any other."
        " Look whether that is fair."
    ),
    "gift-same-answer": N_(
        "Two answers here say the same, but for capitals and spaces. Change one and import it again."
    ),
    "gift-several-numbers": N_(
        "Several numbers are accepted here, and only one that gives all points was carried over. Widen its"
        " tolerance if need be."
    ),
    "gift-unreadable": N_("The answers between the braces cannot be read. Mend them and import it again."),
    "gift-weights": N_(
        "The weights of the answers were not carried over. Look whether it is fair that each right choice"
        " counts the same, and each wrong one taken costs as much."
    ),
}
