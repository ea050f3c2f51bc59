"""Prose cut into sentences, and the percentages met in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.model import Passage, Response
from extract.names.contexts import context_words
from extract.names.numbers import Worded, shares_in_words
from extract.names.phrases import Phrases, read_rows
from extract.names.responses import answers_in
from extract.names.spelling import is_wrapped
from extract.names.wording import any_of
from extract.scores import Score, scores_in
from extract.values import PERCENT

# capitals beyond Latin-1 and Greek; in scripts without capitals any letter may begin a sentence
_MORE_CAPITALS = "ĀĂĄĆČĎĐĒĖĘĚĞĢĪĮĶĹĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŹŻŽȘȚΑ-ΩΆΈΉΊΌΎΏ\\uac00-\\ud7af\\u0621-\\u064a"
_END = re.compile(
    rf"(?:[.!?…]+[\"”’»)\]]*(?:\[\w{{1,3}}\])*(?=\s+[\"“«‘(\[]?[A-ZÀ-ÖØ-Þ{_MORE_CAPITALS}А-ЯЁІЇЄҐİ\d¿¡—–-]|\s*$)|[。！？؟]+|\n\s*\n|\n(?=\s*[-•*–▪●■►]\s|[^\n:%]{{2,80}}:\s?\d))"
)
_ABBREVIATION = re.compile(rf"(?:\b[A-ZÀ-ÞА-Я]|{any_of('abbreviation')})\.$")
_NUMBER = re.compile(
    rf"(?<![A-Za-zÀ-ÿА-яЁё0-9_.,$€£])(?:(?P<before>%|{any_of('percent before')})\s?)?"
    r"(?:(?P<sign>[<>~≈])\s?|(?P<signed>[+±−-]))?(?P<number>\d{1,3}(?:[.,]\d{1,2})?)(?![\d])"
    rf"(?:[\s\u00a0\u202f]?(?P<percent>{PERCENT.pattern}))?",
    re.IGNORECASE,
)
_QUALIFIERS = (("less", "<"), ("more", ">"), ("about", "~"))
_LEADING = tuple((re.compile(any_of(kind) + r"\s*$", re.IGNORECASE), sign) for kind, sign in _QUALIFIERS)
_FOLLOWING = tuple((re.compile(r"\s?" + any_of(kind + " behind"), re.IGNORECASE), sign) for kind, sign in _QUALIFIERS)
_SIGN_WORD = re.compile(rf"(?P<sign>{any_of('minus', 'plus')})\s\Z", re.IGNORECASE)
_THAT_IS = re.compile(rf"(?:\s[^\W\d][\w’'-]*){{0,3}},?\s{any_of('that is')}\s", re.IGNORECASE)
_COMPARED = re.compile(
    rf"(?:\s[^\W\d][\w’'-]*){{0,3}}\s{any_of('less', 'more', 'about')}\s(?:{any_of('article')}\s)?", re.IGNORECASE
)
_TO_ANOTHER = re.compile(rf"\s{any_of('to so much')}\s[+−-]\d", re.IGNORECASE)
_FROM_ANOTHER = re.compile(rf"(?P<from>{any_of('from so much')}\s)?[+−-]\d+\s{any_of('to so much')}\s\Z", re.IGNORECASE)
_FROM = re.compile(rf"{any_of('from so much')}\s\Z", re.IGNORECASE)
_BETWEEN = re.compile(rf"{any_of('between')}\s\Z", re.IGNORECASE)
_AND_A_NUMBER = re.compile(rf"\s{any_of('joiner')}\s\d")
_BETWEEN_AND = re.compile(
    rf"{any_of('between')}\s\d{{1,3}}(?:[.,]\d+)?\s?(?:{PERCENT.pattern})?\s{any_of('joiner')}\s\Z", re.I
)
_SHARES_UNIT = re.compile(rf"\s{any_of('joiner')}\s\d{{1,2}}(?:[.,]\d{{1,2}})?\s?(?:{PERCENT.pattern})", re.IGNORECASE)
_THRESHOLD = re.compile(rf"{any_of('a threshold')}\s?(?:[^\W\d]{{1,5}}\s){{0,2}}\Z", re.IGNORECASE)
_THRESHOLD_BEHIND = re.compile(rf"[\s-]?{any_of('a threshold, behind')}", re.IGNORECASE)
_LONGEST_THRESHOLD = 40  # characters of "without breaking the " and the like
_LONGEST_RANGE = 40  # characters of "between 40 percent and "
_NET_BEFORE = 80  # characters before a signed number in which a word for a balance may stand
_LONGEST_QUALIFIER = 24  # characters, with the blanks around


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its text (line ends made spaces, so characters still count), and where it begins."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Percentage:
    """A number met in prose. `has_unit` is false for a bare number ("54 percent against 18").

    `wording` is the kind of one in words ("half", "three in ten"): see `extract.names.numbers.Worded`. A `score`
    is two numbers, one of either side; one with a sign `is_net`, the one side less the other.
    """

    start: int
    end: int
    qualifier: str
    has_unit: bool
    wording: str | None = None
    score: Score | None = None
    is_net: bool = False

    @property
    def is_worded(self) -> bool:
        """Whether the number is printed in words."""
        return self.wording is not None


@cache
def _changes(side: str) -> Phrases[str]:
    return Phrases((row["phrase"], side) for row in read_rows("changes.csv") if row["side"] == side)


def sentences_of(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage.

    >>> from extract.model import Location
    >>> text = "The U.S. leads. Approval is 4.5 percent. It rose"
    >>> [s.text for s in sentences_of(Passage(text, Location(char_start=0)))]
    ['The U.S. leads.', 'Approval is 4.5 percent.', 'It rose']
    """
    text, base, start = passage.text, passage.location.char_start or 0, 0
    ends = {m.end() for m in _END.finditer(text) if not _is_abbreviation(text, m)} | {len(text)}
    if not is_wrapped(text):
        ends |= {m.end() for m in re.finditer("\n", text)}
    for end in sorted(ends):
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield Sentence(re.sub(r"\s", " ", piece.strip()), base + start + lead)
        start = end


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    if end[0] != "." or end.end() >= len(text.rstrip()):
        return False
    before = text[max(0, end.start() - 8) : end.start() + 1]
    return bool(_ABBREVIATION.search(before))


