"""Where links and pictures lead nowhere, or pictures will not do."""

from lms.courses.words.mark import N_

LINKS = {
    "backslash": N_("“%(written)s” holds a \\. Write / instead."),
    "dead-anchor": N_(
        "A link leads into a module by its sections (## lines), and %(path)s has none called “%(anchor)s”."
        " Name one that is there, with hyphens for its spaces, or remove the # and what follows."
    ),
    "dead-link": N_(
        "The link leads nowhere: “%(address)s” is not in this course. Name a file that is; the nearest is"
        " %(nearest)s."
    ),
    "empty-link": N_(
        "The link to “%(address)s” has no words, so nobody can see it. Write between the square brackets"
        " where it leads."
    ),
    "image-broken": N_(
        "The picture cannot be read. Save it again as %(suffix)s from the program that made it."
    ),
    "image-too-large": N_(
        "The picture is larger than 1 MB. Make it smaller: a width of 1,200 pixels is enough."
    ),
    "image-type": N_(
        "“%(name)s” is no picture that can be shown everywhere. Save it as one of these: %(known)s."
    ),
    "image-type-differs": N_(
        "The name ends in %(suffix)s, but the picture is a %(what)s. Rename it, also where it is shown."
    ),
    "link-scheme": N_(
        "“%(address)s” is no address that a link may have. Begin it with https://, http:// or mailto:, or"
        " name a file of this course."
    ),
    "missing-alt": N_(
        "The picture “%(name)s” has no words for those who cannot see it. Say between the square brackets"
        " what it shows."
    ),
    "missing-image": N_(
        "There is no picture “%(name)s”. Name one that is there, capital letters as they are; the nearest"
        " is %(nearest)s."
    ),
    "remote-image": N_(
        "The picture comes from elsewhere: “%(address)s”. Save it in the folder media, if its licence"
        " allows, and name it from there."
    ),
    "svg-unsafe": N_(
        "The drawing holds more than a picture (%(what)s): scripts and addresses outside the file are not"
        " allowed. Save it as “plain SVG”, or as PNG."
    ),
}
