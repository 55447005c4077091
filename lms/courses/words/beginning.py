"""Why a course or a module cannot be begun."""

from lms.courses.words.mark import N_

BEGINNING = {
    "begin-course-taken": N_("The course %(slug)s is there already. Choose another name."),
    "begin-no-slug": N_(
        "“%(written)s” cannot be part of an address. Use small letters without accents, digits and hyphens,"
        " as in cpas-101."
    ),
    "begin-module-taken": N_("There is a module %(slug)s already. Choose another title."),
    "begin-no-name": N_(
        "“%(title)s” gives no file name. Use a title in Latin letters, and change it in the file."
    ),
}
