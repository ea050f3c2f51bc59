"""Words that name a part of the population: groups.csv."""

from __future__ import annotations

from functools import cache

from extract.names.phrases import Phrases, read_rows


@cache
def _phrases() -> Phrases[bool]:
    return Phrases((row["phrase"], True) for row in read_rows("groups.csv"))


def names_a_group(text: str) -> bool:
    """Whether any of the words names a part of the population.

    >>> names_a_group("Hispanic Republicans"), names_a_group("Emmanuel Macron")
    (True, False)
    """
    return bool(_phrases().find(text))
