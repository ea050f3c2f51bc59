"""Dates and waves as polls print them, never more precise than the print.

A date is known to the day ("2015-05-03"), the month ("2015-05") or the year ("2015"); a span has a start and an end.
Seasons and "early 2014" are a year: naming months would be inventing them. A date without a year keeps its
month and day in `yearless`, for a caller who knows the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.date_grammar import Order, Span, spans_at
from extract.names.calendar import Token, tokenise, words
from extract.names.languages import language_of

__all__ = [
    "FoundSpan",
    "Span",
    "are_short_years",
    "find_spans",
    "guess_day_first",
    "is_part_of_a_year",
    "is_year",
    "parse_span",
    "with_short_year",
]

_LONGEST_DATE = 70
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEGINNING = re.compile(r"[YMSQHF]|D(?=[-./,tobM])")
_BEFORE = re.compile(r"(?:p-|w-?,?|[lotbp'])*")
_TIME = re.compile(r"(?<=\d)[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z| ?[AP]M|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)

_FEWEST_WAVES = 3  # whose numbers can show whether they are days or years


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A span met in prose, at characters `start_char` to `end_char`."""

    start_char: int
    end_char: int
    span: Span
    has_year: bool


def parse_span(
    text: str, *, default_year: int | None = None, language: str | None = None, day_first: bool | None = None
) -> Span | None:
    """The date or range that the whole text is, else None.

    `default_year` completes a date without a year. `day_first` (see `guess_day_first`) and `language` decide
    dates like 4/6/2016; without them the month is first, and `guessed` is set.

    >>> parse_span("June 4, 2016").start, parse_span("4. Juni 2016").start, parse_span("2016年6月4日").start
    ('2016-06-04', '2016-06-04', '2016-06-04')
    >>> span = parse_span("Dec 28, 2015 – Jan 4, 2016"); (span.start, span.end, span.year)
    ('2015-12-28', '2016-01-04', 2016)
    >>> span = parse_span("du 9 au 17 février 2018"); (span.start, span.end)
    ('2018-02-09', '2018-02-17')
    >>> parse_span("12/16/03 – 1/5/04").start, parse_span("10/00").end, parse_span("Aug-15").end
    ('2003-12-16', '2000-10', '2015-08')
    >>> parse_span("Q2 2019").start, parse_span("Spring 2013").start, parse_span("2005–06").end
    ('2019-04', '2013', '2006')
    >>> parse_span("3/13 – 3/24").yearless, parse_span("abril").yearless
    (('--03-13', '--03-24'), ('--04', '--04'))
    >>> parse_span("May 3-6", default_year=2015).end
    '2015-05-06'
    >>> [parse_span(t) for t in ("41%", "n=1000", "1,003", "12-13", "18-24", "2/3", "3.4", "Men")]
    [None, None, None, None, None, None, None, None]
    """
    bare = " ".join(text.split()).strip(" *†‡;:.,")
    if bare[:1] in ("(", "[") and bare[-1:] in (")", "]"):
        bare = bare[1:-1].strip()
    bare = _TIME.sub("", bare)
    if not bare or len(bare) > _LONGEST_DATE or "%" in bare:
        return None
    span = _whole(bare, Order(day_first, language))
    return span.in_year(default_year) if span is not None and default_year is not None else span


def is_year(text: str) -> bool:
    """Whether a text is a year of four digits.

    >>> is_year("2014"), is_year("1014"), is_year("2014-15")
    (True, False, False)
    """
    return _YEAR.fullmatch(text.strip()) is not None


def is_part_of_a_year(text: str) -> bool:
    """Whether a text is a month, a quarter or a day that lacks its year.

    >>> [is_part_of_a_year(t) for t in ("Jan", "May 3-6", "Q1", "Jan 2014", "2014", "Men", "18-24")]
    [True, True, True, False, False, False, False]
    """
    span = parse_span(text)
    if span is not None:
        return span.start is None
    dated = parse_span(f"{text} 2000")
    return dated is not None and dated.start != dated.end and dated.start is not None and dated.start[:4] == "2000"


@lru_cache(maxsize=16384)
def _whole(bare: str, order: Order) -> Span | None:
    """The span that a text is from end to end; cached, for tables print the same dates again and again."""
    tokens = tokenise(bare)
    kinds = "".join(t.kind for t in tokens)
    kinds = kinds.rstrip("w,y.")
    first = _BEFORE.match(kinds)
    if kinds == "M" and order.language is None and words().has_role(bare, "alone"):
        return None
    for start in dict.fromkeys((0, first.end() if first else 0)):
        for end, span in spans_at(tokens, kinds, start, order):
            if end == len(kinds) and not _is_glued_to_number(bare, tokens[start].start, tokens[end - 1].end):
                return span
    return None


