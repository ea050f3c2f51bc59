"""One printed text -> one value. The doctests are the specification.

Nothing is rounded or guessed: a text that is not plainly a share, a count or a margin gives `None`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.names.numbers import worded_share
from extract.names.wording import any_of

_MINUS = str.maketrans({"−": "-", "–": "-", "‒": "-", "﹣": "-", "－": "-"})
_SPACES = "[ \u00a0\u202f\u2009]"
_PERCENT = r"%|％|٪|" + any_of("percent")
PERCENT = re.compile(_PERCENT, re.IGNORECASE)
_CELL = re.compile(
    rf"^(?:(?:%|{any_of('percent before')}){_SPACES}*)?"
    rf"(?P<sign>[<>≤≥~≈]|[-+](?=\d|{_SPACES}\d{{1,3}}(?:[.,]\d+)?{_SPACES}*{_PERCENT})|(?P<minus>{any_of('minus')})|{any_of('plus')})?{_SPACES}*"
    rf"(?P<number>\d{{1,3}}(?:[.,]\d+)?|[.,]\d+){_SPACES}*(?P<percent>{_PERCENT})?"
    rf"{_SPACES}*(?P<change>\((?:[-+±]?\d+(?:[.,]\d+)?|=)\))?[*†‡§¹²³ᵃᵇ]*$",
    re.IGNORECASE,
)
_NOTHING = {
    "",
    "-",
    "--",
    "---",
    ".",
    "..",
    "...",
    "*",
    "**",
    "na",
    "n/a",
    "n.a.",
    "n.a",
    "n.d.",
    "nd",
    "none",
    "null",
    "nan",
    "x",
    "—",
    ":",
}
_COUNT = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:(?:[.,']|{_SPACES})\d{{3}})+(?![\d])|(?<![\d.,])\d+(?![\d%])")


@dataclass(frozen=True, slots=True)
class Share:
    """A number as printed. `value` is in the printed scale; `decimals` says how precise it is."""

    value: float
    qualifier: str = "="
    has_percent: bool = False
    decimals: int = 0
    signed: bool = False


def parse_share(text: str) -> Share | None:
    r"""The share that a whole cell or label holds.

    >>> parse_share("20%")
    Share(value=20.0, qualifier='=', has_percent=True, decimals=0, signed=False)
    >>> parse_share("31,5").value
    31.5
    >>> parse_share("minus 12").value, parse_share("+ 22.3%").value, parse_share("- 12")
    (-12.0, 22.3, None)
    >>> parse_share("<1").qualifier, parse_share("~ 20 %").qualifier, parse_share("−18").value
    ('<', '~', -18.0)
    >>> parse_share("30\nprocent").value  # from line to line
    30.0
    >>> parse_share("yüzde 38,9").value, parse_share("%41").value
    (38.9, 41.0)
    >>> [parse_share(text).value for text in ("4% (=)", "39 (+3)", "45†")], parse_share("0.42").decimals
    ([4.0, 39.0, 45.0], 2)
    >>> [parse_share(t) for t in ("1,003", "n/a", "12-13", "Q8b", "2015", "*", "5/10")]
    [None, None, None, None, None, None, None]
    """
    found = _CELL.match(" ".join(text.translate(_MINUS).split()))
    if found is None or re.fullmatch(r"\d{1,3},\d{3}", found["number"]):
        return None
    number = found["number"].replace(",", ".")
    decimals = len(number.partition(".")[2])
    sign = found["sign"] or ""
    qualifier = {"<": "<", "≤": "<", ">": ">", "≥": ">", "~": "~", "≈": "~"}.get(sign, "=")
    value = float(number) * (-1 if sign == "-" or found["minus"] else 1)
    return Share(value, qualifier, bool(found["percent"]), decimals, bool(sign) and qualifier == "=")


def parse_worded_share(text: str) -> Share | None:
    """The share that a text says in words: percent exactly, fractions and ratios about.

    >>> parse_worded_share("one percent")
    Share(value=1.0, qualifier='=', has_percent=True, decimals=0, signed=False)
    >>> [(s.value, s.qualifier) for s in map(parse_worded_share, ("three in ten", "seis de cada diez", "two thirds"))]
    [(30.0, '~'), (60.0, '~'), (66.7, '~')]
    >>> [parse_worded_share(t).value for t in ("jeder Dritte", "четверть", "um terço", "la moitié", "半数", "yarısı")]
    [33.3, 25.0, 33.3, 50.0, 50.0, 50.0]
    >>> [parse_worded_share(t) for t in ("ten", "half a million", "the first half", "three in ten years", "one of two")]
    [None, None, None, None, None]
    """
    said = worded_share(text)
    return Share(said.value, said.qualifier, has_percent=True) if said else None


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no number.

    >>> is_nothing("n/a"), is_nothing("–"), is_nothing("0")
    (True, True, False)
    """
    return text.strip().translate(_MINUS).casefold() in _NOTHING


def is_number(text: str) -> bool:
    """Whether a cell is a number of any kind, a count included.

    >>> is_number("1,003"), is_number("20%"), is_number("2.5e-3"), is_number("May 3")
    (True, True, True, False)
    """
    bare = text.strip().translate(_MINUS)
    return parse_share(bare) is not None or bool(
        re.fullmatch(rf"[-+]?[\d.,' \u00a0\u202f]*\d(?:e[-+]?\d+)?{_SPACES}*(?:{_PERCENT})?", bare, re.IGNORECASE)
    )


def parse_fraction(text: str) -> float | None:
    """A share, or a net, stored as a fraction of one, in percent, no digit lost.

    >>> parse_fraction("0.42"), parse_fraction("0.6120721101760864"), parse_fraction("1"), parse_fraction("1.2")
    (42.0, 61.20721101760864, 100.0, None)
    >>> parse_fraction("−0.16")
    -16.0
    """
    digits = text.strip().translate(_MINUS).replace(",", ".")
    if not re.fullmatch(r"-?(?:[01]?\.\d+(?:e-?\d+)?|[01])", digits):
        return None
    value = float(digits)
    decimals = max(len(digits.partition(".")[2]) - 2, 0)
    return round(value * 100, decimals) if -1 <= value <= 1 else None


def parse_count(text: str) -> int | None:
    """A number of people: the first whole number, thousands separated in any way.

    >>> parse_count("1,003 adults"), parse_count("2.004"), parse_count("n = 1 505"), parse_count("n/a")
    (1003, 2004, 1505, None)
    """
    found = _COUNT.search(text)
    return int(re.sub(r"\D", "", found[0])) if found else None


def parse_margin(text: str) -> float | None:
    """A margin of error in percentage points.

    >>> parse_margin("±3.1"), parse_margin("+/- 2 percentage points"), parse_margin("3,4%")
    (3.1, 2.0, 3.4)
    """
    found = re.search(r"\d{1,2}(?:[.,]\d+)?", text)
    return float(found[0].replace(",", ".")) if found else None


def printed_part(text: str) -> str:
    """The characters of a cell that are the share itself: no footnote mark, no change beside it.

    >>> printed_part("39 (+3)"), printed_part("< 1 %*"), printed_part(" +58"), printed_part("n/a")
    ('39', '< 1 %', '+58', '')
    """
    found = _CELL.match(text.strip().translate(_MINUS))
    if found is None:
        return text.strip() if is_number(text) else ""
    end = found.end("percent") if found["percent"] else found.end("number")
    return text.strip()[:end].strip()
