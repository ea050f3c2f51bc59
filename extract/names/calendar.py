"""Cutting a text into the pieces of dates: numbers, months, quarters and the small words around them.

Words are rows of months.csv and date_words.csv, in seventeen languages. Each token has a one-letter kind, so that the
grammar of dates (`extract.waves`) can be patterns over a string of kinds: "June 4, 2016" is "MD,Y".

    Y year   D number of one or two digits   M month   Q quarter   H half year   S season   F fiscal year
    o "of"   t "to", "and"   b a word that may be either   l other small words ("in", "from")   p "early", "end of"
    - / . ,  as printed (every dash is -)   x anything else
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.names.forms import expand, rows
from extract.names.phrases import fold

_PIECE = re.compile(
    r"(?P<number>\d+)|(?P<signs>[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af～〜]+)"
    r"|(?P<word>[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:/[dm]\b)?)"
    r"|(?P<blank>[ \t\u00a0\u202f\u2009\u3000]+|\r?\n(?![ \t]*\r?\n))|(?P<other>.|\n)",
    re.DOTALL,
)
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th|er|ère|e|ème|º|ª|°|-?(?:го|е|е|ой|ма|та|ти|и))(?![^\W\d_])")
_DASHES = dict.fromkeys("-‐‑‒–—―−~", "-")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text; `value` is the number of a year, day, month or quarter. `glued`: no blank before it."""

    kind: str
    value: int
    start: int
    end: int
    text: str
    glued: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of our languages mean in dates, by their folded form."""

    months: dict[str, int]
    kinds: dict[str, frozenset[str]]
    ordinals: dict[str, int]
    units: dict[str, str]
    eras: dict[str, int]


@lru_cache(maxsize=1)
def words() -> Words:
    """The tables of words, read once."""
    book = Words({}, {}, {}, {}, {})
    for row in rows("months.csv"):
        for form in expand(row["form"]):
            book.months.setdefault(fold(form), int(row["month"]))
    kinds: dict[str, set[str]] = {}
    for row in rows("date_words.csv"):
        for form in expand(row["text"]):
            if row["kind"] == "unit":
                book.units[form] = row["value"]
            elif row["kind"] == "era":
                book.eras[form] = int(row["value"])
            elif row["kind"] == "ordinal":
                book.ordinals[fold(form)] = int(row["value"])
            else:
                kinds.setdefault(fold(form), set()).add(row["kind"])
    book.kinds.update({form: frozenset(kind) for form, kind in kinds.items()})
    return book


def tokenise(text: str) -> list[Token]:
    """The tokens of a text, in order; what is not in any table is kind x.

    >>> "".join(t.kind for t in tokenise("June 4, 2016"))
    'MD,Y'
    >>> [(t.kind, t.value) for t in tokenise("2016年6月4日から")]
    [('Y', 2016), ('M', 6), ('D', 4), ('t', 0)]
    >>> [(t.kind, t.value) for t in tokenise("2nd quarter of 2019, 1T15")]
    [('Q', 2), ('o', 0), ('Y', 2019), (',', 0), ('Q', 1), ('D', 15)]
    """
    return list(_without_year_words(_with_parts_of_years(list(_pieces(text)))))


def _pieces(text: str) -> Iterator[Token]:
    at, blank = 0, True
    while at < len(text):
        piece = _PIECE.match(text, at)
        assert piece is not None  # the last alternative matches anything
        if piece.lastgroup == "blank":
            at, blank = piece.end(), True
            continue
        token = _token(text, piece, not blank)
        yield token
        at, blank = token.end, False


def _token(text: str, piece: re.Match[str], glued: bool) -> Token:
    start, end = piece.span()
    if piece.lastgroup == "number":
        return _number(text, start, end, glued)
    if piece.lastgroup == "signs":
        return _sign(text, start, glued)
    if piece.lastgroup == "word":
        kind, value, end = _word(text, start, end)
        return Token(kind, value, start, end, text[start:end], glued)
    mark = _DASHES.get(piece[0], piece[0])
    return Token(mark if mark in "-/.,'’=%" else "x", 0, start, end, piece[0], glued)


def _number(text: str, start: int, end: int, glued: bool) -> Token:
    value, size = int(text[start:end]), end - start
    unit = max((u for u in words().units if text.startswith(u, _after_blank(text, end))), key=len, default="")
    if unit and size <= 4:
        kind = words().units[unit]
        end = _after_blank(text, end) + len(unit)
        value = _full_year(value) if kind == "Y" and size == 2 else value
        return Token(kind, value, start, end, text[start:end], glued)
    if size == 4 and _FIRST_YEAR <= value <= _LAST_YEAR:
        return Token("Y", value, start, end, text[start:end], glued)
    if size == 2 and start and text[start - 1] in "'’" and not text[start - 2 : start - 1].isalnum():
        return Token("Y", _full_year(value), start, end, text[start:end], glued)
    if size > 2:
        return Token("x", value, start, end, text[start:end], glued)
    ending = _ORDINAL_ENDING.match(text, end)
    return Token("D", value, start, ending.end() if ending else end, text[start:end], glued)


def _after_blank(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == " " else at


def _full_year(value: int) -> int:
    return value + (2000 if value < 50 else 1900)


def _word(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Kind, value and end of a word, or of two words that are one month."""
    book, form = words(), fold(text[start:end])
    following = re.compile(r" [^\W\d_]+").match(text, end)
    if following and (both := form + fold(following[0])) in book.months:
        return "M", book.months[both], following.end()
    if following and (both := form + fold(following[0])) in book.kinds:
        return _kind(book.kinds[both]), 0, following.end()
    if form in book.months:
        return "M", book.months[form], end
    if form in book.kinds:
        return _kind(book.kinds[form]), 0, end
    return ("n", book.ordinals[form], end) if form in book.ordinals else ("x", 0, end)


