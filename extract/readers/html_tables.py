"""HTML tables -> rows, and the look of a table that is data rather than page layout.

Rows made of `<div>`s count too, when each has the same number of short cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from lxml.html import HtmlElement

from extract.readers.html_inline import words_of
from extract.readers.html_visibility import Visibility
from extract.readers.limits import COLUMNS
from extract.readers.rendering import Draft

_ROLES = {"row": ("row",), "cell": ("cell", "gridcell", "columnheader", "rowheader")}
_ROW_TAGS = frozenset(("div", "li", "section", "article", "p", "ul", "a"))
_CONTAINERS = frozenset(("body", "div", "ul", "ol", "section", "tbody", "article", "main", "form", "figure"))
_FEWEST_ROWS = 3  # a header and two more
_DIGIT = re.compile(r"\d")

Rows = list[list[Draft]]


def row_elements(table: HtmlElement, visibility: Visibility) -> list[HtmlElement]:
    """The rows of a `<table>` itself, not of tables in it; the head first, the foot last."""
    parts: dict[str, list[HtmlElement]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table:
        if child.tag == "tr":
            parts["tbody"].append(child)
        elif child.tag in parts and not visibility.hides(child):
            parts[child.tag] += [row for row in child if row.tag == "tr"]
    rows = parts["thead"] + parts["tbody"] + parts["tfoot"]
    return [row for row in rows if not visibility.hides(row)]


def cell_elements(row: HtmlElement, visibility: Visibility) -> list[HtmlElement]:
    """The visible cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th") and not visibility.hides(cell)]


def rows_of(table: HtmlElement, visibility: Visibility) -> Rows:
    """The cells of a `<table>`; the words of tables inside its cells are left to those tables."""
    elements = [cell_elements(row, visibility) for row in row_elements(table, visibility)]
    rows = [[_draft(cell, visibility, len(elements) - at) for cell in row] for at, row in enumerate(elements)]
    return [row for row in rows if row]


def _draft(cell: HtmlElement, visibility: Visibility, rows_left: int) -> Draft:
    printed, says = ("", "") if cell.find(".//table") is not None else words_of(cell, visibility)
    return Draft(printed, says, _span(cell, "rowspan", rows_left), _span(cell, "colspan", COLUMNS))


def _span(cell: HtmlElement, name: str, most: int) -> int:
    """A span as browsers read it, clipped: a billion columns are asked for in 30 bytes."""
    found = re.match(r"\s*(\d{1,9})", cell.get(name, ""))
    span = int(found[1]) if found else 1
    return min(span or (most if name == "rowspan" else 1), most)


def is_data(table: HtmlElement, visibility: Visibility) -> bool:
    """Whether a `<table>` holds data: rows of short cells, and tables inside only now and then."""
    rows = [cell_elements(row, visibility) for row in row_elements(table, visibility)]
    wide = [row for row in rows if len(row) > 1]
    nested = [row for row in rows if any(cell.find(".//table") is not None for cell in row)]
    if not wide or (nested and (len(nested) * 3 > len(rows) or len(wide) < 4)):
        return False
    lengths = sorted(
        len(" ".join(cell.text_content().split())) for row in wide for cell in row if cell.find(".//table") is None
    )
    if len(wide) < 2 and not any(_DIGIT.search(cell.text_content()) for cell in wide[0]):
        return False
    return bool(lengths) and lengths[len(lengths) // 2] <= 120 and (lengths[-1] <= 1_500 or len(wide) > 3)


def div_rows(element: HtmlElement, visibility: Visibility) -> Rows | None:
    """The cells of a table made without `<table>`, by ARIA roles or as a list of pairs; or None."""
    if element.get("role") in ("table", "grid", "treegrid"):
        rows = [row for row in element.iter() if isinstance(row.tag, str) and row.get("role") in _ROLES["row"]]
        cells = [
            [cell for cell in row.iter() if isinstance(cell.tag, str) and cell.get("role") in _ROLES["cell"]]
            for row in rows
        ]
        return _drafts(cells, visibility) or None
    if element.tag == "dl":
        return _pairs(element, visibility)
    return None


def runs_of_rows(element: HtmlElement, visibility: Visibility) -> Iterator[tuple[list[HtmlElement], Rows]]:
    """The children of an element that follow one another as rows of equal make, and their cells."""
    if len(element) < _FEWEST_ROWS or element.tag not in _CONTAINERS:
        return
    children = [child for child in element if isinstance(child.tag, str) and not visibility.hides(child)]
    widths = (_width(child, visibility) for child in children)
    for width, pairs in groupby(zip(children, widths, strict=True), key=lambda pair: pair[1]):
        run = [child for child, _ in pairs]
        if width < 2 or len(run) < _FEWEST_ROWS or any((child.tail or "").strip() for child in run[:-1]):
            continue
        rows = _drafts([list(_shown(child, visibility)) for child in run], visibility)
        if _are_figures(rows):
            yield run, rows


def _are_figures(rows: Rows) -> bool:
    said = [[draft.says for draft in row] for row in rows]
    figures = sum(any(_DIGIT.search(text) for text in row[1:]) for row in said)
    is_short = all(len(text) <= 80 for row in said for text in row)
    return is_short and figures * 2 >= len(said) and len(set(map(tuple, said))) > 1


def _width(element: HtmlElement, visibility: Visibility) -> int:
    """How many cells a row has; 0 for what is no row."""
    return len(list(_shown(element, visibility))) if len(element) > 1 and _is_row(element) else 0


def _is_row(element: HtmlElement) -> bool:
    """An element that holds cells and no words of its own."""
    own = (element.text or "") + "".join(child.tail or "" for child in element)
    return element.tag in _ROW_TAGS and not own.strip() and element.find(".//table") is None


def _shown(element: HtmlElement, visibility: Visibility) -> Iterator[HtmlElement]:
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("br", "hr", "img") and not visibility.hides(child):
            yield child


def _pairs(element: HtmlElement, visibility: Visibility) -> Rows | None:
    cells = [child for child in element if child.tag in ("dt", "dd") and not visibility.hides(child)]
    if len(cells) < 4 or any(cell.tag != ("dt", "dd")[at % 2] for at, cell in enumerate(cells)):
        return None
    drafts = _drafts([[a, b] for a, b in zip(cells[::2], cells[1::2], strict=False)], visibility)
    return drafts if all(_DIGIT.search(row[1].says) and len(row[1].says) <= 20 for row in drafts) else None


def _drafts(cells: list[list[HtmlElement]], visibility: Visibility) -> Rows:
    return [[Draft(*words_of(cell, visibility)) for cell in row] for row in cells if row]
