"""Places in an order, with ties kept as ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place from 1; `shared` where others have it too. Prints as "2" or "2="."""

    number: int
    shared: bool = False

    def __str__(self) -> str:
        return f"{self.number}{'=' if self.shared else ''}"


def places(values: Sequence[float | None], *, lowest_first: bool = False) -> list[Place | None]:
    """The place of each value, in percent or points, the highest first; None for a missing one.

    Equal values share a place and the next one follows after them all (1, 2=, 2=, 4), as in sport.
    Values are compared as printed, so two shares that rounding made equal are a tie: nobody knows better.

    >>> [str(place) for place in places([80, 74, 74, 65, None])]
    ['1', '2=', '2=', '4', 'None']
    >>> [str(place) for place in places([4, 1, 89], lowest_first=True)]
    ['2', '1', '3']
    """
    counts = Counter(value for value in values if value is not None)
    order: dict[float, int] = {}
    before = 0
    for value in sorted(counts, reverse=not lowest_first):
        order[value] = before + 1
        before += counts[value]
    return [None if v is None else Place(order[v], counts[v] > 1) for v in values]