def _kind(roles: frozenset[str]) -> str:
    """One letter for the roles that a word may have."""
    for role, letter in (("season", "S"), ("fiscal", "F"), ("part", "p"), ("quarter", "q"), ("half", "h")):
        if role in roles:
            return letter
    links = bool(roles & {"to", "and"})
    if "of" in roles:
        return "b" if links else "o"
    if links:
        return "t"
    if "lead" in roles:
        return "l"
    return "y" if "year" in roles else "x"


def _sign(text: str, start: int, glued: bool) -> Token:
    """A month, link or season in a script without spaces, else a single sign of no meaning."""
    book = words()
    for size in (4, 3, 2, 1):
        form = text[start : start + size]
        era = book.eras.get(form)
        number = re.compile(r"(\d{1,2}|元)年").match(text, start + size) if era is not None else None
        if era is not None and number:
            year = era + (1 if number[1] == "元" else int(number[1]))
            return Token("Y", year, start, number.end(), text[start : number.end()], glued)
        if len(form) == size and fold(form) in book.months:
            return Token("M", book.months[fold(form)], start, start + size, form, glued)
        if len(form) == size and (roles := book.kinds.get(fold(form))):
            return Token(_kind(roles), 0, start, start + size, form, glued)
    return Token("x", 0, start, start + 1, text[start], glued)


def _with_parts_of_years(tokens: list[Token]) -> Iterator[Token]:
    """Quarters and halves put together: Q2, 2Q, 1er trimestre, second quarter."""
    i = 0
    while i < len(tokens):
        used, whole = _part_of_year(tokens, i)
        yield whole or tokens[i]
        i += used


def _part_of_year(tokens: list[Token], i: int) -> tuple[int, Token | None]:
    shape = "".join(t.kind for t in tokens[i : i + 3])
    for pattern, name in ((r"[Dn]\.?[qh]", -1), (r"[qh][Dn]", 0)):
        found = re.match(pattern, shape)
        if not found:
            continue
        part = tokens[i : i + found.end()]
        number, word = (part[0], part[-1]) if name else (part[-1], part[0])
        short = len(word.text) <= 2
        most = 4 if word.kind == "q" else 2
        if 1 <= number.value <= most and (part[-1].glued or not short) and (not name or short <= part[-1].glued):
            return len(part), Token(word.kind.upper(), number.value, part[0].start, part[-1].end, "", part[0].glued)
    return 1, None


def _without_year_words(tokens: Iterator[Token]) -> Iterator[Token]:
    """Drops "г.", "roku", "'da" after a year: they say only that it is one."""
    before, dropped = "", False
    for token in tokens:
        if before == "Y" and (token.kind == "y" or (token.kind in "'’")):
            dropped = token.kind == "y"
            continue
        if before == "Y" and dropped and token.kind == ".":
            dropped = False
            continue
        before, dropped = token.kind, False
        yield token
