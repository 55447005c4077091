"""What is wrong with the fences of a question, its opening line or its shape."""

from lms.courses.words.mark import N_

QUESTIONS = {
    "attribute-with-spaces": N_(
        "There are spaces around the = of “%(name)s”. Write %(name)s=%(value)s without any."
    ),
    "attribute-without-value": N_(
        "“%(name)s” has no value. Write it right after, as in %(name)s=value, without spaces."
    ),
    "closing-words": N_(
        "The ::: that ends a question stands alone on its line. Remove “%(words)s” after it."
    ),
    "duplicate-attribute": N_("“%(name)s” stands here twice. Remove one."),
    "duplicate-id": N_(
        "The id “%(id)s” is taken by the question at %(first)s. Give this one another: each needs its own"
        " in the whole course."
    ),
    "fence-in-code": N_(
        "The ::: within code ends the question here. Show such code outside a question, or indent the line."
    ),
    "fence-length": N_(
        "%(written)s does not begin or end a question. Write exactly three colons (:::)"
        " where it begins and where it ends."
    ),
    "id-of-place": N_(
        "“%(id)s” is the name of a place in the file, as are title, settings, links, s1, s2 and so on. Give"
        " the question another id."
    ),
    "indented-fence": N_("The ::: does not stand at the beginning of the line. Remove the spaces before it."),
    "nested-question": N_(
        "A question begins within another one. End the one from line %(line)s with ::: before this line."
    ),
    "no-blank-line": N_(
        "There is no empty line between this ::: and the text. Leave one after it, and before it where it"
        " ends a question."
    ),
    "no-id": N_("The question has no id. Write one after the word question, as in ::: question first-phase."),
    "no-objective": N_(
        "The question “%(id)s” is never drawn, because it names no objective. Add objective= and one of"
        " the course’s after its id."
    ),
    "no-prompt": N_("The question asks nothing. Write the question above its choices."),
    "other-shape": N_(
        "The question says kind=%(kind)s but is not written so. Remove kind=, or write the question as that"
        " kind is written."
    ),
    "stray-fence": N_(
        "This ::: ends nothing. Remove it, or begin a question above with ::: question and its id."
    ),
    "unclosed-question": N_(
        "The question begins here and does not end. Put ::: on a line of its own after it."
    ),
    "unknown-attribute": N_(
        "“%(name)s” is not known here. Write one of %(known)s, the nearest is %(nearest)s=, and no spaces"
        " in an id."
    ),
    "unknown-fence": N_("“::: %(name)s” means nothing here. Write ::: %(nearest)s, or remove the line."),
    "unknown-kind": N_("There is no kind “%(kind)s”. Write one of %(known)s; the nearest is “%(nearest)s”."),
    "wrong-id": N_(
        "“%(id)s” cannot be an id. Use lower-case letters without accents, digits and hyphens, at most 60."
    ),
    "wrong-shuffle": N_("“%(written)s” does not do for “shuffle”. Write yes or no."),
}
