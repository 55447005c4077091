"""Turns of phrase that a trainer is advised against, in the languages that we know."""

from __future__ import annotations

import re
from itertools import islice

ALL_OF_THEM = re.compile(
    r"(?:all|none|both|any|neither) (?:of )?(?:the|these)(?: above| answers| choices| options)*"
    r"|(?:all|none|both|any|neither) of (?:them|the above)|(?:both )?[a-f] and [a-f]"
    r"|(?:tou(?:te)?s (?:les|ces)|aucune? (?:des|de ces)) (?:réponses|propositions|choix|options)"
    r"(?: \S+){0,3}"
    r"|(?:tout|rien de|aucune? de) (?:ce|ceux|celles) qui précède(?:nt)?|[a-f] et [a-f]",
    re.IGNORECASE,
)

SAYS_NOTHING = re.compile(
    r"(?:click |read |see |learn )?(?:here|this|more|(?:this |the )?link)"
    r"|(?:cliquez |cliquer |lire |voir )?(?:sur )?(?:ici|là|(?:ce |le )?lien|la suite)"
    r"|(?:pour )?(?:en savoir |lire )?plus",
    re.IGNORECASE,
)

# The word that turns the meaning; in French `ne` alone does it before some verbs, unless `que` follows.
NEGATIVE = {
    "en": re.compile(r"\b(?:not|never|except|cannot|\w+n[’']t)\b", re.IGNORECASE),
    "fr": re.compile(
        r"\b(?:pas|sauf|excepté|hormis|jamais)\b"
        r"|\bne (?:peu[tx]|peuvent|pourrai\w{1,4}|sau\w{1,6}|ose\w{0,3})\b"
        r"(?!.{0,200}\b(?:pas|jamais|que|qu[’']))",
        re.IGNORECASE,
    ),
}

# What comes after it, up to a comma, is a condition and not what is asked.
CONDITION = {
    "en": re.compile(r"\b(?:if|when|unless|because|whether)\b[^,]*$", re.IGNORECASE),
    "fr": re.compile(
        r"\b(?:si|s[’']il|s[’']ils|quand|lorsque|parce que|parce qu[’'])\b[^,]*$", re.IGNORECASE
    ),
}


def negative(sentence: str, language: str) -> re.Match[str] | None:
    """The negative that what is asked turns on; its first word is the one to stress."""
    if language not in NEGATIVE or not sentence.rstrip().endswith(("?", ":")):
        return None
    # Ten of them, and the 200 signs before each, are enough: a sentence may be as long as its file.
    for match in islice(NEGATIVE[language].finditer(sentence), 10):
        before = sentence[max(0, match.start() - 200) : match.start()]
        if not CONDITION[language].search(before):
            return match
    return None
