"""Whose the two numbers of a score are: "disapprove 58 - 35 percent", and lists under "% approve/disapprove"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.model import Response
from extract.names.phrases import tokens
from extract.names.responses import Answer, answer_of, answers_in
from extract.prose import Percentage

Answered = tuple[str, Response, tuple[str, ...]]  # the printed words, what they mean, what was guessed

OPPOSITE = {Response.APPROVE: Response.DISAPPROVE, Response.DISAPPROVE: Response.APPROVE}
_CARRIED = ("answer-carried",)
_APART = re.compile(r"\s?[/|–—-]\s?")
_LONGEST_LEGEND = 10  # words


def with_scores(
    numbers: Sequence[Percentage],
    answered: Sequence[Answered | None],
    answers: Sequence[Answer],
    text: str,
    listed: Sequence[Answered],
) -> list[Answered | None]:
    """The answers of numbers, for each score that of its first number."""
    return [
        said if number.score is None else _first_side(number, said, answers, text, listed)
        for number, said in zip(numbers, answered, strict=True)
    ]


def _first_side(
    number: Percentage, said: Answered | None, answers: Sequence[Answer], text: str, listed: Sequence[Answered]
) -> Answered | None:
    """A word right behind a score is of its first number; without one brackets keep the order of the answers."""
    score = number.score
    assert score is not None  # asked for scores only
    behind = next((a for a in answers if a.start >= number.end and not tokens(text[number.end : a.start])), None)
    if behind is not None and behind.response in OPPOSITE and behind.strong:
        return text[behind.start : behind.end], behind.response, ()
    if score.is_split:
        return "", Response.APPROVE, _CARRIED
    if score.is_bare:
        return _in_order([a for a in answers if a.end <= number.start], text, listed)
    return said if answers and said is not None and said[1] in OPPOSITE else None


def _in_order(answers: Sequence[Answer], text: str, listed: Sequence[Answered]) -> Answered:
    """The side that a list of scores gives first: as the sentence names them, or those before it; else approval."""
    sides = [(text[a.start : a.end], a.response) for a in answers if a.response in OPPOSITE]
    if len({side for _, side in sides}) == 2:
        words, first = sides[0]
        return words, first or Response.APPROVE, _CARRIED
    if is_of_both_sides(listed):
        return listed[-2][0], listed[-2][1], _CARRIED
    return "", Response.APPROVE, _CARRIED


def is_of_both_sides(listed: Sequence[Answered]) -> bool:
    """Whether the last two answers of a list are for and against."""
    return len(listed) > 1 and OPPOSITE.get(listed[-2][1]) is listed[-1][1]


def both_sides(number: Percentage, said: Answered) -> tuple[Answered, ...]:
    """The answers that a number stands for: one, or those of the two numbers of a score."""
    if number.score is None or said[1] not in OPPOSITE:
        return (said,)
    return said, (said[0], OPPOSITE[said[1]], _CARRIED)


def legend_of(text: str) -> tuple[Answered, ...]:
    """The two answers of a line that says what the scores below it are.

    >>> [meaning.value for _, meaning, _ in legend_of("% = Approve/Disapprove")], legend_of("Do you approve?")
    (['approve', 'disapprove'], ())
    """
    return next(_legends(text), ())


def _legends(text: str) -> Iterator[tuple[Answered, ...]]:
    if len(tokens(text)) > _LONGEST_LEGEND:
        return
    for said in answers_in(text):
        parts = _APART.split(text[said.start : said.end]) if said.both_sides else []
        sides = [(words, answer.response) for words in parts if (answer := answer_of(words)) and answer.response]
        if len(parts) == 2 == len(sides) and is_of_both_sides([(words, side, ()) for words, side in sides]):
            yield tuple((words, side, ()) for words, side in sides)
