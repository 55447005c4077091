"""What is wrong with the gaps of a question."""

from lms.courses.words.mark import N_

GAPS = {
    "brace-in-gap": N_("A gap holds no braces besides its own. Write it as in {{answer; also right}}."),
    "empty-gap": N_(
        "This gap has no answer, or an empty one between two semicolons. Write what is right in it, as in"
        " {{answer; also right}}."
    ),
    "gap-beside-choices": N_(
        "A question has gaps or choices, not both. Make two questions of it, or write \\{{ where braces are"
        " meant as text."
    ),
    "gap-misplaced": N_("Nobody can fill a gap here. Move it to the text above, or write \\{{ for braces."),
    "gap-no-number": N_(
        "“%(written)s” is no number. Write it as in {{= 18 ± 0.5 %%}}: a number, the tolerance after ±, the"
        " unit."
    ),
    "gap-number-twofold": N_(
        "“%(written)s” is thousands in one country and decimals in another. Write thousands without a mark or"
        " with a space, as in 1500, and decimals with other than three digits, as in 1.50."
    ),
    "gap-tolerance": N_(
        "“%(written)s” cannot be checked. Write the tolerance as a positive number, and the unit once, at the"
        " end."
    ),
    "same-answer": N_(
        "“%(answer)s” stands in this gap twice. Leave one: capitals, accents and spaces do not count."
    ),
    "unclosed-gap": N_("A gap begins here and does not end on this line. Write }} after its answer."),
}
