"""The same fact printed several times is one estimate.

A share said in the title, in the text and in the table is one row: the one that says most of itself
stays, and takes from the others what it leaves open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extract.model import Estimate

_OPEN = ("subject", "pollster", "year", "wave", "fieldwork_end", "country")
_TOLD = ("sentence",)  # layouts that retell what a table shows


def merged(estimates: Sequence[Estimate]) -> tuple[Estimate, ...]:
    """One estimate a fact, in the order in which each fact stands first."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, estimate in enumerate(estimates):
        groups[_key(estimate)].append(i)
    dropped: set[int] = set()
    kept = dict(enumerate(estimates))
    for positions in groups.values():
        told = [i for i in positions if estimates[i].layout in _TOLD]
        shown = _without_repeats([i for i in positions if i not in told], estimates, dropped)
        ordered = [*shown, *told]
        for j in told:
            for i in ordered[: ordered.index(j)]:
                if i not in dropped and _says_the_same(kept[i], kept[j]):
                    kept[i] = _filled(kept[i], kept[j])
                    dropped.add(j)
                    break
    return tuple(kept[i] for i in range(len(estimates)) if i not in dropped)


def _key(estimate: Estimate) -> tuple[object, ...]:
    place = estimate.iso3 or estimate.country
    return (place, (estimate.group or "").casefold(), estimate.response, estimate.share_pct, estimate.status)


def _without_repeats(positions: list[int], estimates: Sequence[Estimate], dropped: set[int]) -> list[int]:
    """The rows of tables: the same row twice, to the last fact, is one (a page printed again)."""
    first: dict[Estimate, int] = {}
    for i in positions:
        e = estimates[i]
        bare = replace(e, locator=None, quote=None, printed=None, share_printed=None, page=None)
        if first.setdefault(bare, i) != i:
            dropped.add(i)
    return list(first.values())


def _says_the_same(one: Estimate, other: Estimate) -> bool:
    """Whether two equal shares are one fact: nothing that both print differs."""
    for name in _OPEN:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine and theirs and mine != theirs and not (name == "subject" and _alike(mine, theirs)):
            return False
    return True


def _alike(one: str, other: str) -> bool:
    """Whether two names share a word and tell of the same matter, or of none ("Ann Tullow: handling of the flood")."""
    (mine, _, matter), (theirs, _, other_matter) = one.casefold().partition(": "), other.casefold().partition(": ")
    return matter == other_matter and bool(set(mine.split()) & set(theirs.split()))


def _filled(one: Estimate, other: Estimate) -> Estimate:
    names: tuple[str, ...] = ("subject", "pollster", "question", "sample_size", "population", "mode", "margin_of_error")
    if one.year is None or "earlier-wave" in one.issues:
        names = (*names, "wave", "year", "year_basis", "fieldwork_start", "fieldwork_end")
    if "earlier-wave" in one.issues and (other.wave or other.fieldwork_end):  # there the time is printed
        one = replace(one, issues=other.issues)
    return replace(
        one, **{n: getattr(other, n) for n in names if getattr(one, n) is None and getattr(other, n) is not None}
    )
