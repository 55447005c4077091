"""Every problem in words: what is wrong and how to mend it, for people who know neither HTML nor YAML."""

from __future__ import annotations


def N_(text: str) -> str:
    """Marks a text for the catalogues."""
    return text


WARNINGS = frozenset(
    {
        "choices-outside",
        "empty-section",
        "never-drawn",
        "no-blank-line",
        "raw-html",
        "translation-explanation",
        "translation-feedback",
        "unseen-text",
        "untranslated-course",
        "unused-footnote",
    }
)

FILES = {
    "course-name": N_(
        "The folder’s name “%(name)s” becomes part of the address. Use lower-case letters without"
        " accents, digits and hyphens only, such as cpas-101."
    ),
    "duplicate-module": N_("The file %(first)s has the same name but for the number. Give one another name."),
    "duplicate-number": N_("The file %(first)s has the number %(number)s too. Give each module its own."),
    "file-name": N_(
        "This file is left out because of its name. A module is called 01-the-cycle.md, its French"
        " translation 01-the-cycle.fr.md: lower-case letters without accents, digits and hyphens."
    ),
    "language-in-name": N_("The course is written in “%(language)s” itself. Call this file %(name)s."),
    "no-course-file": N_(
        "The file course.md is missing. It holds the settings and the overview of the course."
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
        "A module cannot be called “%(slug)s”: the course has a page of that name. Rename the file."
    ),
    "text-too-large": N_("This text is larger than 1 MB. Divide it into several modules."),
    "untranslated-course": N_(
        "Modules are translated into “%(language)s”, but the file %(name)s with the title and summary is"
        " missing. The source’s are shown."
    ),
}

SETTINGS = {
    "draw-too-large": N_(
        "%(draw)s questions of “%(objective)s” are to be drawn, but the assessment has %(bank)s. Draw"
        " fewer or write more."
    ),
    "draw-without-bank": N_("Questions are to be drawn, but there is no file assessment.md with questions."),
    "duplicate-key": N_("The setting “%(key)s” stands here twice. Remove one."),
    "empty-value": N_("The setting “%(key)s” is empty. Write something after the colon, or remove the line."),
    "front-matter-colon": N_(
        "A colon followed by a space may not stand within the text of a setting, unless the text is put"
        ' between straight double quotes, as in title: "CPAS: a start".'
    ),
    "front-matter-not-first": N_(
        "The settings between the --- lines have to begin on the first line. Remove the empty lines above."
    ),
    "front-matter-syntax": N_(
        "The settings cannot be read from here on. Each is written as name, colon, space and value, as in"
        " minutes: 60. Look for a missing space, quote or bracket."
    ),
    "front-matter-tab": N_("There is a tab here. Use spaces in the settings."),
    "missing-key": N_(
        "The setting “%(key)s” is missing. Add it between the --- lines at the top of the file."
    ),
    "never-drawn": N_(
        "No question is drawn for these objectives, so theirs are never asked: %(objectives)s."
    ),
    "setting-in-translation": N_(
        "A translation carries text only. The setting “%(key)s” belongs in the source file: remove it here."
    ),
    "translation-objectives": N_(
        "These objectives are not translated: %(missing)s. Add them under objectives."
    ),
    "unclosed-front-matter": N_(
        "The settings begin with --- on the first line, but no second --- ends them. Add it on a line of"
        " its own after the last setting."
    ),
    "unknown-audience": N_(
        "“%(written)s” is no audience. The nearest is “%(nearest)s”; known are civilian, military and police."
    ),
    "unknown-key": N_("There is no setting “%(key)s”. The nearest is “%(nearest)s”; known are: %(known)s."),
    "unknown-objective": N_(
        "The course has no objective “%(objective)s”. The nearest is “%(nearest)s”. Objectives are listed"
        " in course.md."
    ),
    "wrong-code": N_(
        "“%(written)s” is no course code. Use capital letters, digits and hyphens, as in CPAS-101."
    ),
    "wrong-duration": N_(
        "“%(written)s” is no length of time. Write minutes, hours or days as in 30m, 24h or 2d, or none."
    ),
    "wrong-language": N_("This file is the translation into “%(expected)s”, but says “%(language)s”."),
    "wrong-language-tag": N_("“%(written)s” is no language code. Write en for English, fr for French."),
    "wrong-list": N_("“%(key)s” is a list. Write it between square brackets: %(key)s: [one, two]."),
    "wrong-map": N_("“%(key)s” needs a name and a value on each line under it, indented by two spaces."),
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
    "wrong-yes-no": N_("“%(key)s” is yes or no, not “%(written)s”."),
}

