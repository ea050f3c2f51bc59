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


SAMPLING = "sampling_error"
"""Then what is known of it, or why it is not known."""


def noted(rows: pd.DataFrame, warnings: Sequence[str], sampling: str) -> pd.DataFrame:
    """The rows of the contract with two last columns of what must be known before they are compared."""
    told = {COMPARABILITY: " ".join(warnings), SAMPLING: sampling}
    return rows[NAMES].assign(**{name: pd.Series(text, index=rows.index, dtype="str") for name, text in told.items()})


def plain(rows: pd.DataFrame) -> bytes:
    """The rows as UTF-8 CSV, with a ' before text that a spreadsheet would run as a formula; numbers stay numbers."""
    safe = rows.copy()
    for name in safe.columns:
        if safe[name].dtype == "str":
            safe[name] = [defused(text) for text in safe[name]]
    return to_csv(safe).encode("utf-8")


def for_excel(rows: pd.DataFrame) -> bytes:
    """`plain` with the byte order mark by which Excel knows UTF-8."""
    return b"\xef\xbb\xbf" + plain(rows)


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
    if isinstance(value, float):
        return _number_cell(sheet, value)
    return value if isinstance(value, int) else _text_cell(sheet, str(value))


def _number_cell(sheet: object, value: float) -> object:
    """A number with all of its digits; openpyxl would write sixteen, and some need seventeen."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=repr(value))
    cell.data_type = "n"
    return cell


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
