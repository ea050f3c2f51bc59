"""The grammar of dates: patterns over the kinds of tokens, and how the two ends of a range complete each other.

A date is a point (year, month, day, as far as printed). "May 3-6, 2015" is two points: the first lends the second
its month, the second lends the first its year. Nothing is more precise than the print.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extract.names.calendar import Token, words
from extract.names.phrases import fold

_DAY_FIRST_LANGUAGES = frozenset({"fr", "de", "es", "pt", "it", "nl", "pl", "ru", "uk", "bg", "tr", "id", "ar"})


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, ISO dates as precise as printed; both None when no year is printed.

    `yearless` then holds ISO 8601 truncated dates ("--05-03", "--05"). `guessed` says that day and month
    may be the other way round ("4/6/2016").
    """

    start: str | None
    end: str | None
    yearless: tuple[str, str] | None = None
    guessed: bool = False

    @property
    def year(self) -> int | None:
        """The year of the end."""
        return int(self.end[:4]) if self.end else None

    def in_year(self, year: int) -> Span:
        """The span with its end in that year; a span over New Year begins in the year before.

        >>> Span(None, None, ("--12-28", "--01-04")).in_year(2016)
        Span(start='2015-12-28', end='2016-01-04', yearless=None, guessed=False)
        """
        if self.yearless is None:
            return self
        first, last = self.yearless
        return Span(f"{year - (first > last):04}{first[1:]}", f"{year:04}{last[1:]}", None, self.guessed)


@dataclass(frozen=True, slots=True)
class _Point:
    """One end of a span. `last_month` differs from `month` for quarters and halves; `shape` is how it was printed."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    guessed: bool = False
    shape: str = ""


# How a date may be printed: a pattern over the kinds of tokens (extract.names.calendar), and what its groups are.
# u, v: day and month in an order to be found out; y also takes two digits. The order is that of preference.
_POINTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), roles)
    for pattern, roles in (
        (r"(M)\.?o?(D)[.,]?o?(Y)", "mdy"),
        (r"(D)\.?[ob]?(M)[.,]?[ob]?(Y)", "dmy"),
        (r"(D)-(M)\.?-([YD])", "dmy"),
        (r"(Y)[-/.,]?(M)[-/.]?(D)", "ymd"),
        (r"(Y)-(D)-(D)", "ymd"),
        (r"(Y)/(D)/(D)", "ymd"),
        (r"(Y)\.(D)\.(D)", "ymd"),
        (r"(D)/(D)/([YD])", "uvy"),
        (r"(D)\.(D)\.([YD])", "dmy"),
        (r"(D)-(D)-(Y)", "uvy"),
        (r"(M)[.,/-]?[ob]?(Y)", "my"),
        (r"(Y)[-/.,]?(M)", "ym"),
        (r"(M)\.?-?(D)", "mY"),
        (r"p?[ob]?(Q)[-/,]?[obl]?(Y)", "qy"),
        (r"(Y)[-/.]?(Q)", "yq"),
        (r"(Q)(D)", "qY"),
        (r"(H)[-/,]?[obl]?(Y)", "hy"),
        (r"(Y)[-/.]?(H)", "yh"),
        (r"(D)[/.](Y)", "ny"),
        (r"(Y)-(D)", "yn"),
        (r"(Y)/(D)", "yn"),
        (r"(D)/(D)", "nY"),
        (r"S[ob]?(Y)", "y"),
        (r"(Y)[-]?S", "y"),
        (r"F-?(Y)", "y"),
        (r"(M)\.?o?(D)", "md"),
        (r"(D)\.?[ob]?(M)\.?", "dm"),
        (r"(D)-(M)", "dm"),
        (r"(M)\.?", "m"),
        (r"(Y)", "y"),
    )
)
# What may stand only before or after the dash of a range
_STARTS = ((re.compile(r"(D)\.?(?:,D\.?)*"), "d"), (re.compile(r"(D)/(D)"), "uv"), (re.compile(r"S"), ""))
_ENDS = (
    (re.compile(r"(D),?[ob]?(Y)"), "dy"),
    (re.compile(r"(D)/(D)"), "dY"),
    (re.compile(r"(D)/(D)"), "uv"),
    (re.compile(r"(D)"), "d"),
    (re.compile(r"(D)"), "Y"),
)
_BETWEEN = re.compile(r"[-tb/]l{0,2}")


@dataclass(frozen=True, slots=True)
class Order:
    """What decides whether 4/6 is in April or June."""

    day_first: bool | None
    language: str | None

    def day_and_month(self, first: int, second: int) -> tuple[int, int, bool]:
        """Day, month, and whether that is a guess."""
        if first > 12 or second > 12:
            return (first, second, False) if first > 12 else (second, first, False)
        if self.day_first is not None:
            return (first, second, False) if self.day_first else (second, first, False)
        if self.language in _DAY_FIRST_LANGUAGES:
            return first, second, False
        return second, first, first != second


def spans_at(
    tokens: list[Token], kinds: str, i: int, order: Order, is_date: bool = False
) -> Iterator[tuple[int, Span]]:
    """Every reading of a date from token i on, ranges before single dates; each with the token after its end."""
    singles = list(_points(_POINTS, tokens, kinds, i, order))
    for at, first in (*singles, *_points(_STARTS, tokens, kinds, i, order)):
        link = _BETWEEN.match(kinds, at)
        if link is None:
            continue
        for end, last in (
            *_points(_POINTS, tokens, kinds, link.end(), order),
            *_points(_ENDS, tokens, kinds, link.end(), order),
        ):
            if span := _joined(first, last, tokens[at], tokens[end - 1]):
                yield end, span
    for at, point in singles:
        if span := _span(point, point):
            yield at, span
    if is_date:
        for at, point in _points(_STARTS[1:2], tokens, kinds, i, order):
            if span := _span(point, point):
                yield at, span


def _points(
    shapes: Iterable[tuple[re.Pattern[str], str]], tokens: list[Token], kinds: str, i: int, order: Order
) -> Iterator[tuple[int, _Point]]:
    for pattern, roles in shapes:
        if found := pattern.match(kinds, i):
            parts = [tokens[found.start(group)] for group in range(1, len(roles) + 1)]
            if point := _point(roles, parts, order):
                yield found.end(), point


def _point(roles: str, parts: list[Token], order: Order) -> _Point | None:
    """The date that tokens say in these roles, if they can."""
    point = _Point(shape=roles)
    if "u" in roles:
        day, month, guessed = order.day_and_month(parts[0].value, parts[1].value)
        point = replace(point, day=day, month=month, guessed=guessed)
    for role, token in zip(roles, parts, strict=True):
        if role in "yY":
            year = _year(token, strict=role == "Y")
            if year is None:
                return None
            point = replace(point, year=year)
        elif role in "mn":
            if role == "n" and len(token.text) != 2 and roles != "ny":
                return None
            point = replace(point, month=token.value)
        elif role == "d":
            point = replace(point, day=token.value)
        elif role in "qh":
            months = 3 if role == "q" else 6
            point = replace(point, month=months * (token.value - 1) + 1, last_month=months * token.value)
    if roles == "nY" and not parts[1].text.startswith("0"):
        return None
    if roles == "mY" and (not parts[1].glued or parts[1].start == parts[0].end):
        return None
    return point if _is_possible(point) else None


def _year(token: Token, strict: bool) -> int | None:
    """A token's year; two digits count where the pattern asks for a year."""
    if token.kind == "Y":
        return token.value
    if len(token.text) != 2:
        return None
    return token.value + (2000 if token.value < 50 else 1900)


