"""The text of a document that has none of its own: written block by block, with the place of each.

Tables are written a row a line, cells parted by tabs; blocks are parted by a blank line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.model import Anchor, Block, Cell, Document, Location, Metadata, Passage, Role, Source
from extract.readers.limits import CELLS, TEXT_BYTES, check


@dataclass(frozen=True, slots=True)
class Draft:
    """A cell before it is written: the characters printed, and what they say without note marks."""

    printed: str
    says: str
    row_span: int = 1
    column_span: int = 1
    place: Location | None = None


class Rendering:
    """A document's text in the making; `document()` closes it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._cells = 0
        self._table = (0, "")
        self._blocks: list[Block] = []
        self._anchors: list[Anchor] = []

    @property
    def length(self) -> int:
        """How many characters are written."""
        return self._length

    def passage(self, words: str, role: Role = Role.PARAGRAPH, place: Location | None = None) -> None:
        """Write a run of prose and remember it as a block."""
        start, end = self.write(words, place)
        self._blocks.append(Passage(words, _at(place, start, end), role))
        self.write("\n\n")

    def cells(self, drafts: Iterable[Sequence[Draft]]) -> list[list[Cell]]:
        """Write the rows of a table; the caller adds it as blocks once it knows what they are."""
        rows, first = [], len(self._parts)
        begin = self._length
        for draft_row in drafts:
            row = []
            for draft in draft_row:
                start, end = self.write(draft.printed, draft.place)
                row.append(Cell(draft.says, _at(draft.place, start, end), draft.row_span, draft.column_span))
                self.write("\t")
            self.write("\n")
            self._cells += sum(bool(cell.text) for cell in row)
            check(self._source.name, self._cells, CELLS, "cells")
            rows.append(row)
        self.write("\n")
        self._table = (begin, "".join(self._parts[first:]))
        return rows

    def printed(self, place: Location) -> str:
        """The characters at a place in the table written last."""
        begin, text = self._table
        return text[(place.char_start or begin) - begin : (place.char_end or begin) - begin]

    def add(self, blocks: Iterable[Block]) -> None:
        """Remember blocks whose text is written already."""
        self._blocks += blocks

    def write(self, words: str, place: Location | None = None) -> tuple[int, int]:
        """Append characters to the text; those with a place get an anchor. Where they now stand."""
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        check(self._source.name, self._length, TEXT_BYTES, "characters of text")
        if place is not None and words:
            self._anchors.append(Anchor(start, self._length, place))
        return start, self._length

    def document(self, metadata: Metadata | None = None) -> Document:
        """The document as written so far."""
        text = "".join(self._parts)
        return Document(self._source, text, tuple(self._blocks), tuple(self._anchors), metadata or Metadata())


def _at(place: Location | None, start: int, end: int) -> Location:
    if place is None:
        return Location(char_start=start, char_end=end)
    return Location(place.page, place.bbox, place.sheet, place.cell, place.line, start, end)
