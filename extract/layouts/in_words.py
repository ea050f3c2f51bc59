"""Which shares in words count: not those that a figure repeats, nor parts of things that are no people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.names.contexts import speaks_of
from extract.names.countries import mentions
from extract.names.groups import names_a_group
from extract.names.phrases import tokens
from extract.names.responses import answers_in
from extract.names.wording import any_of
from extract.prose import Percentage

_OF = re.compile(rf"\s*{any_of('of', 'among')}\s", re.IGNORECASE)
_CONDITION = re.compile(any_of("those who"), re.IGNORECASE)
_THEY = re.compile(any_of("they"), re.IGNORECASE)
_LEADING = 20  # characters before a fraction that may say of whom, in languages that put it there
_COUNTED = 45  # characters behind "a third of" in which it must say of whom
_CLAUSE_END = re.compile(r"[,;:.]")
_BRACKET = re.compile(r"\([^()]*\Z")


def counting(text: str, numbers: Sequence[Percentage]) -> list[Percentage]:
    """The numbers of a sentence without those in words that are no share of their own.

    >>> from extract.prose import percentages_in
    >>> [[text[n.start:n.end] for n in counting(text, percentages_in(text))] for text in [
    ...     "Two thirds of adults (64%) approve", "A third of the budget", "A third of Poles, half of those who left"]]
    [['64%'], [], ['A third']]
    """
    return [n for i, n in enumerate(numbers) if not n.is_worded or _counts(text, n, numbers[i + 1 : i + 2])]


def _counts(text: str, number: Percentage, following: Sequence[Percentage]) -> bool:
    return not any(_repeats(text, number, after) for after in following) and _is_of_people(text, number)


def _repeats(text: str, number: Percentage, after: Percentage) -> bool:
    """Whether a figure in brackets says the same more precisely: "about two thirds (64%)"."""
    return not after.is_worded and bool(_BRACKET.search(text, number.end, after.start))


def _is_of_people(text: str, number: Percentage) -> bool:
    """Whether what is divided are the people of a poll, where a text says what is divided."""
    behind = _CLAUSE_END.split(text[number.end : number.end + _COUNTED], maxsplit=1)[0]
    if _CONDITION.search(behind):
        return False
    if number.wording != "fraction of" and not _OF.match(behind):
        return True
    before = text[max(0, number.start - _LEADING) : number.start] if number.wording == "fraction of" else ""
    answer = next(answers_in(behind), None)
    follows = answer is not None and not tokens(behind[: answer.start])
    return (follows and not _OF.match(behind)) or names_people(behind) or names_people(before)


def names_people(words: str) -> bool:
    """Whether some words say of whom a share is.

    >>> names_people("of young Poles"), names_people("of them"), names_people("of the budget")
    (True, True, False)
    """
    return (
        any(speaks_of(words, kind) for kind in ("people", "poll", "population"))
        or names_a_group(words)
        or bool(_THEY.search(words))
        or bool(mentions(words))
    )
