"""What stands round a printed share in its source, to be shown with the share marked in it.

A share in a table is shown in its rows and under its heads, one in running text in its lines. Places on
PDF pages are drawn instead (`extract.readers.pdf_picture`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.model import Cell, Document, Location, Table

_ROWS, _LINES = 2, 3  # shown before and after a marked one
_HEADS = 2
_LONGEST = 360  # characters of a line before and after a mark


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a line; `mark` is the number of the place asked for, where they are it."""

    text: str
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text and its number from 1; `cut` where it is longer than what is shown."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell's text, the number of the place asked for that it holds, and the columns it spans."""

    text: str
    mark: int | None = None
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table and its number from 1."""

    number: int
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Lines, or rows of one table; rows or lines left out between them show by their numbers."""

    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()
    sheet: str | None = None


def surroundings(document: Document, places: Sequence[Location]) -> tuple[Surroundings, ...]:
    """Every table that holds one of the places, then the lines round the others, in the text's order.

    Places that the document does not have are left out.
    """
    tables: dict[int, dict[tuple[int, int], int]] = {}
    loose: list[tuple[int, int, int]] = []
    held = [block for block in document.blocks if isinstance(block, Table)]
    for number, place in enumerate(places):
        found = _cell_at(held, place)
        if found:
            tables.setdefault(found[0], {})[found[1], found[2]] = number
        elif characters := _characters(document, place):
            loose.append((*characters, number))
    shown = [_of_table(held[index], marks) for index, marks in tables.items()]
    return (*shown, *([Surroundings(lines=tuple(_of_lines(document.text, loose)))] if loose else []))


def _cell_at(tables: Iterable[Table], place: Location) -> tuple[int, int, int] | None:
    """The table, row and column of the cell that a place lies in."""
    for index, table in enumerate(tables):
        for y, row in enumerate(table.rows):
            for x, cell in enumerate(row):
                if _holds(cell, place):
                    return index, y, x
    return None


def _holds(cell: Cell, place: Location) -> bool:
    own = cell.location
    if place.sheet is not None:
        return (own.sheet, own.cell) == (place.sheet, place.cell)
    if place.char_start is None or own.char_start is None or own.char_end is None:
        return False
    return own.char_start <= place.char_start < max(own.char_end, own.char_start + 1)


def _characters(document: Document, place: Location) -> tuple[int, int] | None:
    if place.char_start is not None and place.char_end is not None:
        return (place.char_start, place.char_end) if place.char_end <= len(document.text) else None
    if place.line is not None:
        lines = document.text.split("\n")
        start = sum(len(line) + 1 for line in lines[: place.line - 1])
        return (start, start + len(lines[place.line - 1])) if place.line <= len(lines) else None
    return None


def _of_table(table: Table, marks: dict[tuple[int, int], int]) -> Surroundings:
    wanted = {y for marked, _ in marks for y in range(marked - _ROWS, marked + _ROWS + 1)}
    wanted |= set(range(_HEADS))
    rows = tuple(
        Row(y + 1, tuple(_shown(cell, marks.get((y, x))) for x, cell in enumerate(table.rows[y])))
        for y in sorted(wanted)
        if 0 <= y < len(table.rows)
    )
    sheet = next((cell.location.sheet for row in table.rows for cell in row if cell.location.sheet), None)
    return Surroundings(rows=rows, sheet=sheet)


def _shown(cell: Cell, mark: int | None) -> ShownCell:
    return ShownCell(cell.text, mark, cell.column_span, cell.row_span)


def _of_lines(text: str, marks: list[tuple[int, int, int]]) -> list[Line]:
    """The lines round each mark, each line once, with what is marked as pieces of their own."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    met = {_line_of(starts, start): None for start, _, _ in marks}
    wanted = sorted({n for y in met for n in range(y - _LINES, y + _LINES + 1) if 0 <= n < len(lines)})
    return [_line(n, lines[n], starts[n], marks) for n in wanted]


def _line_of(starts: list[int], at: int) -> int:
    return bisect_right(starts, at) - 1


def _line(number: int, text: str, start: int, marks: list[tuple[int, int, int]]) -> Line:
    own = sorted(
        (a - start, min(b - start, len(text)), mark) for a, b, mark in marks if start <= a < start + len(text) + 1
    )
    pieces: list[Piece] = []
    at = 0
    for first, last, mark in own:
        if first < at:
            continue
        pieces += [Piece(text[at:first]), Piece(text[first:last], mark)]
        at = last
    pieces.append(Piece(text[at:]))
    return Line(number + 1, tuple(_shortened([piece for piece in pieces if piece.text])))


def _shortened(pieces: list[Piece]) -> list[Piece]:
    """A long line without what is far from every mark."""
    last = len(pieces) - 1
    return [piece if piece.mark is not None else _cut(piece, i > 0, i < last) for i, piece in enumerate(pieces)]


def _cut(piece: Piece, after_mark: bool, before_mark: bool) -> Piece:
    text = piece.text
    if len(text) <= 2 * _LONGEST:
        return piece
    head, tail = text[:_LONGEST], text[-_LONGEST:]
    if after_mark == before_mark:
        return Piece(f"{head} … {tail}" if after_mark else f"{head} …")
    return Piece(f"{head} …" if after_mark else f"… {tail}")
