"""The same random table out of every kind of file: equal cells, each found again at its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, example, given, settings

from extract.readers import read
from tests.readers.check import assert_found_again, tables
from tests.readers.grids import Grid, as_csv, as_docx, as_html, as_lines, as_pipes, as_xlsx, grids
from tests.readers.pdfs import as_pdf

LATIN = ("France", "Côte d’Ivoire", "United Kingdom", "Bosnia & Herzegovina", "São Tomé")


def padded(grid: Grid) -> Grid:
    width = max(map(len, grid))
    return [row + [""] * (width - len(row)) for row in grid]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@given(grid=grids())
@settings(max_examples=25, deadline=None)
def test_csv_of_any_separator(grid: Grid, separator: str) -> None:
    document = read("poll.csv", as_csv(grid, separator))
    assert [padded(table) for table in tables(document)] == [grid]
    assert_found_again(document)


@pytest.mark.parametrize(("name", "draw"), [("a.html", as_html), ("a.docx", as_docx), ("a.xlsx", as_xlsx)])
@given(grid=grids())
@settings(max_examples=15, deadline=None)
def test_pages_documents_and_workbooks(grid: Grid, name: str, draw: Callable[[Grid], bytes]) -> None:
    document = read(name, draw(grid))
    assert [padded(table) for table in tables(document)] == [grid]
    assert_found_again(document)


@pytest.mark.parametrize("draw", [as_lines, as_pipes])
@given(grid=grids(names=LATIN, blanks=False))
@example(grid=[["Country", "Don’t know", "Approve", "Disapprove"], *[["Côte d’Ivoire", "0", "0", "0"]] * 3])
@settings(max_examples=40, deadline=None)
def test_tables_drawn_in_text(grid: Grid, draw: Callable[[Grid], bytes]) -> None:
    document = read("poll.txt", draw(grid))
    assert tables(document) == [grid]
    assert_found_again(document)


@given(grid=grids(names=LATIN, answers=("Approve", "Disapprove", "Don’t know", "Très favorable", "Net")))
@example(
    grid=[
        ["Country", "Très favorable", "Approve", "Disapprove"],
        ["France", "", "", "0"],
        ["Bosnia & Herzegovina", "", "0", "0"],
    ]
)
@settings(max_examples=40, deadline=None)
def test_borderless_pdf_tables(grid: Grid) -> None:
    assume(any(text[:1].isdigit() for row in grid[1:] for text in row))
    document = read("poll.pdf", as_pdf(grid))
    assert [padded(table) for table in tables(document)] == [grid]
    assert_found_again(document)
