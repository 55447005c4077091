"""What is wrong with the files of a folder and their names."""

from lms.courses.words.mark import N_

FILES = {
    "course-name": N_(
        "The folder’s name “%(name)s” becomes part of the address. Use lower-case letters without"
        " accents, digits and hyphens only, such as cpas-101."
    ),
    "duplicate-module": N_(
        "The file %(first)s has the same name but for the number. Give one of them another name."
    ),
    "duplicate-number": N_(
        "The file %(first)s has the number %(number)s too. Give each module a number of its own."
    ),
    "file-name": N_(
        "This file is left out because of its name. Call a module 01-the-cycle.md and its French"
        " translation 01-the-cycle.fr.md: lower-case letters without accents, digits and hyphens."
    ),
    "language-in-name": N_("The course is written in “%(language)s” itself. Call this file %(name)s."),
    "md-txt": N_(
        "This file is left out, since its name ends in .md.txt. Call it %(name)s; Notepad adds .txt unless"
        " “All files” is chosen on saving."
    ),
    "more-problems": N_(
        "There are %(count)s more problems in this file than are told. Mend the first ones, then look again."
    ),
    "name-with-space": N_(
        "The name of this picture holds a space, which no address can. Use hyphens instead, in the name and"
        " where it is shown."
    ),
    "no-course-file": N_(
        "The file course.md is missing. Write it: it holds the settings and the overview of the course."
    ),
    "no-modules": N_("The course has no module yet. Write the first one in a file called 01-the-cycle.md."),
    "no-source": N_(
        "This is a translation of %(source)s, which is not there. The nearest file is %(nearest)s: give"
        " both the same name."
    ),
    "not-utf8": N_(
        "The letters of this file cannot be read. Open it in your editor and save it again with the"
        " encoding UTF-8."
    ),
    "reserved-name": N_(
        "A module cannot be called “%(slug)s”: the course has a page or a file of that name. Rename the file."
    ),
    "takes-too-long": N_(
        "This text takes longer to check than a text may. Take out what repeats a sign or a line very many"
        " times, or divide the text into several files."
    ),
    "takes-too-much": N_(
        "This text needs more memory to check than a text may. Take out what repeats a sign or a line very"
        " many times, or divide the text into several files."
    ),
    "text-too-large": N_("This text is larger than 1 MB. Divide it into several modules."),
    "untranslated-course": N_(
        "Modules are translated into “%(language)s”, but the title and summary are not. Write them in the"
        " file %(name)s; until then the source’s are shown."
    ),
    "zero-character": N_(
        "A character that cannot be seen (number 0) stands here, and no text can hold it. Delete this line"
        " and write it again."
    ),
}
