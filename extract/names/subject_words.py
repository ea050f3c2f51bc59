"""The words of subjects.csv by their kind: titles of offices, attitudes to somebody, bodies, organisations …"""

from __future__ import annotations

from functools import cache

from extract.names.phrases import Phrases, read_rows


@cache
def listed(kind: str) -> tuple[str, ...]:
    """The words of one kind, in any language, as they stand in the file."""
    return tuple(row["phrase"] for row in read_rows("subjects.csv") if row["kind"] == kind)


@cache
def subject_words(kind: str) -> Phrases[str]:
    """The words of one kind, to be found in a text.

    >>> [found.value for found in subject_words("title").find("the prime minister and the mayor")]
    ['prime minister', 'mayor']
    """
    return Phrases((phrase, phrase) for phrase in listed(kind))
