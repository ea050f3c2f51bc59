"""data/README.md is the codebook: it names the columns we write, in the order we write them."""

import re
from pathlib import Path

import pytest

from extract.tidy import COLUMNS, TOPLINES, Column
from library.publish import SOURCES

TABLES = [("estimates.csv", COLUMNS), ("toplines.csv", TOPLINES), ("sources.csv", SOURCES)]
CODEBOOK = Path(__file__).parent.parent / "data" / "README.md"


def codebook_rows(table: str) -> list[list[str]]:
    """The cells of the codebook's table under the heading `table`, below its header."""
    _, section = CODEBOOK.read_text(encoding="utf-8").split(f"\n## {table}\n")
    lines = [line for line in section.split("\n## ")[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize(("table", "columns"), TABLES)
def test_names_every_column_in_order(table: str, columns: tuple[Column, ...]) -> None:
    rows = codebook_rows(table)
    assert [row[0] for row in rows] == [f"`{column.name}`" for column in columns]
    assert [row[1] for row in rows] == [column.type for column in columns]
    assert all(row[2] for row in rows), "every column has a meaning"


@pytest.mark.parametrize(("table", "columns"), TABLES)
def test_lists_every_allowed_value(table: str, columns: tuple[Column, ...]) -> None:
    allowed = [tuple(re.findall("`([^`]+)`", row[3])) for row in codebook_rows(table)]
    assert allowed == [tuple(str(value) for value in column.enum) for column in columns]
