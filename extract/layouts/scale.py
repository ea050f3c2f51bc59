"""Percent or fraction: what scale the numbers of a table are printed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extract.model import PrintedShare, Response
from extract.values import Share, parse_fraction, parse_share

_PART_OF = {Response.APPROVE: Response.APPROVE_PART, Response.DISAPPROVE: Response.DISAPPROVE_PART}
_FEWEST = 3  # fewer numbers between 0 and 1 could be percents below one


def scale_of(texts: Sequence[str]) -> bool:
    """Whether these cells are fractions of one.

    >>> scale_of(["0.42", "0.52", "0.06", "NA"]), scale_of(["42", "52", "0.5"]), scale_of(["1", "1", "0"])
    (True, False, False)
    """
    numbers = [t for t in texts if parse_fraction(t) is not None or parse_share(t) is not None]
    fractions = [t for t in numbers if parse_fraction(t) is not None]
    with_decimals = [t for t in fractions if "." in t or "," in t]
    return len(fractions) == len(numbers) and len(with_decimals) >= _FEWEST and len(with_decimals) * 2 >= len(fractions)


def is_plausible(share: Share, response: Response, fraction: bool) -> bool:
    """Whether a number can be a share of people at all.

    A signed number is a change or a net, never a share.
    """
    limit = 1 if fraction else 100
    if response is Response.NET:
        return -limit <= share.value <= limit
    return 0 <= share.value <= limit and not share.signed


def wholes_and_parts(row: Sequence[PrintedShare]) -> list[PrintedShare]:
    """The shares of one row; where a side is printed several times, the largest is the whole.

    A chart of stacked bars prints a side's total beside its parts, often under one word. No part can be
    larger than its whole, so the largest is read as the total and the others as parts, with a doubt.
    """
    same: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, share in enumerate(row):
        if share.meaning in _PART_OF:
            same[share.meaning, share.area, share.group, share.wave, share.subject, share.pollster].append(i)
    read = list(row)
    for positions in same.values():
        largest = max(positions, key=lambda i: _size(row[i]))
        for i in positions if len(positions) > 1 else ():
            meaning = row[i].meaning if i == largest else _PART_OF[Response(str(row[i].meaning))]
            read[i] = replace(row[i], meaning=meaning, doubt=(*row[i].doubt, "part-or-whole"))
    return read


def _size(share: PrintedShare) -> float:
    number = parse_share(share.share)
    return number.value if number else parse_fraction(share.share) or 0.0
