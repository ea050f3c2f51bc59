"""What a sentence names besides its numbers: countries asked, subjects, times, groups, pollsters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.layouts.enumerated import judged_in_lists
from extract.layouts.labels import is_group
from extract.layouts.respective import answers_apart, says_respectively
from extract.model import Response
from extract.names.contexts import speaks_of
from extract.names.countries import Country, Match, Mention, country_of, mentions, names_countries
from extract.names.people import People
from extract.names.phrases import tokens
from extract.names.pollsters import pollsters_in
from extract.names.relatives import is_a_beginning, is_of_an_event, relatives_in
from extract.names.responses import Answer, answers_in
from extract.names.subjects import Subject, is_in_an_aside, offices_in, plans_in, subjects_in
from extract.names.topics import with_topics
from extract.names.wording import any_of
from extract.prose import Percentage, percentages_in
from extract.waves import FoundSpan, find_spans

_JUDGING = (Response.APPROVE, Response.DISAPPROVE)
BREAK = re.compile(rf"[;:.]|,(?!\d)|{any_of('clause')}|[—–]")
_NEXT = 14  # characters between a time and a number that is of it: "compared with January (81%)"
_COMPARED_WITH = re.compile(rf"{any_of('compared with')}\s+(?:[^\W\d]+\s+){{0,2}}\Z", re.IGNORECASE)
_COMPARED_BEHIND = re.compile(any_of("compared, behind"))
_SINCE = re.compile(rf"{any_of('since')}\s+(?:[^\W\d][\w’'-]*\s+){{0,7}}\Z", re.IGNORECASE)
_SINCE_THEN = re.compile(rf"{any_of('since')}\s+\Z", re.IGNORECASE)
_MANY = re.compile(rf"\b\d{{1,3}}\s?{any_of('countries')}")
_CAPITALS = re.compile(r"\b[A-ZÀ-ÞА-ЯЁ][^\W\d_]+(?:\s[A-ZÀ-ÞА-ЯЁ][^\W\d_]+)?")

_BRACKETED = re.compile(r"\([^()]*\)")
_FIGURE = re.compile(r"\s(?:\S+\s)?\d")  # with the word that joins it on
_BEFORE_PLAN = 4  # words between an answer and the plan that it is of
_LONGEST_PLAN = 110
_LISTED = re.compile(r"(?P<name>[A-ZÀ-ÞА-Я][\w.’'-]*(?:\s[A-ZÀ-ÞА-Я][\w.’'-]*){0,3})(?:,\s[A-Z]\S+)?(?:\s\(|:\s)\Z")
_SEEN = re.compile(rf"{any_of('sees')}\s(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){{0,3}})\s(?=[a-z]+ly\b)")
_LEADS = re.compile(r"(?:[’']s?)?\s(?:[^\W\d_]+\s){0,3}")  # words between a country and its leader
_ABOUT = re.compile(rf"{any_of('about a country')}\s(?:{any_of('article')}\s)?\Z", re.IGNORECASE)  # "war with Iran"
_ABOUT_BEHIND = re.compile(any_of("about a country, behind"))
_FORMER, _LATTER = (re.compile(any_of(kind)) for kind in ("the former", "the latter"))
_FOR_OR_AGAINST = re.compile(
    rf"{any_of('for or against')}\s+(?:{any_of('a thing')}\s+)?(?P<thing>[a-z][\w’'-]*(?:\s[\w’'-]+){{0,6}}?)"
    rf"(?=[,.;()]|\s{any_of('behind a thing')}|$)"
)


@dataclass(frozen=True)
class Spots:
    """The words of one sentence by what they are. Cached, for each is asked for several numbers."""

    text: str
    people: People
    countries_are_judged: bool = False
    language: str | None = None
    judged_elsewhere: frozenset[str] = frozenset()  # countries that the document tells the view of

    @cached_property
    def answers(self) -> list[Answer]:
        """The answers named, each with one meaning."""
        said = answers_apart(self.text) if says_respectively(self.text) else answers_in(self.text)
        answers = [a for a in said if a.response is not None]
        if {a.response for a in answers}.issuperset((*_JUDGING, Response.NEITHER)):
            return answers  # a whole scale: "good, regular, bad"
        if any(a.strong for a in answers) and not any(a.response in _JUDGING and not a.strong for a in answers):
            return [a for a in answers if a.strong or a.response is not Response.NEITHER]  # "approval: average 44%"
        return answers

    @cached_property
    def subjects(self) -> list[Subject]:
        """Whom the numbers may be about."""
        found = subjects_in(self.text, self.people)
        if self.countries_are_judged and not any(s.kind == "country" for s in found):
            found = [*found, *(self._as_subject(m) for m in self._places if m.match.kind in ("name", "alias"))]
        found = [*found, *self._things(found)]
        if not self.people.names and not any(s.kind in ("person", "leadership", "country", "body") for s in found):
            found = [*found, *offices_in(self.text)]  # nobody is named in the whole text
        found = [*found, *(s for s in self.listed if not any(s.start < k.end and k.start < s.end for k in found))]
        enumerated = self.enumerated.values()
        found = [*enumerated, *(s for s in found if not any(s.start < k.end and k.start < s.end for k in enumerated))]
        found = self._with_former_and_latter(sorted(found, key=lambda s: s.start))
        return with_topics(self.text, found, self.answers, [n.start for n in percentages_in(self.text)])

    def _with_former_and_latter(self, found: list[Subject]) -> list[Subject]:
        """The subjects; "the former" and "the latter" are the two people named before them."""
        latter = _LATTER.search(self.text)
        former = [*_FORMER.finditer(self.text, 0, latter.start())] if latter else []
        if latter is None or not former:
            return found
        words = former[-1], latter  # "le premier ministre …, 25% pour le premier et 39% pour le second"
        named = dict.fromkeys(s.text for s in found if s.kind == "person" and s.end <= words[0].start())
        if len(named) != 2:
            return found
        told = [Subject(*m.span(), name, "person") for m, name in zip(words, named, strict=True)]
        others = [s for s in found if s.kind != "person" and not any(t.start < s.end and s.start < t.end for t in told)]
        return sorted([*others, *told], key=lambda s: s.start)

    @cached_property
    def enumerated(self) -> dict[Percentage, Subject]:
        """Whom each number of a list is of: "the military (60%) and the police (43%)"."""
        return judged_in_lists(self.text, percentages_in(self.text), self.answers, self.people, self.language)

    @cached_property
    def listed(self) -> list[Subject]:
        """Names that stand there only to be judged: "Boston (52-17), Atlanta (51-19)", "52% see Boston favorably"."""
        scored = (n.start for n in percentages_in(self.text) if n.score and n.score.is_bare)
        met = [*(_LISTED.search(self.text, 0, at) for at in scored), *_SEEN.finditer(self.text)]
        named = [(*m.span("name"), m["name"]) for m in met if m is not None]
        return [Subject(s, e, words, "thing") for s, e, words in named if not (_are_groups(words) or mentions(words))]

    def _things(self, known: list[Subject]) -> Iterator[Subject]:
        """What people are for or against, where it is no person, body or country: "supporting civil unions"."""
        plans = [plan for plan in self._plans() if not any(s.start < plan.end and plan.start < s.end for s in known)]
        yield from plans
        known = [*known, *plans]
        for met in _FOR_OR_AGAINST.finditer(self.text):
            start, end = met.span("thing")
            words = met["thing"].strip()
            if words and not any(s.start < end and start < s.end for s in known) and not speaks_of(words, "people"):
                yield Subject(start, end, words, "thing")

    def _plans(self) -> Iterator[Subject]:
        """A plan right behind an answer: "disapprove (13%) of a Democratic proposal to let commissions draw maps"."""
        for answer in self.answers:
            rest = _BRACKETED.sub(lambda met: " " * len(met[0]), self.text[answer.end : answer.end + _LONGEST_PLAN])
            plan = next((p for p in plans_in(rest) if len(tokens(rest[: p.start])) <= _BEFORE_PLAN), None)
            if plan is None or BREAK.search(rest[: plan.start]) or percentages_in(rest[: plan.start]):
                continue
            ends = [m.start() for m in BREAK.finditer(rest, plan.end)] + [
                m.start() for m in _FIGURE.finditer(rest, plan.end)
            ]
            start, end = answer.end + plan.start, answer.end + min(ends, default=len(rest.rstrip()))
            yield Subject(start, end, self.text[start:end].strip(), "thing")

    @cached_property
    def areas(self) -> list[Mention]:
        """Countries whose people were asked: not those that are judged, nor those that only describe."""
        judged = self.subjects
        found = [m for m in self._places if not any(s.start <= m.start < s.end for s in judged)]
        found = [m for m in found if m.match.kind == "people" or m.match.country.iso3 not in self.judged_elsewhere]
        found = [m for m in found if m.match.kind == "people" or not self._is_only_spoken_of(m)]
        return [m for m in found if m.match.kind != "adjective" or self._describes_people(m)]

    def _is_only_spoken_of(self, place: Mention) -> bool:
        return bool(_ABOUT.search(self.text, 0, place.start) or _ABOUT_BEHIND.match(self.text, place.end))

    def is_of_another_leader(self, mention: Mention, subject: Subject | None) -> bool:
        """Whether a country only says whose leader somebody else is: "UK Prime Minister Boris Johnson"."""
        if subject is None or subject.kind != "person":
            return False
        led = next((s for s in self.subjects if s.start > mention.end), None)
        if led is None or led.kind != "person" or led.iso3 != mention.match.country.iso3 or led.text == subject.text:
            return False
        return _LEADS.fullmatch(self.text, mention.end, led.start) is not None

    @cached_property
    def names_countries(self) -> bool:
        """Whether the sentence goes through several countries, so that an ambiguous name among them is one."""
        return names_countries(self.text[m.start : m.end] for m in self.areas if m.match.kind == "name")

    @cached_property
    def _places(self) -> list[Mention]:
        named = mentions(self.text, language=self.language)
        taken = [(m.start, m.end) for m in named] + [(m.start, m.end) for m in pollsters_in(self.text)]
        pools = [m for m in self._pools() if not any(m.start < end and start < m.end for start, end in taken)]
        return sorted([*named, *pools], key=lambda m: m.start)

    def _pools(self) -> Iterator[Mention]:
        """Many countries at once: "the 132 countries surveyed", "Africa". They end what was said of one."""
        for found in _MANY.finditer(self.text):
            yield Mention(*found.span(), Match(Country(None, found[0]), "pool"))
        for found in _CAPITALS.finditer(self.text):
            match = country_of(found[0])
            if match is not None and match.kind == "pool":
                yield Mention(*found.span(), match)

    def _as_subject(self, mention: Mention) -> Subject:
        words = self.text[mention.start : mention.end]
        return Subject(mention.start, mention.end, words, "country", mention.match.country.iso3)

    def _describes_people(self, mention: Mention) -> bool:
        around = self.text[max(0, mention.start - 14) : mention.end + 14]
        return speaks_of(around, "people") or speaks_of(around, "poll")

    @cached_property
    def times(self) -> list[FoundSpan]:
        """The dates of the sentence; neither months of longer dates nor a leader's years in office."""
        dated = [f for f in find_spans(self.text) if not self._is_term_of_office(f)]
        others = [f for f in relatives_in(self.text) if not any(d.start_char < f.end_char <= d.end_char for d in dated)]
        named = [s for s in self.subjects if s.kind == "person"]  # Luigi Di Maio is no month of May
        times = [f for f in (*dated, *others) if not self._is_in_a_number(f.start_char)]
        times = [f for f in times if not any(s.start <= f.start_char < s.end for s in named)]
        times = [f for f in times if not self._is_only_compared(f)]
        return sorted(times, key=lambda f: f.start_char)

    def _is_only_compared(self, time: FoundSpan) -> bool:
        """Whether a time is told only to compare with, behind the number: "less than in May", "lowest since 2015"."""
        before, after = self.text[: time.start_char], self.text[time.end_char :]
        if _SINCE_THEN.search(before) and any(n.end <= time.start_char for n in percentages_in(self.text)):
            return True
        if any(n.start - time.end_char < _NEXT for n in percentages_in(self.text) if n.start >= time.end_char):
            return False
        if not any(n.end <= time.start_char for n in percentages_in(self.text)) and len(before) > _NEXT:
            return False
        compared = _COMPARED_WITH.search(before) or _COMPARED_BEHIND.match(after)
        if is_of_an_event(self.text, time.start_char):
            return True
        return bool(compared or _SINCE.search(before)) or is_a_beginning(self.text, time.start_char, time.end_char)

    def _is_in_a_number(self, position: int) -> bool:
        """Whether a word is part of a share: "sept Français sur dix" is not of September, nor "-19 in May" a day."""
        return any(n.start <= position < n.end for n in percentages_in(self.text))

    def _is_term_of_office(self, found: FoundSpan) -> bool:
        opened = self.text[: found.start_char].rstrip()
        closed = self.text[found.end_char :].lstrip()
        in_brackets = opened.endswith("(") and closed.startswith(")")
        return in_brackets and any(0 <= found.start_char - s.end <= 3 for s in self.subjects if s.kind == "person")

    @cached_property
    def pollster(self) -> str | None:
        """The pollster named, if only one is."""
        names = {m.name for m in pollsters_in(self.text) if not is_in_an_aside(self.text, m.start)}
        return names.pop() if len(names) == 1 else None

    def distance(self, number: Percentage, start: int, end: int) -> tuple[float, int]:
        """How far a word from `start` to `end` stands from a number; brackets and clauses keep apart."""
        if start >= number.end:
            between = self.text[number.end : start]
            apart = len(BREAK.findall(between)) + len(re.findall(r"[()]", between)) + len(percentages_in(between))
            return 1.5 * len(tokens(between)) + 5.0 * apart + 1.0, 1
        between = self.text[end : number.start]
        return 0.6 * len(tokens(between)) + 1.0 * len(BREAK.findall(between)), -1

    def is_in_brackets(self, position: int) -> bool:
        """Whether a position lies in round brackets."""
        return self._brackets(position) is not None

    def is_aside_for(self, number: Percentage, position: int) -> bool:
        """Whether a position lies in brackets with a figure of their own, and the number outside them."""
        around = self._brackets(position)
        if around is None or around[0] < number.start < around[1]:
            return False
        return bool(percentages_in(self.text[around[0] : around[1]]))

    def _brackets(self, position: int) -> tuple[int, int] | None:
        opened, closed = self.text.rfind("(", 0, position), self.text.find(")", position)
        if opened < 0 or closed < 0 or ")" in self.text[opened:position]:
            return None
        return opened, closed


def _are_groups(words: str) -> bool:
    return all(is_group(word.folded) for word in tokens(words))


def is_listed(text: str, number: Percentage) -> bool:
    """Whether a number stands in brackets behind what it is of: "Scholz (40 percent)"."""
    return text[: number.start].rstrip().endswith("(")


def same_meaning(answers: Sequence[Answer]) -> bool:
    """Whether all the answers mean one thing."""
    return len({a.response for a in answers}) == 1
