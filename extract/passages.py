"""A document's text in passages short enough to be shown whole, each with the place it stands at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.model import Document

MOST = 600
"""Characters in a passage, unless a single line is longer."""

_BREAK = re.compile(r"\n[ \t]*\n|\f")


def passages(document: Document) -> Iterator[tuple[str, int, str]]:
    """Locator, first character and text of each passage, in reading order; together they hold every word.

    >>> from extract.model import Source
    >>> for passage in passages(Document(Source("a.txt", "", "text/plain"), "Approval fell.\\n\\nIt is 41%.", ())):
    ...     print(*passage)
    char=0-14 0 Approval fell.
    char=16-26 16 It is 41%.
    """
    for start, end in _spans(document.text):
        text = document.text[start:end]
        inner = start + len(text) - len(text.lstrip())
        if words := text.strip():
            yield document.place(inner, inner + len(words)).locator, inner, words


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        yield from _lines(text, start, found.start())
        start = found.end()
    yield from _lines(text, start, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph, cut between lines where it is long, and within one only where that is."""
    while end - start > MOST:
        cut = text.rfind("\n", start + 1, start + MOST)
        if cut < 0:
            cut = text.rfind(" ", start + 1, start + MOST)
        if cut < 0:
            cut = start + MOST
        yield start, cut
        start = cut
    yield start, end
