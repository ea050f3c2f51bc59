"""Shares printed in sentences.

Each percentage is paired with the answer, the country, the subject, the date and the group that
stand in step with it; what a sentence leaves open is carried from the one before it. A percentage for
which no answer is named is no share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.layouts.labels import is_group, statuses_in
from extract.layouts.pairing import pair
from extract.layouts.prose import Percentage, Sentence, is_other_percentage, percentages_in, sentences_of
from extract.model import Document, Location, Passage, PrintedShare, Response, Sidecar
from extract.names.contexts import speaks_of
from extract.names.countries import Mention, mentions
from extract.names.phrases import tokens
from extract.names.pollsters import pollsters_in
from extract.names.relatives import relatives_in
from extract.names.responses import Answer, answers_in
from extract.names.subjects import Subject, is_in_an_aside, subjects_in
from extract.poll_details import Details, is_question
from extract.waves import FoundSpan, find_spans

NAME = "sentence"

_LONGEST_SENTENCE = 1500
_CARRY_WORDS = re.compile(
    r"\b(?:figures?|numbers?|shares?|ratings?|index|indicators?|scores?|chiffres?|indice|wert|werte|cifra|índice|indicador|показател\w*)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:.]|,(?!\d)|\bwhile\b|\bwhereas\b|\bbut\b|[—–]")


@dataclass(frozen=True, slots=True)
class _Carry:
    """What the sentence before leaves for the next one to stand on."""

    answer: str | None = None
    meaning: Response | None = None
    area: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word of a sentence that a number may be paired with, whatever it is."""

    start: int
    end: int


def find(document: Document, details: Details, sidecar: Sidecar) -> Iterator[PrintedShare]:
    """The shares of every sentence of the document, and the absences it states."""
    carry = _Carry()
    for passage in document.blocks:
        if not isinstance(passage, Passage) or not _may_hold_shares(passage.text):
            continue
        for sentence in sentences_of(passage):
            if len(sentence.text) > _LONGEST_SENTENCE or is_question(sentence.text):
                continue
            reading = _Reading(document, details, sentence, speaks_of(passage.text, "poll"))
            found, carry = reading.shares(carry)
            yield from found
            yield from reading.absences()


def _may_hold_shares(text: str) -> bool:
    return any(c.isdigit() for c in text) or bool(statuses_in(text))


