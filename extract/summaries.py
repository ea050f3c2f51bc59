"""The medians, averages and totals that a table prints of its countries, against the rows that were read.

A row missed, or read into the wrong column, shows in a median that no longer fits. What such rows are called is
data (names/summaries.csv); which rows one sums up is not printed, so it is right when any likely choice gives it:
the rows above it, those below it, all of them, and each of these without its first or last row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean, median

from extract.model import Estimate
from extract.names.phrases import Phrases, read_rows

CODE = "median-off"
FEWEST = 4  # countries; of fewer a median says nothing
_ROUNDING = 1.0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a row's name says that it is. `count` is the number of countries, where the name has it."""

    kind: str
    count: int | None = None


@lru_cache(maxsize=4096)
def summary_of(label: str) -> Summary | None:
    """Whether a label names a summary of countries, from end to end.

    >>> summary_of("12-country median"), summary_of("Total"), summary_of("Europe median")
    (Summary(kind='median', count=12), Summary(kind='whole', count=None), None)
    """
    number = re.search(r"\d+", label)
    kind = _names().whole(re.sub(r"\d+", " ", label))
    return Summary(kind, int(number[0]) if number else None) if kind else None


def check_summaries(estimates: Sequence[Estimate]) -> Iterator[tuple[int, str]]:
    """A printed median is that of its rows, within rounding; an average or total lies between them."""
    for column in _columns(estimates):
        for at, position in enumerate(column):
            summary = _summary(estimates[position])
            if summary is None:
                continue
            choices = [rows for rows in _choices(column, at, estimates) if _may_be(summary, rows)]
            if choices and not any(_fits(summary, estimates[position], rows, estimates) for rows in choices):
                yield from ((i, CODE) for i in sorted({position, *choices[0]}))


@lru_cache(maxsize=1)
def _names() -> Phrases[str]:
    return Phrases((row["phrase"], row["kind"]) for row in read_rows("summaries.csv"))


def _summary(estimate: Estimate) -> Summary | None:
    return summary_of(estimate.country) if estimate.country and estimate.iso3 is None else None


def _columns(estimates: Sequence[Estimate]) -> Iterable[list[int]]:
    """The shares of countries and their summaries that are comparable: one answer to one question at one time."""
    columns: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, e in enumerate(estimates):
        if e.share_pct is None or not (e.iso3 or _summary(e)) or e.printed is None:
            continue
        said = (e.response, e.year, e.wave, e.subject, e.question, e.group, e.pollster)
        columns[(e.layout, e.page, e.fieldwork_end, *said)].append(i)
    return columns.values()


def _choices(column: Sequence[int], at: int, estimates: Sequence[Estimate]) -> Iterator[list[int]]:
    """The rows that the summary at a position may sum up, the likeliest first."""
    above = _run(reversed(column[:at]), estimates, _ends_at_summary)
    below = _run(column[at + 1 :], estimates, _ends_at_summary)
    far_above = _run(reversed(column[:at]), estimates, _ends_never)
    far_below = _run(column[at + 1 :], estimates, _ends_never)
    for rows in (above, below, far_above, far_below, [*far_above, *far_below]):
        if len(rows) == len({estimates[i].iso3 for i in rows}):
            yield from (rows, rows[1:], rows[:-1])


def _run(positions: Iterable[int], estimates: Sequence[Estimate], ends: Callable[[Estimate], bool]) -> list[int]:
    """Countries on from a summary, up to where one comes again: there another table begins."""
    rows: list[int] = []
    seen: set[str] = set()
    for i in positions:
        iso3 = estimates[i].iso3
        if iso3 in seen or ends(estimates[i]):
            break
        if iso3 is not None:
            rows.append(i)
            seen.add(iso3)
    return rows


def _ends_at_summary(estimate: Estimate) -> bool:
    return estimate.iso3 is None


def _ends_never(_: Estimate) -> bool:
    return False


def _may_be(summary: Summary, rows: Sequence[int]) -> bool:
    return len(rows) >= FEWEST and summary.count in (None, len(rows))


def _fits(summary: Summary, printed: Estimate, rows: Sequence[int], estimates: Sequence[Estimate]) -> bool:
    shares = [share for i in rows if (share := estimates[i].share_pct) is not None]
    value = printed.share_pct or 0.0
    if summary.kind == "whole":
        return min(shares) - _ROUNDING <= value <= max(shares) + _ROUNDING
    middle = median(shares) if summary.kind == "median" else fmean(shares)
    return abs(middle - value) <= _ROUNDING
