"""Guessable passwords: common ones, and those made of what everybody knows of the account. Pure.

As NIST SP 800-63B has it, length counts and what is tried first is refused; no kinds of characters are asked
for. What is tried first is a common word or two, with figures and signs around or instead of letters. So a
password is refused when hardly a letter is left without such words and all that is no letter.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from lms.people.sign_in.common_passwords import is_common
from lms.web.languages import N_

LEAST = 10
LEFT_OVER = 4  # letters that make a common word one's own

# Stems at the head of the lists of leaked passwords, in both languages of the house; rows of keys; the
# calendar, since who must think of a password in a hurry takes the season and the year.
_FIRST = """
password passwort passe pass motdepasse azerty qwerty qwertz azertyuiop qwertyuiop asdfghjkl qsdfghjklm asdf
zxcvbnm wxcvbn 1q2w3e4r5t6y 1q2w3e4r 1qaz2wsx zaq12wsx qazwsx abcdefghij abcdef abcd abc admin administrator
administrateur user utilisateur guest invite root test default secret change changeme changez letmein
welcome bienvenue hello bonjour login access iloveyou jetaime loveyou love amour monkey dragon sunshine
princess princesse football baseball basketball soccer superman batman starwars pokemon master shadow
michael charlie jordan ashley daniel jessica nicolas thomas soleil doudou loulou chouchou marseille
liverpool chelsea arsenal barcelona realmadrid computer ordinateur internet samsung google facebook whatever
trustno blessing jesus christ godisgood dieu freedom liberte flower killer hunter ranger soldier soldat
family famille
january february march april june july august september october november december
janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
spring summer autumn winter printemps automne hiver monday friday lundi vendredi
"""
# What the site is about, in the mouth of everybody here.
_OURS = """
cpas learning training formation course cours peacekeeping peacekeeper bluehelmet casquesbleus casquebleu
unitednations nationsunies mission minusor sorandia demo
"""
COMMON = _FIRST.split()
OURS = _OURS.split()
# What stands for letters; a one is an i or an l.
_FOR_LETTERS = [str.maketrans("013457@$!|", f"o{letter}eastasil") for letter in "il"]


def password_fault(password: str, own: Iterable[str | None]) -> str | None:
    """What to say of a password that is refused; `own` are the names of its account and of the site."""
    if len(password) < LEAST:
        return N_("Use at least 10 characters.")
    if _in_a_row(password) or is_common(_readings(password)) or _made_of(password, COMMON):
        return N_("Such passwords are tried first. Choose a few words that do not belong together.")
    if _made_of(password, (*COMMON, *OURS, *_words(own))):
        return N_("This is made of your name, your sign-in name or words of this site. Choose other words.")
    return None


def _in_a_row(password: str) -> bool:
    """Whether it is three characters over and over, or goes up and down in steps of one, as 1234554321."""
    folded = password.casefold()
    jumps = sum(abs(ord(after) - ord(before)) > 1 for before, after in pairwise(folded))
    return len(set(folded)) < 4 or jumps < 3


def _made_of(password: str, words: Iterable[str]) -> bool:
    """Whether hardly a letter is left without these words, however figures are read."""
    forms = {form for word in words for form in (_letters(word), word.casefold())}
    by_length = sorted((form for form in forms if len(form) > 2), key=len, reverse=True)
    longest_first = "|".join(map(re.escape, by_length))
    for text in _readings(password):
        left = re.sub(longest_first, "", text)
        if left != text and len(_letters(left)) < LEFT_OVER:
            return True
    return False


def _readings(text: str) -> set[str]:
    """As written; the letters alone; and with figures and signs read as letters, all or those inside."""
    inner = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    as_letters = {part.casefold().translate(table) for part in (text, inner) for table in _FOR_LETTERS}
    return {text.casefold(), *(_letters(reading) for reading in (text, *as_letters))}


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalpha())


def _words(names: Iterable[str | None]) -> list[str]:
    """The words of names, and each name as one word."""
    return [word for name in names if name for word in (name, *re.split(r"[\W\d_]+", name))]
