"""Every problem in words: what is wrong and how to mend it, for people who know neither HTML nor YAML."""

from __future__ import annotations


def N_(text: str) -> str:
    """Marks a text for the catalogues."""
    return text


WARNINGS = frozenset(
    {
        "all-of-the-above",
        "key-longest",
        "key-same-place",
        "link-text",
        "long-module",
        "long-paragraph",
        "long-sentence",
        "negative-stem",
        "unasked-objective",
        "choices-outside",
        "empty-section",
        "gap-outside",
        "gift-html",
        "gift-several-numbers",
        "gift-weights",
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
    "duplicate-module": N_(
        "The file %(first)s has the same name but for the number. Give one of them another name."
    ),
    "duplicate-number": N_(
        "The file %(first)s has the number %(number)s too. Give each module a number of its own."
    ),
    "md-txt": N_(
        "This file is left out, since its name ends in .md.txt. Call it %(name)s; Notepad adds .txt unless"
        " “All files” is chosen on saving."
    ),
    "name-with-space": N_(
        "The name of this picture holds a space, which no address can. Use hyphens instead, in the name and"
        " where it is shown."
    ),
    "file-name": N_(
        "This file is left out because of its name. Call a module 01-the-cycle.md and its French"
        " translation 01-the-cycle.fr.md: lower-case letters without accents, digits and hyphens."
    ),
    "language-in-name": N_("The course is written in “%(language)s” itself. Call this file %(name)s."),
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
        "A module cannot be called “%(slug)s”: the course has a page of that name. Rename the file."
    ),
    "text-too-large": N_("This text is larger than 1 MB. Divide it into several modules."),
    "untranslated-course": N_(
        "Modules are translated into “%(language)s”, but the title and summary are not. Write them in the"
        " file %(name)s; until then the source’s are shown."
    ),
}

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
    "front-matter-syntax": N_(
        "The settings cannot be read from here on. Each is written as name, colon, space and value, as in"
        " minutes: 60. Look for a missing space, quote or bracket."
    ),
    "front-matter-tab": N_("There is a tab here. Use spaces in the settings."),
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

