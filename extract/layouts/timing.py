"""Which time each number of a sentence is of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.layouts.earlier import is_of_an_earlier
from extract.layouts.pairing import NEVER, UNPAIRED, in_turn, pair
from extract.layouts.spotting import BREAK, Spots
from extract.names.phrases import tokens
from extract.names.wording import any_of
from extract.prose import Percentage, percentages_in
from extract.waves import FoundSpan

_FROM = re.compile(rf"{any_of('from so much')}\s(?:[^\W\d_]+\s)?\Z", re.IGNORECASE)
_LONGEST_FROM = 24  # characters of the words before a number, with the blanks
_FAR = 14.0  # a date further from its number than this is another number's
_SAME_CLAUSE = 4.0  # what a time behind its number in one clause costs at most
_BESIDE = 1  # words at most between a number and a time that is surely its own


@dataclass(frozen=True, slots=True)
class Timing:
    """One sentence, to be asked for the times of its numbers."""

    spots: Spots

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.spots.text

    def of(self, numbers: list[Percentage]) -> list[FoundSpan | None]:
        """The time of each number; the only one of a sentence holds for all, unless it stands in an aside."""
        spots = self.spots
        if self._has_each_its_time(numbers) or in_turn(numbers, spots.times, lambda n, t: n.start < t.start_char):
            return list(spots.times)
        far = [n for n in numbers if not any(self._is_of_another(n, t) for t in spots.times)]
        if any(self._is_its_own(n, t) for n in numbers for t in spots.times):
            far = []
        chosen: list[FoundSpan | None] = pair(
            numbers,
            spots.times,
            self._cost,
            shared=0.5,
            limit=_FAR,
        )
        only = spots.times[0] if len(spots.times) == 1 and spots.times[0].has_year else None
        return [t or (only if n in far else None) for n, t in zip(numbers, chosen, strict=True)]

    def _cost(self, number: Percentage, time: FoundSpan) -> tuple[float, int]:
        if time.end_char <= number.start and self._was_at_another(number):
            return UNPAIRED, -1
        if is_of_an_earlier(self.text, percentages_in(self.text), number, time):
            return NEVER, 1
        if self.spots.is_aside_for(number, time.start_char) or self._is_of_the_next(number, time):
            return NEVER, 1
        return self._distance(number, time)

    def _was_at_another(self, number: Percentage) -> bool:
        """Whether a number is what another one came from, at a time told behind it: "from his 45% in December"."""
        if not _FROM.search(self.text, max(0, number.start - _LONGEST_FROM), number.start):
            return False
        behind = [t for t in self.spots.times if t.start_char >= number.end]
        return bool(behind) and not BREAK.search(self.text, number.end, behind[0].start_char)

    def _has_each_its_time(self, numbers: list[Percentage]) -> bool:
        """Whether a time stands right behind every number: "33%, in July; 32%, in April"."""
        times = self.spots.times
        return len(times) == len(numbers) > 1 and all(
            number.end <= time.start_char and len(tokens(self.text[number.end : time.start_char])) <= _BESIDE
            for number, time in zip(numbers, times, strict=True)
        )

    def _is_of_another(self, number: Percentage, time: FoundSpan) -> bool:
        aside = self.spots.is_aside_for(number, time.start_char)
        return aside or is_of_an_earlier(self.text, percentages_in(self.text), number, time)

    def _distance(self, number: Percentage, time: FoundSpan) -> tuple[float, int]:
        """A time behind a number in its clause is that number's: "64% for Barack Obama in 2016"."""
        price, side = self.spots.distance(number, time.start_char, time.end_char)
        between = self.text[number.end : time.start_char] if side > 0 else ""
        same = side > 0 and not BREAK.search(between) and "(" not in between and not percentages_in(between)
        return (min(price, _SAME_CLAUSE) if same else price), side

    def _is_of_the_next(self, number: Percentage, time: FoundSpan) -> bool:
        """Whether a time behind a number stands right before another one: "66.1%と昨年の52.9%から"."""
        following = next((n.start for n in percentages_in(self.text) if n.start >= time.end_char), None)
        if following is None or time.start_char < number.end:
            return False
        return len(self.text[time.end_char : following].strip()) <= 1

    def _is_its_own(self, number: Percentage, time: FoundSpan) -> bool:
        """Whether a time stands right behind a number and so is of that number alone: "from 51% in 2017"."""
        price, side = self.spots.distance(number, time.start_char, time.end_char)
        return side > 0 and price < 4
