"""What file the poll is printed in: paragraphs and tables drawn as CSV, HTML, Word, Excel, text or PDF."""

from __future__ import annotations

import html
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docx import Document as Docx
from openpyxl import Workbook

from tests.generate.sheets import Block, Cell, Notation, Prose, Sheet
from tests.readers.grids import Grid, as_csv
from tests.readers.pdfs import pdf, rule, text

Draw = Callable[[Sequence[Block], Notation], bytes]


def plain(sheet: Sheet, notation: Notation, repeat: bool = False) -> Grid:
    """The sheet's texts; a spanned place is empty, or repeats what spans it."""
    grid = [[notation.printed(cell) if cell else "" for cell in row] for row in sheet.rows]
    if not repeat:
        return grid
    for i, row in enumerate(sheet.rows):
        for j, cell in enumerate(row):
            for down, over in ((d, a) for d in range(cell.down) for a in range(cell.across)) if cell else ():
                grid[i + down][j + over] = grid[i][j]
    return grid


def _csv(separator: str, repeat: bool) -> Draw:
    def draw(blocks: Sequence[Block], notation: Notation) -> bytes:
        grids = [[[b.text]] if isinstance(b, Prose) else plain(b, notation, repeat) for b in blocks]
        return b"\r\n".join(as_csv(grid, separator) for grid in grids)

    return draw


def _html_row(row: Sequence[Cell | None], notation: Notation) -> str:
    cells = (
        f"<td{f' colspan={c.across}' if c.across > 1 else ''}{f' rowspan={c.down}' if c.down > 1 else ''}>"
        f"{html.escape(notation.printed(c))}</td>"
        for c in row
        if c is not None
    )
    return f"<tr>{''.join(cells)}</tr>\n"


def _page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


def _html(blocks: Sequence[Block], notation: Notation) -> bytes:
    return _page(
        "\n".join(
            f"<p>{html.escape(b.text)}</p>"
            if isinstance(b, Prose)
            else f"<table>{''.join(_html_row(row, notation) for row in b.rows)}</table>"
            for b in blocks
        )
    )


def _divs(blocks: Sequence[Block], notation: Notation) -> bytes:
    """Rows and cells without a table."""
    parts = []
    for block in blocks:
        if isinstance(block, Prose):
            parts.append(f"<p>{html.escape(block.text)}</p>")
            continue
        for row in plain(block, notation):
            parts.append("<div class=row>" + "".join(f"<div>{html.escape(c)}</div>" for c in row) + "</div>")
    return _page("\n".join(parts))


def _spans(sheet: Sheet) -> Iterator[tuple[int, int, Cell]]:
    for i, row in enumerate(sheet.rows):
        for j, cell in enumerate(row):
            if cell is not None and cell.across * cell.down > 1:
                yield i, j, cell


def _xlsx(blocks: Sequence[Block], notation: Notation) -> bytes:
    """Numbers as numbers, percentages as Excel keeps them."""
    book = Workbook()
    page, top = book.active, 1
    for block in blocks:
        if isinstance(block, Prose):
            page.cell(top, 1).value = block.text
            top += 2
            continue
        for i, row in enumerate(block.rows, top):
            for j, cell in enumerate(row, 1):
                if cell is not None:
                    _fill(page.cell(i, j), cell, notation)
        for i, j, cell in _spans(block):
            page.merge_cells(None, i + top, j + 1, i + top + cell.down - 1, j + cell.across)
        top += len(block.rows) + 2
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(place, cell: Cell, notation: Notation) -> None:  # type: ignore[no-untyped-def]
    shown = notation.printed(cell)
    is_percent = notation.sign == "%" or notation.fraction
    if cell.value is None or shown.startswith("<"):
        place.value = int(shown) if shown.isdigit() else shown or None
        return
    digits = "0." + "0" * notation.decimals if notation.decimals else "0"
    place.value = round(cell.value / 100, notation.decimals + 2) if is_percent else cell.value
    place.number_format = f"{digits}%" if is_percent else digits + ('" %"' if notation.sign else "")


def _docx(blocks: Sequence[Block], notation: Notation) -> bytes:
    document = Docx()
    for block in blocks:
        if isinstance(block, Prose):
            document.add_paragraph(block.text)
            continue
        table = document.add_table(len(block.rows), len(block.rows[0]))
        for i, row in enumerate(block.rows):
            places = table.rows[i].cells
            for j, cell in enumerate(row):
                if cell is not None:
                    places[j].text = notation.printed(cell)
        for i, j, cell in _spans(block):
            table.cell(i, j).merge(table.cell(i + cell.down - 1, j + cell.across - 1))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)


