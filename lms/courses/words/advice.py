"""What an experienced trainer would notice."""

from lms.courses.words.mark import N_

ADVICE = {
    "all-right": N_(
        "All choices are right, so whoever marks every one need not know why. Add some that are wrong, or"
        " unmark those that are."
    ),
    "all-of-the-above": N_(
        "“%(written)s” is easy to guess, and no choice where they are shuffled. Write a choice of its own, or"
        " let several be right."
    ),
    "key-longest": N_(
        "The right choice is much longer than all others, which gives it away. Shorten it, or write the"
        " others as fully."
    ),
    "key-same-place": N_(
        "In all %(count)s questions of this file the right choice stands at place %(place)s. Vary its place,"
        " since some readers see the file."
    ),
    "link-text": N_(
        "“%(written)s” says nothing to who hears the links alone. Write as the link’s words where it leads."
    ),
    "long-module": N_(
        "This module takes about %(minutes)s minutes. Divide it, so that one sitting of 20 minutes is enough."
    ),
    "long-paragraph": N_("This paragraph has %(words)s words. Divide it: 150 are hard to read on a phone."),
    "long-sentence": N_(
        "This sentence has %(words)s words. Make two of it: more than %(most)s are hard to follow in a second"
        " language."
    ),
    "negative-stem": N_(
        "The question asks for what is “%(word)s” and does not stress the word. Ask for what is, or write the"
        " word in bold as in **%(word)s**."
    ),
    "unasked-objective": N_(
        "No question asks about the objective “%(objective)s”. Write one, or remove the objective."
    ),
}