TEXT = {
    "alert-title": N_("Write the text of this box on the next line: [!%(kind)s] stands alone on its line."),
    "backslash": N_("Write / instead of \\ in “%(written)s”."),
    "broken-image": N_(
        "The picture “%(written)s” is shown as text. A file name may hold no spaces: use hyphens in it"
        " and here."
    ),
    "broken-link": N_(
        "The link “%(written)s” is shown as text. An address may hold no spaces, and a name between"
        " square brackets needs its address at the foot of the file."
    ),
    "choices-outside": N_(
        "This list has ticked boxes but stands in no question. If it is one, put ::: question and its id"
        " above it, and ::: below."
    ),
    "dead-anchor": N_("There is no heading “%(anchor)s” (a ## line) in %(path)s."),
    "dead-link": N_(
        "The link leads nowhere: “%(address)s” is not in this course. The nearest file is %(nearest)s."
    ),
    "duplicate-footnote": N_("The footnote [^%(label)s] has two texts. Remove one or give it another name."),
    "empty-assessment": N_("The assessment has no questions yet."),
    "empty-heading": N_("This heading has no words. Write some, or remove the line."),
    "empty-module": N_("This module is empty. Write something under a ## heading, or remove the file."),
    "empty-section": N_("Nothing stands under the heading “%(title)s”."),
    "footnote-in-heading": N_("A heading cannot have a footnote. Put it in the text below."),
    "h1-in-overview": N_(
        "The title of the course stands in the settings. Remove this line or write ## for a part."
    ),
    "heading-inside": N_(
        "A heading cannot stand within a list, a quote or a question. Use bold text instead."
    ),
    "heading-skipped": N_(
        "This heading is of level %(level)s, where the next after the one above is %(expected)s. Remove a"
        " #, so that no level is left out."
    ),
    "heading-without-space": N_(
        "Put a space between the # and the words, else this is no heading. A space that does not break"
        " the line will not do."
    ),
    "image-broken": N_(
        "The picture cannot be read. Save it again as %(suffix)s from the program that made it."
    ),
    "image-too-large": N_("The picture is larger than 1 MB. Make it smaller: 1,200 pixels wide are enough."),
    "image-type": N_(
        "“%(name)s” is no picture that can be shown everywhere. Save it as one of these: %(known)s."
    ),
    "image-type-differs": N_(
        "The name ends in %(suffix)s, but the picture is a %(what)s. Rename it, also where it is shown."
    ),
    "link-scheme": N_(
        "A link may begin with https://, http:// or mailto:, or name a file of this course. “%(address)s”"
        " does not."
    ),
    "missing-alt": N_(
        "Say between the square brackets what the picture “%(name)s” shows, for those who cannot see it."
    ),
    "missing-image": N_("There is no picture “%(name)s”. The nearest is %(nearest)s. Capital letters count."),
    "no-footnote-text": N_(
        "The footnote [^%(label)s] has no text. Add a line at the foot of the file that begins with"
        " [^%(label)s]: and says the source."
    ),
    "no-h1": N_(
        "The title is missing. Begin the text with a line such as # The cycle, before any other heading."
    ),
    "no-section": N_("The module has no section. Put at least one heading with ## above the text."),
    "obsidian-embed": N_(
        "“%(written)s” works in Obsidian only. Write ![what the picture shows](media/name.png) instead."
    ),
    "obsidian-link": N_("“%(written)s” works in Obsidian only. Write [the words](02-the-cycle.md) instead."),
    "raw-html": N_(
        "“%(tag)s” will be shown as it is written: HTML has no effect here. Use Markdown, or remove it."
    ),
    "remote-image": N_(
        "The picture comes from elsewhere: “%(address)s”. Save it in the folder media, if its licence"
        " allows, and name it from there."
    ),
    "second-h1": N_("There is a title already. Use ## for a section."),
    "svg-unsafe": N_(
        "The drawing holds more than a picture (%(what)s): scripts and addresses outside the file are not"
        " allowed. Save it as “plain SVG”, or as PNG."
    ),
    "unclosed-code": N_(
        "Code begins here with %(mark)s and never ends, so that all below would be code. Add a line with"
        " %(mark)s after it."
    ),
    "underlined-heading": N_(
        "The line of dashes or equals signs below makes this a heading. Write ## before it if it is one;"
        " else leave an empty line between the two."
    ),
    "unknown-alert": N_("There is no box [!%(kind)s]. The nearest is [!%(nearest)s]; known are: %(known)s."),
    "unseen-text": N_(
        "This text stands between the questions of the assessment and is not shown. Move it above the"
        " first question."
    ),
    "unused-footnote": N_("Nothing in the text refers to the footnote [^%(label)s], so it is not shown."),
}

