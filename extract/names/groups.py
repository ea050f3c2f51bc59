"""Words that name a part of the population: groups.csv."""

from __future__ import annotations

from functools import cache

from extract.names.phrases import Found, Phrases, read_rows


@cache
def _phrases() -> Phrases[bool]:
    return Phrases((row["phrase"], True) for row in read_rows("groups.csv"))


def groups_in(text: str) -> list[Found[bool]]:
    """Where words stand that name a part of the population.

    >>> [(found.start, found.end) for found in groups_in("of Russian women")]
    [(11, 16)]
    """
    return _phrases().find(text)


def names_a_group(text: str) -> bool:
    """Whether any of the words names a part of the population.

    >>> names_a_group("Hispanic Republicans"), names_a_group("Emmanuel Macron")
    (True, False)
    """
    return bool(_phrases().find(text))
