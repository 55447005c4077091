"""What is wrong with what a learner answered."""

from lms.courses.words.mark import N_

ANSWERS = {
    "choice-twice": N_("The same choice was sent twice. Please answer again."),
    "gap-too-long": N_("An answer is longer than 200 characters. Please shorten it."),
    "no-number": N_("“%(written)s” is no number. Write figures, as in 18 or 18.5, and the unit after them."),
    "no-such-choice": N_("A choice was sent that this question does not have. Please answer again."),
    "number-twofold": N_(
        "“%(written)s” can be read in two ways. Write thousands without a mark, as in 1500, and decimals with"
        " other than three digits, as in 1.5."
    ),
    "too-many-choices": N_("More choices were sent than this question allows. Please answer again."),
    "wrong-gaps": N_("The answer does not have the gaps of this question. Please answer again."),
}
