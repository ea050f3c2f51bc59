"""Whether a word is written as a name is, by capitals and accents: "turkey" is a bird, "Ira" is no Irã."""

from __future__ import annotations

import re
from functools import lru_cache

_SHORT = 5  # without its accent, a shorter name is another word: Irã, Omã, Çad
_LONGEST_CODE = 4
_TOO_SHORT_FOR_CAPITALS = 3
_UNWRAPPED = 160  # characters; no one breaks lines for their length that are longer
_LINE = 120  # how far to look for lower case letters
_OPENING = " \t\n\"'«»“”„‘’¿¡()|*•–—-"


def letters(text: str) -> str:
    """The letters of a text alone.

    >>> letters("Côte d’Ivoire"), letters("U. S.")
    ('CôtedIvoire', 'US')
    """
    return "".join(character for character in text if character.isalpha())


def is_abbreviation(name: str) -> bool:
    """Whether a name is a few capitals, which must be printed just so.

    >>> is_abbreviation("U.S."), is_abbreviation("РФ"), is_abbreviation("Oman")
    (True, True, False)
    """
    signs = letters(name)
    return signs.isupper() and len(signs) <= _LONGEST_CODE


def has_accents_alike(printed: str, name: str) -> bool:
    """Whether the accents fit: a long name may lose them, none may gain them.

    >>> has_accents_alike("Mexico", "México"), has_accents_alike("Ira", "Irã"), has_accents_alike("Irá", "Irã")
    (True, False, False)
    >>> has_accents_alike("Pôle", "Pole"), has_accents_alike("Côte d’Ivoire", "Cote d'Ivoire")
    (False, False)
    """
    met, meant = letters(printed).casefold(), letters(name).casefold()
    if met == meant:
        return True
    return not meant.isascii() and len(meant) >= _SHORT


def has_capitals_alike(printed: str, name: str) -> bool:
    """Whether the printed words have capitals where the name has them; short words may not be all capitals.

    >>> has_capitals_alike("south korea", "South Korea"), has_capitals_alike("SOUTH KOREA", "South Korea")
    (False, True)
    >>> has_capitals_alike("FAS", "Fas")
    False
    """
    for met, meant in zip(re.findall(r"[^\W\d_]+", printed), re.findall(r"[^\W\d_]+", name), strict=False):
        if meant[0].isupper() and met[0].islower():
            return False
    short = len(name) <= _TOO_SHORT_FOR_CAPITALS
    return not (short and printed.isupper() and len(printed) > 1 and not name.isupper())


def is_code_alike(printed: str, name: str) -> bool:
    """Whether an abbreviation is printed with the same letters, and with its dots if it has any.

    >>> is_code_alike("U.S.", "U.S."), is_code_alike("us", "US"), is_code_alike("US", "U.S.")
    (True, False, False)
    """
    return letters(printed) == letters(name) and ("." in printed) >= ("." in name)


def begins_sentence(text: str, start: int) -> bool:
    """Whether a word stands where any word has a capital.

    >>> begins_sentence("Yes. Russian", 5), begins_sentence("the Russian", 4)
    (True, False)
    """
    before = text[max(0, start - 4) : start]
    return not before.strip(_OPENING) or before.rstrip(_OPENING.replace("\n", "")).endswith(tuple(".!?\n:;"))


def is_in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the line around a word shouts, so that "US" may be "us".

    >>> is_in_capitals("TELL US MORE", 5, 7), is_in_capitals("US LEADERSHIP, by country", 0, 2)
    (True, False)
    """
    before = text[max(0, start - _LINE) : start].rpartition("\n")[2]
    line = before + text[end : end + _LINE].partition("\n")[0]
    return not re.search(r"[a-z]", line) and bool(re.search(r"[A-Z]{4}", line))


@lru_cache(maxsize=256)
def is_wrapped(text: str) -> bool:
    """Whether lines are broken for their length alone, so that a line's end says nothing.

    >>> is_wrapped("Washington\\nhas asked"), is_wrapped("Approval falls\\n" + "Forty per cent approve. " * 9)
    (True, False)
    """
    lines = text.split("\n")
    begun = [line.lstrip()[:1] for line in lines if line.strip()]
    return max(map(len, lines)) <= _UNWRAPPED or any(sign.islower() for sign in begun[1:])


def has_its_capitals(met: str, listed: str) -> bool:
    """Whether a name of capitals is met in capitals, and any other begins with one (so "trend" is no pollster).

    >>> has_its_capitals("gop", "GOP"), has_its_capitals("trend", "Trend"), has_its_capitals("Trend", "Trend")
    (False, False, True)
    """
    if listed.isupper() and len(listed) > 1:
        return met.isupper() or not met.isascii()
    return met[0].isupper() or not met[0].isalpha() or not listed[0].isupper() or met[0].upper() == met[0].lower()
