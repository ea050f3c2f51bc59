"""Which cell of which table a share stands in: what a reviewer means by "its column" and "its table"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from extract.model import Document, Estimate, Table

Cell = tuple[int, int]
"""The number of a table in its document and of a column in it, from 0."""


def cells_of(document: Document, estimates: Sequence[Estimate]) -> list[Cell | None]:
    """The cell of each estimate; None for one that stands in no table."""
    places = _places(document)
    starts = [start for start, _, _ in places]
    return [_at(places, starts, e.printed.location.char_start if e.printed else None) for e in estimates]


def _places(document: Document) -> list[tuple[int, int, Cell]]:
    """The first and last character of every cell, and which one it is, in the order of the text."""
    found: list[tuple[int, int, Cell]] = []
    for number, table in enumerate(_tables(document)):
        for row in table.rows:
            column = 0
            for cell in row:
                start, end = cell.location.char_start, cell.location.char_end
                if start is not None and end is not None:
                    found.append((start, end, (number, column)))
                column += cell.column_span
    return sorted(found)


def _tables(document: Document) -> Iterable[Table]:
    return (block for block in document.blocks if isinstance(block, Table))


def _at(places: Sequence[tuple[int, int, Cell]], starts: Sequence[int], char: int | None) -> Cell | None:
    i = bisect_right(starts, char) - 1 if char is not None else -1
    return places[i][2] if i >= 0 and char is not None and char < max(places[i][1], places[i][0] + 1) else None
