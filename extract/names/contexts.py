"""Words that tell what a stretch of text is about: contexts.csv, one set of phrases a kind.

Kinds: poll (a poll is spoken of), other (what also comes in percent: votes, budgets, prices),
fieldwork, people (who is counted in a sample), margin, population, personal (own purses and lives),
ballot (what only a vote has, so all of its sentence is of votes), of a party (how many would
vote for one), rating of countries, yes, no.
"""

from __future__ import annotations

from functools import cache

from extract.names.phrases import Found, Phrases, read_rows


@cache
def _phrases(kind: str) -> Phrases[str]:
    return Phrases((row["phrase"], kind) for row in read_rows("contexts.csv") if row["kind"] == kind)


def context_words(text: str, kind: str) -> list[Found[str]]:
    """The words of a kind in a text.

    >>> [f.value for f in context_words("A poll of 1,000 adults", "people")]
    ['people']
    """
    return _phrases(kind).find(text)


def speaks_of(text: str, kind: str) -> bool:
    """Whether the text has any word of a kind.

    >>> speaks_of("Turnout was 61%", "other"), speaks_of("61% of respondents", "other")
    (True, False)
    """
    return bool(context_words(text, kind))


def says_yes(text: str) -> bool | None:
    """True for a label that is yes, False for one that is no, None for any other.

    >>> says_yes("Да"), says_yes("No"), says_yes("No opinion")
    (True, False, None)
    """
    if _phrases("yes").whole(text):
        return True
    return False if _phrases("no").whole(text) else None