TEXT = {
    "alert-title": N_("The box [!%(kind)s] has words on its own line. Write its text on the next line."),
    "backslash": N_("“%(written)s” holds a \\. Write / instead."),
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
    "dead-anchor": N_(
        "There is no heading “%(anchor)s” (a ## line) in %(path)s. Name one that is there, with hyphens"
        " for its spaces."
    ),
    "dead-link": N_(
        "The link leads nowhere: “%(address)s” is not in this course. Name a file that is; the nearest is"
        " %(nearest)s."
    ),
    "duplicate-footnote": N_("The footnote [^%(label)s] has two texts. Remove one or give it another name."),
    "empty-assessment": N_("The assessment has no questions yet. Write one, or remove the file."),
    "empty-heading": N_("This heading has no words. Write some, or remove the line."),
    "empty-module": N_("This module is empty. Write something under a ## heading, or remove the file."),
    "empty-section": N_(
        "Nothing stands under the heading “%(title)s”. Write something there, or remove the heading."
    ),
    "foldable-alert": N_(
        "A box that folds works in Obsidian only. Remove the %(sign)s, so that [!%(kind)s] stands alone."
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
    "heading-without-space": N_(
        "There is no plain space between the # and the words, so this is no heading. Put one there: a"
        " space that does not break the line will not do."
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
        "The line of dashes or equals signs below makes this a heading. Write ## before it if it is one,"
        " else leave an empty line between the two."
    ),
    "unknown-alert": N_(
        "There is no box [!%(kind)s]. Write one of %(known)s; the nearest is [!%(nearest)s]."
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

QUESTIONS = {
    "attribute-without-value": N_(
        "“%(name)s” has no value. Write it right after, as in %(name)s=value, without spaces."
    ),
    "choice-content": N_(
        "A choice is one paragraph, with one quote under it as its feedback. Move the rest to the prompt"
        " above, or to the feedback."
    ),
    "duplicate-attribute": N_("“%(name)s” stands here twice. Remove one."),
    "duplicate-id": N_(
        "The id “%(id)s” is taken by the question at %(first)s. Give this one another: each needs its own"
        " in the whole course."
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
    "fence-length": N_("%(written)s does not begin or end a question. Write exactly three colons: :::."),
    "footnote-in-choice": N_("A choice cannot have a footnote. Put it in the feedback or the explanation."),
    "brace-in-gap": N_("A gap holds no braces besides its own. Write it as in {{answer; also right}}."),
    "empty-gap": N_(
        "This gap has no answer, or an empty one between two semicolons. Write what is right in it, as in"
        " {{answer; also right}}."
    ),
    "empty-item": N_("This item has no words. Write some, or remove the line."),
    "empty-right": N_("The right cell of this row is empty. Write what goes with the left one."),
    "gap-beside-choices": N_(
        "A question has gaps or choices, not both. Make two questions of it, or write \\{{ where braces are"
        " meant as text."
    ),
    "gap-misplaced": N_("Nobody can fill a gap here. Move it to the text above, or write \\{{ for braces."),
    "gap-no-number": N_(
        "“%(written)s” is no number. Write it as in {{= 18 ± 0.5 %%}}: a number, the tolerance after ±, the"
        " unit."
    ),
    "gap-number-twofold": N_(
        "“%(written)s” is thousands in one country and decimals in another. Write thousands without a mark or"
        " with a space, as in 1500, and decimals with other than three digits, as in 1.50."
    ),
    "gap-outside": N_(
        "“%(written)s” is shown as it is written, since a gap works only within a question. Put ::: question"
        " above it, or write \\{{ if braces are meant."
    ),
    "gap-tolerance": N_(
        "“%(written)s” cannot be checked. Write the tolerance as a positive number, and the unit once, at the"
        " end."
    ),
    "indented-fence": N_("The ::: does not stand at the beginning of the line. Remove the spaces before it."),
    "item-content": N_(
        "An item to be put in order is one paragraph. Move the rest to the text above the list."
    ),
    "match-columns": N_(
        "A table to be matched has two columns, and this one has %(columns)s. Keep the left and what goes"
        " with it."
    ),
    "mixed-markers": N_(
        "A new list begins here, because the choices do not begin with the same mark. Begin all of them"
        " with - and a box."
    ),
    "nested-question": N_(
        "A question begins within another one. End the one from line %(line)s with ::: before this line."
    ),
    "no-blank-line": N_(
        "There is no empty line between this ::: and the text. Leave one after it, and before it where it"
        " ends a question."
    ),
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
    "one-item": N_("There is only one item. Give at least two, in the right order."),
    "one-pair": N_("There are fewer than two pairs. Give at least two rows with words in both cells."),
    "one-choice": N_("There is only one choice. Give at least two."),
    "other-shape": N_(
        "The question says kind=%(kind)s but is not written so. Remove kind=, or write the question as that"
        " kind is written."
    ),
    "question-before-section": N_("A question needs a section. Put a heading with ## above it."),
    "question-in-overview": N_(
        "The overview cannot hold questions. Move it to a module or to assessment.md."
    ),
    "question-inside": N_(
        "A question cannot stand within a list or a quote. Put an empty line before it and begin it at"
        " the very left."
    ),
    "same-answer": N_(
        "“%(answer)s” stands in this gap twice. Leave one: capitals, accents and spaces do not count."
    ),
    "same-left": N_("The left cell is the same as on line %(first)s. Give each left one row."),
    "same-right": N_("This right is in the table already. Remove the row, or write another."),
    "same-choice": N_("This is the same as on line %(first)s. Write another, or remove the line."),
    "several-keys": N_(
        "A second choice is marked as right, but kind=single allows one. Unmark it, or remove kind=single."
    ),
    "stray-fence": N_(
        "This ::: ends nothing. Remove it, or begin a question above with ::: question and its id."
    ),
    "text-after-choices": N_(
        "After the choices only the explanation may follow. Move this above the choices, or begin it with"
        " > as a quote."
    ),
    "two-lists": N_("A second list of choices begins here. Keep one: move the text between them above both."),
    "unclosed-gap": N_("A gap begins here and does not end on this line. Write }} after its answer."),
    "unclosed-question": N_(
        "The question begins here and does not end. Put ::: on a line of its own after it."
    ),
    "unknown-attribute": N_(
        "“%(name)s” is not known here. Write one of %(known)s, the nearest is %(nearest)s=, and no spaces"
        " in an id."
    ),
    "unknown-fence": N_("“::: %(name)s” means nothing here. Write ::: %(nearest)s, or remove the line."),
    "unknown-kind": N_("There is no kind “%(kind)s”. Write one of %(known)s; the nearest is “%(nearest)s”."),
    "wrong-box": N_(
        "%(written)s is no box. Write - [ ], or - [x] if the choice is right: one space or one x between"
        " the brackets, a space after them."
    ),
    "wrong-id": N_(
        "“%(id)s” cannot be an id. Use lower-case letters without accents, digits and hyphens, at most 60."
    ),
    "wrong-shuffle": N_("“%(written)s” does not do for “shuffle”. Write yes or no."),
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
        "The question “%(id)s” has %(here)s choices here and %(source)s in the source. Give both the same"
        " choices, in the same order."
    ),
    "translation-explanation": N_(
        "The question “%(id)s” has an explanation in the source, but none here. Translate it too."
    ),
    "translation-extra": N_("The question “%(id)s” is not in %(path)s. Add it there, or remove it here."),
    "translation-feedback": N_(
        "This choice of “%(id)s” has feedback in the source, but none here. Translate it too."
    ),
    "translation-gap": N_(
        "This gap of “%(id)s” asks for another number than in the source, or for words where it asks for a"
        " number. Keep numbers and tolerances the same."
    ),
    "translation-gaps": N_(
        "The question “%(id)s” has %(here)s gaps here and %(source)s in the source. Give both the same"
        " gaps, in the same order."
    ),
    "translation-items": N_(
        "The question “%(id)s” has %(here)s items here and %(source)s in the source. Give both the same"
        " items, in the same order."
    ),
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
    "translation-pairs": N_(
        "The pairs of “%(id)s” are not those of the source. Keep its rows in the same order, those without a"
        " left cell too."
    ),
    "translation-sections": N_(
        "There are %(here)s sections (## headings) here and %(source)s in the source. Give both the same:"
        " they correspond by order."
    ),
}

ADVICE = {
    "all-of-the-above": N_(
        "“%(written)s” is easy to guess, and no choice where they are shuffled. Write a choice of its own, or"
        " let several be right."
    ),
    "key-longest": N_(
        "The right choice is much longer than all others, which gives it away. Shorten it, or write the"
        " others as fully."
    ),
    "key-same-place": N_(
        "In all %(count)s questions of this file the right choice stands at place %(place)s. Vary its place,"
        " since some readers see the file."
    ),
    "link-text": N_(
        "“%(written)s” says nothing to who hears the links alone. Write as the link’s words where it leads."
    ),
    "long-module": N_(
        "This module takes about %(minutes)s minutes. Divide it, so that one sitting of 20 minutes is enough."
    ),
    "long-paragraph": N_("This paragraph has %(words)s words. Divide it: 150 are hard to read on a phone."),
    "long-sentence": N_(
        "This sentence has %(words)s words. Make two of it: more than %(most)s are hard to follow in a second"
        " language."
    ),
    "negative-stem": N_(
        "The question asks for what is “%(word)s” and does not stress the word. Ask for what is, or write the"
        " word in bold as in **%(word)s**."
    ),
    "unasked-objective": N_(
        "No question asks about the objective “%(objective)s”. Write one, or remove the objective."
    ),
}

GIFT = {
    "gift-essay": N_(
        "A question with a free answer cannot be carried over. Ask it in a way that can be graded."
    ),
    "gift-html": N_("HTML tags were left out here. Look whether a list, a picture or emphasis is missing."),
    "gift-no-answers": N_(
        "This is text without answers and was not carried over. Write it into the module by hand if it"
        " belongs there."
    ),
    "gift-no-key": N_("No answer here is right, or there is only one. Mend it and import it again."),
    "gift-several-numbers": N_(
        "Several numbers are accepted here, and only the first was carried over. Widen its tolerance if need"
        " be."
    ),
    "gift-unreadable": N_("The answers between the braces cannot be read. Mend them and import it again."),
    "gift-weights": N_(
        "The weights of the answers were not carried over. Look whether it is fair that each right choice"
        " counts the same, and each wrong one taken costs as much."
    ),
}

ANSWERS = {
    "choice-twice": N_("The same choice was sent twice. Please answer again."),
    "gap-too-long": N_("An answer is longer than 200 characters. Please shorten it."),
    "no-number": N_("“%(written)s” is no number. Write figures, as in 18 or 18.5, and the unit after them."),
    "number-twofold": N_(
        "“%(written)s” can be read in two ways. Write thousands without a mark, as in 1500, and decimals with"
        " other than three digits, as in 1.5."
    ),
    "no-such-choice": N_("A choice was sent that this question does not have. Please answer again."),
    "wrong-gaps": N_("The answer does not have the gaps of this question. Please answer again."),
    "too-many-choices": N_("More choices were sent than this question allows. Please answer again."),
}

WORDS: dict[str, str] = {
    **FILES,
    **SETTINGS,
    **TEXT,
    **QUESTIONS,
    **TRANSLATIONS,
    **ADVICE,
    **GIFT,
    **ANSWERS,
}
"""code → English words with the problem’s values as %(name)s.

The first sentence says what is wrong, the others how to mend it."""
