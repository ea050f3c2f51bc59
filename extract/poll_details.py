"""What a document says of its polls: who asked whom, what, when, how many.

Every detail is kept with the place it was read at. `Details.near(position)` gives what holds for a
share: the last one said before it, else the first one said after it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from extract.model import Document, Location, Passage, Poll, Table
from extract.names.contexts import context_words, speaks_of
from extract.names.countries import Mention, country_of, mentions
from extract.names.guards import states_in
from extract.names.languages import small_words
from extract.names.modes import is_mode_label, mode_of, modes_in
from extract.names.people import People, people_of
from extract.names.pollsters import pollsters_in, published_name
from extract.names.relatives import is_of_an_event
from extract.names.responses import answers_in
from extract.names.subjects import Subject, is_in_an_aside, offices_in, subject_of, subjects_in
from extract.prose import percentages_in, sentences_of
from extract.values import parse_count, parse_margin
from extract.waves import FoundSpan, Span, find_spans

_MOST_TEXT = 200_000  # details stand at the head and foot of a report; a long one is read in part
_OPENING = 300  # characters: a title, a dateline, a first sentence
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_SHORT = 32  # characters beside the days in a line that says no more than when and how many
_SAMPLE = re.compile(
    r"(?<![\w.,])(?:n|N)\s?=\s?(\d[\d.,' \u00a0]*\d)"
    r"|(?<![\w.,%€$£])(\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+|\d{3,6})(?![\d%])(?!\s*%)"
)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Said(Generic[Value]):
    """A detail and where it is said."""

    at: int
    value: Value


@dataclass(frozen=True, slots=True)
class SaidMode:
    """The mode that one sentence tells, "" where it leaves it open; `pollster` and `places` are whose it may be."""

    mode: str
    pollster: str | None
    places: frozenset[str]


_NOBODY = People()


@dataclass(frozen=True, slots=True)
class Details:
    """The details of a document, each list in reading order."""

    pollsters: tuple[Said[str], ...] = ()
    subjects: tuple[Said[str], ...] = ()
    questions: tuple[Said[str], ...] = ()
    fieldwork: tuple[Said[Span], ...] = ()
    published: tuple[Said[str], ...] = ()
    samples: tuple[Said[int], ...] = ()
    margins: tuple[Said[float], ...] = ()
    populations: tuple[Said[str], ...] = ()
    modes: tuple[SaidMode, ...] = ()
    country: str | None = None
    asked: str | None = None
    only_country: str | None = None  # where a text names no other one at all
    people: People = _NOBODY
    opening_year: int | None = None

    def near(self, position: int) -> Poll:
        """The poll that a share at this position belongs to, as far as it is said."""
        span = None if self._is_of_another_report(position) else _near(self.fieldwork, position)
        return Poll(
            pollster=_near(self.pollsters, position),
            subject=_near(self.subjects, position),
            question=_before(self.questions, position),
            fieldwork_start=span.start if span else None,
            fieldwork_end=span.end if span else None,
            published=_near(self.published, position),
            sample_size=_only(self.samples),
            margin_of_error=_only(self.margins),
            population=_only(self.populations),
        )

    def _is_of_another_report(self, position: int) -> bool:
        """Whether a dateline stands between the fieldwork told last and a share: a page may tease other reports."""
        told = bisect_right(self.fieldwork, position, key=lambda s: s.at)
        dated = bisect_right(self.published, position, key=lambda s: s.at)
        return told > 0 and dated > 0 and self.published[dated - 1].at > self.fieldwork[told - 1].at

    def judged_countries(self) -> frozenset[str]:
        """The countries that one country's people judge; none where the people of several were asked."""
        named = {country for s in self.subjects if (country := _country_named(s.value))}
        return frozenset(named - {self.country}) if self.country else frozenset()

    def as_first_named(self, subject: str | None) -> str | None:
        """A judged country in the words that the document uses for it first ("США" for "Соединенные Штаты")."""
        country = _country_named(subject) if subject else None
        if country is None:
            return subject
        return next((s.value for s in self.subjects if _country_named(s.value) == country), subject)


@lru_cache(maxsize=4096)
def _country_named(text: str) -> str | None:
    match = country_of(text)
    return match.country.iso3 if match else None


