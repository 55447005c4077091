"""What is wrong with the choices of a question."""

from lms.courses.words.mark import N_

CHOICES = {
    "choice-content": N_(
        "A choice is one paragraph, with one quote under it as its feedback. Move the rest to the prompt"
        " above, or to the feedback."
    ),
    "empty-choice": N_("This choice has no text. Write it after the box, or remove the line."),
    "feedback-not-indented": N_(
        "This feedback does not stand under its choice, so the list ends here. Put two spaces before the >."
    ),
    "feedback-too-deep": N_(
        "This feedback is indented too far and becomes part of the choice’s text. Put just two spaces"
        " before the >."
    ),
    "footnote-in-choice": N_("A choice cannot have a footnote. Put it in the feedback or the explanation."),
    "mixed-markers": N_(
        "A new list begins here, because the choices do not begin with the same mark. Begin all of them"
        " with - and a box."
    ),
    "no-box": N_("This choice has no box. Write - [ ] before it, or - [x] if it is right."),
    "no-choices": N_(
        "The question “%(id)s” has no choices. Write them as a list, one on each line: - [ ] for a wrong"
        " one, - [x] for a right one."
    ),
    "no-key": N_("No choice is marked as right. Put an x in the box of each right one: - [x]."),
    "numbered-choices": N_("These choices are numbered. Begin each with - and a box instead: - [ ]."),
    "one-choice": N_("There is only one choice. Give at least two."),
    "same-choice": N_("This is the same as on line %(first)s. Write another, or remove the line."),
    "second-quote": N_(
        "A second quote follows the choices, where only the explanation may. Join the two by a line with >"
        " alone between them, or put two spaces before the first if it is feedback."
    ),
    "several-keys": N_(
        "A second choice is marked as right, but kind=single allows one. Unmark it, or remove kind=single."
    ),
    "text-after-choices": N_(
        "After the choices only the explanation may follow. Move this above the choices, or begin it with"
        " > as a quote."
    ),
    "two-lists": N_("A second list of choices begins here. Keep one: move the text between them above both."),
    "wrong-box": N_(
        "%(written)s is no box. Write - [ ], or - [x] if the choice is right: one space or one x between"
        " the brackets, a space after them."
    ),
    "wrong-mark": N_(
        "%(written)s does not begin a choice. Type it anew as - [ ], or - [x] if the choice is right: a plain"
        " hyphen and a plain space before the box."
    ),
}