QUESTIONS = {
    "attribute-without-value": N_(
        "“%(name)s” needs a value right after it, as in %(name)s=value, without spaces."
    ),
    "choice-content": N_(
        "A choice is one paragraph, and under it one quote with its feedback. This is more: move it to"
        " the prompt above, or to the feedback."
    ),
    "duplicate-attribute": N_("“%(name)s” stands here twice. Remove one."),
    "duplicate-id": N_(
        "The id “%(id)s” is taken by the question at %(first)s. Each needs its own in the whole course."
    ),
    "empty-choice": N_("This choice has no text. Write it after the box, or remove the line."),
    "feedback-not-indented": N_(
        "This feedback does not stand under its choice, so the list ends here. Put two spaces before the >."
    ),
    "feedback-too-deep": N_(
        "This feedback is indented too far and becomes part of the choice’s text. Put just two spaces"
        " before the >."
    ),
    "fence-in-code": N_(
        "The ::: within code ends the question here. Show such code outside a question, or indent the line."
    ),
    "fence-length": N_(
        "A question begins and ends with exactly three colons. Write ::: instead of %(written)s."
    ),
    "footnote-in-choice": N_("A choice cannot have a footnote. Put it in the feedback or the explanation."),
    "indented-fence": N_("The ::: has to stand at the beginning of the line. Remove the spaces before it."),
    "mixed-markers": N_(
        "A new list begins here, because the choices do not begin with the same mark. Begin all of them"
        " with - and a box."
    ),
    "nested-question": N_(
        "A question cannot stand within another one. End the one from line %(line)s with ::: before this"
        " line."
    ),
    "no-blank-line": N_("Leave an empty line after this :::, and before it where it ends a question."),
    "no-box": N_("This choice has no box. Write - [ ] before it, or - [x] if it is right."),
    "no-choices": N_(
        "The question “%(id)s” has no choices. Write them as a list, one on each line: - [ ] for a wrong"
        " one, - [x] for a right one."
    ),
    "no-id": N_("The question has no id. Write one after the word question, as in ::: question first-phase."),
    "no-key": N_("No choice is marked as right. Put an x in the box of each right one: - [x]."),
    "no-objective": N_(
        "The question “%(id)s” is never drawn, because it names no objective. Add objective= and one of"
        " the course’s after its id."
    ),
    "no-prompt": N_("The question asks nothing. Write the question above its choices."),
    "numbered-choices": N_("These choices are numbered. Begin each with - and a box instead: - [ ]."),
    "one-choice": N_("There is only one choice. Give at least two."),
    "question-before-section": N_("A question needs a section. Put a heading with ## above it."),
    "question-in-overview": N_(
        "The overview cannot hold questions. Move it to a module or to assessment.md."
    ),
    "question-inside": N_(
        "A question cannot stand within a list or a quote. Put an empty line before it and begin it at"
        " the very left."
    ),
    "same-choice": N_("This choice is the same as the one on line %(first)s."),
    "several-keys": N_(
        "A second choice is marked as right, but kind=single allows one. Unmark it, or remove kind=single."
    ),
    "stray-fence": N_(
        "This ::: ends nothing. Remove it, or begin a question above with ::: question and its id."
    ),
    "text-after-choices": N_(
        "After the choices only the explanation may follow, as one quote that begins with >. Move this"
        " above the choices or into the quote."
    ),
    "two-lists": N_(
        "A second list of choices begins here. A question has one: move the text between them above both."
    ),
    "unclosed-question": N_(
        "The question begins here and does not end. Put ::: on a line of its own after it."
    ),
    "unknown-attribute": N_(
        "“%(name)s” is not known here. The nearest is %(nearest)s=; known are: %(known)s. An id holds no"
        " spaces."
    ),
    "unknown-fence": N_("“::: %(name)s” means nothing here. Did you mean ::: %(nearest)s?"),
    "unknown-kind": N_("There is no kind “%(kind)s”. The nearest is “%(nearest)s”; known are: %(known)s."),
    "wrong-box": N_(
        "A box is written - [ ], or - [x] if the choice is right: one space or one x between the"
        " brackets, a space after them. Here it is %(written)s."
    ),
    "wrong-id": N_(
        "“%(id)s” cannot be an id. Use lower-case letters without accents, digits and hyphens, at most 60."
    ),
    "wrong-shuffle": N_("“shuffle” is yes or no, not “%(written)s”."),
}

