"""Words that name a part of the population: groups.csv."""

from __future__ import annotations

from functools import cache

from extract.names.languages import small_words
from extract.names.phrases import Found, Phrases, read_rows

_SMALL_ALIKE = ("it", "fr", "es", "pt")


@cache
def _phrases() -> Phrases[str]:
    return Phrases((row["phrase"], row["kind"]) for row in read_rows("groups.csv"))


def groups_in(text: str) -> list[Found[str]]:
    """Where words stand that name a part of the population: a part of the country has the value "place".

    >>> [(found.start, found.end, found.value) for found in groups_in("of women in the Midwest")]
    [(3, 8, ''), (16, 23, 'place')]
    """
    return [f for f in _phrases().find(text) if not _is_a_small_word(text[f.start : f.end])]


def names_a_group(text: str) -> bool:
    """Whether any of the words names a part of the population.

    >>> names_a_group("Hispanic Republicans"), names_a_group("Emmanuel Macron")
    (True, False)
    """
    return bool(groups_in(text))


def _is_a_small_word(word: str) -> bool:
    """Whether a word written small is one that a language cannot do without: "sul" in Italian, "Sul" is a region."""
    return word.islower() and any(word in small_words(language) for language in _SMALL_ALIKE)