def _before(said: tuple[Said[Value], ...], position: int) -> Value | None:
    index = bisect_right(said, position, key=lambda s: s.at)
    return said[index - 1].value if index else None


def _near(said: tuple[Said[Value], ...], position: int) -> Value | None:
    found = _before(said, position)
    return found if found is not None or not said else said[0].value


def _only(said: tuple[Said[Value], ...]) -> Value | None:
    """A detail that the document gives once; of two different ones neither is known to hold."""
    values = {s.value for s in said}
    return said[0].value if len(values) == 1 else None


def details_of(document: Document) -> Details:
    """Read the details of a document."""
    passages = [b for b in document.blocks if isinstance(b, Passage)]
    text = "\n\n".join(p.text for p in passages)[:_MOST_TEXT]
    people = people_of(text) if passages else _NOBODY
    sentences = [said for passage in passages for said in _sentences(passage) if said.at < _MOST_TEXT]
    published = tuple(_published(document, passages))
    named = mentions(text)
    pollsters = tuple(_pollsters(sentences))
    return Details(
        pollsters=pollsters,
        subjects=tuple(_subjects(sentences, people)) or tuple(_titled(document, people)) or tuple(_offices(sentences)),
        questions=tuple(s for s in sentences if is_question(s.value)),
        fieldwork=tuple(_fieldwork(sentences, published)),
        published=published,
        samples=tuple(_samples(sentences)),
        margins=tuple(_margins(sentences)),
        populations=tuple(_populations(sentences)),
        modes=(*_modes(sentences, pollsters), *_modes_of_tables(document)),
        country=_main_country(text, named, people) if passages else None,
        asked=_asked(text, named) if passages else None,
        only_country=_only_country(text, named),
        people=people,
        opening_year=_opening_year(text),
    )


def _sentences(passage: Passage) -> Iterator[Said[str]]:
    return (Said(sentence.start, sentence.text) for sentence in sentences_of(passage))


def is_question(sentence: str) -> bool:
    """Whether a sentence is the wording of a question about approval.

    >>> is_question("Do you approve or disapprove of the way he is handling his job?"), is_question("Why now?")
    (True, False)
    """
    return (
        sentence.rstrip(' "”»').endswith(("?", "？", "؟"))
        and any(True for _ in answers_in(sentence))
        and len(sentence) > 30
    )


def question_in(text: str) -> str | None:
    """The wording of the question that a heading holds, if it holds one.

    >>> question_in("Trump. % of adults. Do you approve or disapprove of the way he is handling his job?")
    'Do you approve or disapprove of the way he is handling his job?'
    """
    found = [said.value for said in _sentences(Passage(text, Location(char_start=0)))]
    return next((s for s in reversed(found) if is_question(s)), None)


_TITLED = re.compile(  # "Time Poll conducted by …", "Quinnipiac University Poll. July 18-22, 2004. N=…"
    r"(?P<name>[A-Z][\w&.,'’/-]*(?:[ /](?:of|the|and|for|[A-Z&][\w&.,'’/-]*)){0,8}?)\s"
    r"(?:[Pp]oll|[Ss]urvey|[Tt]racking)\b(?=[.:,]|\sconducted|\sby)"
)


def _pollsters(sentences: list[Said[str]]) -> Iterator[Said[str]]:
    for sentence in sentences:
        if titled := _TITLED.match(sentence.value):
            name = _without_small_words(titled["name"])
            yield Said(sentence.at, published_name(name) or name)
            continue
        for found in pollsters_in(sentence.value):
            if not is_in_an_aside(sentence.value, found.start):
                yield Said(sentence.at + found.start, found.name)