TRANSLATIONS = {
    "translation-attribute": N_(
        "“%(name)s” differs from the source’s at the question “%(id)s”. Remove it here."
    ),
    "translation-boxes": N_(
        "At the question “%(id)s” this box differs from the source’s. Mark the same choices, in the same"
        " order, or leave all boxes empty."
    ),
    "translation-choices": N_(
        "The question “%(id)s” has %(here)s choices here and %(source)s in the source."
    ),
    "translation-explanation": N_("The question “%(id)s” has an explanation in the source, but none here."),
    "translation-extra": N_("The question “%(id)s” is not in %(path)s. Add it there, or remove it here."),
    "translation-feedback": N_("This choice of “%(id)s” has feedback in the source, but none here."),
    "translation-kind": N_(
        "The question “%(id)s” is of another kind here than in the source. Write it in the same way."
    ),
    "translation-missing": N_(
        "The question “%(id)s” (%(path)s, line %(line)s) is missing here. Translate it too."
    ),
    "translation-moved": N_(
        "The question “%(id)s” stands here where the source has “%(expected)s”. Keep the order and the"
        " sections."
    ),
    "translation-other-id": N_(
        "This question is called “%(id)s” here and “%(source)s” in the source. Use that id."
    ),
    "translation-sections": N_(
        "There are %(here)s sections (## headings) here and %(source)s in the source. They correspond by"
        " order."
    ),
}

ANSWERS = {
    "choice-twice": N_("The same choice was sent twice. Please answer again."),
    "no-such-choice": N_("A choice was sent that this question does not have. Please answer again."),
    "too-many-choices": N_("More choices were sent than this question allows. Please answer again."),
}

WORDS: dict[str, str] = {**FILES, **SETTINGS, **TEXT, **QUESTIONS, **TRANSLATIONS, **ANSWERS}
"""code → English sentence with the problem's values as %(name)s."""
