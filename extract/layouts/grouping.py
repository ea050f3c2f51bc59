"""The part of the population that a number of a sentence is of: "48% of men", "in the north 37%"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.layouts.spotting import BREAK, Spots
from extract.names.contexts import context_words
from extract.names.groups import groups_in
from extract.names.phrases import tokens
from extract.names.wording import any_of
from extract.prose import Percentage, percentages_in
from extract.values import PERCENT
from extract.waves import find_spans

_YEARS_OLD = rf"(?:\s?-?\s?{any_of('years old')})?"
_AGE = re.compile(
    rf"(?<![\d/.-])(?:\d{{2}}(?:{any_of('years old')})?\s?(?:[-–—]|{any_of('to an age')})\s?\d{{2}}"
    rf"(?![\d%/-]){_YEARS_OLD}(?!\s?(?:{PERCENT.pattern}))"
    rf"|\d{{2}}{any_of('decade of age')}"
    rf"|{any_of('side of an age')}\s+\d{{2}}(?=[\s,.)]|$)(?!\s?(?:{PERCENT.pattern})){_YEARS_OLD})",
    re.IGNORECASE,
)
_THE = rf"(?:{any_of('article')}\s+)?"
_OF = re.compile(rf"\)?\s*{any_of('of', 'among')}\s+{_THE}", re.IGNORECASE)
_AMONG = re.compile(rf"{any_of('among')}\s+{_THE}(?:[a-zà-ÿа-яё’'-]+\s+){{0,2}}\Z", re.IGNORECASE)
_WITHIN = re.compile(
    rf"{any_of('in a part')}\s+{_THE}(?:[a-zà-ÿ]{{1,3}}\s+)?(?P<named>(?:[a-zà-ÿа-яёіїє’'-]+\s+){{0,2}})\Z",
    re.IGNORECASE,
)
_WHERE = re.compile(rf",\s{any_of('where')}\s", re.IGNORECASE)
_OF_AN_AGE = re.compile(r"\s(?:[^\W\d_]{1,4}\s)?\(?")
_HYPHEN = re.compile(r"[-‐‑][^\W\d_]")
_WITH = re.compile(rf"(?:,|\s)?\s?{any_of('with')}\s(?:[^\W\d]{{1,3}}\s)?\Z", re.IGNORECASE)
_CLAUSE = re.compile(any_of("clause"), re.IGNORECASE)
_CONDITION = re.compile(any_of("those who"))
_SPLIT = re.compile(any_of("split"), re.IGNORECASE)
_APPOSITION = re.compile(r",\s[^,.;:()\d]{3,60},\s")
_WHO = re.compile(rf"\s+{any_of('who')}\s")
_LONGEST_PEOPLE = 24  # characters behind a group's adjective: "White *registered voters*"
_BEFORE_GROUP = 2  # words before a group that a clause opens with: "and most men"
_BEFORE_VERB = 1  # words between a group and what it answers: "men narrowly approve"
_BEFORE_A_PLACE = 6  # words between a number and where it is said: "un 75% de desaprobación en zonas rurales"
_BEHIND_A_PLACE = 9  # words between where it is said and a number: "en la zona central alcanza un rechazo del 87%"

_NEAR = 6.0  # how far a group may stand from a number that may be its own: see Spots.distance
_NEAR_AGE = 8.0

_Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Group:
    """Words for a part of the population."""

    start: int
    end: int
    is_age: bool = False
    is_place: bool = False


def _joined(text: str, groups: list[_Group]) -> list[_Group]:
    """The groups, those of an age joined to the words before them: "jóvenes de 18 a 34 años"."""
    joined: list[_Group] = []
    for group in groups:
        if joined and group.is_age and _OF_AN_AGE.fullmatch(text, joined[-1].end, group.start):
            group = replace(group, start=joined.pop().start)
        joined.append(group)
    return joined


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups that a sentence names, to be asked for those of its numbers."""

    spots: Spots
    groups: tuple[_Group, ...]

    @classmethod
    def of(cls, spots: Spots) -> Grouping:
        """What a sentence says of groups; neither an age in a date or a share, nor a part of what is judged."""
        text = spots.text
        # Quebec City is no part of those asked, nor the military in a list of institutions
        judged = [(s.start, s.end) for s in (*spots.listed, *spots.enumerated.values())]
        dated = [(d.start_char, d.end_char) for d in find_spans(text)]  # "between January 21 and 27"
        numbers = [(n.start, n.end) for n in percentages_in(text)]
        ages = (_Group(*m.span(), is_age=True) for m in _AGE.finditer(text))
        found = [age for age in ages if not any(s < age.end and age.start < e for s, e in (*numbers, *dated))]
        words = (f for f in groups_in(text) if not _HYPHEN.match(text, f.end))  # "norte-americana"
        named = (_Group(f.start, f.end, is_place=f.value == "place") for f in words)
        found += [one for one in named if not any(f.start < one.end and one.start < f.end for f in found)]
        kept = (one for one in found if not any(s <= one.start and one.end <= e for s, e in judged))
        return cls(spots, tuple(_joined(text, sorted(kept, key=lambda one: one.start))))

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.spots.text

    def group_of(self, number: Percentage) -> tuple[str | None, bool]:
        """The part of the population that a number is of, and whether one is named that may be it.

        "48% of men", "Republicans (55%)", "among women, 30%", "18-24 года (59%)", "72% in the north".
        """
        ways = (self._beside, self._that_answers, self._where_it_is_said, self._of_an_age)
        found = next(filter(None, (way(number) for way in ways)), None)
        if found is not None:
            return self.text[slice(*found)], True
        is_near = any(self.spots.distance(number, g.start, g.end)[0] < _NEAR for g in self.groups)
        return None, is_near or bool(_CONDITION.search(self.text))

    def _beside(self, number: Percentage) -> _Stretch | None:
        for group in self.groups:
            follows = group.start >= number.end and _OF.fullmatch(self.text[number.end : group.start])
            between = self.text[group.end : number.start]
            is_led = group.end <= number.start
            leads = is_led and (between.strip() in ("(", ":", "—", "-") or _WITH.fullmatch(between))
            among = is_led and _AMONG.search(self.text[: group.start]) and self._still_holds(group.end, number)
            if follows or leads or among:
                return group.start, self._with_clause(group.end)
        return None

    def _that_answers(self, number: Percentage) -> _Stretch | None:
        """A group that is said to answer: "White voters approve 49 - 47 percent"."""
        numbers = percentages_in(self.text)
        for group in self.groups:
            counted = any(_OF.fullmatch(self.text[n.end : group.start]) for n in numbers if n.end <= group.start)
            if group.end > number.start or counted or not self._opens_a_clause(group.start):
                continue
            if named := self._answering(group.end, number):
                return group.start, named
        return None

    def _where_it_is_said(self, number: Percentage) -> _Stretch | None:
        """A part of the country: "75% de desaprobación en zonas rurales", "na região Nordeste caiu para 23%"."""
        for group in self.groups:
            within = _WITHIN.search(self.text, 0, group.start) if group.is_place else None
            if within is None:
                continue
            is_led = group.end <= number.start
            if self._holds_from(within.start(), group.end, number) if is_led else self._is_said(number, within.start()):
                return within.start("named"), group.end
        return None

    def _holds_from(self, start: int, end: int, number: Percentage) -> bool:
        """Whether a place before a number is its own: one that opens the sentence holds, any other is near."""
        if not tokens(self.text[:start]) or _WHERE.match(self.text, end):
            return self._still_holds(end, number)
        between = self.text[end : number.start]
        return self._is_plain(between, _BEHIND_A_PLACE) and not any(end < g.start < number.start for g in self.groups)

    def _is_said(self, number: Percentage, start: int) -> bool:
        other = any(number.end < g.end <= start for g in self.groups)
        return number.end <= start and not other and self._is_plain(self.text[number.end : start], _BEFORE_A_PLACE)

    def _is_plain(self, between: str, longest: int) -> bool:
        """Whether words are few, without a number or the end of a clause."""
        return not percentages_in(between) and not BREAK.search(between) and len(tokens(between)) <= longest

    def _of_an_age(self, number: Percentage) -> _Stretch | None:
        near = [
            (age.start, age.end)
            for age in self.groups
            if age.is_age and age.end <= number.start and self.spots.distance(number, age.start, age.end)[0] < _NEAR_AGE
        ]
        return near[-1] if near else None

    def _opens_a_clause(self, start: int) -> bool:
        opened = [m.end() for m in BREAK.finditer(self.text, 0, start)]
        opened += [n.end for n in percentages_in(self.text) if n.end <= start]
        return len(tokens(self.text[max(opened, default=0) : start])) <= _BEFORE_GROUP

    def _answering(self, end: int, number: Percentage) -> int | None:
        """Where a group's words end that answers itself: "*White voters* approve 49 - 47 percent", "men split …"."""
        people = context_words(self.text[end : end + _LONGEST_PEOPLE], "people")
        if people and not tokens(self.text[end : end + people[0].start]):
            end += people[0].end
        apposition = _APPOSITION.match(self.text, end)
        verb_from = apposition.end() if apposition else end
        verbs = [a.start for a in self.spots.answers if a.response is not None]
        verbs += [m.start() for m in _SPLIT.finditer(self.text)]
        verb = min((at for at in verbs if verb_from <= at < number.start), default=None)
        if verb is None or percentages_in(self.text[end:verb]) or BREAK.search(self.text[verb_from:verb]):
            return None
        near = len(tokens(self.text[verb_from:verb])) <= _BEFORE_VERB
        return end if near and not percentages_in(self.text[verb : number.start]) else None

    def _still_holds(self, end: int, number: Percentage) -> bool:
        """Whether a group that opens a clause is that of a number: "among men, 63% are satisfied, 28% are not"."""
        between = self.text[end : number.start]
        if not percentages_in(between):
            return True
        other = any(end <= one.start < number.start for one in self.groups) or _OF.match(self.text, number.end)
        return not other and not _CLAUSE.search(between) and not re.search(r"[;:.]\s", between)

    def _with_clause(self, end: int) -> int:
        """The end of a group with what narrows it: "Republicans *who voted in person*" are not the Republicans."""
        if not _WHO.match(self.text, end):
            return end
        stops = [a.start for a in self.spots.answers if a.start > end]
        stops += [m.start() for m in BREAK.finditer(self.text, end)]
        stops += [n.start for n in percentages_in(self.text) if n.start > end]
        stop = min(stops, default=len(self.text.rstrip()))
        return end + len(self.text[end:stop].rstrip(" (,"))