def find_spans(
    text: str, *, default_year: int | None = None, language: str | None = None, day_first: bool | None = None
) -> list[FoundSpan]:
    """The dates and ranges named in prose, left to right.

    >>> [f.span.end for f in find_spans("polled May 3-6, 2015, again in March 2016; 2,015 adults, 41% (2014: 39%)")]
    ['2015-05-06', '2016-03', '2014']
    >>> [f.span.yearless for f in find_spans("it was 44% in April and 41% on May 3")]
    [('--04', '--04'), ('--05-03', '--05-03')]
    >>> find_spans("Between 18-24 and 2/3 of 2000 adults may 12 times")
    []
    """
    tokens = tokenise(text)
    kinds = "".join(t.kind for t in tokens)
    order, found, covered = Order(day_first, language or language_of(text)), list[FoundSpan](), 0
    for beginning in _BEGINNING.finditer(kinds):
        i = beginning.start()
        met = next(_in_prose(text, tokens, kinds, i, order), None) if i >= covered else None
        if met is not None:
            covered, span = met
            dated = span.in_year(default_year) if default_year is not None else span
            last = tokens[covered - 1 - (kinds[covered - 1] == ".")]
            found.append(FoundSpan(tokens[i].start, last.end, dated, span.end is not None))
    return found


def guess_day_first(texts: Iterable[str]) -> bool | None:
    """Whether dates of one column, with numbers and slashes, put the day first; None when nothing tells.

    >>> guess_day_first(["6/9/17", "22/07/20"]), guess_day_first(["6/9/17", "7/16/17"]), guess_day_first(["6/9/17"])
    (True, False, None)
    """
    day, month = False, False
    for text in texts:
        for first, second in re.findall(r"(?<![\d/.])(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{2,4})", text):
            day, month = day or int(first) > 12, month or int(second) > 12
    return day if day != month else None


def are_short_years(waves: Sequence[str]) -> bool:
    """Whether the numbers behind months are years: from wave to wave they rise (or fall) as years, but not as days.

    >>> are_short_years(["Jun 12", "Mar 13", "Jul 14", "Jan 15"]), are_short_years(["Jun 12", "Jun 19", "Jul 3"])
    (True, False)
    """
    read = [parse_span(wave) for wave in waves]
    days = [span.yearless[0][2:] for span in read if span is not None and span.yearless is not None]
    if len(days) < max(_FEWEST_WAVES, len(waves)) or not all(re.search(r"\D\d\d\Z", wave) for wave in waves):
        return False
    years = [day[3:] + day[:2] for day in days]
    return _is_in_order(years) and not _is_in_order(days)


def _is_in_order(texts: list[str]) -> bool:
    return texts in (sorted(set(texts)), sorted(set(texts), reverse=True))


def with_short_year(wave: str) -> str:
    """A wave whose last number is a year, so written that it is read as one.

    >>> with_short_year("Jun 12")
    "Jun '12"
    """
    return f"{wave[:-2]}'{wave[-2:]}"


def _in_prose(text: str, tokens: list[Token], kinds: str, i: int, order: Order) -> Iterator[tuple[int, Span]]:
    """The readings that are safe in running text: a date has a year, or a month in words with a day."""
    for end, span in spans_at(tokens, kinds, i, order):
        part = kinds[i:end]
        start_char, end_char = tokens[i].start, tokens[end - 1].end
        if _is_glued_to_number(text, start_char, end_char):
            continue
        if span.end is None and not _is_yearless_date(tokens, i, end, part):
            continue
        if part == "Y" and not _is_year_alone(text, tokens, i):
            continue
        if span.end is not None and "Y" not in part and not re.fullmatch(r"D/D/D(?:-D/D/D)?|D-M-D|Q-?D|M\.?-?D", part):
            continue
        yield end, span


def _is_yearless_date(tokens: list[Token], i: int, end: int, part: str) -> bool:
    """Whether a date without a year is surely one: a day and a month in words, or "in April"."""
    if "M" not in part or _is_other_word(tokens[i:end]):
        return False
    if part == "D-M":  # 16-July may be the middle of "June 16-July 14"
        return False
    return "D" in part or (i > 0 and tokens[i - 1].kind in ("l", "o", "b", "p", "t"))


def _is_other_word(tokens: list[Token]) -> bool:
    """Whether the month is a word like "may" or "set", in lower case."""
    return any(t.kind == "M" and not t.text[0].isupper() and words().has_role(t.text, "word") for t in tokens)


def _is_year_alone(text: str, tokens: list[Token], i: int) -> bool:
    """Whether four digits in prose are a year, and no number of people."""
    token = tokens[i]
    if re.search(r"(?:[=$€£#~+]|= |\b[Nn] )\Z", text[max(0, token.start - 3) : token.start]):
        return False
    if i + 1 < len(tokens) and words().has_role(tokens[i + 1].text, "counted"):
        return False
    return not re.match(r"\s?[%€$₽‰]|-\d", text[token.end : token.end + 2])


def _is_glued_to_number(text: str, start: int, end: int) -> bool:
    """Whether digits go on before or behind: 1,2015 or 2015% or a telephone number."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if re.search(r"(?:[^\W_\u3040-\u9fff\uac00-\ud7af]|\d[.,/:-]|[$€£=])\Z", before):
        return True
    lasts = after[:1] in ("間", "间", "간")  # "から3日間" is for three days
    return lasts or bool(re.match(r"[%‰]|\s%|\d|[.,/:-]\d", after)) or bool(re.match(r"[A-Za-z]", after))
