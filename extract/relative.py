"""Times told from another time: "last year", "l'an dernier", "в прошлом месяце"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.names.forms import rows
from extract.names.phrases import Phrases


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """So many years or months (`unit`) from the time of the text; negative before it. Where in the text it stands."""

    start: int
    end: int
    unit: str
    offset: int


@lru_cache(maxsize=1)
def _phrases() -> Phrases[tuple[str, int]]:
    return Phrases((row["text"], (row["unit"], int(row["value"]))) for row in rows("relative.csv"))


def relative_times(text: str) -> list[RelativeTime]:
    """Every relative time in a text, left to right.

    >>> relative_times("up from 22% last month and 41% a year earlier")
    [RelativeTime(start=12, end=22, unit='month', offset=-1), RelativeTime(start=31, end=45, unit='year', offset=-1)]
    """
    return [RelativeTime(found.start, found.end, *found.value) for found in _phrases().find(text)]


def relative(text: str) -> int | None:
    """The first relative year in a text: -1 for last year, 0 for this year; None when there is none.

    >>> relative("l'an dernier"), relative("gegenüber dem Vorjahr"), relative("this year"), relative("2015")
    (-1, -1, 0, None)
    >>> relative("в прошлом году"), relative("작년에"), relative("去年"), relative("last month")
    (-1, -1, -1, None)
    """
    return next((found.offset for found in relative_times(text) if found.unit == "year"), None)
