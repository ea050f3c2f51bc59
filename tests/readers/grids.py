"""Random tables, drawn in every kind of file that the readers know."""

from __future__ import annotations

import csv
import html
import io

from docx import Document as Docx
from hypothesis import strategies as st
from openpyxl import Workbook

Grid = list[list[str]]

NAMES = (
    "France", "Côte d’Ivoire", "United Kingdom", "Türkiye", "Россия", "日本", "Bosnia & Herzegovina", "São Tomé",
    "Trust a great deal", "<1% or less",
)  # fmt: skip
ANSWERS = ("Approve", "Disapprove", "Don’t know", "Не знаю", "Très favorable", "2015", "Net")

figures = st.one_of(
    st.integers(0, 100).map(str),
    st.integers(0, 100).map("{}%".format),
    st.decimals(0, 100, places=1).map(str),
    st.sampled_from(["*", "-", "--", "<1", "n/a"]),
)


@st.composite
def grids(
    draw: st.DrawFn, names: tuple[str, ...] = NAMES, answers: tuple[str, ...] = ANSWERS, blanks: bool = True
) -> Grid:
    """A header row, then rows of a label and figures; now and then a figure is left out."""
    width = draw(st.integers(2, 5))
    header = ["Country", *draw(st.lists(st.sampled_from(answers), min_size=width, max_size=width))]
    cells = st.one_of(figures, st.just("")) if blanks else figures
    labels = draw(st.lists(st.sampled_from(names), min_size=2, max_size=8))
    return [
        header,
        *([label, *draw(st.lists(cells, min_size=width - 1, max_size=width - 1)), draw(figures)] for label in labels),
    ]


def as_csv(grid: Grid, separator: str) -> bytes:
    """RFC 4180, quoted where it must be."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(grid)
    return out.getvalue().encode()


def as_html(grid: Grid) -> bytes:
    """A page with a title and the table."""
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>\n" for row in grid)
    head = "<!DOCTYPE html><html><head><meta charset=utf-8></head>"
    return f"{head}<body><h1>A poll</h1><table>{rows}</table></body></html>".encode()


def as_xlsx(grid: Grid) -> bytes:
    """A workbook of one sheet; whole numbers as numbers, percentages as Excel keeps them."""
    book = Workbook()
    sheet = book.active
    for row, cells in enumerate(grid, 1):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(row, column)
            if row > 1 and text.removesuffix("%").isdigit():
                cell.value = int(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
                cell.number_format = "0%" if text.endswith("%") else "General"
            elif text:
                cell.value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx(grid: Grid) -> bytes:
    """A Word document with a heading and the table."""
    document = Docx()
    document.add_heading("A poll", 1)
    table = document.add_table(len(grid), len(grid[0]))
    for row, cells in enumerate(grid):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_lines(grid: Grid) -> bytes:
    """Columns lined up with spaces, words to the left and figures to the right."""
    widths = [max(len(row[at]) for row in grid) for at in range(len(grid[0]))]
    lines = [
        "   ".join(c.rjust(w) if at else c.ljust(w) for at, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in grid
    ]
    return "\n".join(line.rstrip() for line in lines).encode()


def as_pipes(grid: Grid) -> bytes:
    """A Markdown table."""
    rule = "|" + "---|" * len(grid[0])
    rows = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in grid]
    return "\n".join([rows[0], rule, *rows[1:]]).encode()
