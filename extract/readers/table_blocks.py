"""A table as drawn -> its blocks: full-width rows of prose are titles and notes, not cells.

Old pages put a poll's heading, question and figures into one table; the figures are the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from extract.model import Block, Cell, Location, Passage, Role, Table
from extract.readers.sheet_blocks import are_values, title_role

_LONG = 40

Row = Sequence[Cell]


def table_blocks(rows: Sequence[Row], printed: Callable[[Location], str]) -> Iterator[Block]:
    """Titles, tables and notes of a drawn table, in order. `printed` gives a cell's own characters."""
    width = max((sum(cell.column_span for cell in row) for row in rows), default=0)
    part: list[Row] = []
    for at, row in enumerate(rows):
        if not any(cell.text for cell in row):
            continue
        if width > 1 and _is_prose(row, width) and (not _has_cells(part) or _starts_anew(rows[at + 1 :])):
            yield from _table(part)
            part = []
            yield from _passages(row, printed, Role.NOTE if at + 1 == len(rows) and at else None)
        else:
            part.append(row)
    yield from _table(part)


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row if cell.text]


def _has_cells(part: list[Row]) -> bool:
    return any(len(_filled(row)) > 1 for row in part)


def _is_prose(row: Row, width: int) -> bool:
    """A row of one cell that runs across the table, or of one long text at its left."""
    filled = _filled(row)
    if len(filled) != 1 or filled[0] is not row[0]:
        return False
    return filled[0].column_span * 3 > width * 2 or len(row) == 1 or len(filled[0].text) > _LONG


def _starts_anew(below: Sequence[Row]) -> bool:
    """Whether what comes after a full-width row has a header of its own, or is nothing."""
    following = next((row for row in below if len(_filled(row)) > 1), None)
    return following is None or not are_values([cell.text for cell in _filled(following)[1:]])


def _passages(row: Row, printed: Callable[[Location], str], role: Role | None) -> Iterator[Passage]:
    """A cell's paragraphs: each line of it apart, so that a heading and its question are two."""
    cell = _filled(row)[0]
    words = printed(cell.location)
    for found in re.finditer(r"[^\n]+", words):
        start = (cell.location.char_start or 0) + found.start()
        yield Passage(
            found[0], Location(char_start=start, char_end=start + len(found[0])), role or title_role(found[0])
        )


def _table(part: list[Row]) -> Iterator[Table]:
    if part:
        first, last = part[0][0].location, part[-1][-1].location
        yield Table(tuple(map(tuple, part)), Location(first.page, char_start=first.char_start, char_end=last.char_end))
