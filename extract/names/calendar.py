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
from typing import NamedTuple

from extract.names.forms import expand, rows
from extract.names.phrases import fold

_PIECE = re.compile(
    r"(?P<word>[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:/[dm]\b)?)"
    r"|(?P<blank>[(（][月火水木金土日월화수목금토일][)）]"
    r"|(?<=[,–-])\t|[ \u00a0\u200e\u200f\u202f\u2009\u3000]+|\r?\n(?![ \t]*\r?\n))|(?P<number>\d+)"
    r"|(?P<signs>[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af～〜]+)|(?P<other>.|\n)",
    re.DOTALL,
)
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th|\.?er|ère|e|ème|\.?º|\.?ª|°|-?(?:го|й|е|ой|ма|та|ти|и))(?![^\W\d_])")
_COMPOUND = re.compile(r"(?P<part>[Dnt]\.?[qh]|D/D[qh]|[qh](?:l-)?[Dn])|(?P<twice>M/M)|(?P<weekday>xwx)")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_ERA_YEAR = re.compile(r"(\d{1,2}|元)年")
_PLAIN = dict.fromkeys("-‐‑‒–—―−~－", "-") | {"،": ",", "，": ",", "／": "/", "．": "."}
_MARKS = frozenset("/.,'’=%")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100

# The letter for the roles that a word may have, in this order
_ROLES = (("season", "S"), ("fiscal", "F"), ("part", "p"), ("weekday", "w"), ("quarter", "q"), ("half", "h"))


class Token(NamedTuple):
    """A piece of a text; `value` is the number of a year, day, month or quarter. `glued`: no blank before it."""

    kind: str
    value: int
    start: int
    end: int
    text: str
    glued: bool


