"""Two shares printed as one score, the one side's before the other's: "58 - 35 percent", "(52-12)", "73%/14%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.names.wording import any_of
from extract.values import PERCENT
from extract.waves import find_spans

_NUMBER = r"\d{1,2}(?:[.,]\d)?"
_UNIT = rf"[\s\u00a0-]?(?:{PERCENT.pattern})"
_SCORE = re.compile(
    rf"(?<![.,/$€£:–—-])(?<![^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])(?P<first>{_NUMBER})(?P<unit>{_UNIT})?"
    rf"(?P<link>\s[-–—]\s|[-–—]|\s?/\s?|\s{any_of('to so much')}\s|\s?(?P<side>{any_of('to so much, joined')})\s?)"
    rf"(?P<second>{_NUMBER})(?![\d/:]|[.,]\d|[-–—]\d)(?P<last>{_UNIT})?",
    re.IGNORECASE,
)
_BY = re.compile(rf"{any_of('by so much')}(?:\s[^\W\d]+){{0,4}}\s\Z", re.IGNORECASE)
_SPLIT = re.compile(rf"{any_of('split')}(?:,?\s[^\W\d]+){{0,2}},?\s\Z", re.IGNORECASE)
_LEAD = re.compile(rf"\s{any_of('lead')}", re.IGNORECASE)
_MOVES = re.compile(any_of("moves by"), re.IGNORECASE)
_FEWEST = 40  # both sides of one question; fewer are a date, a result of a match, a range of small shares
_MOST = 101  # both are rounded
_WIDEST_RANGE = 10.0  # "40 - 45 percent" is as likely about so many as it is a score
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Score:
    """Where a score stands, and its two numbers with their units.

    `is_bare`: without a word that says whose the first number is, as in brackets or with a slash. `is_split`: told
    as a division, in the order in which the answers were offered.
    """

    start: int
    end: int
    first: tuple[int, int]
    second: tuple[int, int]
    is_bare: bool
    is_split: bool = False


@lru_cache(maxsize=4096)
def scores_in(text: str) -> tuple[Score, ...]:
    """The scores of a sentence; neither ranges, ages nor dates.

    >>> [text[s.start:s.end] for text in ["disapprove 58 - 35 percent", "by a 49-47 percent margin", "by 55 to 31%",
    ...  "Boston (52-17), Charlie Baker: 73%/14%", "from 42-45%", "adults (18-34)", "on 10/12 40 - 45 % approved"]
    ...  for s in scores_in(text)]
    ['58 - 35 percent', '49-47 percent', '55 to 31%', '52-17', '73%/14%']
    """
    return tuple(_scores(text))


def _scores(text: str) -> Iterator[Score]:
    for found in _SCORE.finditer(text):
        first, second = (float(found[side].replace(",", ".")) for side in ("first", "second"))
        if not _FEWEST <= first + second <= _MOST:
            continue
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        is_split = bool(_SPLIT.search(before))
        is_bare = "/" in found["link"] or (not found["last"] and not is_split)
        if _is_bare_score(text, found, first, second) if is_bare else _is_told(text, found, before, first, second):
            yield Score(
                found.start(),
                found.end(),
                (found.start("first"), found.end("unit") if found["unit"] else found.end("first")),
                (found.start("second"), found.end()),
                is_bare,
                is_split,
            )


def _is_bare_score(text: str, found: re.Match[str], first: float, second: float) -> bool:
    """With a slash, or alone in brackets; an age stands so too: "adults (18-34)"."""
    if "/" in found["link"]:
        if any(d.start_char <= found.start() and found.end() < d.end_char for d in find_spans(text)):
            return False  # "20/23 Oct 2016"
        return bool(found["unit"]) == bool(found["last"]) and min(first, second) >= (0 if found["unit"] else 10)
    in_brackets = text[: found.start()].endswith("(") and text[found.end() :].startswith(")")
    is_age = (first % 5 == 0 or first in (16, 18)) and second % 5 == 4 and first < second
    return found["link"] in "-–—" and ((in_brackets and not is_age) or bool(_LEAD.match(text, found.end())))


def _is_told(text: str, found: re.Match[str], before: str, first: float, second: float) -> bool:
    """With its unit behind: said to be by so much, or no range by its numbers."""
    is_by = bool(_BY.search(before)) and not _MOVES.search(before)
    is_by = is_by and (first > second or found["unit"] is not None)
    if is_by or _SPLIT.search(before) or _LEAD.match(text, found.end()):
        return True
    if found["side"]:
        return True
    if found["link"].strip() not in ("-", "–", "—"):
        return False
    if found["unit"]:  # "59%-34%": a range would rise, by little
        return second < first or second - first > _WIDEST_RANGE
    return second < first or (second - first > _WIDEST_RANGE and found["link"].strip() != found["link"])
