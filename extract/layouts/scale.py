"""Percent or fraction: what scale the numbers of a table are printed in."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Response
from extract.values import Share, parse_fraction, parse_share

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
