"""Shares that are printed in words: "one percent", "three in ten", "deux tiers", "каждый третий".

The words are rows of number_words.csv. Percent in words are exact; a ratio or a fraction is about as much, for a
writer who says "a third" has rounded: its qualifier is `~`. The words of one share are all of one language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, pairwise

from extract.names.forms import expand, rows
from extract.names.phrases import Phrases, read_rows, tokens
from extract.names.wording import any_of

_DIGITS = re.compile(r"(?<![\w.,/-])\d{1,3}(?![\d.,/%-])")
_GLUES = ("ones first", "tens first")
_WHOLES = frozenset([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100])  # what people are counted out of
_MOST_NAMED = 3  # words between a number and "sur dix": "sept jeunes Français sur dix"
_NEAR = 30  # characters before a ratio in which a word for grades makes it one
_OF = re.compile(rf"\s*{any_of('of')}\s", re.IGNORECASE)
_END = re.compile(r"\s*\Z")
_GLUE = re.compile(r"[\s\u00a0-]*\Z")
_LINKED = re.compile(r"(?:[\s\u00a0-]*|\s(?:et|y|e|и|and|en|i)\s)\Z")


@dataclass(frozen=True, slots=True)
class Worded:
    """A share in words, at characters `start` to `end`; `value` in percent.

    `kind`: percent, ratio, or the kind of fraction; behind a "fraction of" stands at once what is divided.
    """

    start: int
    end: int
    value: float
    qualifier: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    value: float
    qualifier: str
    lang: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text with all that its words may be; digits (`rows` empty) are numbers of every language."""

    start: int
    end: int
    rows: tuple[_Row, ...]
    digits: int | None = None

    def of_kind(self, *kinds: str) -> list[_Row]:
        return [row for row in self.rows if row.kind in kinds]

    def number(self, langs: set[str] | None = None) -> int | None:
        """The cardinal that this is in one of the languages."""
        if self.digits is not None:
            return self.digits
        return next((int(r.value) for r in self.of_kind("number") if langs is None or r.lang in langs), None)

    def langs(self, *kinds: str) -> set[str]:
        return {row.lang for row in self.of_kind(*kinds)}


@cache
def _phrases() -> Phrases[_Row]:
    words = read_rows("number_words.csv")
    said = [
        (row["phrase"], _Row(row["kind"], float(row["value"] or 0), row["qualifier"], row["lang"]))
        for row in words
        if row["kind"] not in _GLUES
    ]
    units = [
        (form.rstrip("*") + "*" * form.endswith("*"), _Row(row["kind"], 0, "", row["lang"]))
        for row in rows("wording.csv")
        if row["kind"] in ("percent", "percent before")
        for form in expand(row["text"])
    ]
    return Phrases([*said, *_glued(words), *units])


def _glued(words: list[dict[str, str]]) -> Iterator[tuple[str, _Row]]:
    """Tens and ones written as one word: "fünfundvierzig", "vierenveertig", "quarantacinque"."""
    numbers = [(row["phrase"], int(row["value"]), row["lang"]) for row in words if row["kind"] == "number"]
    for row in words:
        if row["kind"] not in _GLUES:
            continue
        own = [(word, value) for word, value, lang in numbers if lang == row["lang"]]
        ones = [(word, value) for word, value in own if 0 < value < 10]
        for ten, tens in ((word, value) for word, value in own if value in range(20, 100, 10)):
            for one, unit in ones:
                pair = (one, ten) if row["kind"] == "ones first" else (ten, one)
                joiner = "" if row["phrase"] == "-" else row["phrase"]
                yield joiner.join(pair), _Row("number", float(tens + unit), "", row["lang"])


def worded_share(text: str) -> Worded | None:
    """The share that a text is from end to end.

    >>> worded_share("one percent").value, worded_share("three in ten").value, worded_share("ten") is None
    (1.0, 30.0, True)
    """
    words = tokens(text)
    found = shares_in_words(text)
    whole = found and words and found[0].start == words[0].start and found[0].end == words[-1].end
    return found[0] if whole else None


