"""What Markdown silently shows as text, though something else was meant."""

from lms.courses.words.mark import N_

TRAPS = {
    "alert-title": N_("The box [!%(kind)s] has words on its own line. Write its text on the next line."),
    "broken-image": N_(
        "The picture “%(written)s” is shown as text. Use hyphens instead of spaces in its name, in the"
        " folder and here."
    ),
    "broken-link": N_(
        "The link “%(written)s” is shown as text. Write its address without spaces, or, for a name between"
        " square brackets, add the address at the foot of the file."
    ),
    "choices-outside": N_(
        "This list has ticked boxes but stands in no question. If it is one, put ::: question and its id"
        " above it, and ::: below."
    ),
    "cut-table": N_(
        "An empty line cuts this row off its table, so it is shown as text. Remove the empty line above."
    ),
    "foldable-alert": N_(
        "A box that folds works in Obsidian only. Remove the %(sign)s, so that [!%(kind)s] stands alone."
    ),
    "gap-outside": N_(
        "“%(written)s” is shown as it is written, since a gap works only within a question. Put ::: question"
        " above it, or write \\{{ if braces are meant."
    ),
    "heading-without-space": N_(
        "There is no plain space between the # and the words, so this is no heading. Put one there: a"
        " space that does not break the line will not do."
    ),
    "hidden-direction": N_(
        "A mark that cannot be seen (%(mark)s) turns the direction of the text here, so that it may read"
        " otherwise than it is written. Delete this line and write it again."
    ),
    "lost-cell": N_(
        "This row has more cells than its table’s head, which has %(columns)s, and this one would be lost."
        " Remove a bar, write \\| for one that is text, or give the head a further column."
    ),
    "obsidian-embed": N_(
        "“%(written)s” works in Obsidian only. Write ![what the picture shows](media/name.png) instead."
    ),
    "obsidian-link": N_("“%(written)s” works in Obsidian only. Write [the words](02-the-cycle.md) instead."),
    "raw-html": N_(
        "“%(tag)s” will be shown as it is written: HTML has no effect here. Use Markdown, or remove it."
    ),
    "table-without-head": N_(
        "This row stands in no table and is shown as text. Put a row of headings above the first and below"
        " that one a row of dashes with as many cells, as in | --- | --- |."
    ),
    "unclosed-code": N_(
        "Code begins here with %(mark)s and never ends, so that all below would be code. Add a line with"
        " %(mark)s after it."
    ),
    "unknown-alert": N_(
        "There is no box [!%(kind)s]. Write one of %(known)s; the nearest is [!%(nearest)s]."
    ),
}
