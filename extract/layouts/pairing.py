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

UNPAIRED = 30.0  # what leaving a number without a word costs: anything dearer is no pair
NEVER = float("inf")  # what a pair costs that cannot be one, not even as one more of a list
_GOING_ON = 8.0  # a word that serves the number before serves the next one however long the list
_FEWEST_TURNS = 3
_SWITCH = 3.0  # words before their numbers, then words behind them: seldom in one sentence

_State = tuple[int, int]  # the last word used, and whether it stood before (-1) or behind (1) its number


def pair(
    numbers: Sequence[Number],
    words: Sequence[Word],
    cost: Callable[[Number, Word], tuple[float, int]],
    shared: float = 3.0,
    skipped: float = 0.0,
    limit: float = UNPAIRED,
) -> list[Word | None]:
    """For each number its word, or None where none is near enough.

    `cost` gives what a pair costs and on which side the word stands (-1 before, 1 behind). `shared` is the
    price of a word's second number, `skipped` that of a word without a number.

    >>> distance = lambda a, b: (abs(a - b), 1 if b > a else -1)
    >>> pair([10, 20], [12, 24], distance), pair([10, 20, 30], [8], distance), pair([10], [90], distance)
    ([12, 24], [8, 8, 8], [None])
    """
    best: dict[_State, tuple[float, list[Word | None]]] = {(-1, 0): (0.0, [])}
    for number in numbers:
        following: dict[_State, tuple[float, list[Word | None]]] = {}
        for (last, side), (paid, chosen) in best.items():
            _keep(following, (last, side), paid + limit, [*chosen, None])
            for j in range(max(last, 0), len(words)):
                price, own_side = cost(number, words[j])
                if price == NEVER:
                    continue
                if j == last:
                    price = min(price, _GOING_ON) + shared
                price += skipped * max(0, j - last - 1) + (_SWITCH if side and own_side != side else 0.0)
                if price < limit:
                    _keep(following, (j, own_side), paid + price, [*chosen, words[j]])
        best = following
    end = len(words) - 1
    return min(best.items(), key=lambda reached: reached[1][0] + skipped * (end - reached[0][0]))[1][1]


def in_turn(
    numbers: Sequence[Number],
    words: Sequence[Word],
    is_before: Callable[[Number, Word], bool],
    fewest: int = _FEWEST_TURNS,
) -> bool:
    """Whether numbers and words take turns, one for one: each number then has its own word, however near the next.

    >>> before = lambda number, word: number < word
    >>> in_turn([10, 20, 30], [18, 28, 38], before), in_turn([10, 20, 30], [15, 35], before)
    (True, False)
    """
    if len(words) != len(numbers) or len(numbers) < fewest:
        return False
    forward = [is_before(number, word) for number, word in zip(numbers, words, strict=True)]
    if len(set(forward)) > 1:
        return False
    if forward[0]:
        return all(not is_before(n, w) for n, w in zip(numbers[1:], words, strict=False))
    return all(is_before(n, w) for n, w in zip(numbers, words[1:], strict=False))


def _keep(
    reached: dict[_State, tuple[float, list[Word | None]]], j: _State, paid: float, chosen: list[Word | None]
) -> None:
    if j not in reached or paid < reached[j][0]:
        reached[j] = (paid, chosen)