@lru_cache(maxsize=4096)
def shares_in_words(text: str) -> tuple[Worded, ...]:
    """The shares in words of a text.

    >>> [(w.value, w.qualifier) for w in shares_in_words("Thirty-five percent, seven in ten, two thirds, half of us")]
    [(35.0, '='), (70.0, '~'), (66.7, '~'), (50.0, '~')]
    >>> [w.value for t in ("sept jeunes Français sur dix", "7 de cada 10", "10명 중 7명", "7割", "yüzde on beş")
    ...  for w in shares_in_words(t)]
    [70.0, 70.0, 70.0, 70.0, 15.0]
    >>> [w.value for t in ("fünfundvierzig Prozent", "Vierenveertig procent", "quarantacinque per cento")
    ...  for w in shares_in_words(t)]
    [45.0, 44.0, 45.0]
    >>> shares_in_words("three in ten years; scored seven out of ten; the first half of 2015; one of two; 百分之三十五")
    ()
    """
    pieces = _pieces(text)
    found, done = list[Worded](), -1
    for i, piece in enumerate(pieces):
        share = _share_at(text, pieces, i) if piece.start >= done else None
        if share is not None:
            found.append(share)
            done = share.end
    return tuple(found)


def _pieces(text: str) -> list[_Piece]:
    met = groupby(_phrases().find(text), key=lambda found: (found.start, found.end))
    pieces = [_Piece(start, end, tuple(f.value for f in group)) for (start, end), group in met]
    if not any(piece.of_kind("in", "people in", "tenths") for piece in pieces):
        return pieces
    digits = [_Piece(m.start(), m.end(), (), int(m[0])) for m in _DIGITS.finditer(text)]
    taken = [d for d in digits if not any(p.start < d.end and d.start < p.end for p in pieces)]
    return sorted([*pieces, *taken], key=lambda piece: piece.start)


def _share_at(text: str, pieces: list[_Piece], i: int) -> Worded | None:
    """The share that begins with a piece."""
    piece, behind = pieces[i], pieces[i + 1 : i + 6]
    if (fraction := _fraction(text, piece)) is not None:
        return fraction
    if piece.of_kind("percent before") and behind and piece.digits is None:
        return _percent_behind(text, piece, behind)
    if piece.number() is None or (i and _is_glued(text, pieces[i - 1], piece) and pieces[i - 1].number() is not None):
        return None
    return (
        _percent(text, piece, behind)
        or _tenths(text, piece, behind)
        or _ratio(text, piece, behind)
        or _part_behind(text, piece, behind)
    )


def _fraction(text: str, piece: _Piece) -> Worded | None:
    """ "Half", "zwei Drittel"; "a third" only where "of" follows, or nothing does."""
    is_divided = _OF.match(text, piece.end) or _END.match(text, piece.end)
    kinds = ("fraction", "fraction of", *(["fraction before of"] if is_divided else []))
    for row in piece.of_kind(*kinds):
        return Worded(piece.start, piece.end, row.value, row.qualifier, row.kind)
    return None


def _is_glued(text: str, first: _Piece, second: _Piece) -> bool:
    return bool(_GLUE.match(text, first.end, second.start))


def _percent(text: str, piece: _Piece, behind: list[_Piece]) -> Worded | None:
    """A number in words and its unit: "one percent", "thirty-five per cent"; digits are read elsewhere."""
    if piece.digits is not None or not behind:
        return None
    unit = behind[0]
    if langs := piece.langs("number") & unit.langs("percent"):
        number = piece.number(langs)
    elif len(behind) > 1 and (langs := piece.langs("number") & unit.langs("number") & behind[1].langs("percent")):
        number, unit = _sum(text, piece, behind[0], langs), behind[1]
        piece = _Piece(piece.start, behind[0].end, ())
    else:
        return None
    if number is None or number > 100 or not _is_glued(text, piece, unit):
        return None
    return Worded(piece.start, unit.end, float(number), "=", "percent")


