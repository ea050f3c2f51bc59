"""Finding the phrases of a CSV in running text, in any script, whatever their accents and case.

A phrase is one or more words. A word ending in `*` stands for every word that begins so
(`approv*` finds "approve", "approval"), which is how inflected languages stay readable as data.
A lone `~` between two words stands for up to three other words ("ne ~ pas").
Scripts without spaces (Chinese, Japanese) are matched character by character.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Generic, TypeVar

Value = TypeVar("Value")

_WORD = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
_LONGEST_GAP = 3
_MOST_KNOWN = 20_000  # words remembered by a set of phrases
_STEM_LENGTHS = range(2, 24)  # the longest is German: "verteidigungsminister*"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, and its folded form."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A phrase met in a text: its characters and what the CSV says of it."""

    start: int
    end: int
    value: Value


@dataclass(slots=True)
class _Node(Generic[Value]):
    words: dict[str, _Node[Value]] = field(default_factory=dict)
    stems: dict[str, _Node[Value]] = field(default_factory=dict)
    gap: _Node[Value] | None = None
    values: list[Value] = field(default_factory=list)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Case and accents away: how phrases are compared.

    >>> fold("Désapprouve"), fold("ЁЛКА"), fold("Zufriedenheit")
    ('desapprouve', 'елка', 'zufriedenheit')
    """
    split = unicodedata.normalize("NFKD", word.casefold().replace("й", "\0"))
    kept = "".join(c for c in split if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", kept.replace("\0", "й"))


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order.

    >>> [t.folded for t in tokens("Não aprova: 50%")]
    ['nao', 'aprova', '50']
    """
    return tuple(Token(m.start(), m.end(), fold(m[0])) for m in _WORD.finditer(text))


class Phrases(Generic[Value]):
    """A set of phrases, each with a value, to be found in texts; the longest match wins.

    >>> phrases = Phrases([("approv*", 1), ("job approval", 2), ("ne ~ pas", 3)])
    >>> [f.value for f in phrases.find("Job approval fell: 41% approved. Il ne se prononce pas.")]
    [2, 1, 3]
    """

    def __init__(self, rows: Iterable[tuple[str, Value]]) -> None:
        self._root: _Node[Value] = _Node()
        self._beginnings: dict[str, bool] = {}
        for phrase, value in rows:
            self._add(phrase, value)

    def _add(self, phrase: str, value: Value) -> None:
        node = self._root
        for part in _parts(phrase):
            if part == "~":
                node.gap = node.gap or _Node()
                node = node.gap
            else:
                branch = node.stems if part.endswith("*") else node.words
                node = branch.setdefault(part.rstrip("*"), _Node())
        node.values.append(value)

    def find(self, text: str) -> list[Found[Value]]:
        """Every phrase in the text, left to right, none overlapping another."""
        words, found, i = tokens(text), list[Found[Value]](), 0
        while i < len(words):
            if not self._may_begin(words[i].folded):
                i += 1
                continue
            best = max(self._ends(self._root, words, i), key=lambda end: end[0], default=None)
            if best is None:
                i += 1
                continue
            end, values = best
            found += [Found(words[i].start, words[end - 1].end, value) for value in values]
            i = end
        return found

    def _may_begin(self, word: str) -> bool:
        """Whether any phrase begins with a word: most begin none, and the same words come again and again."""
        known = self._beginnings.get(word)
        if known is None:
            root = self._root
            known = root.gap is not None or word in root.words or any(word[:n] in root.stems for n in _STEM_LENGTHS)
            if len(self._beginnings) < _MOST_KNOWN:
                self._beginnings[word] = known
        return known

    def whole(self, text: str) -> Value | None:
        """The value of a text that is one of the phrases from end to end."""
        words = tokens(text)
        for end, values in self._ends(self._root, words, 0) if words else ():
            if end == len(words):
                return values[0]
        return None

    def _ends(self, node: _Node[Value], words: tuple[Token, ...], i: int) -> Iterator[tuple[int, list[Value]]]:
        if node.values:
            yield i, node.values
        if node.gap is not None:
            for skip in range(_LONGEST_GAP + 1):
                yield from self._ends(node.gap, words, i + skip)
        if i >= len(words):
            return
        word = words[i].folded
        if (following := node.words.get(word)) is not None:
            yield from self._ends(following, words, i + 1)
        if node.stems:
            for length in _STEM_LENGTHS:
                if length <= len(word) and (following := node.stems.get(word[:length])) is not None:
                    yield from self._ends(following, words, i + 1)


def _parts(phrase: str) -> list[str]:
    parts: list[str] = []
    for piece in phrase.split():
        if piece == "~":
            parts.append("~")
            continue
        words = [t.folded for t in tokens(piece)]
        parts += [*words[:-1], words[-1] + ("*" if piece.endswith("*") else "")] if words else []
    return parts


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV in this folder; lines beginning with # are remarks."""
    text = resources.files("extract.names").joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [{k: (v or "").strip() for k, v in row.items()} for row in csv.DictReader(lines)]
