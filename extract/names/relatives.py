"""Times told from the time of the report: "last year", "since then", or a month without its year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.names.phrases import Phrases, read_rows
from extract.names.wording import any_of
from extract.waves import FoundSpan, Span, parse_span

_UNDATED = Span(None, None)
_MONTH = re.compile(rf"(?:^|[,;(]\s?|{any_of('since a month')}\s+)(?P<month>[^\W\d_]{{3,12}})\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"(?<![^\W\d_])(?P<month>[^\W\d_]+)(?={any_of('since a month, behind')})")
_ALSO_VERBS = ("may", "march", "mars", "set", "dec", "mai")


_EVENT = re.compile(rf"{any_of('after an event')}\s+(?:[^\W\d][\w’'-]*\s+){{2,7}}\Z", re.IGNORECASE)
_LONGEST_EVENT = 90
_SINCE = re.compile(rf"{any_of('since')}\s+\Z", re.IGNORECASE)
_SINCE_BEHIND = re.compile(rf"\w{{0,4}}\s?{any_of('since, behind')}")


def is_of_an_event(text: str, position: int) -> bool:
    """Whether a time at a position is that of something else than a poll: "weeks after the attacks on May 11, 2001".

    >>> is_of_an_event("asked after the attacks on 11 May", 27), is_of_an_event("after 11 May", 6)
    (True, False)
    """
    return bool(_EVENT.search(text, max(0, position - _LONGEST_EVENT), position))


def is_a_beginning(text: str, start: int, end: int) -> bool:
    """Whether a time is one since when something is so: "lowest since May 2019", "2023年12月以来".

    >>> is_a_beginning("the lowest since May 2019", 17, 25), is_a_beginning("in May 2019", 3, 11)
    (True, False)
    """
    return bool(_SINCE.search(text, max(0, start - _LONGEST_EVENT), start) or _SINCE_BEHIND.match(text, end))


@dataclass(frozen=True, slots=True)
class Relative:
    """Years from the report, or (`from_wave`) from the wave told before: "last year", "the year before"."""

    years: int
    from_wave: bool


@cache
def _phrases() -> Phrases[Relative]:
    rows = read_rows("relatives.csv")
    return Phrases((row["phrase"], Relative(int(row["years"]), row["from"] == "wave")) for row in rows)


def relative_of(text: str) -> Relative | None:
    """What a relative time counts; None when the text is no such time.

    >>> relative_of("last year"), relative_of("годом ранее"), relative_of("2015")
    (Relative(years=-1, from_wave=False), Relative(years=-1, from_wave=True), None)
    """
    return _phrases().whole(text)


def relatives_in(text: str) -> list[FoundSpan]:
    """The relative times of a sentence, and its months without a year.

    >>> text = "It was 48% in April, 4% last year"
    >>> [text[f.start_char:f.end_char] for f in relatives_in(text)]
    ['April', 'last year']
    """
    found = [FoundSpan(f.start, f.end, _UNDATED, False) for f in _phrases().find(text)]
    for met in (*_MONTH.finditer(text), *_MONTH_BEFORE.finditer(text)):
        word = met["month"]
        span = None if word in _ALSO_VERBS else parse_span(word)
        is_met = any(met.start("month") - 1 <= f.end_char and f.start_char <= met.start("month") for f in found)
        if span is not None and span.yearless is not None and not is_met:
            found.append(FoundSpan(met.start("month"), met.end("month"), span, False))
    return sorted(found, key=lambda f: f.start_char)
