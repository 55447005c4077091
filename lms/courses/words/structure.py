"""What is wrong with titles, headings, sections and footnotes."""

from lms.courses.words.mark import N_

STRUCTURE = {
    "duplicate-footnote": N_("The footnote [^%(label)s] has two texts. Remove one or give it another name."),
    "empty-assessment": N_("The assessment has no questions yet. Write one, or remove the file."),
    "empty-footnote": N_("The footnote [^%(label)s] has no text. Write it on this line, after the colon."),
    "empty-heading": N_("This heading has no words. Write some, or remove the line."),
    "empty-module": N_("This module is empty. Write something under a ## heading, or remove the file."),
    "empty-section": N_(
        "Nothing stands under the heading “%(title)s”. Write something there, or remove the heading."
    ),
    "footnote-in-heading": N_("A heading cannot have a footnote. Put it in the text below."),
    "h1-in-overview": N_(
        "The title of the course stands in the settings already. Remove this line, or write ## for a part."
    ),
    "heading-inside": N_(
        "A heading cannot stand within a list, a quote or a question. Use bold text instead."
    ),
    "heading-skipped": N_(
        "This heading is of level %(level)s, where the next after the one above is %(expected)s. Remove a"
        " #, so that no level is left out."
    ),
    "no-footnote-text": N_(
        "The footnote [^%(label)s] has no text. Add a line at the foot of the file that begins with"
        " [^%(label)s]: and says the source."
    ),
    "no-h1": N_(
        "The title is missing. Begin the text with a line such as # The cycle, before any other heading."
    ),
    "no-section": N_("The module has no section. Put at least one heading with ## above the text."),
    "other-footnote": N_(
        "The footnote [^%(label)s] has no text, and nothing refers to the text [^%(other)s]. Give both the"
        " same name."
    ),
    "question-before-section": N_("A question needs a section. Put a heading with ## above it."),
    "question-in-overview": N_(
        "The overview cannot hold questions. Move it to a module or to assessment.md."
    ),
    "question-inside": N_(
        "A question cannot stand within a list or a quote. Put an empty line before it and begin it at"
        " the very left."
    ),
    "second-h1": N_("There is a title already. Use ## for a section."),
    "underlined-heading": N_(
        "The line of dashes below makes this a heading. Write ## before it if it is one, else leave an empty"
        " line between the two."
    ),
    "unseen-text": N_(
        "This text stands between the questions of the assessment and is not shown. Move it above the"
        " first question."
    ),
    "unused-footnote": N_(
        "Nothing in the text refers to the footnote [^%(label)s], so it is not shown. Put [^%(label)s]"
        " where it belongs, or remove it."
    ),
}
