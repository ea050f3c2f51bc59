"""Cells by row and column -> a document's blocks, each cell keeping its sheet and address.

Only rows and columns in use are laid out: a sheet may have one cell at A1 and one at XFD1048576.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import pairwise

from extract.model import Location, Role
from extract.readers.limits import SPREAD, SPREAD_CELLS, check
from extract.readers.rendering import Draft, Rendering
from extract.readers.sheet_blocks import blocks_of

Cells = Mapping[tuple[int, int], Draft]

_COVERED = Draft("", "", 0, 0)
_EMPTY = Draft("", "")
_UNNAMED = re.compile(
    r"(?:sheet|tabelle|feuil(?:le)?|hoja|foglio|лист|blad|planilha|arkusz|list|sayfa|ark|工作表|시트)\s*\d*",
    re.IGNORECASE,
)


def column_name(column: int) -> str:
    """A column's letters; columns count from 1.

    >>> column_name(1), column_name(28), column_name(16_384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(sheet: str, row: int, column: int) -> Location:
    """The place of a cell; rows and columns count from 1."""
    return Location(sheet=sheet, cell=f"{column_name(column)}{row}")


def write_sheet(rendering: Rendering, name: str, sheet: str, cells: Cells) -> None:
    """Write a sheet's cells: its name when someone gave it one, then titles, tables and notes.

    `cells` are the cells in use by row and column from 1; a merged range stands at its top left.
    """
    if not cells:
        return
    if not _UNNAMED.fullmatch(sheet.strip()):
        rendering.passage(sheet, Role.HEADING, Location(sheet=sheet))
    covered = _covered(cells)
    rows = _with_gaps(sorted({row for row, _ in cells}))
    columns = _with_gaps(sorted({column for _, column in [*cells, *covered]}))
    check(name, len(rows) * len(columns), SPREAD_CELLS, SPREAD)
    drafts = [[cells.get((r, c)) or (_COVERED if (r, c) in covered else _EMPTY) for c in columns] for r in rows]
    rendering.add(blocks_of(rendering.cells(drafts), rendering.printed))


def _with_gaps(used: list[int]) -> list[int]:
    """Rows or columns in use, with a 0 for each blank stretch between them."""
    found = used[:1]
    for before, number in pairwise(used):
        found += [0, number] if number - before > 1 else [number]
    return found


def _covered(cells: Cells) -> set[tuple[int, int]]:
    spans = ((at, draft) for at, draft in cells.items() if draft.row_span > 1 or draft.column_span > 1)
    return {
        (row + down, column + right)
        for (row, column), draft in spans
        for down in range(draft.row_span)
        for right in range(draft.column_span)
    } - set(cells)


def number_text(value: float) -> str:
    """A number as a sheet keeps it: 15 significant digits, none for show.

    >>> number_text(41.0), number_text(0.1 + 0.2), number_text(61.5)
    ('41', '0.3', '61.5')
    """
    text = f"{value:.15g}"
    return format(Decimal(text), "f") if "e" in text else text


def percent_text(value: float, number_format: str) -> str | None:
    """A number as its percent format shows it; None for a format without a percent sign.

    >>> percent_text(0.413, "0%"), percent_text(0.413, "0.0%"), percent_text(41, '0"%"'), percent_text(41, "0.0")
    ('41%', '41.3%', '41%', None)
    """
    section = re.sub(r"\[[^\]]*\]", "", number_format.split(";")[0])
    bare = re.sub(r'"[^"]*"|\\.', "", section)
    if "%" not in bare:
        return number_text(value) + "%" if re.search(r'"[^"]*%[^"]*"|\\%', section) else None
    decimals = re.search(r"\.([0#?]+)", bare)
    step = Decimal(1).scaleb(-len(decimals[1]) if decimals else 0)
    try:
        return format((Decimal(repr(value)) * 100).quantize(step, ROUND_HALF_UP), "f") + "%"
    except InvalidOperation:
        return None
