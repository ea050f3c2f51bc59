"""Percent or fraction: what scale the numbers of a table are printed in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.model import PrintedShare, Response
from extract.names.responses import answer_of
from extract.values import Share, parse_fraction, parse_share

_PART_OF = {Response.APPROVE: Response.APPROVE_PART, Response.DISAPPROVE: Response.DISAPPROVE_PART}
_NET = re.compile(r"net\s+", re.IGNORECASE)  # of some pollsters the sum of a side's parts
_COUNT = re.compile(r"[1-9]\d{2,}|[1-9]\d{0,2}(?:,\d{3})+")
_HUNDRED = 101  # a row of rounded shares may be one more
_ROUNDED = 2.5  # what rounding may add to a hundred, or take from it
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


def are_counts(texts: Sequence[str]) -> bool:
    """Whether these cells count people: no share is over a hundred.

    >>> are_counts(["168", "84", "48", "210"]), are_counts(["41", "54", "101"]), are_counts(["41%", "154%"])
    (True, False, False)
    """
    numbers = [t for t in texts if t.strip()[:1].isdigit()]
    over = [t for t in numbers if _COUNT.fullmatch(t.strip()) and int(re.sub(r"\D", "", t)) > _HUNDRED]
    return not any("%" in t for t in texts) and len(over) * 5 > len(numbers)


def is_plausible(share: Share, response: Response, fraction: bool) -> bool:
    """Whether a number can be a share of people at all.

    A signed number is a change or a net, never a share.
    """
    limit = 1 if fraction else 100
    if response is Response.NET:
        return -limit <= share.value <= limit
    return 0 <= share.value <= limit and not share.signed


def wholes_and_parts(row: Sequence[PrintedShare], in_many_words: bool = False) -> list[PrintedShare]:
    """The shares of one row; where a side is printed several times, the largest is the whole.

    A chart of stacked bars prints a side's total beside its parts, often under one word. No part can be
    larger than its whole, so the largest is read as the total and the others as parts, with a doubt. Over several
    rows only sides that are worded in more than one way are told apart (`in_many_words`).
    """
    same: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, share in enumerate(row):
        if share.meaning in _PART_OF:
            same[(share.meaning, *_of_whom(share))].append(i)
    read = list(row)
    for positions in same.values():
        if in_many_words and len({row[i].response for i in positions}) < len(positions):
            continue
        largest = max(positions, key=lambda i: _size(row[i]))
        for i in positions if len(positions) > 1 else ():
            meaning = row[i].meaning if i == largest else _PART_OF[Response(str(row[i].meaning))]
            read[i] = replace(row[i], meaning=meaning, doubt=(*row[i].doubt, "part-or-whole"))
    return read


def nets_as_totals(shares: Sequence[PrintedShare]) -> list[PrintedShare]:
    """The shares; "NET approve" beside "NET disapprove" is all who approve, no balance of the two."""
    if not any(share.meaning is Response.DISAPPROVE and _NET.match(share.response or "") for share in shares):
        return list(shares)
    return [
        replace(share, meaning=Response.APPROVE) if share.meaning is Response.NET and _names_a_side(share) else share
        for share in shares
    ]


def _names_a_side(share: PrintedShare) -> bool:
    net = _NET.match(share.response or "")
    answer = answer_of((share.response or "")[net.end() :]) if net else None
    return answer is not None and answer.response is Response.APPROVE


def steps_of_a_scale(shares: Sequence[PrintedShare]) -> list[PrintedShare]:
    """The shares of a table; a plain answer beside "strongly" is a step of the scale where all add up to a hundred.

    "Strongly approve 23, approve 41, disapprove 19, strongly disapprove 13, don't know 4": nobody printed how many
    approve in all.
    """
    scales: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, share in enumerate(shares):
        if share.meaning is not Response.NET:
            scales[_of_whom(share)].append(i)
    read = list(shares)
    for positions in scales.values():
        for i in _ends_of_a_scale([(i, shares[i]) for i in positions]):
            meaning = _PART_OF[Response(str(shares[i].meaning))]
            read[i] = replace(shares[i], meaning=meaning, doubt=(*shares[i].doubt, "part-or-whole"))
        meanings = {shares[i].meaning for i in positions}
        total = sum(_size(shares[i]) * (100 if shares[i].fraction else 1) for i in positions)
        for i in positions if abs(total - _HUNDRED + 1) <= _ROUNDED else ():
            part = _PART_OF.get(Response(str(shares[i].meaning)))
            if part in meanings:
                read[i] = replace(shares[i], meaning=part, doubt=(*shares[i].doubt, "part-or-whole"))
    return read


def _ends_of_a_scale(scale: list[tuple[int, PrintedShare]]) -> Iterator[int]:
    """Answers that end a scale whose other side is printed as a whole and more parts than that holds.

    "Total trust 68, a lot 27, some 41, a little 19, no trust 7, don't know 6": a little is no part of the total,
    so that no trust is not all who do not trust.
    """
    sizes: dict[Response | None, list[float]] = defaultdict(list)
    for _, share in scale:
        sizes[share.meaning].append(_size(share) * (100 if share.fraction else 1))
    for side, other in ((Response.APPROVE, Response.DISAPPROVE), (Response.DISAPPROVE, Response.APPROVE)):
        if _PART_OF[other] in sizes or len(sizes[side]) != 1 or len(sizes[_PART_OF[side]]) < _FEWEST:
            continue
        left = sum(sizes[_PART_OF[side]]) - sizes[side][0]
        rest = sum(sum(met) for meaning, met in sizes.items() if meaning is not _PART_OF[side])
        if left > _ROUNDED and abs(rest + left - _HUNDRED + 1) <= _ROUNDED:
            yield from (i for i, share in scale if share.meaning is other)


def _of_whom(share: PrintedShare) -> tuple[object, ...]:
    return share.area, share.group, share.wave, share.subject, share.pollster


def _size(share: PrintedShare) -> float:
    number = parse_share(share.share)
    return number.value if number else parse_fraction(share.share) or 0.0
