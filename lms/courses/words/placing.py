"""What is wrong with a list to put in order or a table to match."""

from lms.courses.words.mark import N_

PLACING = {
    "empty-item": N_("This item has no words. Write some, or remove the line."),
    "empty-right": N_("The right cell of this row is empty. Write what goes with the left one."),
    "item-content": N_(
        "An item to be put in order is one paragraph. Move the rest to the text above the list."
    ),
    "match-columns": N_(
        "A table to be matched has two columns, and this one has %(columns)s. Keep the left and what goes"
        " with it."
    ),
    "one-item": N_("There is only one item. Give at least two, in the right order."),
    "one-pair": N_("There are fewer than two pairs. Give at least two rows with words in both cells."),
    "same-left": N_("The left cell is the same as on line %(first)s. Give each left one row."),
    "same-right": N_("This right is in the table already. Remove the row, or write another."),
    "text-after-answer": N_(
        "The numbered list or the table does not stand last, so it is no answer. Move this above it, or into"
        " the one quote that may follow as the explanation. If choices are meant, write them at the end:"
        " - [ ] for a wrong one, - [x] for a right one."
    ),
}