def _without_small_words(name: str) -> str:
    """A pollster's name without the words that lead to it: "In the Siena" of "In the Siena Poll"."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in small_words("en"):
        words = words[1:]
    return " ".join(words)


def _subjects(sentences: list[Said[str]], people: People) -> Iterator[Said[str]]:
    for sentence in sentences:
        for subject in subjects_in(sentence.value, people):
            if subject.kind != "body" or _is_judged(sentence.value, subject):
                yield Said(sentence.at + subject.start, subject.text)


def _titled(document: Document, people: People) -> Iterator[Said[str]]:
    """The subject that the title of the document names."""
    subject = subject_of(document.metadata.title, people) if document.metadata.title else None
    if subject is not None:
        yield Said(0, subject)


def _offices(sentences: list[Said[str]]) -> Iterator[Said[str]]:
    """The offices judged in a report that names nobody who holds them."""
    for sentence in sentences:
        if any(True for _ in answers_in(sentence.value)):
            yield from (Said(sentence.at + office.start, office.text) for office in offices_in(sentence.value))


def _is_judged(sentence: str, subject: Subject) -> bool:
    """A body is often only spoken of; it is judged where an answer stands in the same sentence."""
    return any(a.response is not None or a.both_sides for a in answers_in(sentence))


def _fieldwork(sentences: list[Said[str]], published: tuple[Said[str], ...]) -> Iterator[Said[Span]]:
    """When people were asked; a date without its year is in the year of the report."""
    dated = [f.span.end for s in sentences for f in find_spans(s.value) if f.span.end and len(f.span.end) > 4]
    for sentence in sentences:
        found_spans = _spans(sentence.value)
        if not speaks_of(sentence.value, "fieldwork") and not _is_a_dateline(sentence.value, found_spans):
            continue
        told_with_shares = bool(percentages_in(sentence.value))  # then other dates are compared with
        for found in found_spans[:1] if told_with_shares else found_spans:
            span = found.span
            day = _near(published, sentence.at) or _in_its_month(span, dated)
            if span.start is None and day is not None:
                span = span.in_year(int(day[:4]))
            if span.start is not None:
                yield Said(sentence.at + found.start_char, span)


def _spans(text: str) -> list[FoundSpan]:
    """The times of a text, but for those of other events: "weeks after the attacks on May 11, 2001"."""
    return [found for found in find_spans(text) if not is_of_an_event(text, found.start_char)]


def _is_a_dateline(sentence: str, spans: Sequence[FoundSpan]) -> bool:
    """Whether words are only the days of a poll and how many were asked: "January 14 - 16, 2024 - 1,472 adults"."""
    if len(spans) != 1 or spans[0].span.start == spans[0].span.end or len(spans[0].span.end or "") != 10:
        return False
    rest = sentence[: spans[0].start_char] + sentence[spans[0].end_char :]
    return not any(c.isalpha() for c in rest) or (_counts(rest) and len(rest.strip()) <= _SHORT)


def _counts(text: str) -> bool:
    return any(_counts_people(text[found.end() :]) for found in _SAMPLE.finditer(text))


def _in_its_month(span: Span, dated: list[str]) -> str | None:
    """A date with its year in the month of one without: "12 y 13 de octubre … a 80 % en octubre de 2023"."""
    month = span.yearless[1][2:4] if span.yearless else None
    years = {date[:4]: date for date in dated if date[5:7] == month}
    return years.popitem()[1] if len(years) == 1 else None


def _published(document: Document, passages: list[Passage]) -> Iterator[Said[str]]:
    """Datelines: the file's own date, and full dates that stand alone or open the text."""
    if document.metadata.published:
        yield Said(0, document.metadata.published)
    for passage in passages:
        start = passage.location.char_start or 0
        if start > 400 and len(passage.text) > 120:
            continue
        for found in _spans(passage.text[:300]):
            at, day = start + found.start_char, found.span.start
            if day and day == found.span.end and (len(day) == 10 or (len(day) == 7 and at < 60)):
                yield Said(at, day)


def _opening_year(text: str) -> int | None:
    """The year that a report opens with, where it names none later: "Summary of results, Ghana, 2019".

    >>> _opening_year("Trust in 2021\\n\\nIn 2015 it was 41%."), _opening_year("Polls of 2014\\n\\nIn 2016 it was 41%.")
    (2021, None)
    """
    for paragraph in text[:_OPENING].split("\n\n"):
        opening = {found.span.year for found in find_spans(paragraph) if found.span.year}
        if opening:
            return opening.pop() if len(opening) == 1 and max(_years_in(text)) in opening else None
    return None


def _years_in(text: str) -> set[int]:
    return {int(year) for year in _YEAR.findall(text)} or {0}


