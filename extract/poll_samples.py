"""How many people a text says were asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.details import Said
from extract.names.contexts import context_words, speaks_of
from extract.values import parse_count

SAMPLE = re.compile(
    r"(?<![\w.,])(?:n|N)\s?=\s?(\d[\d.,' \u00a0]*\d)"
    r"|(?<![\w.,%€$£])(\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+|\d{3,6})(?![\d%])(?!\s*%)"
)


def samples(sentences: list[Said[str]]) -> Iterator[Said[int]]:
    """How many people were asked: "n = 1,004", "1,472 adults"; a hundred at least, in a sentence about a poll."""
    for sentence in sentences:
        if not speaks_of(sentence.value, "fieldwork") and not speaks_of(sentence.value, "poll"):
            continue
        for found in SAMPLE.finditer(sentence.value):
            count = parse_count(found[1] or found[2])
            after = sentence.value[found.end() : found.end() + 40]
            if count and count >= 100 and (found[1] or counts_people(after)):
                yield Said(sentence.at + found.start(), count)


def counts_people(after: str) -> bool:
    """Whether the words behind a number say that it counts people: " registered voters nationwide"."""
    words = context_words(after, "people")
    return bool(words) and len(after[: words[0].start].split()) <= 3
