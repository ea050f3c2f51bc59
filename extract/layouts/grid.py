"""A table as a rectangle: spanned cells stand in every place they cover."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import Cell, Location, Table

_WIDEST, _TALLEST = 400, 2000  # a span beyond this is a mistake or an attack
_EMPTY = Cell("", Location())


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the rectangle: its cell, and whether the cell begins here."""

    cell: Cell
    is_origin: bool

    @property
    def text(self) -> str:
        """What the cell says."""
        return self.cell.text


_HOLE = Slot(_EMPTY, False)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of equal length."""

    rows: tuple[tuple[Slot, ...], ...]

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def column(self, j: int, rows: range) -> list[Slot]:
        """The slots of a column in these rows."""
        return [self.rows[i][j] for i in rows]


def as_grid(table: Table) -> Grid:
    """The table with its spans laid out.

    >>> def cell(text, down=1, across=1): return Cell(text, Location(), down, across)
    >>> rows = (cell("Country", 2), cell("2014", 1, 2)), (cell("+"), cell("-")), (cell("Iran"), cell("19"), cell("51"))
    >>> grid = as_grid(Table(rows))
    >>> [[slot.text for slot in row] for row in grid.rows]
    [['Country', '2014', '2014'], ['Country', '+', '-'], ['Iran', '19', '51']]
    """
    taken: dict[tuple[int, int], Slot] = {}
    for i, row in enumerate(table.rows):
        j = 0
        for cell in row:
            while (i, j) in taken:
                j += 1
            for down in range(min(cell.row_span, _TALLEST)):
                for across in range(min(cell.column_span, _WIDEST)):
                    taken.setdefault((i + down, j + across), Slot(cell, down == 0 and across == 0))
            j += min(cell.column_span, _WIDEST)
    height = len(table.rows)
    width = max((j + 1 for _, j in taken), default=0)
    return Grid(tuple(tuple(taken.get((i, j), _HOLE) for j in range(width)) for i in range(height)))
