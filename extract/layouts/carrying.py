"""What one sentence leaves for the next to stand on, and whether the next one does."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.layouts.spotting import Spots, is_listed, same_meaning
from extract.layouts.two_sides import Answered, is_of_both_sides, legend_of
from extract.model import Response
from extract.names.phrases import tokens
from extract.names.relatives import relative_of, relatives_in
from extract.names.subjects import Subject
from extract.names.topics import OWNERS, TOPIC
from extract.names.wording import any_of
from extract.prose import percentages_in

_GOES_ON = re.compile(any_of("goes on"), re.IGNORECASE)
_RATED = re.compile(any_of("rated"), re.IGNORECASE)
_LIST = 3  # numbers in brackets that make a list; words behind the first that open a sentence
_SHORT = 16  # words of a sentence that holds one thing
_OPENING = 12  # characters in which a sentence that opens with a country has begun to name it
_ONE_FOR_EACH = 9  # words at most between each person and the number in a list of several


@dataclass(frozen=True, slots=True)
class Carry:
    """What the sentences before leave for the next one to stand on."""

    answer: str | None = None
    meaning: Response | None = None
    area: str | None = None
    subject: Subject | None = None
    wave: str | None = None
    listed: tuple[Answered, ...] = ()  # the answers of the last sentence, one for each of its numbers
    is_fresh: bool = False  # whether the subject was named in this passage

    def without_answers(self) -> Carry:
        """What is left where numbers of something else came between."""
        return replace(self, answer=None, meaning=None, listed=())


def left_by(spots: Spots, carry: Carry) -> Carry:
    """What a sentence without shares leaves: whom and what the next one may be about."""
    text, answers, areas = spots.text, spots.answers, spots.areas
    if answers and same_meaning(answers) and answers[0].strong:
        carry = replace(carry, answer=text[answers[0].start : answers[0].end], meaning=answers[0].response)
    if named := [s for s in spots.subjects if s.kind != TOPIC]:
        carry = replace(carry, subject=named[-1], is_fresh=True)
    elif (country := _next_country(spots, carry)) is not None:
        return replace(carry, subject=country)
    if legend := legend_of(text):
        carry = replace(carry, answer=legend[0][0], meaning=legend[0][1], listed=legend)
    carry = replace(carry, wave=wave_left(spots, carry))
    if areas and answers:
        carry = replace(carry, area=text[areas[-1].start : areas[-1].end])
    return carry


def judged_in(spots: Spots, subject: Subject | None, carry: Carry) -> Subject | None:
    """Whom a number is about: its sentence's own subject, else the one told before.

    "His handling of it" is of the one before; a number goes on with the matter told before where it gives the other
    side of it or no side at all: "35% approve of his handling of it. Some 60% disapprove."
    """
    if subject is not None and (subject.kind != TOPIC or carry.subject is None or carry.subject.kind not in OWNERS):
        return subject
    if subject is not None and carry.subject is not None:
        return replace(carry.subject, topic=subject.topic)
    if carry.subject is None or not spots.answers:
        return carry.subject
    is_other_side = carry.meaning not in {a.response for a in spots.answers} and not _RATED.search(spots.text)
    return carry.subject if is_other_side else carry.subject.whole


def _next_country(spots: Spots, carry: Carry) -> Subject | None:
    """The next of several countries that are judged, where a sentence opens with it ("China, however, …")."""
    first = spots.areas[0] if spots.areas else None
    among_countries = carry.subject is not None and carry.subject.kind in ("country", "body")
    if first is None or not among_countries or first.match.kind != "name" or first.start >= _OPENING:
        return None
    return Subject(first.start, first.end, spots.text[first.start : first.end], "country", first.match.country.iso3)


def wave_left(spots: Spots, carry: Carry) -> str | None:
    """The date that holds for what follows: the latest one with its year, outside brackets.

    A report compares with what was, and goes on with what is.
    """
    told = [t for t in spots.times if t.has_year and not spots.is_in_brackets(t.start_char)]
    if told:
        latest = max(reversed(told), key=lambda time: time.span.end or "")
        return spots.text[latest.start_char : latest.end_char]
    return None if any(_is_now(spots.text[t.start_char : t.end_char]) for t in spots.times) else carry.wave


def _is_now(time: str) -> bool:
    relative = relative_of(time)
    return relative is not None and relative.years == 0 and not relative.from_wave


def stands_on_the_last(text: str) -> bool:
    """Whether a sentence without an answer goes on from the one before.

    >>> [stands_on_the_last(text) for text in ("The figure for last year was 4%", "Rents rose by 4%")]
    [True, False]
    """
    numbers = percentages_in(text)
    if len(numbers) >= _LIST and all(is_listed(text, n) for n in numbers):
        return True
    words = tokens(text)
    opening = text[: words[min(_LIST, len(words) - 1)].end] if words else ""
    if _GOES_ON.search(opening):
        return True
    return len(words) <= _SHORT and bool(_GOES_ON.search(text) or relatives_in(text))


def scores_go_on(text: str, carry: Carry) -> bool:
    """Whether a sentence holds nothing but scores in brackets or with a slash, of the two sides told before."""
    return is_of_both_sides(carry.listed) and all(n.score and n.score.is_bare for n in percentages_in(text))


def names_one_for_each(spots: Spots) -> bool:
    """Whether a sentence goes on with other people, each with a number: "Conte si ferma al 37%, Salvini al 28%"."""
    numbers, named = percentages_in(spots.text), [s for s in spots.subjects if s.kind == "person"]
    return 0 < len(numbers) == len(named) and all(
        one.end <= number.start and len(tokens(spots.text[one.end : number.start])) <= _ONE_FOR_EACH
        for one, number in zip(named, numbers, strict=True)
    )
