"""Shares printed in sentences.

Each percentage is paired with the answer, the country, the subject, the date and the group that
stand in step with it; what a sentence leaves open is carried from the one before it. A percentage for
which no answer is named is no share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from extract.layouts.earlier import EARLIER, is_of_an_earlier, told_as_earlier
from extract.layouts.in_words import counting
from extract.layouts.labels import statuses_in
from extract.layouts.pairing import NEVER, UNPAIRED, in_turn, pair
from extract.layouts.respective import in_order, numbers_in_order
from extract.layouts.spotting import BREAK, Spots, is_listed, same_meaning
from extract.layouts.two_sides import OPPOSITE, Answered, both_sides, is_of_both_sides, legend_of, with_scores
from extract.model import Document, Location, Passage, PrintedShare, Response, Sidecar
from extract.names.contexts import speaks_of
from extract.names.countries import Mention, mentions
from extract.names.languages import language_of
from extract.names.numbers import shares_in_words
from extract.names.phrases import tokens
from extract.names.relatives import relative_of, relatives_in
from extract.names.responses import Answer
from extract.names.subjects import Subject
from extract.names.wording import any_of
from extract.poll_details import Details, is_question
from extract.prose import Percentage, Sentence, is_other_percentage, percentages_in, sentences_of
from extract.waves import FoundSpan

NAME = "sentence"

Word = TypeVar("Word")

_SIDES = (Response.APPROVE, Response.DISAPPROVE)
_SAID = (*_SIDES, Response.APPROVE_PART, Response.DISAPPROVE_PART, Response.NET)
_DO_NOT = re.compile(rf"(?:[\s—–-]+\w+){{0,2}}?[\s—–-]*{any_of('do not')}\s*(?:[.,;)]|$)", re.IGNORECASE)
_LONGEST_SENTENCE = 1500
_OPENING = 20_000  # characters that tell the language and the kind of a report
_NEAR_WORDS = 10.0  # "half" is said of many things: its answer must be this near
_FAR = 14.0  # a date further from its number than this is another number's
_BRACKET = re.compile(r"[()]")
_ASIDE = re.compile(r"\([^()]*\)")  # between a number and its answer: "27% (+2 points) des Français"
_ONE_FOR_EACH = 9  # words at most between each person and the number in a list of several
_SAME_CLAUSE = 4.0  # what a time behind its number in one clause costs at most
_SEVERAL = 2
_BESIDE = 1  # words at most between a number and a time that is surely its own
_LONG_CLAUSE = 4  # words; within one clause an answer is not farther, however late its verb comes
_COMPARED = re.compile(any_of("than"), re.IGNORECASE)
_CONDITION = re.compile(any_of("those who"))
_OF_THOSE_WHO = re.compile(rf"\)?\s*{any_of('of')}\s+{any_of('those who')}\s+(?:\w+\s+)?", re.IGNORECASE)
_OPINES = re.compile(rf"\s{any_of('opines')}", re.IGNORECASE)
_GOES_ON = re.compile(any_of("goes on"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Carry:
    """What the sentences before leave for the next one to stand on."""

    answer: str | None = None
    meaning: Response | None = None
    area: str | None = None
    subject: Subject | None = None
    wave: str | None = None
    listed: tuple[Answered, ...] = ()  # the answers of the last sentence, one for each of its numbers
    is_fresh: bool = False  # whether the subject was named in this passage


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
    carry = _Carry()
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
            reading = _Reading(document, sentence, spots, in_a_poll)
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
    in_a_poll: bool

    @property
    def text(self) -> str:
        """The sentence's own words."""
        return self.sentence.text

    def shares(self, carry: _Carry) -> tuple[list[PrintedShare], _Carry]:
        """The shares of the sentence, and what it leaves for the next."""
        numbers = counting(self.text, self._of_opinion(percentages_in(self.text)))
        by_a_margin = speaks_of(self.text, "margin") and not any(n.score for n in numbers) and not self._tells_both()
        if speaks_of(self.text, "expected"):
            return [], _Carry(subject=carry.subject, area=carry.area)  # what people think will be, also in what follows
        if by_a_margin or speaks_of(self.text, "personal"):
            numbers = []  # sampling error; what people think of their own purses and lives
        if not numbers or not self._is_about_opinion(carry):
            return [], self._left(carry if self._is_silent else replace(carry, answer=None, meaning=None, listed=()))
        answered = [(n, a) for n, a in zip(numbers, self._answers(numbers, carry), strict=True) if a is not None]
        if not answered or self._counts_the_undecided(numbers, answered):
            return [], self._left(carry)
        read = self._read(answered, carry)
        last = read[-1]
        return [share for r in read for share in self._printed(r)], _Carry(
            last.answer,
            last.meaning,
            last.area,
            last.subject,
            self._wave_left(carry) if len({r.wave for r in read}) == 1 else None,
            tuple(side for n, a in answered for side in both_sides(n, a)),
            bool(self.spots.subjects) or carry.is_fresh,
        )

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
        return self._stands_on_the_last() or sum(number.has_unit for number in percentages_in(self.text)) < _SEVERAL

    def _tells_both(self) -> bool:
        """Whether both sides are told in plain words: "39% approve and 48% disapprove, up 20 points on the margin"."""
        return len({a.response for a in self.spots.answers if a.strong} & set(_SIDES)) > 1

    def _counts_the_undecided(self, numbers: list[Percentage], answered: list[tuple[Percentage, Answered]]) -> bool:
        """Whether only the undecided are named, among numbers of something else: parties, candidates."""
        return len(numbers) > len(answered) + 1 and not any(meaning in _SIDES for _, (_, meaning, _) in answered)

    def _is_about_opinion(self, carry: _Carry) -> bool:
        answers = self.spots.answers
        if not answers:
            goes_on = self._stands_on_the_last() or self._names_one_for_each() or self._scores_go_on(carry)
            return carry.meaning in _SIDES and goes_on and not speaks_of(self.text, "other")
        if carry.meaning is None and not any(a.response in _SAID for a in answers):
            return False  # the undecided of a question that was not told
        if any(a.strong for a in answers):
            return True
        if not self.spots.subjects and not (carry.subject and carry.is_fresh):
            return False  # "good" of nobody in particular is no approval
        if carry.meaning is not None and self.in_a_poll:
            return True
        return self.in_a_poll and (not same_meaning(answers) or speaks_of(self.text, "poll"))

    def _stands_on_the_last(self) -> bool:
        """Whether a sentence without an answer goes on from the one before ("The figure for last year was 4%")."""
        numbers = percentages_in(self.text)
        if len(numbers) >= 3 and all(is_listed(self.text, n) for n in numbers):
            return True
        words = tokens(self.text)
        opening = self.text[: words[min(3, len(words) - 1)].end] if words else ""
        if _GOES_ON.search(opening):
            return True
        return len(words) <= 16 and bool(_GOES_ON.search(self.text) or relatives_in(self.text))

    def _scores_go_on(self, carry: _Carry) -> bool:
        """Whether a sentence holds nothing but scores in brackets or with a slash, of the two sides told before."""
        return is_of_both_sides(carry.listed) and all(n.score and n.score.is_bare for n in percentages_in(self.text))

    def _names_one_for_each(self) -> bool:
        """Whether a sentence goes on with other people, each with a number: "Conte si ferma al 37%, Salvini al 28%"."""
        numbers, named = percentages_in(self.text), [s for s in self.spots.subjects if s.kind == "person"]
        if not numbers or len(named) != len(numbers) or not self.in_a_poll:
            return False
        return all(
            one.end <= number.start and len(tokens(self.text[one.end : number.start])) <= _ONE_FOR_EACH
            for one, number in zip(named, numbers, strict=True)
        )

    def _answers(self, numbers: list[Percentage], carry: _Carry) -> list[Answered | None]:
        """The answer of each number, of a score that of its first one."""
        said = self._said(numbers, carry)
        return with_scores(numbers, said, self.spots.answers, self.text, carry.listed)

    def _said(self, numbers: list[Percentage], carry: _Carry) -> list[Answered | None]:
        answers = self.spots.answers
        if not answers:
            carried = (carry.answer or "", carry.meaning or Response.APPROVE, ("answer-carried",))
            if len(numbers) > 1 and len(numbers) == len(carry.listed):
                return [(words, meaning, ("answer-carried",)) for words, meaning, _ in carry.listed]
            return [carried for _ in numbers]
        near = pair(numbers, answers, self._answer_cost, skipped=1.5)
        turns = in_turn(numbers, answers, lambda n, a: n.start < a.start)
        chosen: Sequence[Answer | None] = answers if turns else near
        if same_meaning(answers):
            listed = [
                answers[0] if is_listed(self.text, n) and not self._is_of_something_else(n, answers[0]) else None
                for n in numbers
            ]
            chosen = [a or b for a, b in zip(chosen, listed, strict=True)]
        chosen = self._answers_in_order(numbers, self._compared(numbers, chosen))
        chosen = self._as_before_the_bracket(numbers, chosen)
        return [self._answered(n, a) for n, a in zip(numbers, chosen, strict=True)]

    def _as_before_the_bracket(self, numbers: list[Percentage], chosen: Sequence[Answer | None]) -> list[Answer | None]:
        """Numbers in a bracket without answers go on from as many before it: "59% trust, 34% do not (58% and 35%)"."""
        kept = list(chosen)
        for aside in _ASIDE.finditer(self.text):
            inside = [i for i, n in enumerate(numbers) if aside.start() < n.start < aside.end()]
            if len(inside) < 2 or inside[0] < len(inside):
                continue
            if not any(aside.start() < a.start < aside.end() for a in self.spots.answers):
                kept[inside[0] : inside[-1] + 1] = kept[inside[0] - len(inside) : inside[0]]
        return kept

    def _answers_in_order(self, numbers: list[Percentage], chosen: Sequence[Answer | None]) -> list[Answer | None]:
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

    def _answer_cost(self, number: Percentage, answer: Answer) -> tuple[float, int]:
        """What it costs to pair a number with an answer; one in words must stand close to it."""
        cost, side = self._answer_distance(number, answer)
        return (UNPAIRED if number.is_worded and cost > _NEAR_WORDS else cost), side

    def _answer_distance(self, number: Percentage, answer: Answer) -> tuple[float, int]:
        weak = 0.0 if answer.strong else 2.0
        if self._is_of_something_else(number, answer) or (number.is_net and answer.response is not Response.NET):
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

    def _read(self, answered: list[tuple[Percentage, Answered]], carry: _Carry) -> list[_Read]:
        """Each answered number with its country, subject and time, own or carried."""
        numbers = [n for n, _ in answered]
        distance = self.spots.distance
        areas: list[Mention | None] = pair(
            numbers, self.spots.areas, lambda n, m: distance(n, m.start, m.end), shared=0.5
        )
        if in_turn(numbers, self.spots.areas, lambda n, m: n.start < m.start):
            areas = list(self.spots.areas)
        subjects: list[Subject | None] = pair(
            numbers, self.spots.subjects, lambda n, s: distance(n, s.start, s.end), shared=0.2
        )
        times = self._times(numbers)
        earlier = told_as_earlier(self.text, self._numbers, self.spots.times)
        run = numbers_in_order(self.text, numbers)
        areas = self._ordered(run, areas, self.spots.areas, lambda m: (m.start, m.end))
        subjects = self._ordered(run, subjects, self.spots.subjects, lambda s: (s.start, s.end))
        times = self._ordered(run, times, self.spots.times, lambda t: (t.start_char, t.end_char))
        return [
            _at_an_earlier_time(read) if read.number in earlier else read
            for read in (
                self._completed(n, a, area, subject, time, carry)
                for (n, a), area, subject, time in zip(answered, areas, subjects, times, strict=True)
            )
        ]

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

    def _times(self, numbers: list[Percentage]) -> list[FoundSpan | None]:
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
            self._time_cost,
            shared=0.5,
            limit=_FAR,
        )
        only = spots.times[0] if len(spots.times) == 1 and spots.times[0].has_year else None
        return [t or (only if n in far else None) for n, t in zip(numbers, chosen, strict=True)]

    def _time_cost(self, number: Percentage, time: FoundSpan) -> tuple[float, int]:
        if is_of_an_earlier(self.text, self._numbers, number, time):
            return NEVER, 1
        if self.spots.is_aside_for(number, time.start_char) or self._is_of_the_next(number, time):
            return UNPAIRED, 1
        return self._time_distance(number, time)

    def _has_each_its_time(self, numbers: list[Percentage]) -> bool:
        """Whether a time stands right behind every number: "33%, in July; 32%, in April"."""
        times = self.spots.times
        return len(times) == len(numbers) > 1 and all(
            number.end <= time.start_char and len(tokens(self.text[number.end : time.start_char])) <= _BESIDE
            for number, time in zip(numbers, times, strict=True)
        )

    def _is_of_another(self, number: Percentage, time: FoundSpan) -> bool:
        aside = self.spots.is_aside_for(number, time.start_char)
        return aside or is_of_an_earlier(self.text, self._numbers, number, time)

    def _time_distance(self, number: Percentage, time: FoundSpan) -> tuple[float, int]:
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

    def _completed(
        self,
        number: Percentage,
        answer: Answered,
        area: Mention | None,
        subject: Subject | None,
        time: FoundSpan | None,
        carry: _Carry,
    ) -> _Read:
        words, meaning, doubt = answer
        judged = subject or carry.subject
        place = self.text[area.start : area.end] if area else None
        if place is None and (judged is None or judged.kind != "person" or judged == carry.subject):
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
        group, is_near = self.spots.group_of(read.number)
        is_near = is_near or bool(_CONDITION.search(self.text))
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
            subject=read.subject.text if read.subject else None,
            pollster=self.spots.pollster,
            quote=self._place,
            qualifier=read.number.qualifier,
            doubt=(*read.doubt, "group-unclear") if is_near and group is None else read.doubt,
        )

    @property
    def _place(self) -> Location:
        return Location(char_start=self.sentence.start, char_end=self.sentence.start + len(self.text))

    def _left(self, carry: _Carry) -> _Carry:
        """What a sentence without shares leaves: whom and what the next one may be about."""
        answers, subjects, areas = self.spots.answers, self.spots.subjects, self.spots.areas
        if answers and same_meaning(answers) and answers[0].strong:
            words = self.text[answers[0].start : answers[0].end]
            carry = replace(carry, answer=words, meaning=answers[0].response)
        if subjects:
            carry = replace(carry, subject=subjects[-1], is_fresh=True)
        elif self._names_the_next(carry):
            name = areas[0]
            words = self.text[name.start : name.end]
            return replace(carry, subject=Subject(name.start, name.end, words, "country", name.match.country.iso3))
        if legend := legend_of(self.text):
            carry = replace(carry, answer=legend[0][0], meaning=legend[0][1], listed=legend)
        carry = replace(carry, wave=self._wave_left(carry))
        if areas and answers:
            carry = replace(carry, area=self.text[areas[-1].start : areas[-1].end])
        return carry

    def _wave_left(self, carry: _Carry) -> str | None:
        """The date that holds for what follows: the last one with its year, outside brackets."""
        told = [t for t in self.spots.times if t.has_year and not self.spots.is_in_brackets(t.start_char)]
        if any(self._is_now(t) for t in self.spots.times) and not told:
            return None
        return self.text[told[-1].start_char : told[-1].end_char] if told else carry.wave

    def _is_now(self, time: FoundSpan) -> bool:
        relative = relative_of(self.text[time.start_char : time.end_char])
        return relative is not None and relative.years == 0 and not relative.from_wave

    def _names_the_next(self, carry: _Carry) -> bool:
        """Whether a sentence opens with the next of several countries that are judged ("China, however, …")."""
        first = self.spots.areas[0] if self.spots.areas else None
        among_countries = carry.subject is not None and carry.subject.kind in ("country", "body")
        return among_countries and first is not None and first.match.kind == "name" and first.start < 12

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
