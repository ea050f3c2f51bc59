"""What an answer means, in any of the languages of responses.csv.

The CSV gives each phrase one meaning: a side (approve, disapprove), neither, no_opinion, net; an
intensity that makes a part of a side ("very", "tout à fait"), a negating intensity ("not at all"),
a mark of the whole ("total") or a negation. What a label says follows from how they combine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extract.model import Response
from extract.names.phrases import Found, Phrases, fold, read_rows, tokens
from extract.names.wording import forms_of

_SIDES = {"approve": Response.APPROVE, "disapprove": Response.DISAPPROVE}
_OTHERS = {"neither": Response.NEITHER, "no_opinion": Response.NO_OPINION, "net": Response.NET}
_PART_OF = {Response.APPROVE: Response.APPROVE_PART, Response.DISAPPROVE: Response.DISAPPROVE_PART}
_OPPOSITE = {Response.APPROVE: Response.DISAPPROVE, Response.DISAPPROVE: Response.APPROVE}
_JOINERS = frozenset(fold(form) for form in forms_of("joiner"))
_NEGATES_BEHIND = frozenset(fold(form) for form in forms_of("not, behind"))  # "n'approuvent pas", "memnun değil"
_SYMBOLS = {"+": Response.APPROVE, "-": Response.DISAPPROVE, "−": Response.DISAPPROVE, "–": Response.DISAPPROVE}


@dataclass(frozen=True, slots=True)
class Word:
    """A row of responses.csv."""

    meaning: str
    strong: bool
    lang: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a stretch of text says about an answer, and where.

    `response` is None for an intensity without a side ("Strongly") and for both sides at once ("approve or
    disapprove": a question, not an answer). `strong` is false for words that mean an answer only in
    a poll ("good", "support").
    """

    start: int
    end: int
    response: Response | None
    strong: bool
    is_intensity: bool = False
    both_sides: bool = False


@cache
def _phrases(alone: bool = False) -> Phrases[Word]:
    # rows that mean "none" are longer phrases around an answer word ("confidence interval"): found first, they hide it
    return Phrases(
        (row["phrase"], Word(row["meaning"], row["strength"] == "strong", row["lang"]))
        for row in read_rows("responses.csv")
        if alone or row["strength"] != "alone"
    )


def _said_alone(label: str) -> list[Found[Word]]:
    """The answer words of a label that holds nothing else: "Well", "Very well"; in other words they say little."""
    found = [f for f in _phrases(alone=True).find(label) if f.value.meaning != "none"]
    said = sum(len(tokens(label[f.start : f.end])) for f in found)
    return found if said == len(tokens(label)) else []


def _said(text: str) -> list[Found[Word]]:
    return [f for f in _phrases().find(text) if f.value.meaning != "none"]


def symbol_of(text: str) -> Response | None:
    """What a lone sign in a header means: + approve, - disapprove.

    >>> symbol_of(" + "), symbol_of("20")
    (<Response.APPROVE: 'approve'>, None)
    """
    return _SYMBOLS.get(text.strip())


def answer_of(label: str) -> Answer | None:
    """What a label says as a whole: the answer words in it taken together.

    >>> answer_of("Strongly disapprove").response, answer_of("Total favorable").response
    (<Response.DISAPPROVE_PART: 'disapprove_part'>, <Response.APPROVE: 'approve'>)
    >>> answer_of("wenig oder gar nicht zufrieden").response
    <Response.DISAPPROVE: 'disapprove'>
    >>> answer_of("Ruim/péssimo").response, answer_of("NSP").response
    (<Response.DISAPPROVE: 'disapprove'>, <Response.NO_OPINION: 'no_opinion'>)
    >>> answer_of("trust just a little/not at all").response
    <Response.DISAPPROVE: 'disapprove'>
    >>> answer_of("approve or disapprove").both_sides, answer_of("Not strongly").is_intensity
    (True, True)
    >>> answer_of("не одобряю").response, answer_of("plutôt pas satisfait").response
    (<Response.DISAPPROVE: 'disapprove'>, <Response.DISAPPROVE_PART: 'disapprove_part'>)
    >>> answer_of("Very well").response, answer_of("Well known"), answer_of("Seats")
    (<Response.APPROVE_PART: 'approve_part'>, None, None)
    """
    found = _said_alone(label) or _said(label)
    return _combined(label, found) if found else None


def answers_in(text: str) -> Iterator[Answer]:
    """The answers met in running prose, each made of neighbouring answer words.

    >>> [(a.response.value, a.strong) for a in answers_in("35% approval and 40% disapproval")]
    [('approve', True), ('disapprove', True)]
    >>> [a.response.value for a in answers_in("sind sehr zufrieden bzw. zufrieden; 20 sind gar nicht zufrieden")]
    ['approve', 'disapprove_part']
    """
    group: list[Found[Word]] = []
    for found in _said(text):
        if group and not _belongs_together(text[group[-1].end : found.start]):
            if (answer := _combined(text, group)) is not None:
                yield answer
            group = []
        group.append(found)
    if group and (answer := _combined(text, group)) is not None:
        yield answer


