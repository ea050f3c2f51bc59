"""Offices and their titles: which words mean one office, and when a title only says as what somebody is judged."""

from __future__ import annotations

import re
from functools import cache

from extract.names.phrases import Found, read_rows
from extract.names.subject_words import subject_words
from extract.names.wording import any_of

HIGH_OFFICES = ("state", "government")
"""The head of a state, and of its government: of either there is one at a time."""
_AS = re.compile(rf"{any_of('in the office of')}\s\Z", re.IGNORECASE)
_LONGEST_AS = 16  # characters of "in the office of" in any language


@cache
def _offices() -> dict[str, str]:
    return {row["phrase"]: row["office"] for row in read_rows("subjects.csv") if row["office"]}


def titles_in(text: str) -> list[Found[str]]:
    """The titles of a text, where they are titles: not "la aprobación es mayor en Lima".

    >>> [found.value for found in titles_in("the mayor; es mayor en Lima")]
    ['mayor']
    """
    found = subject_words("title").find(text)
    others = subject_words("no title").find(text) if found else []
    return [title for title in found if not any(o.start <= title.start < o.end for o in others)]


def office_of(title: str) -> str:
    """What all titles of one office have in common: "head of state" is "president" in other words."""
    return _offices().get(title, title)


def stands_for_an_office(text: str, position: int) -> bool:
    """Whether a title at a position only says as what somebody is judged: "doing as president", "на посту премьера"."""
    return bool(_AS.search(text, max(0, position - _LONGEST_AS), position))


def is_high_office(words: str) -> bool:
    """Whether words are a title of the head of a state or of its government.

    >>> [is_high_office(words) for words in ("Premier ministre", "главы государства", "mayor")]
    [True, True, False]
    """
    return subject_words("title").whole(words) in _offices()