@lru_cache(maxsize=4096)
def percentages_in(sentence: str) -> tuple[Percentage, ...]:
    """The shares of a sentence: no changes, no ranges, no margins; a score of two sides is one.

    >>> [sentence[p.start:p.end] for sentence in ["It fell by 3% to about 41 percent, 42-45% before, up 5 points"]
    ...  for p in percentages_in(sentence)]
    ['41 percent']
    >>> [p.qualifier for p in percentages_in("around 20%, less than 1 %")]
    ['~', '<']
    >>> [(p.qualifier, p.is_worded) for p in percentages_in("nearly half, more than a third of women, one percent")]
    [('~', True), ('>', True), ('=', True)]
    """
    said = [s for s in shares_in_words(sentence) if not _is_change(sentence, s.start, s.end)]
    worded = [_worded(sentence, s) for s in said]
    scored = [Percentage(s.start, s.end, "=", not s.is_bare, score=s) for s in scores_in(sentence)]
    taken = [*worded, *scored]
    figures = [f for f in _figures(sentence) if not any(t.start < f.end and f.start < t.end for t in taken)]
    told = [p for p in taken if not (p.is_worded and _is_told_again(sentence, p, figures))]
    return tuple(sorted([*told, *figures], key=lambda p: p.start))


def _is_told_again(sentence: str, said: Percentage, figures: list[Percentage]) -> bool:
    """Whether a share in words has its number beside it: "three in four or 76 percent", "19% is less than a fifth"."""
    behind = any(f.has_unit and _THAT_IS.fullmatch(sentence, said.end, f.start) for f in figures if f.start >= said.end)
    return behind or any(
        f.has_unit and said.qualifier != "=" and _COMPARED.fullmatch(sentence, f.end, said.start)
        for f in figures
        if f.end <= said.start
    )


def _worded(sentence: str, said: Worded) -> Percentage:
    qualifier = _qualifier(sentence, said.start, said.end, None)
    return Percentage(said.start, said.end, said.qualifier if qualifier == "=" else qualifier, True, said.kind)


def _figures(sentence: str) -> Iterator[Percentage]:
    for m in _NUMBER.finditer(sentence):
        start = m.start("before") if m["before"] else m.start("number")
        has_unit = bool(m["percent"] or m["before"])
        if (net := _net(sentence, m, has_unit)) is not None:
            yield net
            continue
        if not has_unit and not _is_bare_share(sentence, m):
            continue
        if _is_range(sentence, m) or m["signed"] in ("+", "±") or _is_change(sentence, start, m.end()):
            continue
        if m["signed"] and m.start() > 0 and sentence[m.start() - 1] in " (":
            continue  # but one that opens a sentence has the dash of a list
        if float(m["number"].replace(",", ".")) > 100:
            continue
        yield Percentage(start, m.end(), _qualifier(sentence, start, m.end(), m["sign"]), has_unit)


def _net(sentence: str, m: re.Match[str], has_unit: bool) -> Percentage | None:
    """A number with a sign, behind a balance: "a net score of -30", "Баланс становить +25%", "net: minus 12"."""
    word = _SIGN_WORD.search(sentence, 0, m.start("number")) if not m["signed"] else None
    if word is None and m["signed"] in (None, "±"):
        return None
    start = word.start("sign") if word else m.start("signed")
    if word and _is_qualified(sentence[: m.start("number")]):
        return None  # "au moins 45 %" is no minus
    is_apart = sentence[start - 1 : start] in (" ", "\u00a0", "(")
    is_dash = m["signed"] == "–" and sentence[:start].rstrip()[-1:].isdigit()
    if not is_apart or is_dash or _explains_a_scale(sentence, start, m.end()):
        return None
    said = list(answers_in(sentence[max(0, start - _NET_BEFORE) : start]))
    is_net = any(answer.response is Response.NET for answer in said[-2:])  # "net rating fell from “excellent” +75"
    if word and has_unit and not _is_change(sentence, start, m.end()):
        is_net = True  # a share has no sign: "bei ihm sind es minus 29 Prozent" is a balance, or nothing
    return Percentage(start, m.end(), "=", has_unit, is_net=True) if is_net else None


