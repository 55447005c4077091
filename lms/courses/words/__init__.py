"""Every problem in words: what is wrong and how to mend it, for people who know neither HTML nor YAML.

A file for each sort of problem. The first sentence says what is wrong, the others how to mend it; a problem's
values stand in them as %(name)s.
"""

from lms.courses.words.advice import ADVICE
from lms.courses.words.answers import ANSWERS
from lms.courses.words.beginning import BEGINNING
from lms.courses.words.choices import CHOICES
from lms.courses.words.files import FILES
from lms.courses.words.gaps import GAPS
from lms.courses.words.gift import GIFT
from lms.courses.words.links import LINKS
from lms.courses.words.placing import PLACING
from lms.courses.words.questions import QUESTIONS
from lms.courses.words.settings import SETTINGS
from lms.courses.words.structure import STRUCTURE
from lms.courses.words.translations import TRANSLATIONS
from lms.courses.words.traps import TRAPS
from lms.courses.words.uploading import UPLOAD

WORDS: dict[str, str] = {
    **FILES,
    **SETTINGS,
    **STRUCTURE,
    **LINKS,
    **TRAPS,
    **QUESTIONS,
    **CHOICES,
    **GAPS,
    **PLACING,
    **TRANSLATIONS,
    **ADVICE,
    **GIFT,
    **UPLOAD,
    **BEGINNING,
    **ANSWERS,
}
"""code → English words."""

WARNINGS = frozenset(
    {
        *ADVICE,
        "choices-outside",
        "empty-section",
        "gap-outside",
        "gift-category",
        "gift-either",
        "gift-feedback",
        "gift-html",
        "gift-part",
        "gift-several-numbers",
        "gift-weights",
        "hidden-direction",
        "never-drawn",
        "no-blank-line",
        "raw-html",
        "translation-explanation",
        "translation-feedback",
        "translations-file",
        "unseen-text",
        "untranslated-course",
        "unused-footnote",
    }
)
"""What is told, but does not keep a course from being published."""
