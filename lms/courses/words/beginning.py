"""Why a course or a module cannot be begun."""

from lms.courses.words.mark import N_

BEGINNING = {
    "begin-course-reserved": N_("“%(slug)s” is an address of the site itself. Choose another name."),
    "begin-course-taken": N_("The course %(slug)s is there already. Choose another name."),
    "begin-no-slug": N_(
        "“%(written)s” cannot be part of an address. Use small letters without accents, digits and hyphens,"
        " as in cpas-101."
    ),
    "begin-long-slug": N_("This name is too long for an address. Use at most %(most)s characters."),
    "begin-module-taken": N_("There is a module %(slug)s already. Choose another title."),
    "begin-no-title": N_("A module needs a title. Write one."),
    "begin-reserved": N_(
        "A module cannot be called “%(slug)s”: the course has a page or a file of that name. Choose another"
        " title."
    ),
}
