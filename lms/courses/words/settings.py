"""What is wrong with the settings between the --- lines."""

from lms.courses.words.mark import N_

SETTINGS = {
    "draw-too-large": N_(
        "%(draw)s questions of “%(objective)s” are to be drawn, but the assessment has %(bank)s. Draw"
        " fewer or write more."
    ),
    "draw-without-bank": N_(
        "Questions are to be drawn, but there is no file assessment.md with questions. Write it, or remove"
        " draw."
    ),
    "duplicate-key": N_("The setting “%(key)s” stands here twice. Remove one."),
    "empty-value": N_("The setting “%(key)s” is empty. Write something after the colon, or remove the line."),
    "front-matter-colon": N_(
        "A colon followed by a space stands within the text of a setting. Put the text between straight"
        ' double quotes, as in title: "CPAS: a start".'
    ),
    "front-matter-not-first": N_(
        "The settings between the --- lines do not begin on the first line. Remove the empty lines above."
    ),
    "front-matter-space": N_(
        "There is no space after the colon of this setting. Write it as name, colon, space and value, as in"
        " minutes: 60."
    ),
    "front-matter-syntax": N_(
        "The settings cannot be read from here on. Each is written as name, colon, space and value, as in"
        " minutes: 60. Look for a missing space, quote or bracket."
    ),
    "front-matter-tab": N_("There is a tab here. Use spaces in the settings."),
    "no-settings": N_(
        "The file has no settings. Begin it with a line --- and end them with another; between the two write"
        " these, each as name, colon, space and value: %(keys)s."
    ),
    "settings-rule": N_("The settings begin below %(written)s. Write three hyphens: ---."),
    "missing-key": N_(
        "The setting “%(key)s” is missing. Add it between the --- lines at the top of the file."
    ),
    "never-drawn": N_(
        "No question is drawn for these objectives, so theirs are never asked: %(objectives)s. Add them to"
        " draw."
    ),
    "setting-in-translation": N_(
        "The setting “%(key)s” belongs in the source file, since a translation carries text only. Remove"
        " it here."
    ),
    "translation-objectives": N_(
        "These objectives are not translated: %(missing)s. Add them under objectives."
    ),
    "unclosed-front-matter": N_(
        "The settings begin with --- on the first line, but no second --- ends them. Add it on a line of"
        " its own after the last setting."
    ),
    "unknown-audience": N_(
        "“%(written)s” is no audience. Write civilian, military or police; the nearest is “%(nearest)s”."
    ),
    "unknown-key": N_("There is no setting “%(key)s”. Write one of %(known)s; the nearest is “%(nearest)s”."),
    "unknown-objective": N_(
        "The course has no objective “%(objective)s”. Write one of those in course.md; the nearest is"
        " “%(nearest)s”."
    ),
    "wrong-code": N_(
        "“%(written)s” is no course code. Use capital letters, digits and hyphens, as in CPAS-101."
    ),
    "wrong-duration": N_(
        "“%(written)s” is no length of time. Write minutes, hours or days as in 30m, 24h or 2d, or none."
    ),
    "wrong-language": N_(
        "This file is the translation into “%(expected)s”, but says “%(language)s”. Remove the line, or"
        " correct it."
    ),
    "wrong-language-tag": N_("“%(written)s” is no language code. Write en for English, fr for French."),
    "wrong-list": N_("“%(key)s” is a list. Write it between square brackets: %(key)s: [one, two]."),
    "wrong-map": N_(
        "“%(key)s” needs a name and a value on each line under it. Indent each of these lines by two spaces."
    ),
    "wrong-months": N_(
        "“%(written)s” is no period of validity. Write it as in 24 months or 2 years, or none."
    ),
    "wrong-number": N_(
        "“%(written)s” does not do for “%(key)s”. Write a whole number from %(least)s to %(most)s."
    ),
    "wrong-number-or-none": N_(
        "“%(written)s” does not do for “%(key)s”. Write a whole number from %(least)s to %(most)s, or none."
    ),
    "wrong-slug": N_(
        "“%(written)s” has characters that cannot stand in a name. Use lower-case letters without"
        " accents, digits and hyphens."
    ),
    "wrong-text": N_("“%(key)s” is a text. Write it on the same line after the colon."),
    "wrong-yes-no": N_("“%(written)s” does not do for “%(key)s”. Write yes or no."),
}