def is_one_answer(label: str) -> bool:
    """Whether a label holds one answer's words only ("No opinion"), not those of two ("Disapprove Net").

    >>> is_one_answer("No opinion"), is_one_answer("Disapprove Net"), is_one_answer("Net")
    (True, False, True)
    >>> is_one_answer("Don't know / No opinion"), is_one_answer("Don't know No opinion")
    (True, False)
    """
    said = [f for f in _said(label) if f.value.meaning in _SIDES or f.value.meaning in _OTHERS]
    joined = all(_has_joiner(label[one.end : other.start]) for one, other in pairwise(said))
    return bool(said) and joined and len({f.value.meaning for f in said}) == 1


def names_a_side(label: str) -> bool:
    """Whether a label names a side in words that mean nothing else: "Net approval" does, "Net" does not.

    >>> names_a_side("Net approval"), names_a_side("Net"), names_a_side("Net good")
    (True, False, False)
    """
    words = (label[t.start : t.end] for t in tokens(label))
    return any(f.value.meaning in _SIDES and f.value.strong for word in words for f in _said(word))


def _belongs_together(between: str) -> bool:
    between = between.replace("bzw.", "bzw")  # its dot ends no sentence
    words = [t.folded for t in tokens(between)]
    return (
        not re.search(r"[\d.,;:()—\n，；：。（）،]|\s[-–]\s", between)
        and all(w in _JOINERS for w in words)
        and len(words) <= 2
    )


def _combined(text: str, found: list[Found[Word]]) -> Answer | None:
    found = _without_loose_end(text, found)
    sides, parts, others, wholes = _read(text, found)
    start, end = found[0].start, found[-1].end
    mentions = [f for f in found if f.value.meaning not in ("not",)]
    if not mentions:
        return None
    strong = any(f.value.strong for f in found if f.value.meaning in _SIDES or f.value.meaning in _OTHERS)
    distinct = set(sides)
    if others and not (distinct and Response.NET in others):
        only = others[0] if not distinct else None
        return Answer(start, end, only, strong, both_sides=only is None)
    if len(distinct) == 2:
        return Answer(start, end, None, strong, both_sides=True)
    if not distinct:
        return Answer(start, end, None, False, is_intensity=True) if parts else None
    side = sides[0]
    if others and not _is_total_mark(text, found):
        return Answer(start, end, Response.NET, strong)
    joined = (len(sides) + parts > 2 and _has_joiner(text[start:end])) or (parts == 0 and len(sides) > 1)
    is_part = parts > 0 and not wholes and not joined and not others
    return Answer(start, end, _PART_OF[side] if is_part else side, strong)


def _without_loose_end(text: str, found: list[Found[Word]]) -> list[Found[Word]]:
    """An intensity joined on behind a side belongs to what follows ("aprobación y nada menos que …")."""
    while (
        len(found) > 1
        and found[-1].value.meaning in ("part", "not_part", "not")
        and tokens(text[found[-2].end : found[-1].start])
    ):
        found = found[:-1]
    return found


def _read(text: str, found: list[Found[Word]]) -> tuple[list[Response], int, list[Response], int]:
    """Sides (negations applied), number of intensities, other meanings, marks of the whole."""
    sides: list[Response] = []
    others: list[Response] = []
    parts = wholes = 0
    negated_at: int | None = None
    for f in found:
        meaning = f.value.meaning
        if meaning in _SIDES:
            side = _SIDES[meaning]
            if negated_at is not None and len(tokens(text[negated_at : f.start])) <= 2:
                side = _OPPOSITE[side]
            sides.append(side)
            negated_at = None
        elif meaning in _OTHERS:
            others.append(_OTHERS[meaning])
        elif meaning in ("not", "not_part"):
            parts += meaning == "not_part"
            if meaning == "not_part" and sides and found[-1].value.meaning not in _SIDES:
                sides[-1] = _OPPOSITE[sides[-1]] if negated_at is None else sides[-1]
                negated_at = f.end
            elif meaning == "not" and sides and fold(text[f.start : f.end]) in _NEGATES_BEHIND:
                sides[-1] = _OPPOSITE[sides[-1]]
            else:
                negated_at = f.end
        else:
            parts += meaning == "part"
            wholes += meaning == "whole"
            negated_at = f.end if negated_at is not None else None
    return sides, parts, others, wholes


def _is_total_mark(text: str, found: list[Found[Word]]) -> bool:
    """NET in capitals beside a side is the sum of its parts, not approve minus disapprove."""
    return any(f.value.meaning == "net" and text[f.start : f.end] == "NET" for f in found)


def _has_joiner(text: str) -> bool:
    return (
        "/" in text or "+" in text or "&" in text or "」「" in text or any(t.folded in _JOINERS for t in tokens(text))
    )
