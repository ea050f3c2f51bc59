"""When a document says that people were asked, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.details import Said, near
from extract.model import Document, Passage
from extract.names.contexts import speaks_of
from extract.names.relatives import is_a_beginning, is_of_an_event
from extract.poll_samples import SAMPLE, counts_people
from extract.prose import percentages_in
from extract.waves import FoundSpan, Span, find_spans

_OPENING = 300  # characters: a title, a dateline, a first sentence
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_SHORT = 32  # characters beside the days in a line that says no more than when and how many


def fieldwork_in(sentences: list[Said[str]], published: tuple[Said[str], ...]) -> Iterator[Said[Span]]:
    """When people were asked; a date without its year is in the year of the report."""
    dated = [f.span.end for s in sentences for f in find_spans(s.value) if f.span.end and len(f.span.end) > 4]
    for sentence in sentences:
        found_spans = _spans(sentence.value)
        if not speaks_of(sentence.value, "fieldwork") and not _is_a_dateline(sentence.value, found_spans):
            continue
        told_with_shares = bool(percentages_in(sentence.value))  # then other dates are compared with
        for found in found_spans[:1] if told_with_shares else found_spans:
            span = found.span
            day = near(published, sentence.at) or _in_its_month(span, dated)
            if span.start is None and day is not None:
                span = span.in_year(int(day[:4]))
            if span.start is not None:
                yield Said(sentence.at + found.start_char, span)


def _spans(text: str) -> list[FoundSpan]:
    """The times of a text, but for those of other events and those since when something is so."""
    times = [found for found in find_spans(text) if not is_of_an_event(text, found.start_char)]
    return [found for found in times if not is_a_beginning(text, found.start_char, found.end_char)]


def _is_a_dateline(sentence: str, spans: Sequence[FoundSpan]) -> bool:
    """Whether words are only the days of a poll and how many were asked: "January 14 - 16, 2024 - 1,472 adults"."""
    if len(spans) != 1 or spans[0].span.start == spans[0].span.end or len(spans[0].span.end or "") != 10:
        return False
    rest = sentence[: spans[0].start_char] + sentence[spans[0].end_char :]
    return not any(c.isalpha() for c in rest) or (_counts(rest) and len(rest.strip()) <= _SHORT)


def _counts(text: str) -> bool:
    return any(counts_people(text[found.end() :]) for found in SAMPLE.finditer(text))


def _in_its_month(span: Span, dated: list[str]) -> str | None:
    """A date with its year in the month of one without: "12 y 13 de octubre … a 80 % en octubre de 2023"."""
    month = span.yearless[1][2:4] if span.yearless else None
    years = {date[:4]: date for date in dated if date[5:7] == month}
    return years.popitem()[1] if len(years) == 1 else None


def datelines(document: Document, passages: list[Passage]) -> Iterator[Said[str]]:
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


def opening_year(text: str) -> int | None:
    """The year that a report opens with, where it names none later: "Summary of results, Ghana, 2019".

    >>> opening_year("Trust in 2021\\n\\nIn 2015 it was 41%."), opening_year("Polls of 2014\\n\\nIn 2016 it was 41%.")
    (2021, None)
    """
    for paragraph in text[:_OPENING].split("\n\n"):
        opening = {found.span.year for found in _spans(paragraph) if found.span.year}
        if opening:
            return opening.pop() if len(opening) == 1 and max(_years_in(text)) in opening else None
    return None


def _years_in(text: str) -> set[int]:
    return {int(year) for year in _YEAR.findall(text)} or {0}
