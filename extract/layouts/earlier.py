"""Numbers that are told only to say how the next one came about: "fell from 33% to 28%", "30%, down from 35%",
"50% in the previous poll".

Without a time of its own such a number is of an earlier wave that nobody names, so it has no year. With one ("from 48%
in May to 42%") it is an estimate like any other, and its time is that of no other number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.names.wording import any_of
from extract.prose import Percentage
from extract.waves import FoundSpan

EARLIER = "earlier-wave"

_FROM = re.compile(rf"{any_of('from so much')}\s(?:{any_of('article')}\s)?[+−-]?\Z", re.IGNORECASE)
_TO = re.compile(rf"[^.;:()\d]{{0,60}}?\s{any_of('to the next')}\s(?:[^\W\d]+\s){{0,3}}", re.IGNORECASE)
_CAME_FROM = re.compile(rf"[^.;()\d]{{0,24}}?\s{any_of('moved from')}\s(?:{any_of('article')}\s)?", re.IGNORECASE)
_BEFORE = re.compile(rf"\)?(?:\s[^\W\d]+){{0,4}}\s{any_of('in the poll before')}", re.IGNORECASE)
_CLAUSE = re.compile(r"[.,;:()]")
_LONGEST = 24  # characters of the words before a number, with the blanks


@dataclass(frozen=True, slots=True)
class _Move:
    """A number that another one replaced, and the characters in which its own time would stand."""

    earlier: Percentage
    start: int
    end: int


def told_as_earlier(text: str, numbers: Sequence[Percentage], times: Sequence[FoundSpan]) -> list[Percentage]:
    """The numbers that only say what another one was before, at no time that is told.

    >>> from extract.prose import percentages_in
    >>> said = "Approval fell from 33% to 28%; trust is 30%, down from 35%"
    >>> [said[n.start : n.end] for n in told_as_earlier(said, percentages_in(said), [])]
    ['33%', '35%']
    """
    return [move.earlier for move in _moves(text, numbers) if not any(_stands_in(move, time) for time in times)]


def is_of_an_earlier(text: str, numbers: Sequence[Percentage], number: Percentage, time: FoundSpan) -> bool:
    """Whether a time is that of what a number was before: "from 29% in September to 34%"."""
    return any(move.earlier != number and _stands_in(move, time) for move in _moves(text, numbers))


def _stands_in(move: _Move, time: FoundSpan) -> bool:
    return move.start <= time.start_char and time.end_char <= move.end


def _moves(text: str, numbers: Sequence[Percentage]) -> list[_Move]:
    found = []
    for one, other in pairwise(numbers):
        if _FROM.search(text, max(0, one.start - _LONGEST), one.start) and _TO.fullmatch(text, one.end, other.start):
            found.append(_Move(one, one.end, other.start))
        elif _CAME_FROM.fullmatch(text, one.end, other.start):
            found.append(_Move(other, other.end, _clause_end(text, other.end, numbers)))
    told_before = (n for n in numbers if _BEFORE.match(text, n.end))
    found += [_Move(number, number.end, _clause_end(text, number.end, numbers)) for number in told_before]
    return found


def _clause_end(text: str, start: int, numbers: Sequence[Percentage]) -> int:
    """Where the clause of a number ends: at a mark, or where the next number begins."""
    end = _CLAUSE.search(text, start)
    return min([n.start for n in numbers if n.start >= start] + [end.start() if end else len(text)])