def _is_possible(point: _Point) -> bool:
    if point.month is not None and not 1 <= point.month <= 12:
        return False
    if point.day is None:
        return True
    longest = monthrange(point.year or 2000, point.month)[1] if point.month else 31
    return 1 <= point.day <= longest


def _joined(first: _Point, last: _Point, link: Token, end: Token) -> Span | None:
    """The span of a range, each end completed from the other; None when they do not belong together."""
    del end
    if last.shape == "Y":
        if first.shape not in ("y",) or link.kind not in "-/" or first.year is None or last.year is None:
            return None
        year = first.year - first.year % 100 + last.year % 100
        return Span(str(first.year), str(year)) if year > first.year else None
    if link.kind == "/" and not (first.shape == last.shape == "ymd"):
        return None
    if last.shape in ("d", "dy", "dY") and (first.day is None or first.month is None):
        return None
    if last.shape in ("dy", "dY") and first.year is not None:
        return None
    if last.shape == "dY" and (first.shape != "uv" or link.glued is False):
        return None
    if last.shape == "d" and first.shape not in ("md", "ymd", "uv"):
        return None
    if first.shape == "d" and (last.day is None or last.month is None or not last.shape.startswith(("d", "u"))):
        return None
    if link.kind in "tb" and first.year is not None and "and" in words().kinds.get(fold(link.text), ()):
        return None
    return _span(*_completed(first, last))


def _completed(first: _Point, last: _Point) -> tuple[_Point, _Point]:
    """Both ends with the year and month that only the other one prints."""
    if first.month is None and first.day is not None:
        first = replace(first, month=last.month)
    if last.month is None and last.day is not None:
        last = replace(last, month=first.month)
    early, late = (first.month or 0, first.day or 0), (last.month or 0, last.day or 0)
    if first.year is None and last.year is not None and first.shape:
        first = replace(first, year=last.year - (early > late and first.day is not None))
    elif last.year is None and first.year is not None:
        last = replace(last, year=first.year + (early > late))
    return first, last


def _span(first: _Point, last: _Point) -> Span | None:
    """A span of two complete points; None when it ends before it starts or is of uneven kind."""
    if not (_is_possible(first) and _is_possible(last)) or (first.day is None) != (last.day is None):
        return None
    if (first.year is None) != (last.year is None) or (first.month is None) != (last.month is None):
        return None
    start = _iso(first.year, first.month, first.day)
    end = _iso(last.year, last.last_month or last.month, last.day)
    guessed = first.guessed or last.guessed
    if first.year is None:
        return Span(None, None, (start, end), guessed) if first.month else None
    return Span(start, end, None, guessed) if start <= end else None


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    parts = [f"{year:04}" if year is not None else "-", f"{month:02}" if month else "", f"{day:02}" if day else ""]
    return "-".join(part for part in parts if part)
