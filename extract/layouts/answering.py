"""Which answer each number of a sentence gives: the one in step with it, named for a whole list, or carried."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.layouts.carrying import Carry
from extract.layouts.pairing import NEVER, UNPAIRED, in_turn, pair
from extract.layouts.respective import in_order, numbers_in_order
from extract.layouts.spotting import BREAK, Spots, is_listed, same_meaning
from extract.layouts.two_sides import OPPOSITE, Answered, with_scores
from extract.model import Response
from extract.names.phrases import tokens
from extract.names.responses import Answer
from extract.names.wording import any_of
from extract.prose import Percentage, percentages_in

_DO_NOT = re.compile(rf"(?:[\s—–-]+\w+){{0,2}}?[\s—–-]*{any_of('do not')}\s*(?:[.,;)]|$)", re.IGNORECASE)
_NEAR_WORDS = 10.0  # "half" is said of many things: its answer must be this near
_BRACKET = re.compile(r"[()]")
_ASIDE = re.compile(r"\([^()]*\)")  # between a number and its answer: "27% (+2 points) des Français"
_LONG_CLAUSE = 4  # words; within one clause an answer is not farther, however late its verb comes
_COMPARED = re.compile(any_of("than"), re.IGNORECASE)
_CONDITION = re.compile(any_of("those who"))
_OF_THOSE_WHO = re.compile(rf"\)?\s*{any_of('of')}\s+{any_of('those who')}\s+(?:\w+\s+)?", re.IGNORECASE)
_OPINES = re.compile(rf"\s{any_of('opines')}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answering:
    """One sentence, to be asked for the answers of its numbers."""

    spots: Spots

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.spots.text

    def of(self, numbers: list[Percentage], carry: Carry) -> list[Answered | None]:
        """The answer of each number, of a score that of its first one; None where it is of something else."""
        said = self._said(numbers, carry)
        return with_scores(numbers, said, self.spots.answers, self.text, carry.listed)

    def _said(self, numbers: list[Percentage], carry: Carry) -> list[Answered | None]:
        answers = self.spots.answers
        if not answers:
            carried = (carry.answer or "", carry.meaning or Response.APPROVE, ("answer-carried",))
            if carry.meaning is Response.NET or any(n.is_net for n in numbers):
                return [carried if n.is_net and carry.meaning is Response.NET else None for n in numbers]
            if len(numbers) > 1 and len(numbers) == len(carry.listed):
                return [(words, meaning, ("answer-carried",)) for words, meaning, _ in carry.listed]
            return [carried for _ in numbers]
        near = pair(numbers, answers, self._cost, skipped=1.5)
        turns = in_turn(numbers, answers, lambda n, a: n.start < a.start)
        chosen: Sequence[Answer | None] = answers if turns else near
        if same_meaning(answers):
            listed = [
                answers[0] if is_listed(self.text, n) and not self._is_of_something_else(n, answers[0]) else None
                for n in numbers
            ]
            chosen = [a or b for a, b in zip(chosen, listed, strict=True)]
        chosen = self._in_order(numbers, self._compared(numbers, chosen))
        chosen = self._as_before_the_bracket(numbers, chosen)
        return [self._answered(n, a) for n, a in zip(numbers, chosen, strict=True)]

    def _as_before_the_bracket(self, numbers: list[Percentage], chosen: Sequence[Answer | None]) -> list[Answer | None]:
        """Numbers in a bracket without answers go on from as many before it: "59% trust, 34% do not (58% and 35%)"."""
        kept = list(chosen)
        for aside in _ASIDE.finditer(self.text):
            inside = [i for i, n in enumerate(numbers) if aside.start() < n.start < aside.end()]
            if not inside or inside[0] == 0 or any(aside.start() < a.start < aside.end() for a in self.spots.answers):
                continue
            if self._are_dated(numbers, inside, aside.start()):
                kept[inside[0] : inside[-1] + 1] = [kept[inside[0] - 1]] * len(inside)
            elif 1 < len(inside) <= inside[0]:
                kept[inside[0] : inside[-1] + 1] = kept[inside[0] - len(inside) : inside[0]]
        return kept

    def _are_dated(self, numbers: list[Percentage], inside: list[int], start: int) -> bool:
        """Whether each number of a bracket has its time before it: "65% (January 48%, April 60%)" is of one answer."""
        starts = [start, *(numbers[i].end for i in inside)]
        return all(
            any(opened <= t.start_char and t.end_char <= numbers[i].start for t in self.spots.times)
            for opened, i in zip(starts, inside, strict=False)
        )

    def _in_order(self, numbers: list[Percentage], chosen: Sequence[Answer | None]) -> list[Answer | None]:
        """ "Respectively" gives each number its answer, or all of a list the one that is named."""
        kept, run = list(chosen), numbers_in_order(self.text, numbers)
        listed = in_order(self.text, len(run), self.spots.answers, lambda a: (a.start, a.end)) if run else []
        named = {a.start: a for a in kept if a is not None}
        for k, i in enumerate(run):
            if listed:
                kept[i] = listed[k]
            elif len(named) == 1:
                kept[i] = next(iter(named.values()))
        return kept

    def _answered(self, number: Percentage, answer: Answer | None) -> Answered | None:
        """The answer of a number; "71% do not" is the opposite of what stands before."""
        if answer is None or answer.response is None:
            return None
        words, meaning = self.text[answer.start : answer.end], answer.response
        if meaning in OPPOSITE and answer.end <= number.start and _DO_NOT.match(self.text, number.end):
            return words, OPPOSITE[meaning], ("answer-carried",)
        return words, meaning, ()

    def _compared(self, numbers: list[Percentage], chosen: Sequence[Answer | None]) -> list[Answer | None]:
        """What is compared is one answer: "no confidence (61%) than those who think relations are good (44%)"."""
        kept = list(chosen)
        for i in range(1, len(kept)):
            between = self.text[numbers[i - 1].end : numbers[i].start]
            both = is_listed(self.text, numbers[i]) and is_listed(self.text, numbers[i - 1])
            if both and _COMPARED.search(between) and not self._is_answered(numbers[i], kept[i], between):
                kept[i] = kept[i - 1]
        return kept

    def _is_answered(self, number: Percentage, answer: Answer | None, between: str) -> bool:
        """Whether the answer right before a bracket is its own: "approve (49%) than disapprove (13%)"."""
        is_beside = answer is not None and self.text[answer.end : number.start].strip() == "("
        return is_beside and not _CONDITION.search(between)

    def _cost(self, number: Percentage, answer: Answer) -> tuple[float, int]:
        """What it costs to pair a number with an answer; one in words must stand close to it."""
        cost, side = self._distance(number, answer)
        return (UNPAIRED if number.is_worded and cost > _NEAR_WORDS else cost), side

    def _distance(self, number: Percentage, answer: Answer) -> tuple[float, int]:
        weak = 0.0 if answer.strong else 2.0
        if self._is_of_something_else(number, answer):
            return NEVER, -1
        if answer.start >= number.end:
            between = self.text[number.end : answer.start].removeprefix(")")  # the number's own bracket
            between = _ASIDE.sub(" ", between)
            words, breaks = len(tokens(between)), len(BREAK.findall(between))
            apart = (4.0 if words else 1.0) * breaks + 6.0 * len(_BRACKET.findall(between))
            return (words if breaks else min(words, _LONG_CLAUSE)) + apart + weak, 1
        between = self.text[answer.end : number.start]
        return len(tokens(between)) * 0.8 + 1.0 + 1.5 * len(BREAK.findall(between)) + weak, -1

    @property
    def _numbers(self) -> tuple[Percentage, ...]:
        return percentages_in(self.text)

    def _has_its_own(self, answer: Answer) -> bool:
        """Whether a number stands right behind an answer: "44% Neither 5%" has it behind."""
        behind = (self.text[answer.end : n.start] for n in self._numbers if n.start > answer.end)
        return any(not between.strip(" :") for between in behind)

    def _is_of_something_else(self, number: Percentage, answer: Answer) -> bool:
        """Whether a number beyond another one is of what people say or do: "approval is 38%, 60% say he lies"."""
        if number.is_net and answer.response is not Response.NET:
            return True  # a share has no sign
        is_undecided = answer.response in (Response.NEITHER, Response.NO_OPINION)
        if is_undecided and answer.start >= number.end and self._has_its_own(answer):
            return True
        if any(_OF_THOSE_WHO.fullmatch(self.text, n.end, answer.start) for n in self._numbers if n.end < answer.start):
            return True  # "21% of those who approve would …" says something else of them
        start, end = min(number.end, answer.end), max(number.start, answer.start)
        if not any(start <= n.start and n.end <= end for n in self._numbers):
            return False
        if is_undecided:
            return answer.start > number.end
        return answer.end <= number.start and bool(_OPINES.match(self.text, number.end))