Meaning = tuple[str, int]  # the kind and value of a word


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of our languages mean in dates, by their folded form; `pairs` by first and second word."""

    meanings: dict[str, Meaning]
    pairs: dict[str, dict[str, Meaning]]
    roles: dict[str, frozenset[str]]
    units: dict[str, str]
    eras: dict[str, int]

    def has_role(self, word: str, role: str) -> bool:
        """Whether a word may play a part in dates: "to", "and", "counted" …"""
        return role in self.roles.get(fold(word), ())


@lru_cache(maxsize=1)
def words() -> Words:
    """The tables of words, read once."""
    book, roles = Words({}, {}, {}, {}, {}), dict[str, set[str]]()
    for row in rows("date_words.csv"):
        for form in expand(row["text"]):
            if row["kind"] == "unit":
                book.units[form] = row["value"]
            elif row["kind"] == "era":
                book.eras[form] = int(row["value"])
            elif row["kind"] == "ordinal":
                _learn(book, fold(form), ("n", int(row["value"])))
            else:
                roles.setdefault(fold(form), set()).add(row["kind"])
    for form, played in roles.items():
        book.roles[form] = frozenset(played)
        _learn(book, form, (_letter(played), 0))
    for row in rows("months.csv"):
        for form in expand(row["form"]):
            _learn(book, fold(form), ("M", int(row["month"])))
    return book


def _learn(book: Words, form: str, meaning: Meaning) -> None:
    first, _, second = form.partition(" ")
    if second:
        book.pairs.setdefault(first, {})[second] = meaning
    elif meaning[0] != "x" or first not in book.meanings:
        book.meanings[first] = meaning


def _letter(roles: set[str]) -> str:
    for role, letter in _ROLES:
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


def tokenise(text: str) -> list[Token]:
    """The tokens of a text, in order. What is in no table is kind x; several x in a row are one token.

    >>> "".join(t.kind for t in tokenise("June 4, 2016"))
    'MD,Y'
    >>> [(t.kind, t.value) for t in tokenise("2016年6月4日から")]
    [('Y', 2016), ('M', 6), ('D', 4), ('t', 0)]
    >>> [(t.kind, t.value) for t in tokenise("2nd quarter of 2019, 1T15")]
    [('Q', 2), ('o', 0), ('Y', 2019), (',', 0), ('Q', 1), ('D', 15)]
    >>> [t.kind for t in tokenise("2 年")]
    ['x']
    """
    return list(_without_year_words(_with_parts_of_years(_pieces(text))))


def _pieces(text: str) -> list[Token]:
    book, found = words(), list[Token]()
    meanings, pairs = book.meanings, book.pairs
    covered, blank = 0, True
    for piece in _PIECE.finditer(text):
        group, (start, end) = piece.lastgroup, piece.span()
        if start < covered and (group != "signs" or end <= covered):
            continue
        if group == "blank":
            blank = True
            continue
        if group == "word":
            form = fold(piece[0])
            meaning = meanings.get(form)
            if form in pairs and (second := _NEXT_WORD.match(text, end)) and fold(second[1]) in pairs[form]:
                meaning, end = pairs[form][fold(second[1])], second.end()
            kind, value = meaning or ("x", 0)
            if kind != "x" or not found or found[-1].kind != "x":
                found.append(Token(kind, value, start, end, text[start:end], not blank))
        else:
            found += _number_or_sign(text, group or "", max(start, covered), end, not blank)
            end = found[-1].end
        covered, blank = end, False
    return found


def _number_or_sign(text: str, group: str, start: int, end: int, glued: bool) -> Iterator[Token]:
    if group == "number":
        yield _number(text, start, end, glued)
    elif group == "signs":
        while start < end:
            token = _sign(text, start, glued)
            yield token
            start, glued = token.end, True
            if text[start : start + 1].isdigit():
                return
    else:
        mark = _PLAIN.get(text[start], text[start])
        yield Token(mark if mark == "-" or mark in _MARKS else "x", 0, start, end, text[start], glued)


def _number(text: str, start: int, end: int, glued: bool) -> Token:
    value, size = int(text[start:end]), end - start
    unit = _unit(text, end)
    if unit and size <= 4:
        kind, stop = words().units[unit], text.index(unit, end) + len(unit)
        value = _full_year(value) if kind == "Y" and size == 2 else value
        if kind == "Y" and not _FIRST_YEAR <= value <= _LAST_YEAR:
            return Token("x", value, start, stop, text[start:stop], glued)  # "執政 2 年" is how long, not when
        return Token(kind, value, start, stop, text[start:stop], glued)
    if size == 4 and _FIRST_YEAR <= value <= _LAST_YEAR:
        return Token("Y", value, start, end, text[start:end], glued)
    if size == 2 and start and text[start - 1] in "'’" and not text[start - 2 : start - 1].isdigit():
        return Token("Y", _full_year(value), start, end, text[start:end], glued)
    if size > 2:
        return Token("x", value, start, end, text[start:end], glued)
    ending = _ORDINAL_ENDING.match(text, end)
    return Token("D", value, start, ending.end() if ending else end, text[start:end], glued)


def _unit(text: str, at: int) -> str:
    """The longest unit (年, 월) that follows a number, perhaps after a blank."""
    at += text[at : at + 1] == " "
    if text[at : at + 1] < "\u3040":
        return ""
    return max((unit for unit in words().units if text.startswith(unit, at)), key=len, default="")


def _full_year(value: int) -> int:
    return value + (2000 if value < 50 else 1900)


def _sign(text: str, start: int, glued: bool) -> Token:
    """A month, link or season in a script without spaces, else a single sign of no meaning."""
    book = words()
    for size in (4, 3, 2, 1):
        form = text[start : start + size]
        if len(form) < size:
            continue
        if form in book.eras and (year := _ERA_YEAR.match(text, start + size)):
            number = book.eras[form] + (1 if year[1] == "元" else int(year[1]))
            return Token("Y", number, start, year.end(), text[start : year.end()], glued)
        if meaning := book.meanings.get(fold(form)):
            return Token(*meaning, start, start + size, form, glued)
    return Token("x", 0, start, start + 1, text[start], glued)


def _with_parts_of_years(tokens: list[Token]) -> Iterator[Token]:
    """Several tokens that are one put together: quarters, a month in two names; "(Sat)" left out."""
    done = 0
    for found in _COMPOUND.finditer("".join(t.kind for t in tokens)):
        first, last = tokens[found.start()], tokens[found.end() - 1]
        whole = _part_of_year(first, last) if found.lastgroup == "part" else None
        if found.lastgroup == "twice" and first.value == last.value:
            whole = first._replace(end=last.end)
        if whole or (found.lastgroup == "weekday" and first.text in "(（"):
            yield from tokens[done : found.start()]
            done = found.end()
        if whole:
            yield whole
    yield from tokens[done:]


def _part_of_year(first: Token, last: Token) -> Token | None:
    """Q2, 2Q, 1er trimestre, second quarter; a single letter ("T", "Q") must be glued to its number."""
    number, word = (last, first) if first.kind in "qh" else (first, last)
    if number.kind == "t":  # "I" is one, but "i" is "and"
        number = number._replace(value=number.text == "I")
    is_short = len(word.text) == 1
    if not 1 <= number.value <= (4 if word.kind == "q" else 2) or (is_short and not last.glued):
        return None
    return Token(word.kind.upper(), number.value, first.start, last.end, "", first.glued)


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
