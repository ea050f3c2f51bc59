"""Shares printed in sentences.

Each percentage is paired with the answer, the country, the subject, the date and the group that
stand in step with it; what a sentence leaves open is carried from the one before it. A percentage for
which no answer is named is no share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from extract.details import Details
from extract.layouts.answering import Answering
from extract.layouts.carrying import (
    Carry,
    judged_in,
    left_by,
    names_one_for_each,
    scores_go_on,
    stands_on_the_last,
    wave_left,
)
from extract.layouts.earlier import EARLIER, told_as_earlier
from extract.layouts.grouping import Grouping
from extract.layouts.in_words import counting
from extract.layouts.labels import statuses_in
from extract.layouts.pairing import in_turn, pair
from extract.layouts.respective import in_order, numbers_in_order
from extract.layouts.spotting import Spots, same_meaning
from extract.layouts.timing import Timing
from extract.layouts.two_sides import Answered, both_sides, legend_of
from extract.model import Document, Location, Passage, PrintedShare, Response, Sidecar
from extract.names.contexts import speaks_of
from extract.names.countries import Mention, mentions
from extract.names.languages import language_of
from extract.names.numbers import shares_in_words
from extract.names.subjects import Subject
from extract.names.topics import TOPIC
from extract.poll_details import is_question
from extract.prose import Percentage, Sentence, is_other_percentage, percentages_in, sentences_of
from extract.waves import FoundSpan

NAME = "sentence"

Word = TypeVar("Word")

_SIDES = (Response.APPROVE, Response.DISAPPROVE)
_CARRIED = (*_SIDES, Response.NET)
_SAID = (*_SIDES, Response.APPROVE_PART, Response.DISAPPROVE_PART, Response.NET)
_LONGEST_SENTENCE = 1500
_OPENING = 20_000  # characters that tell the language and the kind of a report
_SEVERAL = 2
_LIST = 3  # numbers of those who are judged, one behind the other, that go on from what was asked before


@dataclass(frozen=True, slots=True)
class _Read:
    """A number with all that was found for it."""

    number: Percentage
    answer: str
    meaning: Response
    area: str | None
    subject: Subject | None
    wave: str | None
    since: str | None
    doubt: tuple[str, ...]


def find(document: Document, details: Details, sidecar: Sidecar) -> Iterator[PrintedShare]:
    """The shares of every sentence of the document, and the absences it states."""
    carry = Carry()
    rates_countries = speaks_of(document.text[:_OPENING], "rating of countries")
    language = language_of(document.text[:_OPENING])
    judged = details.judged_countries()
    for passage in document.blocks:
        if not isinstance(passage, Passage) or not _may_hold_shares(passage.text):
            continue
        in_a_poll = speaks_of(passage.text, "poll")
        carry = replace(carry, wave=None, is_fresh=False)
        for sentence in sentences_of(passage):
            if len(sentence.text) > _LONGEST_SENTENCE or is_question(sentence.text):
                continue
            spots = Spots(sentence.text, details.people, rates_countries, language, judged)
            reading = _Reading(document, sentence, spots, Grouping.of(spots), in_a_poll)
            found, carry = reading.shares(carry)
            yield from found
            yield from reading.absences()


def _may_hold_shares(text: str) -> bool:
    if any(character.isdigit() for character in text):
        return True
    return bool(statuses_in(text) or shares_in_words(text) or legend_of(text))


@dataclass(frozen=True, slots=True)
class _Reading:
    document: Document
    sentence: Sentence
    spots: Spots
    grouping: Grouping
    in_a_poll: bool

    @property
    def text(self) -> str:
        """The sentence's own words."""
        return self.sentence.text

    def shares(self, carry: Carry) -> tuple[list[PrintedShare], Carry]:
        """The shares of the sentence, and what it leaves for the next."""
        if speaks_of(self.text, "expected"):
            return [], Carry(subject=carry.subject, area=carry.area)  # what people think will be, also in what follows
        if speaks_of(self.text, "margin") and not self.spots.subjects and not self._tells_both():
            return [], carry  # how sure a poll is: a "confidence" of 95% is nobody's
        numbers = self._counted()
        if not numbers or not self._is_about_opinion(carry):
            return [], left_by(self.spots, carry if self._is_silent else carry.without_answers())
        said = Answering(self.spots).of(numbers, carry)
        answered = [(n, a) for n, a in zip(numbers, said, strict=True) if a is not None]
        if not answered or self._counts_the_undecided(numbers, answered):
            return [], left_by(self.spots, carry)
        read = self._read(answered, carry)
        return [share for r in read for share in self._printed(r)], self._left(read, answered, carry)

    def _left(self, read: list[_Read], answered: list[tuple[Percentage, Answered]], carry: Carry) -> Carry:
        """What the last of the sentence's numbers leaves for the next sentence."""
        last, is_of_one_wave = read[-1], len({r.wave for r in read}) == 1
        return Carry(
            answer=last.answer,
            meaning=last.meaning,
            area=last.area,
            subject=last.subject if last.subject and last.subject.kind != TOPIC else carry.subject,
            wave=wave_left(self.spots, carry) if is_of_one_wave else None,
            listed=tuple(side for n, a in answered for side in both_sides(n, a)),
            is_fresh=bool(self.spots.subjects) or carry.is_fresh,
        )

    def _counted(self) -> list[Percentage]:
        """The numbers that may count opinions: no sampling error, nor what people think of their own lives."""
        numbers = counting(self.text, self._of_opinion(percentages_in(self.text)))
        is_margin = speaks_of(self.text, "margin") and not any(n.score for n in numbers) and not self._tells_both()
        return [] if is_margin or speaks_of(self.text, "personal") else numbers

    def _of_opinion(self, numbers: Sequence[Percentage]) -> list[Percentage]:
        """The numbers, those left out that are of votes, prices and the like, and the rest of a list that begins so."""
        kept, is_other = [], False
        places = [0, *(place for number in numbers for place in (number.start, number.end)), len(self.text)]
        for i, number in enumerate(numbers):
            start, end = places[2 * i], places[2 * i + 3]  # from the number before to the next
            if is_other_percentage(self.text, number):
                is_other = True
            elif not is_other or any(start <= a.start < end for a in self.spots.answers):
                is_other = False
                kept.append(number)
        return kept

    @property
    def _is_silent(self) -> bool:
        """Whether it prints no shares of its own: several of something else end what was told before."""
        return stands_on_the_last(self.text) or sum(number.has_unit for number in percentages_in(self.text)) < _SEVERAL

    def _tells_both(self) -> bool:
        """Whether both sides are told in plain words: "39% approve and 48% disapprove, up 20 points on the margin"."""
        return len({a.response for a in self.spots.answers if a.strong} & set(_SIDES)) > 1

    def _counts_the_undecided(self, numbers: list[Percentage], answered: list[tuple[Percentage, Answered]]) -> bool:
        """Whether only the undecided are named, among numbers of something else: parties, candidates."""
        return len(numbers) > len(answered) + 1 and not any(meaning in _SIDES for _, (_, meaning, _) in answered)

    def _is_about_opinion(self, carry: Carry) -> bool:
        answers = self.spots.answers
        if not answers:
            goes_on = self._goes_on_with_balances if carry.meaning is Response.NET else self._goes_on(carry)
            return carry.meaning in _CARRIED and goes_on and not speaks_of(self.text, "other")
        if carry.meaning is None and not any(a.response in _SAID for a in answers):
            return False  # the undecided of a question that was not told
        if any(a.strong for a in answers):
            return True
        if not self.spots.subjects and not (carry.subject and carry.is_fresh):
            return False  # "good" of nobody in particular is no approval
        if carry.meaning is not None and (self.in_a_poll or self._is_of_the_same(carry)):
            return True
        return self.in_a_poll and (not same_meaning(answers) or speaks_of(self.text, "poll"))

    def _is_of_the_same(self, carry: Carry) -> bool:
        """Whether it takes a side on whom the answers before were of."""
        named = carry.subject is not None and any(s.text == carry.subject.text for s in self.spots.subjects)
        return named and any(a.response in _SIDES for a in self.spots.answers)

    @property
    def _goes_on_with_balances(self) -> bool:
        """Whether all its numbers have signs, as a balance has."""
        return all(n.is_net for n in percentages_in(self.text))

    def _goes_on(self, carry: Carry) -> bool:
        """Whether a sentence without an answer is of the one before it."""
        if stands_on_the_last(self.text) or scores_go_on(self.text, carry):
            return True
        return len(self.spots.enumerated) >= _LIST or (self.in_a_poll and names_one_for_each(self.spots))

    def _read(self, answered: list[tuple[Percentage, Answered]], carry: Carry) -> list[_Read]:
        """Each answered number with its country, subject and time, own or carried."""
        numbers, spots = [n for n, _ in answered], self.spots
        run = numbers_in_order(self.text, numbers)
        areas = self._ordered(run, self._areas(numbers), spots.areas, lambda m: (m.start, m.end))
        subjects = self._ordered(run, self._subjects(numbers), spots.subjects, lambda s: (s.start, s.end))
        times = self._ordered(run, Timing(spots).of(numbers), spots.times, lambda t: (t.start_char, t.end_char))
        read = [
            self._completed(n, a, area, subject, time, carry)
            for (n, a), area, subject, time in zip(answered, areas, subjects, times, strict=True)
        ]
        earlier = told_as_earlier(self.text, percentages_in(self.text), spots.times)
        return [_at_an_earlier_time(r) if r.number in earlier else r for r in read]

    def _areas(self, numbers: list[Percentage]) -> list[Mention | None]:
        areas, distance = self.spots.areas, self.spots.distance
        if in_turn(numbers, areas, lambda n, m: n.start < m.start):
            return list(areas)
        return pair(numbers, areas, lambda n, m: distance(n, m.start, m.end), shared=0.5)

    def _subjects(self, numbers: list[Percentage]) -> list[Subject | None]:
        distance, listed, subjects = self.spots.distance, self.spots.enumerated, self.spots.subjects
        if any(s.topic for s in subjects) and in_turn(
            numbers, subjects, lambda n, s: n.start < s.start, fewest=_SEVERAL
        ):
            return list(subjects)
        paired = pair(numbers, subjects, lambda n, s: distance(n, s.start, s.end), shared=0.2)
        return [listed.get(number, subject) for number, subject in zip(numbers, paired, strict=True)]

    def _ordered(
        self,
        run: range,
        paired: Sequence[Word | None],
        words: Sequence[Word],
        place: Callable[[Word], tuple[int, int]],
    ) -> list[Word | None]:
        """What numbers were paired with, but in order where "respectively" gives a list as long as theirs."""
        listed = in_order(self.text, len(run), words, place, self.spots.language) if run else []
        return [listed[i - run.start] if listed and i in run else word for i, word in enumerate(paired)]

    def _completed(
        self,
        number: Percentage,
        answer: Answered,
        area: Mention | None,
        subject: Subject | None,
        time: FoundSpan | None,
        carry: Carry,
    ) -> _Read:
        words, meaning, doubt = answer
        judged = judged_in(self.spots, subject, carry)
        is_elsewhere = area is not None and self.spots.is_of_another_leader(area, judged)
        place = self.text[area.start : area.end] if area and not is_elsewhere else None
        is_carried = judged is not None and carry.subject is not None and judged.whole == carry.subject.whole
        if place is None and (judged is None or judged.kind != "person" or is_carried):
            place = carry.area
            doubt = (*doubt, "country-carried") if place else doubt
        wave = self.text[time.start_char : time.end_char] if time else None
        if wave is None and carry.wave is not None and not self.spots.times:
            wave, doubt = carry.wave, (*doubt, "year-carried")
        since = carry.wave if time is not None and not time.has_year else None
        return _Read(number, words, meaning, place, judged, wave, since, doubt)

    def _printed(self, read: _Read) -> Iterator[PrintedShare]:
        """The share of a number, of a score those of both sides."""
        score = read.number.score
        places = (score.first, score.second) if score else ((read.number.start, read.number.end),)
        sides = both_sides(read.number, (read.answer, read.meaning, read.doubt))
        for (words, meaning, doubt), place in zip(sides, places, strict=False):
            added = tuple(code for code in doubt if code not in read.doubt)
            yield self._share(replace(read, answer=words, meaning=meaning, doubt=(*read.doubt, *added)), place)

    def _share(self, read: _Read, place: tuple[int, int]) -> PrintedShare:
        start, end = self.sentence.start + place[0], self.sentence.start + place[1]
        group, is_near = self.grouping.group_of(read.number)
        return PrintedShare(
            share=self.document.text[start:end],
            location=self.document.place(start, end),
            layout=NAME,
            area=read.area,
            among_countries=self.spots.names_countries,
            group=group,
            wave=read.wave,
            since=read.since,
            response=read.answer,
            meaning=read.meaning,
            subject=read.subject.printed if read.subject else None,
            pollster=self.spots.pollster,
            quote=self._place,
            qualifier=read.number.qualifier,
            doubt=(*read.doubt, "group-unclear") if is_near and group is None else read.doubt,
        )

    @property
    def _place(self) -> Location:
        return Location(char_start=self.sentence.start, char_end=self.sentence.start + len(self.text))

    def absences(self) -> Iterator[PrintedShare]:
        """Countries that the sentence says were not asked."""
        for found in statuses_in(self.text):
            before = [m for m in mentions(self.text[: found.start]) if m.match.kind != "adjective"]
            if not before:
                continue
            start, end = self.sentence.start + found.start, self.sentence.start + found.end
            yield PrintedShare(
                share="",
                location=self.document.place(start, end),
                layout=NAME,
                area=self.text[before[-1].start : before[-1].end],
                quote=self._place,
                status=found.value,
            )


def _at_an_earlier_time(read: _Read) -> _Read:
    """A figure of a wave that is not named: no time of the sentence is its own."""
    return replace(
        read, wave=None, since=None, doubt=(*(code for code in read.doubt if code != "year-carried"), EARLIER)
    )
