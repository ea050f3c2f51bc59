"""Who polls: the names of pollsters.csv, met with their own capitals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.names.phrases import Found, Phrases, read_rows, tokens
from extract.names.spelling import has_its_capitals

_QUOTES = '«»„“”"'


@dataclass(frozen=True, slots=True)
class PollsterMention:
    """A pollster's name in a text: where, and the name we publish."""

    start: int
    end: int
    name: str


@cache
def _phrases() -> Phrases[tuple[str, str]]:
    return Phrases((row["phrase"], (row["phrase"], row["name"])) for row in read_rows("pollsters.csv"))


def pollsters_in(text: str) -> list[PollsterMention]:
    """Every pollster met, left to right. A common word is listed in quotation marks, and met in them.

    >>> [m.name for m in pollsters_in("According to Gallup and the Левада-Центр, a gallup poll")]
    ['Gallup', 'Levada Center']
    >>> [m.name for m in pollsters_in("Рейтинг президента, по данным группы «Рейтинг»")]
    ['Rating Group']
    """
    found = _phrases().find(text)
    return [
        PollsterMention(f.start, f.end, f.value[1])
        for f in found
        if has_its_capitals(text[f.start : f.end], f.value[0].strip(_QUOTES)) and _is_quoted_as_listed(text, f)
    ]


def pollster_of(text: str) -> str | None:
    """The pollster that a whole label names.

    >>> pollster_of("YouGov/Economist"), pollster_of("Economist")
    ('YouGov', None)
    """
    found = pollsters_in(text)
    covered = sum(len(tokens(text[f.start : f.end])) for f in found)
    return found[0].name if found and covered * 2 >= len(tokens(text)) else None


def published_name(text: str) -> str | None:
    """The name we publish for a pollster written in any of its ways; None for one not listed.

    >>> published_name("Левада-Центр"), published_name("YouGov/Economist")
    ('Levada Center', None)
    """
    found = _phrases().whole(text)
    return found[1] if found else None


@cache
def _homes() -> dict[str, str]:
    return {row["name"]: row["home"] for row in read_rows("pollsters.csv") if row["home"]}


def home_of(name: str) -> str | None:
    """The country that a national pollster asks in, as ISO code; None for one that asks in several.

    >>> home_of("Levada Center"), home_of("Gallup"), home_of("McClatchy-Marist Poll")
    ('RUS', None, 'USA')
    """
    partners = {_homes().get(found.name) for found in pollsters_in(name)}
    return _homes().get(name) or (partners.pop() if len(partners) == 1 else None)


def _is_quoted_as_listed(text: str, found: Found[tuple[str, str]]) -> bool:
    return found.value[0][0] not in _QUOTES or text[max(0, found.start - 1) : found.start] in tuple(_QUOTES)