def _sum(text: str, tens: _Piece, ones: _Piece, langs: set[str]) -> int | None:
    """Two words that are one number: "thirty-five", "soixante-douze"."""
    first, second = tens.number(langs) or 0, ones.number(langs) or 0
    if not _LINKED.match(text, tens.end, ones.start) or first % 10 or not 10 <= first < 100:
        return None
    return first + second if 0 < second < (20 if first in (60, 80) else 10) else None


def _percent_behind(text: str, unit: _Piece, behind: list[_Piece]) -> Worded | None:
    """ "Yüzde on", "yüzde otuz beş"; not the beginning of a longer number."""
    run = [unit]
    for piece in behind:
        if piece.number() is None or not _is_glued(text, run[-1], piece):
            break
        run.append(piece)
    langs = unit.langs("percent before")
    values = {2: lambda: run[1].number(langs), 3: lambda: _sum(text, run[1], run[2], langs)}
    value = values[len(run)]() if len(run) in values else None
    return Worded(unit.start, run[-1].end, float(value), "=", "percent") if value is not None else None


def _tenths(text: str, piece: _Piece, behind: list[_Piece]) -> Worded | None:
    """七割, 7成, 四成五, 三割五分."""
    if not behind or not behind[0].of_kind("tenths") or not _is_glued(text, piece, behind[0]):
        return None
    number = piece.number(behind[0].langs("tenths"))
    if number is None or not 1 <= number <= 9:
        return None
    if len(behind) < 2 or behind[1].number() is None or not _is_glued(text, behind[0], behind[1]):
        return Worded(piece.start, behind[0].end, 10.0 * number, "~", "ratio")
    hundredths = behind[1].number()
    end = behind[1].end + text.startswith("分", behind[1].end)
    is_whole = hundredths is not None and 1 <= hundredths <= 9 and not text[end : end + 1].isdecimal()
    return Worded(piece.start, end, 10.0 * number + (hundredths or 0), "~", "ratio") if is_whole else None


def _ratio(text: str, piece: _Piece, behind: list[_Piece]) -> Worded | None:
    """ "Three in ten", "sept Français sur dix"; neither "three in ten years" nor a grade of "seven out of ten"."""
    for link, whole in pairwise(behind):
        named = len(tokens(text[piece.end : link.start]))
        langs = link.langs("in" if named == 0 else "in, people named")
        if not langs or named > _MOST_NAMED or re.search(r"[.,;:()]", text[piece.end : link.start]):
            continue
        part, of = piece.number(langs), whole.number(langs)
        share = _of(part, of, piece.start, whole.end) if _is_glued(text, link, whole) else None
        return share if share is not None and not _is_grade_or_count(text, share) else None
    return None


def _part_behind(text: str, piece: _Piece, behind: list[_Piece]) -> Worded | None:
    """The whole before its part: "10명 중 7명", "on kişiden yedisi"."""
    if len(behind) < 2 or not behind[0].of_kind("people in") or not _is_glued(text, piece, behind[0]):
        return None
    langs = behind[0].langs("people in")
    if not _is_glued(text, behind[0], behind[1]):
        return None
    return _of(behind[1].number(langs), piece.number(langs), piece.start, behind[1].end)


def _of(part: int | None, whole: int | None, start: int, end: int) -> Worded | None:
    if part is None or whole not in _WHOLES or not 0 < part < whole:
        return None
    return Worded(start, end, round(100 * part / whole, 1), "~", "ratio")


def _is_grade_or_count(text: str, share: Worded) -> bool:
    following, before = text[share.end : share.end + 40], text[max(0, share.start - _NEAR) : share.start]
    words = tokens(following)
    counted = any(f.value.kind == "counted" and words and f.start <= words[0].start for f in _phrases().find(following))
    return counted or any(f.value.kind == "grade" for f in _phrases().find(before))
