"""Excel workbooks (.xlsx, .xlsm): what each visible sheet shows.

A cell says what the sheet shows for it ("41%" for a stored 0.41); hidden sheets, rows and columns
are not shown, so they are not read. Formulas give the value that was saved with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from extract.errors import ExtractError
from extract.model import Document, Metadata, Source
from extract.readers.cell_text import clean, is_note_mark
from extract.readers.limits import CELLS, MERGED_CELLS, check
from extract.readers.rendering import Draft, Rendering
from extract.readers.sheets import address, number_text, percent_text, write_sheet
from extract.readers.zip_parts import damaged, is_zip, open_parts

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

SUFFIXES: tuple[str, ...] = (".xlsx", ".xlsm")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,4})(\d{1,8}):([A-Z]{1,4})(\d{1,8})["']""")


def recognises(name: str, head: bytes) -> bool:
    """A ZIP with workbook parts; where the parts' names come late, the file's name settles it."""
    if not is_zip(head):
        return False
    if b"xl/" in head or b"word/" in head or b"mimetypeapplication/" in head:
        return b"xl/" in head and b"word/document.xml" not in head
    return PurePath(name.lower()).suffix in SUFFIXES


def read(source: Source, content: bytes) -> Document:
    """A document with the tables of every visible sheet."""
    parts = open_parts(source.name, content, "xl/workbook.xml")
    _check_sheets(source.name, parts)
    book = _open(source.name, content)
    rendering = Rendering(source)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            write_sheet(rendering, source.name, sheet.title, _cells(sheet))
    return rendering.document(Metadata(title=str(book.properties.title) if book.properties.title else None))


def _open(name: str, content: bytes) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(BytesIO(content), data_only=True, rich_text=True, keep_links=False)
    except (ExtractError, MemoryError):
        raise
    except Exception as error:  # openpyxl lets through whatever its parts stumble over
        raise damaged(name) from error


def _check_sheets(name: str, parts: ZipFile) -> None:
    """Count cells and merged cells before openpyxl makes an object of each."""
    cells = merged = 0
    for entry in parts.namelist():
        if entry.startswith("xl/worksheets/") and entry.endswith(".xml"):
            xml = parts.read(entry)
            cells += sum(1 for _ in _CELL.finditer(xml))
            merged += sum(_area(*found.groups()) for found in _MERGED.finditer(xml))
    check(name, cells, CELLS, "cells")
    check(name, merged, MERGED_CELLS, "merged cells", "Undo the merging of empty cells")


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    return (_number(right) - _number(left) + 1) * (int(bottom) - int(top) + 1)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cells(sheet: Worksheet) -> dict[tuple[int, int], Draft]:
    """What the sheet shows, by row and column; a merged range at its top left."""
    drafts = ((cell.row, cell.column, _draft(cell, sheet.title)) for cell in _shown(sheet))
    cells = {(row, column): draft for row, column, draft in drafts if draft.says}
    for area in sheet.merged_cells.ranges:
        at = (area.min_row, area.min_col)
        if at in cells:
            rows, columns = area.max_row - at[0] + 1, area.max_col - at[1] + 1
            cells[at] = replace(cells[at], row_span=rows, column_span=columns)
    return cells


def _shown(sheet: Worksheet) -> Iterator[Cell]:
    """The cells with a value that are in no hidden row or column."""
    hidden = {
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for column in range(dimension.min or 0, min(dimension.max or 0, 16_384) + 1)
    }
    hidden_rows = {row for row, dimension in sheet.row_dimensions.items() if dimension.hidden}
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is not None and column not in hidden and row not in hidden_rows:
            yield cell


def _draft(cell: Cell, sheet: str) -> Draft:
    printed, says = _texts(cell)
    return Draft(printed, clean(says), place=address(sheet, cell.row, cell.column))


def _texts(cell: Cell) -> tuple[str, str]:
    """What a cell shows, and the same without raised note marks."""
    value = cell.value
    if isinstance(value, list):  # openpyxl's CellRichText
        runs = [(str(run), _is_raised(run)) for run in value]
        says = "".join(text for text, raised in runs if not (raised and is_note_mark(text)))
        return "".join(text for text, _ in runs), says
    shown = _shown_value(value, cell.number_format)
    return shown, shown


def _is_raised(run: object) -> bool:
    return getattr(getattr(run, "font", None), "vertAlign", None) == "superscript"


def _shown_value(value: object, number_format: str) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return percent_text(value, number_format) or number_text(value)
    if isinstance(value, date):
        return date_text(value, number_format)
    return value.isoformat() if isinstance(value, time) else str(value)


def date_text(value: date, number_format: str = "yyyy-mm-dd") -> str:
    """A date in ISO form, as precise as its format shows it.

    >>> date_text(date(2016, 5, 1)), date_text(date(2016, 5, 1), "mmm-yy"), date_text(date(2016, 1, 1), "yyyy")
    ('2016-05-01', '2016-05', '2016')
    """
    shown = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format.lower())
    if "y" in shown and "d" not in shown:
        return value.strftime("%Y-%m" if "m" in shown else "%Y")
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.isoformat(sep=" ", timespec="minutes")
    return value.strftime("%Y-%m-%d")