def _explains_a_scale(sentence: str, start: int, end: int) -> bool:
    """Whether a balance is a bound of a grade: "+70 and above", "at least +70", "+50 to +69"."""
    before = sentence[max(0, start - _LONGEST_QUALIFIER) : start]
    bounded = any(pattern.match(sentence, end) for pattern, _ in _FOLLOWING)
    bounded = bounded or _is_qualified(before)
    lower = _FROM_ANOTHER.search(before)
    is_lower = _TO_ANOTHER.match(sentence, end) is not None and not _FROM.search(before)  # "from -23 to -20" moved
    return bounded or is_lower or (lower is not None and lower["from"] is None)


def _is_bare_share(sentence: str, m: re.Match[str]) -> bool:
    """A number without a unit that stands right before an answer ("against 18 positive"), or shares the next one's."""
    if _SHARES_UNIT.match(sentence, m.end()):
        return True
    after = re.match(r"\s+(\w+)", sentence[m.end() :])
    if after is None or not PERCENT.search(sentence):
        return False
    return any(a.start == 0 and a.response is not None for a in answers_in(after[1]))


def _is_range(sentence: str, m: re.Match[str]) -> bool:
    """Whether a number is an end of a range: "40-45%", "between 40 and 45 percent"."""
    before = sentence[max(0, m.start("number") - 4) : m.start("number")]
    after = sentence[m.end() : m.end() + 4]
    if re.search(r"\d\s?[-–—]\s?$", before) or (m["percent"] is None and re.match(r"\s?[-–—]\s?\d", after)):
        return True
    is_lower = _AND_A_NUMBER.match(sentence, m.end()) and _BETWEEN.search(sentence, 0, m.start())
    return bool(is_lower or _BETWEEN_AND.search(sentence, max(0, m.start() - _LONGEST_RANGE), m.start()))


def _is_change(sentence: str, start: int, end: int) -> bool:
    before, after = sentence[max(0, start - 40) : start], sentence[end : end + 40]
    followed = any(not after[: f.start].strip(" -") for f in _changes("after").find(after))
    percent = sentence[start:end].rstrip().lower()
    is_of_points = percent.endswith("percentage") and bool(re.match(r"[\s-]*point", after))
    is_of_points = is_of_points or bool(_changes("after").find(percent))  # "vier procentpunt"
    return followed or is_of_points or _leads_to_a_change(before)


def _leads_to_a_change(before: str) -> bool:
    """Whether the words before a number make it a change: "fell by more than" does, "au moins" is no minus."""
    qualified = min(
        (found.start() for pattern, _ in _LEADING if (found := pattern.search(before))), default=len(before)
    )
    ends = (len(before.rstrip()), len(before[:qualified].rstrip()))
    return any(found.start <= qualified and found.end in ends for found in _changes("before").find(before))


def _is_qualified(before: str) -> bool:
    return any(pattern.search(before[-_LONGEST_QUALIFIER:]) for pattern, _ in _LEADING)


def _qualifier(sentence: str, start: int, end: int, sign: str | None) -> str:
    if sign in ("<", ">", "~", "≈"):
        return "~" if sign == "≈" else sign
    before, after = sentence[max(0, start - _LONGEST_QUALIFIER) : start], sentence[end : end + _LONGEST_QUALIFIER]
    led = (qualifier for pattern, qualifier in _LEADING if pattern.search(before))
    followed = (qualifier for pattern, qualifier in _FOLLOWING if pattern.match(after))
    return next(led, None) or next(followed, "=")


def is_other_percentage(sentence: str, share: Percentage) -> bool:
    """Whether the words by a percentage, or a ballot in its sentence, say that it is of votes, prices or the like.

    >>> sentence = "Voto en blanco (7%), Vargas, apoyado por el partido del exministro de Gobierno y Defensa (6%)"
    >>> [is_other_percentage(sentence, share) for share in percentages_in(sentence)]
    [True, True]
    """
    near = sentence[max(0, share.start - 60) : share.end + 60]
    is_of_votes = bool(context_words(near, "other") or context_words(sentence, "ballot"))
    return is_of_votes or _is_of_a_party(sentence, share) or _is_a_threshold(sentence, share)


def _is_of_a_party(sentence: str, share: Percentage) -> bool:
    """Whether the last words before a number that may be an answer are a party's support."""
    before = sentence[max(0, share.start - 60) : share.start]
    told = context_words(before, "of a party")
    return bool(told) and not any(a.end > told[-1].end for a in answers_in(before))


def _is_a_threshold(sentence: str, share: Percentage) -> bool:
    """Whether a number is only what was not reached: "never rising above 50 percent", "the 40 percent mark"."""
    before = sentence[max(0, share.start - _LONGEST_THRESHOLD) : share.start]
    return bool(_THRESHOLD.search(before) or _THRESHOLD_BEHIND.match(sentence, share.end))
