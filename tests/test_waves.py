"""Dates as polls print them: what they say, no more than they say, and what is none."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.names.build import LANGUAGES
from extract.waves import Span, find_spans, guess_day_first, parse_span

HERE = Path(__file__).parent / "names"
DAYS = st.dates(date(1990, 1, 1), date(2049, 12, 31))


def said(span: Span | None) -> str | None:
    """A span as in dates.csv: start/end, "?" when the order of day and month was guessed."""
    if span is None:
        return None
    ends = span.yearless or (span.start, span.end)
    return "/".join(dict.fromkeys(str(end) for end in ends)) + "?" * span.guessed


def table() -> list[list[str]]:
    with (HERE / "dates.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize(("text", "span"), table())
def test_a_date_is_read(text: str, span: str) -> None:
    assert said(parse_span(text)) == span


@pytest.mark.parametrize("text", (HERE / "not_dates.txt").read_text(encoding="utf-8").splitlines())
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert parse_span(text) is None


@settings(deadline=None)
@given(DAYS, st.sampled_from(LANGUAGES), st.sampled_from(["long", "full", "d MMMM y", "MMM d, y", "d MMM y"]))
def test_days_in_every_language(day: date, language: str, form: str) -> None:
    text = format_date(day, form, locale=language)
    assert said(parse_span(text, language=language)) == day.isoformat(), text


@settings(deadline=None)
@given(DAYS, st.sampled_from(LANGUAGES), st.sampled_from(["MMMM y", "LLLL y", "LLL y"]))
def test_months_in_every_language(day: date, language: str, form: str) -> None:
    text = format_date(day, form, locale=language)
    assert said(parse_span(text, language=language)) == day.isoformat()[:7], text


@settings(deadline=None)
@given(DAYS, st.integers(1, 40), st.sampled_from(LANGUAGES))
def test_ranges_in_every_language(day: date, length: int, language: str) -> None:
    last = day + timedelta(days=length)
    text = " – ".join(format_date(d, "long", locale=language) for d in (day, last))
    assert said(parse_span(text, language=language)) == f"{day}/{last}", text


@settings(deadline=None)
@given(DAYS, st.sampled_from(LANGUAGES))
def test_a_date_is_found_in_prose_where_it_stands(day: date, language: str) -> None:
    printed = format_date(day, "long", locale=language)
    text = f"41% ({printed}), 1,015"
    (found,) = find_spans(text, language=language)
    assert (found.span.start, found.has_year) == (day.isoformat(), True)
    assert text[found.start_char : found.end_char] in printed


@settings(deadline=None)
@given(
    st.integers(0, 100), st.sampled_from(["{}%", "{} %", "{} percent", "{}.5%", "{},5 %", "n={}", "({}%)", "+{}", "{}"])
)
def test_a_share_is_no_date(number: int, form: str) -> None:
    assert parse_span(form.format(number)) is None
    assert find_spans(f"it was {form.format(number)} of them") == []


@settings(deadline=None)
@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["{}-{}", "{}–{}", "{} to {}", "{}.{}", "{} - {}"]))
def test_a_range_of_ages_is_no_date(low: int, high: int, form: str) -> None:
    assert parse_span(form.format(low, high)) is None


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read_without_error(text: str) -> None:
    parse_span(text)
    for found in find_spans(text):
        assert 0 <= found.start_char < found.end_char <= len(text)


def test_a_column_tells_whether_the_day_comes_first() -> None:
    column = ["03/06/20", "22/07/20", "09/09/20"]
    assert guess_day_first(column) is True
    assert said(parse_span("03/06/20", day_first=True)) == "2020-06-03"
    assert said(parse_span("03/06/20", day_first=False)) == "2020-03-06"
    assert said(parse_span("4/5", day_first=True)) == "--05-04"


def test_a_date_without_a_year_waits_for_one() -> None:
    span = parse_span("Dec. 28 – Jan. 4")
    assert span is not None
    assert (span.start, span.year) == (None, None)
    assert said(span.in_year(2016)) == "2015-12-28/2016-01-04"
    assert said(parse_span("May 3-6", default_year=2015)) == "2015-05-03/2015-05-06"


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("conducted May 3-6, 2015, among 1,003 adults", ["2015-05-03/2015-05-06"]),
        ("It was 44% in March and 41% in April.", ["--03", "--04"]),
        ("between June 16 and July 14, 2020", ["2020-06-16/2020-07-14"]),
        ("45 percent in 2014, 41 percent in 2015", ["2014", "2015"]),
        ("2,015 adults; 2000 respondents; n=1999; $2010", []),
        ("You may 12 times march 3 miles", []),
        ("ages 18-24 and 50-64, two thirds (2/3)", []),
        ("Call 555-2015 or 0.2016", []),
        ("réalisé du 9 au 17 février 2018 auprès de 1 003 personnes", ["2018-02-09/2018-02-17"]),
        ("En février, 44 % ; en mars, 41 %", ["--02", "--03"]),
        ("vom 3. bis 6. Mai 2015 befragt", ["2015-05-03/2015-05-06"]),
        ("nos dias 10 e 11 de junho de 2025", ["2025-06-10/2025-06-11"]),
        ("опрос 20-24 сентября 2013 года", ["2013-09-20/2013-09-24"]),
        ("調査は2016年6月4日から10日に", ["2016-06-04/2016-06-10"]),
        ("2019년 6월 4일부터 7일까지", ["2019-06-04/2019-06-07"]),
        ("21\tMay 2017\nApril 25-May 1,\t2018", ["2017-05", "2018-04-25/2018-05-01"]),
        ("held in\nApril 2018; in 2015, N 2015", ["2018-04", "2015"]),
        ("the 1980s and the 2010s", []),
        ("Spring 2013 survey, Q2 2019", ["2013", "2019-04/2019-06"]),
    ],
)
def test_dates_in_prose(text: str, spans: list[str]) -> None:
    assert [said(found.span) for found in find_spans(text)] == spans
