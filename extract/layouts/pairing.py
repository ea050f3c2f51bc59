"""Which words belong to which number: the cheapest pairing that keeps both in reading order.

A sentence prints its numbers and its words in step ("56 percent negative against 17 percent
positive", "approval at 35 % and disapproval at 40 %"), so pairs do not cross. A word may serve several
numbers in a row ("Kosovo (85%), Albania (74%)"), for a price.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Number = TypeVar("Number")
Word = TypeVar("Word")

_UNPAIRED = 30.0  # what leaving a number without a word costs: anything dearer is no pair
_GOING_ON = 8.0  # a word that serves the number before serves the next one however long the list


def pair(
    numbers: Sequence[Number], words: Sequence[Word], cost: Callable[[Number, Word], float], shared: float = 3.0
) -> list[Word | None]:
    """For each number its word, or None where none is near enough.

    >>> distance = lambda a, b: abs(a - b)
    >>> pair([10, 20], [12, 24], distance), pair([10, 20, 30], [8], distance), pair([10], [90], distance)
    ([12, 24], [8, 8, 8], [None])
    """
    best: dict[int, tuple[float, list[Word | None]]] = {-1: (0.0, [])}
    for number in numbers:
        following: dict[int, tuple[float, list[Word | None]]] = {}
        for last, (paid, chosen) in best.items():
            _keep(following, last, paid + _UNPAIRED, [*chosen, None])
            for j in range(max(last, 0), len(words)):
                price = cost(number, words[j])
                if j == last:
                    price = min(price, _GOING_ON) + shared
                if price < _UNPAIRED:
                    _keep(following, j, paid + price, [*chosen, words[j]])
        best = following
    return min(best.values(), key=lambda reached: reached[0])[1]


def _keep(reached: dict[int, tuple[float, list[Word | None]]], j: int, paid: float, chosen: list[Word | None]) -> None:
    if j not in reached or paid < reached[j][0]:
        reached[j] = (paid, chosen)