def _columns(sheet: Sheet, notation: Notation) -> list[int]:
    """How wide each column is, in characters; a spanning header widens the last column it spans."""
    grid = plain(sheet, notation)
    spanning = {(i, j) for i, j, cell in _spans(sheet) if cell.across > 1}
    widths = [
        max([1, *(_width(row[j]) for i, row in enumerate(grid) if (i, j) not in spanning)]) for j in range(len(grid[0]))
    ]
    for i, j, cell in _spans(sheet):
        lack = _width(grid[i][j]) - sum(widths[j : j + cell.across]) - 3 * (cell.across - 1)
        widths[j + cell.across - 1] += max(0, lack)
    return widths


def _lines(blocks: Sequence[Block], notation: Notation) -> bytes:
    """Columns lined up with spaces, words to the left and figures to the right; spanning headers in the middle."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Prose):
            lines += [block.text, ""]
            continue
        widths = _columns(block, notation)
        for row in block.rows:
            lines.append(_aligned(row, widths, notation).rstrip())
        lines.append("")
    return "\n".join(lines).encode()


def _aligned(row: Sequence[Cell | None], widths: Sequence[int], notation: Notation) -> str:
    out, j = "", 0
    while j < len(row):
        cell = row[j] or Cell()
        room = sum(widths[j : j + cell.across]) + 3 * (cell.across - 1)
        words = notation.printed(cell)
        blank = room - _width(words)
        before = blank // 2 if cell.across > 1 else blank if j else 0
        out += " " * before + words + " " * (blank - before + 3)
        j += cell.across
    return out


def _pipes(blocks: Sequence[Block], notation: Notation) -> bytes:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Prose):
            lines += [block.text, ""]
            continue
        first, *rest = (f"| {' | '.join(row)} |" for row in plain(block, notation))
        lines += [first, "|" + "---|" * len(block.rows[0]), *rest, ""]
    return "\n".join(lines).encode()


def _cells(blocks: Sequence[Block], notation: Notation) -> bytes:
    """Every cell on a line of its own, as tables come out of a copied page; no cell is empty."""
    lines: list[str] = []
    for block in blocks:
        texts = [[block.text]] if isinstance(block, Prose) else plain(block, notation)
        lines += [words or "–" for row in texts for words in row]
    return "\n".join(lines).encode()


_SIZE, _PITCH, _BOTTOM, _ROOM = 9.0, 15.0, 740.0, 500.0
_LETTER, _APART = 0.545, 1.8  # a letter's width and the space between columns, for letters of size one


@dataclass
class _Pages:
    """Pages being drawn: the pen moves down and on to the next page."""

    left: float = 60
    bottom: float = _BOTTOM
    top: float = 72

    def __post_init__(self) -> None:
        self.drawn: list[list[bytes]] = [[]]

    def down(self, by: float = _PITCH) -> bool:
        """Move down; whether a new page was begun."""
        self.top += by
        if self.top <= self.bottom:
            return False
        self.drawn.append([])
        self.top = 72
        return True

    def put(self, *drawing: bytes) -> None:
        """Draw on the current page."""
        self.drawn[-1] += drawing


def _pdf(ruled: bool = False, bottom: float = _BOTTOM, prose: bool = False) -> Draw:
    def draw(blocks: Sequence[Block], notation: Notation) -> bytes:
        pages = _Pages(bottom=bottom)
        for block in blocks:
            if isinstance(block, Prose):
                _paragraph(pages, block.text, 60 if prose else 100)
            else:
                _table(pages, block, notation, ruled, 320 if prose else _ROOM)
            pages.down(24)
        if prose:
            _beside(pages)
        return pdf(*pages.drawn)

    return draw


def _paragraph(pages: _Pages, words: str, most: int) -> None:
    line = ""
    for word in words.split():
        if len(line) + len(word) > most:
            pages.put(text(pages.left, pages.top, line.strip(), _SIZE))
            pages.down(12)
            line = ""
        line += word + " "
    pages.put(text(pages.left, pages.top, line.strip(), _SIZE))
    pages.down()


def _table(pages: _Pages, sheet: Sheet, notation: Notation, ruled: bool, room: float) -> None:
    """Labels at the left, figures ending at the right edge of their column; the header again on a new page."""
    widths = [width * _LETTER + _APART for width in _columns(sheet, notation)]
    size = min(_SIZE, room / sum(widths))
    edges = [pages.left + size * sum(widths[:j]) for j in range(len(widths) + 1)]
    for i, row in enumerate(sheet.rows):
        if pages.down() and i >= sheet.headers:
            for header in sheet.rows[: sheet.headers]:
                _row(pages, header, edges, size, notation, ruled)
                pages.down()
        _row(pages, row, edges, size, notation, ruled)


def _row(
    pages: _Pages, row: Sequence[Cell | None], edges: Sequence[float], size: float, notation: Notation, ruled: bool
) -> None:
    top = pages.top
    for j, cell in enumerate(row):
        if cell is None:
            continue
        left, right = edges[j] + 3, edges[j + cell.across] - 6
        words = notation.printed(cell)
        blank = right - left - size * _LETTER * len(words)
        at = left + (blank / 2 if cell.across > 1 else blank if j else 0)
        if words:
            pages.put(text(at, top, words, size))
        if ruled:
            pages.put(rule(edges[j], top - 11, edges[j], top + 4))
            pages.put(rule(edges[j], top - 11, edges[j + cell.across], top - 11))
    if ruled:
        pages.put(rule(edges[-1], top - 11, edges[-1], top + 4), rule(edges[0], top + 4, edges[-1], top + 4))


_TALK = (
    "The institute has carried out this study for many years. Readers will find notes on method at the end of the "
    "report. Interviews were held by telephone and face to face, and answers were weighted by age, sex and region. "
    "Figures are rounded, so that they may not add up exactly. "
)


def _beside(pages: _Pages) -> None:
    """A second column of prose at the right of the first page."""
    words, top, line = (_TALK * 3).split(), 72.0, ""
    for word in words:
        if len(line) + len(word) > 38:
            pages.drawn[0].append(text(400, top, line.strip(), _SIZE))
            line, top = "", top + 12
        line += word + " "


@dataclass(frozen=True)
class Rendering:
    """A way to draw, the ending of its file, and which arrangements and languages it can draw."""

    name: str
    suffix: str
    draw: Draw
    only: frozenset[str] | None = None
    never: frozenset[str] = frozenset()
    languages: frozenset[str] | None = None

    def takes(self, arrangement: str, language: str) -> bool:
        """Whether it can draw this."""
        known = self.only is None or arrangement in self.only
        return known and arrangement not in self.never and (self.languages is None or language in self.languages)


_GROUPED = frozenset({"year_over_answer", "answer_over_year"})
_WRITTEN = frozenset(["en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "bg", "tr", "id"])  # have a code page
_NARROW = frozenset({"across", "long", "years", "matrix_beside", "matrix_titled", "nothing_asked"})
_TABLES = frozenset({"sentences"})

RENDERINGS: tuple[Rendering, ...] = (
    Rendering("csv", "csv", _csv(",", repeat=False), never=_TABLES),
    Rendering("csv ;", "csv", _csv(";", repeat=True), never=_TABLES),
    Rendering("tsv", "tsv", _csv("\t", repeat=True), never=_TABLES),
    Rendering("html", "html", _html),
    Rendering("divs", "html", _divs, never=_TABLES | _GROUPED | {"side_by_side"}),
    Rendering("xlsx", "xlsx", _xlsx, never=_TABLES),
    Rendering("docx", "docx", _docx),
    Rendering("lines", "txt", _lines),
    Rendering("pipes", "md", _pipes, never=_GROUPED | {"side_by_side"}),
    Rendering("cells", "txt", _cells, only=frozenset({"across", "years", "matrix_titled", "nothing_asked"})),
    Rendering("pdf", "pdf", _pdf(), languages=_WRITTEN),
    Rendering("pdf ruled", "pdf", _pdf(ruled=True), languages=_WRITTEN),
    Rendering("pdf pages", "pdf", _pdf(bottom=160), only=frozenset({"years", "long", "pollster_rows"}),
              languages=_WRITTEN),
    Rendering("pdf prose", "pdf", _pdf(prose=True), only=_NARROW, languages=_WRITTEN),
)  # fmt: skip
