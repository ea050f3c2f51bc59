"""The same fact printed several times is one estimate.

A share said in the title, in the text and in the table is one row: the one that says most of itself
stays, and takes from the others what it leaves open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extract.model import Estimate

_SAME = ("iso3", "group", "response", "share_pct", "status")
_OPEN = ("subject", "pollster", "year", "wave", "country")
_RANK = {"table": 0, "cell per line": 0, "lines": 1, "sentence": 2}


def merged(estimates: Sequence[Estimate]) -> tuple[Estimate, ...]:
    """One estimate a fact, in the order in which each fact stands first."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, estimate in enumerate(estimates):
        groups[
            tuple(getattr(estimate, name) for name in _SAME) + (None if estimate.iso3 else estimate.country,)
        ].append(i)
    dropped: set[int] = set()
    kept = dict(enumerate(estimates))
    for positions in groups.values():
        ordered = sorted(positions, key=lambda i: (_RANK.get(estimates[i].layout or "", 3), i))
        for at, i in enumerate(ordered):
            for j in ordered[at + 1 :]:
                if i not in dropped and j not in dropped and _says_the_same(kept[i], kept[j]):
                    kept[i] = _filled(kept[i], kept[j])
                    dropped.add(j)
    return tuple(kept[i] for i in range(len(estimates)) if i not in dropped)


def _says_the_same(one: Estimate, other: Estimate) -> bool:
    """Whether two equal shares are one fact: nothing that both print differs.

    Rows of one table are never one fact: a table prints each of its facts once.
    """
    if one.layout == other.layout and one.layout != "sentence":
        return one == replace(
            other, locator=one.locator, quote=one.quote, printed=one.printed, share_printed=one.share_printed
        )
    for name in _OPEN:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine and theirs and mine != theirs and not (name == "subject" and _alike(mine, theirs)):
            return False
    return True


def _alike(one: str, other: str) -> bool:
    mine, theirs = set(one.casefold().split()), set(other.casefold().split())
    return bool(mine & theirs)


def _filled(one: Estimate, other: Estimate) -> Estimate:
    names = ("subject", "pollster", "question", "wave", "sample_size", "population", "margin_of_error")
    return replace(
        one, **{n: getattr(other, n) for n in names if getattr(one, n) is None and getattr(other, n) is not None}
    )
