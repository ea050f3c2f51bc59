"""Find words in the texts of all sources: by FTS5 on SQLite, by tsvector on Postgres, with the same answer.

What a word is, we decide ourselves and once: without case, accents and punctuation, a Chinese or Japanese character
by itself. Either database only finds such words again.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, delete, exists, insert, select

from library import postgres, sqlite
from library.tables import sources
from library.tables_search import passages, searched

MOST = 60
"""How many places are given back."""
_AROUND = 110  # characters shown before the first word that was found
_SHOWN = 320
_WORD = re.compile(r"[^\W_]+")
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana and Chinese characters, written without spaces
_PART = re.compile(rf"[{_ALONE}]|[^{_ALONE}]+")
_LEAST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where all that was asked for stands. `pieces` are its words, and which of them were asked for.

    `locator` is that of the passage, `span` the first and last character of what was asked for in the document's text.
    """

    source_sha256: str
    source: str
    media_type: str
    locator: str
    span: tuple[int, int]
    pieces: tuple[tuple[str, bool], ...]

    @property
    def snippet(self) -> str:
        """The words around, as one text."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; the last one may go on where `open_ended`."""

    words: tuple[str, ...]
    open_ended: bool = False


def search(connection: Connection, query: str, limit: int = MOST) -> list[Hit]:
    """The places where every word and every "phrase in quotes" of a query stands, the best first.

    A word also finds those that begin with it: approv finds approval.
    """
    terms = terms_of(query)
    if not terms:
        return []
    of = postgres if postgres.is_postgres(connection.engine.url) else sqlite
    ids = of.matching(connection, terms, limit)
    p, s = passages.c, sources.c
    columns = p.id, p.source_sha256, s.name, s.media_type, p.locator, p.start, p.text
    found = {row[0]: row[1:] for row in connection.execute(select(*columns).join(sources).where(p.id.in_(ids)))}
    return [_hit(*found[key], terms) for key in ids if key in found]


def _hit(sha256: str, name: str, media_type: str, locator: str, start: int, text: str, terms: Sequence[Term]) -> Hit:
    spans = _spans(text, terms)
    first, last = spans[0] if spans else (0, len(text))
    return Hit(sha256, name, media_type, locator, (start + first, start + last), pieces_of(text, terms))


def keep(connection: Connection, sha256: str, found: Iterable[tuple[str, int, str]], why: str = "") -> None:
    """Have a source's passages (locator, first character, text) be found, within a transaction of the caller's.

    `why` says why there are none. Its name and its sidecar are found too, as a passage without a place.
    """
    if connection.execute(select(sources.c.sha256).where(sources.c.sha256 == sha256)).first() is None:
        return
    connection.execute(delete(passages).where(passages.c.source_sha256 == sha256))
    connection.execute(delete(searched).where(searched.c.source_sha256 == sha256))
    told = [("", 0, _described(connection, sha256)), *_clean(found)]
    rows = [
        {"number": number, "locator": locator, "start": start, "text": text, "words": " ".join(words_of(text))}
        for number, (locator, start, text) in enumerate(told)
    ]
    connection.execute(insert(passages).values(source_sha256=sha256), rows)
    connection.execute(insert(searched), {"source_sha256": sha256, "why": why})


def _clean(found: Iterable[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    return [(locator, start, text.replace("\0", " ")) for locator, start, text in found]  # Postgres' texts have no NUL


def _described(connection: Connection, sha256: str) -> str:
    query = select(sources.c.name, sources.c.sidecar).where(sources.c.sha256 == sha256)
    name, sidecar = connection.execute(query).one()
    said = tomllib.loads(sidecar.removeprefix("\ufeff")) if sidecar else {}
    return ". ".join([name, *(str(value).strip(" .") for value in said.values() if value)]).replace("\0", " ")


def not_yet(connection: Connection) -> list[str]:
    """The sources whose text has not been read for the search, the last accepted first."""
    done = exists().where(searched.c.source_sha256 == sources.c.sha256)
    query = select(sources.c.sha256).where(~done).order_by(sources.c.since_version.desc())
    return list(connection.execute(query).scalars())


@lru_cache(maxsize=256)
def terms_of(query: str) -> tuple[Term, ...]:
    """What a query asks for.

    >>> [(term.words, term.open_ended) for term in terms_of('Élysée "pas d’avis" 41 %')]
    [(('elysee',), True), (('pas', 'd', 'avis'), False), (('41',), False)]
    """
    terms = []
    for number, part in enumerate(query[:200].split('"')):
        for text in [part] if number % 2 else part.split():
            if words := tuple(words_of(text)):
                last = words[-1]
                goes_on = not number % 2 and last.isalpha() and len(last) >= _LEAST_PREFIX
                terms.append(Term(words, goes_on))
    return tuple(dict.fromkeys(terms))


def words_of(text: str) -> list[str]:
    """The words of a text, in the one form in which they are looked for.

    >>> words_of("Übrigens: 41,5 % — 支持率 don't")
    ['ubrigens', '41', '5', '支', '持', '率', 'don', 't']
    """
    return [part for word in _WORD.findall(_plain(text)) for part in _PART.findall(word)]


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def pieces_of(text: str, terms: Sequence[Term]) -> tuple[tuple[str, bool], ...]:
    """A passage cut to what is shown, in pieces: what was asked for, and what stands between.

    >>> pieces_of("Approval fell in May.", terms_of("approv may"))
    (('Approval', True), (' fell in ', False), ('May', True), ('.', False))
    """
    spans = _spans(text, terms)
    start, end = _window(text, spans[0][0] if spans else 0)
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    for first, last in spans:
        if first < end:
            pieces += [(text[start:first], False), (text[first:last], True)]
            start = last
    pieces.append((text[start:end], False))
    if end < len(text):
        pieces.append(("…", False))
    return tuple((said, asked) for said, asked in pieces if said)


def _spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where in a text the words stand that were asked for."""
    return [
        (part.start() + word.start(), part.end() + word.start())
        for word in _WORD.finditer(text)
        for part in _PART.finditer(word[0])
        if _is_asked(part[0], terms)
    ]


def _is_asked(word: str, terms: Sequence[Term]) -> bool:
    plain = _plain(word)
    return any(plain in term.words or (term.open_ended and plain.startswith(term.words[-1])) for term in terms)


def _window(text: str, first: int) -> tuple[int, int]:
    """Where the shown part begins and ends, at ends of words."""
    if len(text) <= _SHOWN:
        return 0, len(text)
    start = 0 if first <= _AROUND else text.find(" ", first - _AROUND, first) + 1 or first
    end = min(len(text), start + _SHOWN)
    cut = text.rfind(" ", start, end) if end < len(text) else end
    return start, max(cut, first + 1)