def _samples(sentences: list[Said[str]]) -> Iterator[Said[int]]:
    for sentence in sentences:
        if not speaks_of(sentence.value, "fieldwork") and not speaks_of(sentence.value, "poll"):
            continue
        for found in _SAMPLE.finditer(sentence.value):
            count = parse_count(found[1] or found[2])
            after = sentence.value[found.end() : found.end() + 40]
            if count and count >= 100 and (found[1] or _counts_people(after)):
                yield Said(sentence.at + found.start(), count)


def _counts_people(after: str) -> bool:
    words = context_words(after, "people")
    return bool(words) and len(after[: words[0].start].split()) <= 3


def _margins(sentences: list[Said[str]]) -> Iterator[Said[float]]:
    for sentence in sentences:
        for found in context_words(sentence.value, "margin"):
            margin = parse_margin(sentence.value[found.end :])
            if margin is not None and 0.3 <= margin <= 12:
                yield Said(sentence.at + found.start, margin)


def _populations(sentences: list[Said[str]]) -> Iterator[Said[str]]:
    for sentence in sentences:
        if speaks_of(sentence.value, "fieldwork"):
            for found in context_words(sentence.value, "population"):
                yield Said(sentence.at + found.start, sentence.value[found.start : found.end])


def _modes(sentences: list[Said[str]], pollsters: tuple[Said[str], ...]) -> Iterator[SaidMode]:
    """How people were reached, as sentences tell it and lines such as "Mode: telephone"."""
    for sentence in sentences:
        mode = _labelled_mode(sentence.value)
        if mode is None and not is_question(sentence.value):
            mode = modes_in(sentence.value)
        if mode is not None:
            places = frozenset(m.match.country.iso3 for m in mentions(sentence.value) if m.match.country.iso3)
            yield SaidMode(mode, _near(pollsters, sentence.at + len(sentence.value)), places)


def _labelled_mode(line: str) -> str | None:
    label, colon, rest = line.replace("：", ":").partition(":")
    return mode_of(rest) if colon and is_mode_label(label) else None


def _modes_of_tables(document: Document) -> Iterator[SaidMode]:
    """The modes of tables that list what a poll is: "Mode | Telephone"."""
    for block in document.blocks:
        if isinstance(block, Table) and len(block.rows[0] if block.rows else ()) == 2:
            for row in block.rows:
                mode = mode_of(row[1].text) if len(row) == 2 and is_mode_label(row[0].text) else None
                if mode:
                    yield SaidMode(mode, None, frozenset())


def _asked(text: str, named: Sequence[Mention]) -> str | None:
    """The one country whose people a text says it counts: "U.S. adults", "American voters"."""
    asked = {m.match.country.iso3 for m in named if m.match.country.iso3 and _counts_people(_next_words(text, m.end))}
    return asked.pop() if len(asked) == 1 else None


def _only_country(text: str, named: Sequence[Mention]) -> str | None:
    """The one country that a text names at all, asked or judged or only spoken of."""
    countries = {m.match.country.iso3 for m in named} | ({"USA"} if states_in(text) else set())
    return countries.pop() if len(countries) == 1 else None


def _next_words(text: str, position: int) -> str:
    """The next two words at most, of the same clause."""
    return " ".join(re.split(r"[.,;:()\n]", text[position : position + 30].lstrip(" "))[0].split()[:2])


def _main_country(text: str, named: Sequence[Mention], people: People) -> str | None:
    """The country whose people were asked: most of what a text names, and at least twice the next one.

    Countries that are judged do not count; words for a people count for more than names of places. A text
    on leaders of several countries is about none of them.
    """
    if len({iso3 for _, iso3 in people.countries}) > 1:
        return None
    judged = [s for s in subjects_in(text, people) if s.kind == "country"]
    counted: Counter[str] = Counter()
    peoples: Counter[str] = Counter()
    for mention in named:
        iso3 = mention.match.country.iso3
        if iso3 and not any(s.start <= mention.start < s.end for s in judged):
            counted[iso3] += 3 if mention.match.kind == "people" else 1
            peoples[iso3] += mention.match.kind == "people"
    if states := states_in(text):
        counted["USA"] += len(states)
    if len(peoples := +peoples) == 1 and counted[next(iter(peoples))] * 4 >= max(counted.values()):
        return next(iter(peoples))
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]
