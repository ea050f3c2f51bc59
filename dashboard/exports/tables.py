"""Rows as files: CSV as we publish it, CSV that Excel opens well, and XLSX."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import pandas as pd

from extract.tidy import COLUMNS, to_csv

NAMES = [column.name for column in COLUMNS]
COMPARABILITY = "comparability"
"""The last column of what is shown: what is not alike in it; empty when nothing is to be said."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_LONGEST_CELL = 32_000  # Excel refuses a cell of more than 32,767 characters


def noted(rows: pd.DataFrame, warnings: Sequence[str]) -> pd.DataFrame:
    """The rows of the contract with a last column of what must be known before they are compared."""
    return rows[NAMES].assign(**{COMPARABILITY: pd.Series(" ".join(warnings), index=rows.index, dtype="str")})


def plain(rows: pd.DataFrame) -> bytes:
    """The rows as UTF-8 CSV, as every file we publish."""
    return to_csv(rows).encode("utf-8")


def for_excel(rows: pd.DataFrame) -> bytes:
    """The rows for Excel: with a byte order mark, and a ' before text that Excel would run as a formula."""
    safe = rows.copy()
    for name in safe.columns:
        if safe[name].dtype == "str":
            safe[name] = [defused(text) for text in safe[name]]
    return to_csv(safe).encode("utf-8-sig")


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula; a sign alone is none.

    >>> defused("=1+1"), defused("France"), defused("＝1"), defused("=")
    ("'=1+1", 'France', "'＝1", '=')
    """
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text


def workbook(rows: pd.DataFrame, said: Iterable[tuple[str, str]]) -> bytes:
    """The rows as an Excel workbook: sheet Data with typed cells, sheet About with what is said of them.

    Text is written as text, so that nothing in it is a formula, whatever it begins with.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    data = book.create_sheet("Data")
    data.freeze_panes = "B2"
    data.append([_text_cell(data, name, bold=True) for name in rows.columns])
    for values in rows.astype(object).itertuples(index=False):
        data.append([_cell(data, value) for value in values])
    about = book.create_sheet("About")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 16, 110
    for term, text in said:
        about.append([_text_cell(about, term, bold=True), _text_cell(about, text)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet: object, value: object) -> object:
    if value is None or value is pd.NA or value != value or value == "":
        return None
    return value if isinstance(value, int | float) else _text_cell(sheet, str(value))


def _text_cell(sheet: object, text: str, *, bold: bool = False) -> object:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, value="")
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL]
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
