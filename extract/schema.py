"""The contract of the long frame, held before anything is stored or written.

`COLUMNS` of `extract.tidy` say names, order, types and allowed words; here is what else must hold.
pandera is imported on first use: half a second that a mere reader of a table should not pay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from extract.model import MODES, Mode, Response, Status
from extract.tidy import COLUMNS, Column

if TYPE_CHECKING:
    import pandera.pandas as pa
    from pandera.errors import SchemaErrors

RANGES: dict[str, tuple[float, float | None]] = {
    "year": (1900, 2100),
    "share_pct": (-100, 100),
    "sample_size": (0, None),
    "margin_of_error": (0, 100),
    "page": (1, None),
}
"""The least and the greatest value of a column, both allowed."""

ISO_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
"""A year, a month or a day: as precise as printed, never more."""

PATTERNS = {
    "iso3": "[A-Z]{3}",
    "mode": MODES,
    "fieldwork_start": ISO_DATE,
    "fieldwork_end": ISO_DATE,
    "published": ISO_DATE,
}
"""What a text must look like where it is printed."""

_KINDS = {"iso3": "three capital letters", "mode": f"one of {', '.join(Mode)}, or several joined by +"}

REQUIRED = ("status",)
"""Texts that are never empty."""


def validate(frame: pd.DataFrame) -> pd.DataFrame:
    """The long frame as it was given, if it keeps the contract.

    Raises pandera's `SchemaErrors` with every failure at once; `explain` puts them into words.
    """
    _schema().validate(frame.reset_index(drop=True), lazy=True)
    return frame


def explain(error: SchemaErrors) -> list[str]:
    """One plain sentence a failure, rows counted from 1 as in a spreadsheet without its header."""
    failures = error.failure_cases.astype(object).where(error.failure_cases.notna(), None)
    sentences = (_sentence(failure) for failure in failures.to_dict("records"))
    return list(dict.fromkeys(sentence for sentence in sentences if sentence))


def _sentence(failure: dict[Any, Any]) -> str | None:
    column, check, case, row = (failure[key] for key in ("column", "check", "failure_case", "index"))
    shape = {
        "column_in_dataframe": f"the column {case} is missing",
        "column_in_schema": f"the column {case} is not one of the contract's",
        "column_ordered": "the columns are not in the contract's order",
    }
    if check in shape:
        return shape[check]
    if str(check).startswith("dtype("):
        return f"the column {column} holds {case} instead of {dict(_dtypes())[column]}"
    if row is None:  # a rule about rows that could not be tried, because a column it needs is missing
        return None
    if check == "not_nullable":
        return f"row {row + 1}: {column} is missing; a text that is not printed is an empty text"
    # A rule about a whole row is reported once for each of its columns; its words name the column.
    return f"row {row + 1}: {check}" if check in _ROW_RULES else f"row {row + 1}: {column} is {case!r}, {check}"


def _dtypes() -> Iterator[tuple[str, str]]:
    return ((column.name, column.dtype) for column in COLUMNS)


@lru_cache
def _schema() -> pa.DataFrameSchema:
    import pandera.pandas as pa

    columns = {
        column.name: pa.Column(column.dtype, nullable=column.dtype != "str", checks=list(_checks(column)))
        for column in COLUMNS
    }
    rules = [pa.Check(rule, error=words) for words, rule in _ROW_RULES.items()]
    return pa.DataFrameSchema(columns, checks=rules, strict=True, ordered=True)


def _checks(column: Column) -> Iterator[pa.Check]:
    import pandera.pandas as pa

    optional = () if column.name in REQUIRED else ("",)
    if column.enum:
        allowed = [*map(str, column.enum), *optional]
        yield pa.Check.isin(allowed, error=f"which is not one of {', '.join(column.enum)}")
    if column.name in RANGES:
        least, most = RANGES[column.name]
        words = f"which is below {least}" if most is None else f"which is not from {least} to {most}"
        yield pa.Check(lambda values: values.between(least, float("inf") if most is None else most), error=words)
    if column.name in PATTERNS:
        rule = _is_date if PATTERNS[column.name] is ISO_DATE else re.compile(PATTERNS[column.name]).fullmatch
        kind = _KINDS.get(column.name, "an ISO date")
        # Few different texts in many rows: each is looked at once.
        yield pa.Check(
            lambda texts: texts.isin([t for t in texts.unique() if t == "" or rule(t)]), error=f"which is not {kind}"
        )


def _is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day that the calendar has."""
    if not re.fullmatch(ISO_DATE, text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


_ROW_RULES = {
    "share_pct is missing, although status is reported": lambda f: (
        f["share_pct"].notna() | (f["status"] != Status.REPORTED)
    ),
    "share_pct is given, although status is not reported": lambda f: (
        f["share_pct"].isna() | (f["status"] == Status.REPORTED)
    ),
    "share_pct is below 0, which only a net can be": lambda f: ~(f["share_pct"] < 0) | (f["response"] == Response.NET),
    "locator is empty, although status is reported": lambda f: (f["locator"] != "") | (f["status"] != Status.REPORTED),
}
