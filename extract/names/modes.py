"""How people were reached, from the words that tell it: modes.csv, in our languages.

Only what is said counts. A sentence that tells of another time as well, or of two modes that it does not join, leaves
the mode unknown: `modes_in` then gives an empty set, where None would mean that nothing is said at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extract.model import Mode, joined_modes
from extract.names.contexts import context_words
from extract.names.countries import mentions
from extract.names.phrases import Found, Phrases, read_rows, tokens

_NO_MODE, _ANOTHER_TIME = "none", "another time"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MOST_BETWEEN = 6  # words from one mode to the next that they are joined by: "(60%) as well as by"
_CLOSE = 2  # words that join an ambiguous word to a mode: "by phone and online"


@dataclass(frozen=True, slots=True)
class _Word:
    """What a phrase tells: a mode (None for a word that only looks like one), and how surely."""

    mode: Mode | None
    strength: str
    is_of_another_time: bool = False


@cache
def _phrases(*strengths: str) -> Phrases[_Word]:
    rows = (row for row in read_rows("modes.csv") if row["strength"] in strengths)
    return Phrases((row["phrase"], _word(row["mode"], row["strength"])) for row in rows)


def _word(mode: str, strength: str) -> _Word:
    return _Word(None if mode in (_NO_MODE, _ANOTHER_TIME) else Mode(mode), strength, mode == _ANOTHER_TIME)


@cache
def _labels() -> Phrases[bool]:
    return Phrases((row["phrase"], True) for row in read_rows("headers.csv") if row["role"] == "mode")


def is_mode_label(text: str) -> bool:
    """Whether a text is what stands before a mode: "Mode of interview", "Erhebungsmethode".

    >>> is_mode_label("Survey mode:"), is_mode_label("Mode of transport")
    (True, False)
    """
    return bool(_labels().whole(text))


def mode_of(text: str) -> str | None:
    """The mode that a cell or a line names whose header says that it is one; several joined by " + ".

    >>> mode_of("Live Phone/Text"), mode_of("CATI (mobile and landline)"), mode_of("Random sample")
    ('telephone + text message', 'telephone', None)
    >>> mode_of("Telefonische Befragung"), mode_of("Phone (until 2018)")
    ('telephone', None)
    """
    found = [f.value for f in _phrases("sure", "loose", "cell").find(text)]
    if any(word.is_of_another_time for word in found):
        return None
    return _joined({word.mode for word in found if word.mode})


def _joined(modes: set[Mode]) -> str | None:
    """Several modes in one order; that they are mixed goes without saying where they are named."""
    named = modes - {Mode.MIXED}
    return joined_modes({Mode.MIXED} if Mode.MIXED in modes and len(named) < 2 else named) or None


def modes_in(sentence: str) -> str | None:
    """The mode that a sentence about a poll tells; "" where it does so but not of what.

    >>> modes_in("The poll was conducted by telephone and online among 1,000 adults.")
    'online + telephone'
    >>> modes_in("Interviews were by telephone in France and face to face in Kenya."), modes_in("Read it online.")
    ('', None)
    >>> modes_in("1018 Wahlberechtigte wurden telefonisch befragt"), modes_in("Опрос проведён по телефону")
    ('telephone', 'telephone')
    """
    about = [*context_words(sentence, "fieldwork"), *context_words(sentence, "poll")]
    if not about:
        return None
    every = _phrases("sure", "loose").find(sentence)
    said = _of_the_poll(sentence, [f for f in every if f.value.mode], about)
    if not said:
        return None
    if any(f.value.is_of_another_time for f in every):
        return ""
    if not all(_are_joined(sentence, one, other) for one, other in pairwise(said)):
        return ""
    return _joined({f.value.mode for f in said if f.value.mode}) or ""


def _of_the_poll(sentence: str, found: list[Found[_Word]], about: list[Found[str]]) -> list[Found[_Word]]:
    """The modes meant by their words: sure ones, and others right beside one of those or a word for the poll."""
    sure = [f for f in found if f.value.strength == "sure" or any(_touch(sentence, f, a, 0) for a in about)]
    return [f for f in found if f in sure or any(_touch(sentence, f, other, _CLOSE) for other in sure)]


def _touch(sentence: str, one: Found[_Word], other: Found[_Word] | Found[str], most: int) -> bool:
    first, second = sorted(((one.start, one.end), (other.start, other.end)))
    between = sentence[first[1] : second[0]]
    return first[1] <= second[0] and len(tokens(between)) <= most and not re.search(r"[.;!?]", between)


def _are_joined(sentence: str, one: Found[_Word], other: Found[_Word]) -> bool:
    if one.value.mode == other.value.mode:
        return True
    between = sentence[one.end : other.start]
    return len(tokens(between)) <= _MOST_BETWEEN and not _YEAR.search(between) and not mentions(between)