@dataclass(frozen=True, slots=True)
class _Reading:
    document: Document
    details: Details
    sentence: Sentence
    in_a_poll: bool

    @property
    def text(self) -> str:
        """The sentence's own words."""
        return self.sentence.text

    def shares(self, carry: _Carry) -> tuple[list[PrintedShare], _Carry]:
        """The shares of the sentence, and what it leaves for the next."""
        numbers = [p for p in percentages_in(self.text) if not is_other_percentage(self.text, p)]
        answers = [a for a in answers_in(self.text) if a.response is not None]
        subjects = subjects_in(self.text, self.details.people)
        areas = self._areas(subjects)
        if not numbers or not self._is_about_opinion(answers, carry):
            return [], self._left(carry, answers, subjects, areas)
        paired = self._answers(numbers, answers, carry)
        kept = [(n, a) for n, a in zip(numbers, paired, strict=True) if a is not None]
        if not kept:
            return [], self._left(carry, answers, subjects, areas)
        numbers = [n for n, _ in kept]
        found = [
            self._printed(n, a, area, subject, wave, carry)
            for (n, a), area, subject, wave in zip(
                kept,
                self._paired_areas(numbers, areas),
                self._paired_subjects(numbers, subjects),
                self._paired_waves(numbers),
                strict=True,
            )
        ]
        last = found[-1]
        return found, _Carry(last.response, last.meaning, last.area or carry.area, last.subject or carry.subject)

    def _is_about_opinion(self, answers: Sequence[Answer], carry: _Carry) -> bool:
        if not answers:
            return carry.meaning is not None and self._stands_on_the_last()
        strong = any(a.strong for a in answers)
        sides = {a.response for a in answers}
        return (
            strong
            or (self.in_a_poll and (len(sides) > 1 or speaks_of(self.text, "poll")))
            or (carry.meaning is not None and self.in_a_poll)
        )

    def _stands_on_the_last(self) -> bool:
        """Whether a sentence without an answer goes on from the one before ("The figure for last year was 4%")."""
        numbers = percentages_in(self.text)
        if len(numbers) >= 3 and all(self._is_listed(n) for n in numbers):
            return True
        return len(tokens(self.text)) <= 14 and bool(_CARRY_WORDS.search(self.text) or relatives_in(self.text))

    def _answers(
        self, numbers: list[Percentage], answers: list[Answer], carry: _Carry
    ) -> list[tuple[str, Response, tuple[str, ...]] | None]:
        if not answers:
            carried = (carry.answer or "", carry.meaning or Response.APPROVE, ("answer-carried",))
            return [carried for _ in numbers]
        chosen = pair(numbers, answers, self._answer_cost)
        if len({a.response for a in answers}) == 1:
            chosen = [a or (answers[0] if self._is_listed(n) else None) for n, a in zip(numbers, chosen, strict=True)]
        return [
            (self.text[a.start : a.end], a.response, ()) if a is not None and a.response is not None else None
            for a in chosen
        ]

    def _answer_cost(self, number: Percentage, answer: Answer) -> float:
        weak = 0.0 if answer.strong else 2.0
        if answer.start >= number.end:
            between = self.text[number.end : answer.start]
            words = len(tokens(between))
            return words + (4.0 if words else 1.0) * len(_BREAK.findall(between)) + weak
        between = self.text[answer.end : number.start]
        return len(tokens(between)) * 0.8 + 1.0 + 1.5 * len(_BREAK.findall(between)) + weak

    def _is_listed(self, number: Percentage) -> bool:
        """Whether a number stands in brackets behind what it is of: "Scholz (40 percent)"."""
        return self.text[: number.start].rstrip().endswith("(")

    def _near_cost(self, number: Percentage, spot: _Spot) -> float:
        if spot.start >= number.end:
            between = self.text[number.end : spot.start]
            return 1.5 * len(tokens(between)) + 5.0 * len(_BREAK.findall(between)) + 1.0
        between = self.text[spot.end : number.start]
        return 0.6 * len(tokens(between)) + 1.0 * len(_BREAK.findall(between))

    def _areas(self, subjects: Sequence[Subject]) -> list[Mention]:
        """Countries whose people were asked: not those that are judged, nor those that only describe."""
        found = []
        for mention in mentions(self.text):
            if any(s.start <= mention.start < s.end for s in subjects):
                continue
            if mention.match.kind == "adjective" and not self._describes_people(mention):
                continue
            found.append(mention)
        return found

    def _describes_people(self, mention: Mention) -> bool:
        around = self.text[max(0, mention.start - 14) : mention.end + 14]
        return speaks_of(around, "people") or speaks_of(around, "poll")

    def _paired_areas(self, numbers: list[Percentage], areas: list[Mention]) -> list[str | None]:
        chosen = pair(numbers, areas, lambda n, m: self._near_cost(n, _Spot(m.start, m.end)), shared=0.5)
        return [self.text[m.start : m.end] if m is not None else None for m in chosen]

    def _paired_subjects(self, numbers: list[Percentage], subjects: list[Subject]) -> list[Subject | None]:
        return pair(numbers, subjects, lambda n, s: self._near_cost(n, _Spot(s.start, s.end)), shared=0.2)

    def _paired_waves(self, numbers: list[Percentage]) -> list[str | None]:
        spans = self._times()
        chosen = pair(numbers, spans, lambda n, f: self._near_cost(n, _Spot(f.start_char, f.end_char)), shared=0.5)
        return [self.text[f.start_char : f.end_char] if f is not None else None for f in chosen]

    def _times(self) -> list[FoundSpan]:
        """The dates of the sentence; a month that belongs to a longer date is not told again."""
        dated = find_spans(self.text)
        others = [f for f in relatives_in(self.text) if not any(d.start_char < f.end_char <= d.end_char for d in dated)]
        return sorted([*dated, *others], key=lambda f: f.start_char)

    def _group(self, number: Percentage) -> str | None:
        """The part of the population that a number is of: "48% of men", "Republicans (55%)", "among women, 30%"."""
        after = re.match(
            r"\s*(?:of|der|des|de|dos|das|di|van|у|из|среди)?\s*((?:\w+[\s-]){0,1}\w+)", self.text[number.end :]
        )
        if after and is_group(after[1]) and re.match(r"\s*(?:of|der|des|dos|das)\s", self.text[number.end :]):
            return after[1]
        before = re.search(r"((?:[\w–-]+\s){0,2}[\w–-]+)\s*\(\s*$", self.text[: number.start])
        return before[1] if before and is_group(before[1]) else None

    def _printed(
        self,
        number: Percentage,
        answer: tuple[str, Response, tuple[str, ...]],
        area: str | None,
        subject: Subject | None,
        wave: str | None,
        carry: _Carry,
    ) -> PrintedShare:
        words, meaning, doubt = answer
        start, end = self.sentence.start + number.start, self.sentence.start + number.end
        pollsters = [m for m in pollsters_in(self.text) if not is_in_an_aside(self.text, m.start)]
        judged = subject.text if subject else carry.subject
        if area is None and judged == carry.subject:
            area = carry.area
        return PrintedShare(
            share=self.document.text[start:end],
            location=self.document.place(start, end),
            layout=NAME,
            area=area,
            group=self._group(number),
            wave=wave,
            response=words,
            meaning=meaning,
            subject=judged,
            pollster=pollsters[0].name if len({p.name for p in pollsters}) == 1 else None,
            quote=Location(char_start=self.sentence.start, char_end=self.sentence.start + len(self.text)),
            qualifier=number.qualifier,
            doubt=doubt,
        )

    def _left(
        self, carry: _Carry, answers: Sequence[Answer], subjects: Sequence[Subject], areas: Sequence[Mention]
    ) -> _Carry:
        """A sentence without shares may still name whom the next one is about."""
        if subjects:
            carry = replace(carry, subject=subjects[-1].text)
        return carry

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
                quote=Location(char_start=self.sentence.start, char_end=self.sentence.start + len(self.text)),
                status=found.value,
            )
