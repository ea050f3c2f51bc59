"""Old Excel workbooks (.xls), binary ones (.xlsb) and OpenDocument sheets (.ods), by calamine.

Calamine does not tell number formats, so a percent cell says its stored number (0.41).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from functools import partial
from io import BytesIO
from pathlib import PurePath
from typing import Any

from extract.errors import ExtractError, UnreadableSource, UnsupportedFormat
from extract.model import Document, Source
from extract.readers.cell_text import clean
from extract.readers.from_xlsx import date_text
from extract.readers.limits import SPREAD, SPREAD_CELLS, check
from extract.readers.rendering import Draft, Rendering
from extract.readers.sheets import address, number_text, write_sheet
from extract.readers.zip_parts import damaged, is_zip, open_parts

SUFFIXES: tuple[str, ...] = (".xls", ".xlsb", ".ods")
MEDIA_TYPE = "application/vnd.ms-excel"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_SLIDES = "PowerPoint Document".encode("utf-16-le")


def recognises(name: str, head: bytes) -> bool:
    """Office's old container (whatever is in it), a binary workbook, an OpenDocument sheet."""
    if is_zip(head):
        is_ods = b"opendocument.spreadsheet" in head[:200]
        return is_ods or b"xl/workbook.bin" in head or PurePath(name.lower()).suffix in (".xlsb", ".ods")
    return head.startswith((_OLE, b"\x09\x08", b"\x09\x04", b"\x09\x02"))


def read(source: Source, content: bytes) -> Document:
    """A document with the tables of every visible sheet."""
    _refuse(source.name, content)
    rendering = Rendering(source)
    for title, rows, merged in _sheets(source.name, content):
        cells = dict(_cells(title, rows))
        for (top, left), (bottom, right) in merged:
            one = cells.get((top + 1, left + 1))
            if one is not None:
                cells[top + 1, left + 1] = Draft(one.printed, one.says, bottom - top + 1, right - left + 1, one.place)
        write_sheet(rendering, source.name, title, cells)
    return rendering.document()


def _refuse(name: str, content: bytes) -> None:
    """Say what is wrong with the files that only look like old workbooks."""
    if is_zip(content):
        is_ods = b"opendocument.spreadsheet" in content[:200]
        open_parts(name, content, "content.xml" if is_ods else "xl/workbook.bin")
    elif _LOCKED in content:
        raise UnreadableSource(name, "it is locked with a password", "Save it without one", "password-needed")
    elif _WORD in content:
        raise UnsupportedFormat(name, "it is a Word 97–2003 document", "Save it as .docx")
    elif _SLIDES in content:
        raise UnsupportedFormat(name, "it is a PowerPoint presentation", "Save it as PDF")


Range = tuple[tuple[int, int], tuple[int, int]]


def _sheets(name: str, content: bytes) -> Iterator[tuple[str, list[list[Any]], list[Range]]]:
    """Name, rows of values and merged ranges of each visible sheet; rows and columns count from 0."""
    from python_calamine import SheetVisibleEnum

    book = _calamine(name, partial(_open, content))
    for one in book.sheets_metadata:
        if one.visible == SheetVisibleEnum.Visible:
            sheet = _calamine(name, partial(book.get_sheet_by_name, one.name))
            check(name, sheet.total_height * sheet.total_width, SPREAD_CELLS, SPREAD)
            rows = _calamine(name, partial(sheet.to_python, skip_empty_area=False))
            yield one.name, rows, sheet.merged_cell_ranges or []


def _open(content: bytes) -> Any:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(BytesIO(content))


def _calamine(name: str, act: Callable[[], Any]) -> Any:
    """Calamine's answer; whatever it raises, its own crashes too, means that the file is damaged."""
    try:
        return act()
    except (KeyboardInterrupt, SystemExit, MemoryError, ExtractError):
        raise
    except BaseException as error:  # a crash in its Rust code is no Exception
        raise damaged(name) from error


def _cells(sheet: str, rows: list[list[Any]]) -> Iterator[tuple[tuple[int, int], Draft]]:
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            shown = _shown(value)
            if says := clean(shown):
                yield (row, column), Draft(shown, says, place=address(sheet, row, column))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, date):
        return date_text(value)
    return value.isoformat() if isinstance(value, time) else str(value)
