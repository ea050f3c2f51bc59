"""What a sentence names that a claim can be made of: countries, subjects, answers, years, and words that compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from extract.model import Response
from extract.names.countries import Mention, mentions
from extract.names.groups import groups_in
from extract.names.people import People
from extract.names.phrases import Found, Phrases, read_rows, tokens
from extract.names.pollsters import pollsters_in
from extract.names.responses import Answer, answers_in
from extract.names.subjects import Subject, subjects_in
from extract.names.topics import with_topics
from extract.prose import Percentage, percentages_in
from extract.waves import FoundSpan, find_spans

_SIDES = (Response.APPROVE, Response.DISAPPROVE, Response.NEITHER, Response.NO_OPINION)
_POINTS = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d)?)[\s-](?=\D{0,12}$)")
_LEADS = frozenset({"of", "the", "in", "den", "die", "der", "les", "la", "aux", "a", "en", "los"})
_BEFORE_A_NUMBER = 28  # characters in which "at least" may stand


@cache
def _words() -> Phrases[str]:
    return Phrases((row["phrase"], row["kind"]) for row in read_rows("claims.csv"))


def tokens_between(text: str, start: int, end: int) -> list[str]:
    """The words between two places but for the little ones that lead to a name."""
    return [t.folded for t in tokens(text[start:end]) if t.folded not in _LEADS]


@dataclass(frozen=True)
class Spots:
    """One sentence, and who is known beside those it names itself."""

    text: str
    people: People

    @cached_property
    def words(self) -> list[Found[str]]:
        """The words that compare, in order."""
        return _words().find(self.text)

    def has(self, *kinds: str) -> bool:
        """Whether a word of one of the kinds is there."""
        return any(found.value in kinds for found in self.words)

    def first(self, *kinds: str) -> Found[str] | None:
        """The first word of one of the kinds."""
        return next((found for found in self.words if found.value in kinds), None)

    @cached_property
    def subjects(self) -> list[Subject]:
        """Who or what is judged, left to right; a country too that stands right behind what is felt towards it."""
        named = subjects_in(self.text, self.people) or [
            Subject(m.start, m.end, self.text[m.start : m.end], "country", m.match.country.iso3) for m in self._faced
        ]
        return with_topics(self.text, named, self.answers, [n.start for n in percentages_in(self.text)])

    @property
    def _faced(self) -> list[Mention]:
        places = [m for m in mentions(self.text) if m.match.kind != "people"]
        ends = [answer.end for answer in answers_in(self.text) if answer.response in _SIDES]
        return [
            m for m in places if any(m.start - end > 0 and not tokens_between(self.text, end, m.start) for end in ends)
        ]

    @cached_property
    def places(self) -> list[Mention]:
        """The countries whose people are meant: none that is part of a subject's name."""
        inside = [(s.start, s.end) for s in self.subjects]
        met = mentions(self.text)
        return [m for m in met if m.match.country.iso3 and not any(a <= m.start < b for a, b in inside)]

    @cached_property
    def region(self) -> str:
        """A part of the world that is named beside the subject: no single country's people are meant."""
        inside = [(s.start, s.end) for s in self.subjects]
        met = [f for f in self.words if f.value == "a region" and not any(a <= f.start < b for a, b in inside)]
        return self.text[met[0].start : met[0].end] if met else ""

    @cached_property
    def group(self) -> str:
        """A part of the population that the sentence is about."""
        met = groups_in(self.text)
        return self.text[met[0].start : met[0].end] if met else ""

    @cached_property
    def answers(self) -> list[Answer]:
        """The answers that are sides, left to right."""
        return [a for a in answers_in(self.text) if a.response in _SIDES and not a.both_sides]

    @cached_property
    def times(self) -> list[FoundSpan]:
        """The dates with a year."""
        return [found for found in find_spans(self.text) if found.has_year]

    @cached_property
    def percentages(self) -> tuple[Percentage, ...]:
        """The shares printed in it."""
        return percentages_in(self.text)

    @cached_property
    def pollster(self) -> str:
        """Who asked, where it says so."""
        return next((met.name for met in pollsters_in(self.text)), "")

    def before(self, position: int) -> str | None:
        """The kind of the word of measure right before a number: "at least" 30 %."""
        start = max(0, position - _BEFORE_A_NUMBER)
        near = _words().find(self.text[start:position])
        close = [f for f in near if not re.search(r"\w", self.text[start + f.end : position])]
        return close[-1].value if close else None

    def behind(self, position: int) -> str | None:
        """The kind of the word of measure right behind a number: 30 % "or more"."""
        found = _words().find(self.text[position : position + _BEFORE_A_NUMBER])
        return (
            found[0].value if found and not re.search(r"\w", self.text[position : position + found[0].start]) else None
        )

    @cached_property
    def points(self) -> float | None:
        """By how many points: "6 points", "a 6-point drop"."""
        for word in self.words:
            if word.value == "points" and (number := _POINTS.search(self.text[: word.start])):
                return float(number[1].replace(",", "."))
        return None
