"""The grammar of dates: patterns over the kinds of tokens, and how the two ends of a range complete each other.

A date is a point (year, month, day, as far as printed). "May 3-6, 2015" is two points: the first lends the second
its month, the second lends the first its year. Nothing is more precise than the print.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.names.calendar import Token, words

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
    """One end of a span. `last_month` differs from `month` for quarters and halves; `shape` is how it was printed.

    `turned` is the way in which 4/6 or 2009-10 was read: "md", "dm", "ym"; empty where print leaves no choice.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    turned: str = ""
    shape: str = ""


Shape = tuple[re.Pattern[str], str]


def _shapes(*shapes: tuple[str, str]) -> dict[str, list[Shape]]:
    """Shapes by the kind of their first token."""
    by_kind: dict[str, list[Shape]] = {}
    for pattern, roles in shapes:
        by_kind.setdefault(pattern.strip("(")[0], []).append((re.compile(pattern), roles))
    return by_kind


# How a date may be printed: a pattern over the kinds of tokens (extract.names.calendar), and what its groups are.
# uv: day and month in an order to be found out; Y: a year of two digits; n: a month in digits.
_POINTS = _shapes(
    (r"(M)\.?o?(D)[.,]?o?(Y)", "mdy"),
    (r"(D)\.?[ob]?(M)[.,]?[ob]?(Y)", "dmy"),
    (r"(D)-(M)\.?-([YD])", "dmy"),
    (r"(Y)[-/.,]?(M)[-/.]?(D)", "ymd"),
    (r"(Y)([-/.])(D)\2(D)", "y-md"),
    (r"(D)/(D)/([YD])", "uvy"),
    (r"(D)\.(D)\.([YD])", "dmy"),
    (r"(D)-(D)-(Y)", "uvy"),
    (r"(M)[.,/-]?[ob]?'?(Y)", "my"),
    (r"(Y)[-/.,]?(M)", "ym"),
    (r"(M)\.?-?(D)", "mY"),
    (r"(Q)\.?[-/,]?[obl]?'?(Y)", "qy"),
    (r"(Y)[-/.]?o?(Q)", "yq"),
    (r"(Q)-?(D)", "qY"),
    (r"(H)[-/,]?[obl]?(Y)", "hy"),
    (r"(Y)[-/.]?(H)", "yh"),
    (r"(D)/(Y)", "ny"),
    (r"(D)(\.)(Y)", "n.y"),
    (r"(Y)(-)(D)", "y-n"),
    (r"(Y)(/)(D)", "y/n"),
    (r"(D)/(D)", "nY"),
    (r"S,?[ob]?(Y)", "y"),
    (r"(Y)-?S", "y"),
    (r"F-?(Y)", "y"),
    (r"(M)\.?o?(D)", "md"),
    (r"(D)\.?[ob]?(M)\.?", "dm"),
    (r"(D)-(M)", "dm"),
    (r"(M)\.?", "m"),
    (r"(Y)", "y"),
)
# What may stand only before or after the dash of a range, or where a column is known to hold dates
_STARTS = _shapes((r"(D)\.?(?:,D\.?)*", "d"), (r"(D)/(D)", "uv"), (r"(D)\.(D)\.?", "dm"), (r"(Q)", "q"), (r"(H)", "h"))
_ENDS = _shapes((r"(D),?[ob]?(Y)", "dy"), (r"(D)/(D)", "dY"), (r"(D)/(D)", "uv"), (r"(D)", "d"), (r"(D)", "Y"))
_SLASHED = _shapes((r"(D)/(D)", "uv"))
_DAYS = 31
_BETWEEN = re.compile(r"[-tb/][lp]{0,2}")


@dataclass(frozen=True, slots=True)
class Order:
    """What decides whether 4/6 is in April or June."""

    day_first: bool | None
    language: str | None

    @property
    def is_known(self) -> bool:
        """Whether anything but the numbers themselves decides."""
        return self.day_first is not None or self.language in _DAY_FIRST_LANGUAGES

    @property
    def ways(self) -> tuple[str, str]:
        """The likelier order of day and month, then the other."""
        day_first = self.day_first if self.day_first is not None else self.language in _DAY_FIRST_LANGUAGES
        return ("dm", "md") if day_first else ("md", "dm")


def spans_at(tokens: list[Token], kinds: str, i: int, order: Order) -> Iterator[tuple[int, Span]]:
    """Every reading of a date from token i on, ranges before single dates; each with the token after its end."""
    readings = sorted(_readings(tokens, kinds, i, order), key=lambda reading: reading[2] == "y-")
    for end, span, turned in readings:
        others = {
            (other.start, other.end, other.yearless)
            for at, other, way in readings
            if at == end and way and way != turned and (other.end is None) == (span.end is None)
        }
        is_open = bool(turned) and (turned[0] == "y" or not order.is_known)
        yield end, replace(span, guessed=is_open and bool(others - {(span.start, span.end, span.yearless)}))


def _readings(tokens: list[Token], kinds: str, i: int, order: Order) -> Iterator[tuple[int, Span, str]]:
    singles = list(_points(_POINTS, tokens, kinds, i, order))
    for at, first in (*singles, *_points(_STARTS, tokens, kinds, i, order)):
        link = _BETWEEN.match(kinds, at)
        if link is None:
            continue
        after = link.end()
        lasts = (*_points(_POINTS, tokens, kinds, after, order), *_points(_ENDS, tokens, kinds, after, order))
        for end, last in lasts:
            if span := _joined(first, last, tokens[at], tokens[end - 1]):
                yield end, span, first.turned or last.turned or ("y" + tokens[at].text if last.shape == "Y" else "")
    if order.day_first is not None:
        singles += _points(_SLASHED, tokens, kinds, i, order)
    for at, point in singles:
        if span := _span(point, point):
            yield at, span, point.turned


