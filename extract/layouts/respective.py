"""Lists given in one order: "35% and 30% in Ukraine and Iraq respectively"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import TypeVar

from extract.names.phrases import tokens
from extract.names.responses import Answer, answer_of, answers_in
from extract.names.wording import any_of
from extract.prose import Percentage

Word = TypeVar("Word")

_SAID = re.compile(any_of("respectively"), re.IGNORECASE)
_BREAK = re.compile(r"[;:.()\d]")
_MOST_BETWEEN = 3  # words between two neighbours of a list: "in Ukraine and in the Iraq"


@cache
def _joiner(language: str | None) -> re.Pattern[str]:
    """ "And" and "or" of a language; "en" is one in Dutch alone."""
    return re.compile(any_of("joiner", language=language), re.IGNORECASE)


def says_respectively(text: str) -> bool:
    """Whether a sentence gives lists in one order.

    >>> says_respectively("35 % bzw. 30 %"), says_respectively("35%, 30%")
    (True, False)
    """
    return bool(_SAID.search(text))


def numbers_in_order(text: str, numbers: Sequence[Percentage]) -> range:
    """Which of the numbers of a sentence are the list that "respectively" speaks of; empty when it says no such word.

    >>> from extract.prose import percentages_in
    >>> text = "From 9% to 35% and 30% in Ukraine and Iraq respectively"
    >>> numbers_in_order(text, percentages_in(text))
    range(1, 3)
    """
    said = _SAID.search(text)
    if said is None:
        return range(0)
    runs = [
        run
        for run in _runs(text, [(n.start, n.end) for n in numbers], partial(_is_a_list, _joiner(None)))
        if len(run) > 1
    ]
    return min(runs, key=lambda run: _gap(said, numbers[run[0]].start, numbers[run[-1]].end), default=range(0))


def in_order(
    text: str,
    count: int,
    words: Sequence[Word],
    place: Callable[[Word], tuple[int, int]],
    language: str | None = None,
) -> list[Word]:
    """The one list of so many neighbouring words, of one kind; empty when there is none or more than one.

    >>> in_order("in Ukraine and Iraq", 2, [(3, 10), (15, 19)], lambda word: word)
    [(3, 10), (15, 19)]
    """
    linked = partial(_are_neighbours, _joiner(language))
    runs = [run for run in _runs(text, [place(word) for word in words], linked) if len(run) == count]
    return [words[i] for i in runs[0]] if len(runs) == 1 else []


def answers_apart(text: str) -> Iterator[Answer]:
    """The answers of a sentence, also those that are joined: "approve and disapprove" are two.

    >>> [text.value for text in (a.response for a in answers_apart("those who approve and disapprove"))]
    ['approve', 'disapprove']
    """
    for answer in answers_in(text):
        if not answer.both_sides:
            yield answer
            continue
        start = answer.start
        for joiner in [
            *(m.span() for m in _joiner(None).finditer(text, answer.start, answer.end)),
            (answer.end, answer.end),
        ]:
            part = answer_of(text[start : joiner[0]])
            if part is not None:
                yield Answer(start + part.start, start + part.end, part.response, part.strong)
            start = joiner[1]


def _runs(text: str, places: Sequence[tuple[int, int]], linked: Callable[[str], bool]) -> Iterator[range]:
    """Runs of positions whose neighbours are linked by the words between them."""
    first = 0
    for i in range(1, len(places) + 1):
        if i == len(places) or not linked(text[places[i - 1][1] : places[i][0]]):
            yield range(first, i)
            first = i


def _is_a_list(joiner: re.Pattern[str], between: str) -> bool:
    between = joiner.sub("", _SAID.sub("", between))
    return not _BREAK.search(between) and not tokens(between)


def _are_neighbours(joiner: re.Pattern[str], between: str) -> bool:
    joined = "," in between or "、" in between or joiner.search(between)
    return bool(joined) and not _BREAK.search(between) and len(tokens(between)) <= _MOST_BETWEEN


def _gap(said: re.Match[str], start: int, end: int) -> int:
    return max(said.start() - end, start - said.end())
