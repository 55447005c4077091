"""What could not be carried over from Moodle's GIFT format."""

from lms.courses.words.mark import N_

GIFT = {
    "gift-essay": N_(
        "A question with a free answer cannot be carried over. Ask it in a way that can be graded."
    ),
    "gift-feedback": N_(
        "The feedback on single answers was left out: this kind has none. Write what matters of it as the"
        " closing quote."
    ),
    "gift-html": N_("HTML tags were left out here. Look whether a list, a picture or emphasis is missing."),
    "gift-no-answers": N_(
        "This is text without answers and was not carried over. Write it into the module by hand if it"
        " belongs there."
    ),
    "gift-no-key": N_("No answer here is right, or there is only one. Mend it and import it again."),
    "gift-several-numbers": N_(
        "Several numbers are accepted here, and only the first was carried over. Widen its tolerance if need"
        " be."
    ),
    "gift-unreadable": N_("The answers between the braces cannot be read. Mend them and import it again."),
    "gift-weights": N_(
        "The weights of the answers were not carried over. Look whether it is fair that each right choice"
        " counts the same, and each wrong one taken costs as much."
    ),
}