def _points(
    shapes: dict[str, list[Shape]], tokens: list[Token], kinds: str, i: int, order: Order
) -> Iterator[tuple[int, _Point]]:
    for pattern, roles in shapes.get(kinds[i : i + 1], ()):
        found = pattern.match(kinds, i)
        if found is None:
            continue
        parts = [tokens[found.start(group)] for group in range(1, len(roles) + 1)]
        for way in order.ways if "uv" in roles else ("",):
            if point := _point(roles.replace("uv", way), way, parts):
                yield found.end(), point


def _point(roles: str, turned: str, parts: list[Token]) -> _Point | None:
    """The date that tokens say in these roles, if they can."""
    said = dict(zip(roles, parts, strict=True))
    if "n" in said and len(said["n"].text) != 2 and roles != "ny":
        return None
    if roles == "nY" and not parts[1].text.startswith("0"):
        return None
    if roles == "y-n" and parts[1].text != "-":  # 2005–06 with a dash is two years
        return None
    if roles == "mY" and (not parts[1].glued or parts[1].start == parts[0].end):
        return None
    year = _year(said.get("y") or said.get("Y"))
    if year is None and ("y" in said or "Y" in said):
        return None
    month, last_month = _months(said)
    day = said["d"].value if "d" in said else None
    point = _Point(year, month, day, last_month, turned or ("ym" if roles in ("y-n", "y/n") else ""), roles)
    return point if _is_possible(point) else None


def _months(said: dict[str, Token]) -> tuple[int | None, int | None]:
    """The first month, and the last one where it is another."""
    for role, size in (("q", 3), ("h", 6)):
        if role in said:
            return size * (said[role].value - 1) + 1, size * said[role].value
    month = said.get("m") or said.get("n")
    return (month.value if month else None), None


def _year(token: Token | None) -> int | None:
    """A token's year; two digits count only where the pattern asks for a year."""
    if token is None or token.kind == "Y":
        return token.value if token else None
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


def _joined(first: _Point, last: _Point, link: Token, closing: Token) -> Span | None:
    """The span of a range, each end completed from the other; None when they do not belong together."""
    if last.shape == "Y":
        return _years(first, last, link) if first.shape == "y" and link.kind in "-/" else None
    if first.turned and last.turned and first.turned != last.turned:
        return None
    if not (_lends_a_month(first, last, link, closing) and _may_link(first, last, link)):
        return None
    return _span(*_completed(first, last))


def _years(first: _Point, last: _Point, link: Token) -> Span | None:
    """2005–06, 1999/00; but 2005-08 and 2005/08 are months."""
    assert first.year is not None  # the shape has one
    assert last.year is not None
    year = first.year - first.year % 100 + last.year % 100
    year += 100 if year == first.year - 99 else 0
    if link.text in "-/" and last.year % 100 <= 12 and year != first.year + 1:
        return None
    return Span(str(first.year), str(year)) if year > first.year else None


def _lends_a_month(first: _Point, last: _Point, link: Token, closing: Token) -> bool:
    """Whether an end that is a bare day stands on the right side of a date that has a month."""
    if last.shape in ("d", "dy", "dY"):
        if first.day is None or first.month is None or first.turned == "dm":
            return False
        if last.shape == "d":
            return first.shape.endswith("md")
        return first.year is None and (
            last.shape == "dy" or (first.turned == "md" and link.glued and _rises(first, last, closing))
        )
    if first.shape == "d":
        return last.day is not None and last.month is not None and last.shape.startswith("dm")
    return first.shape not in ("q", "h") or last.shape[0] == first.shape


def _rises(first: _Point, last: _Point, closing: Token) -> bool:
    """Whether 3/10-12/12 can be 10 to 12 March 2012; 12/18-12/21 and 12/8-12/21 are two days of December."""
    begins, ends = first.day or 0, last.day or 0
    is_day = closing.text[0] != "0" and begins < closing.value <= _DAYS
    return begins < ends and not (ends == first.month and is_day)


def _may_link(first: _Point, last: _Point, link: Token) -> bool:
    """A slash joins days (15/16 May), years (2019/2021) or whole ISO dates; "and" joins what one date completes."""
    if link.kind == "/":
        return (first.shape == last.shape and last.shape in ("y-md", "y")) or (
            first.shape == "d" and not last.turned and last.shape != "dm"
        )
    return link.kind not in "tb" or first.year is None or not words().has_role(link.text, "and")


def _completed(first: _Point, last: _Point) -> tuple[_Point, _Point]:
    """Both ends with the year and month that only the other one prints."""
    if first.month is None and first.day is not None:
        first = replace(first, month=last.month)
    if last.month is None and last.day is not None:
        last = replace(last, month=first.month)
    early, late = (first.month or 0, first.day or 0), (last.month or 0, last.day or 0)
    if first.year is None and last.year is not None and first.shape:
        first = replace(first, year=last.year - (early > late))
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
    if first.year is None:
        return Span(None, None, (start, end)) if first.month else None
    return Span(start, end) if start <= end else None


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    parts = [f"{year:04}" if year is not None else "-", f"{month:02}" if month else "", f"{day:02}" if day else ""]
    return "-".join(part for part in parts if part)
