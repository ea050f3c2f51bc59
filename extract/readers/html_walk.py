"""A walk through an HTML page that writes what it shows, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from extract.model import Role
from extract.readers.from_text import blocks_in
from extract.readers.html_inline import BLOCK_TAGS, HEADING_TAGS, set_lines, squeeze
from extract.readers.html_tables import Rows, div_rows, is_data, rows_of, runs_of_rows
from extract.readers.html_visibility import Visibility, is_white
from extract.readers.rendering import Rendering
from extract.readers.table_blocks import table_blocks
from extract.readers.text_tables import lines_of

_ROLES = {"figcaption": Role.CAPTION, "caption": Role.CAPTION, "footer": Role.NOTE} | dict.fromkeys(
    HEADING_TAGS, Role.HEADING
)
_BOLD_TAGS = frozenset(("b", "strong"))
_MOST_BOLD = 150


class Walk:
    """One pass over a page. Inline words gather until a block ends, then become a passage."""

    def __init__(self, rendering: Rendering, root: HtmlElement) -> None:
        self._rendering = rendering
        self._root = root
        self._visibility = Visibility(root)
        self._chunks: list[tuple[str, bool]] = []
        self._role = Role.PARAGRAPH
        self._bold = 0

    def go(self) -> None:
        """Write the whole page."""
        self._inside(self._root)
        self._flush()

    def _inside(self, element: HtmlElement) -> None:
        self._say(element.text, is_white(element))
        runs = list(runs_of_rows(element, self._visibility))
        first = {run[0]: rows for run, rows in runs}
        others = {child for run, _ in runs for child in run[1:]}
        for child in element:
            if child in first:
                self._flush()
                self._rows(first[child])
            elif child not in others and isinstance(child.tag, str) and not self._visibility.hides(child):
                self._visit(child)
            self._say(child.tail, False)

    def _say(self, text: str | None, is_white: bool) -> None:
        if text and not (is_white and not re.search(r"\w", text)):
            self._chunks.append((squeeze(text), self._bold > 0))

    def _visit(self, element: HtmlElement) -> None:
        if element.tag == "br":
            self._chunks.append(("\n", self._bold > 0))
        elif element.tag == "table":
            self._flush()
            self._table(element)
        elif element.tag == "pre":
            self._flush()
            self._lines(element.text_content().strip("\n"))
        elif element.tag in BLOCK_TAGS or element.tag in HEADING_TAGS:
            self._block(element)
        else:
            self._bold += element.tag in _BOLD_TAGS
            self._inside(element)
            self._bold -= element.tag in _BOLD_TAGS

    def _block(self, element: HtmlElement) -> None:
        self._flush()
        rows = div_rows(element, self._visibility)
        if rows:
            self._rows(rows)
            return
        before, self._role = self._role, _ROLES.get(element.tag, self._role)
        self._inside(element)
        self._flush()
        self._role = before

    def _table(self, table: HtmlElement) -> None:
        """A data table as one; any other table is page layout, whose cells are blocks."""
        for caption in table.iterchildren("caption"):
            self._visit(caption)
        if not is_data(table, self._visibility):
            for child in table:
                if child.tag != "caption" and isinstance(child.tag, str) and not self._visibility.hides(child):
                    self._block(child) if child.tag in BLOCK_TAGS else self._parts(child)
            return
        self._rows(rows_of(table, self._visibility))
        for inner in _outermost_tables(table):
            self._table(inner)

    def _parts(self, part: HtmlElement) -> None:
        for row in part.iterchildren("tr"):
            if not self._visibility.hides(row):
                self._block(row)

    def _rows(self, rows: Rows) -> None:
        self._rendering.add(table_blocks(self._rendering.cells(rows), self._rendering.printed))

    def _flush(self) -> None:
        """Write what has gathered; two line breaks part paragraphs."""
        words = set_lines([text for text, _ in self._chunks])
        if re.search(r"\w", words):
            is_bold = all(bold for text, bold in self._chunks if text.strip())
            role = Role.HEADING if is_bold and len(words) <= _MOST_BOLD and self._role is Role.PARAGRAPH else self._role
            for paragraph in re.split(r"\n{2,}", words):
                if "\n" in paragraph and re.search(r"[ \u00a0]{2}|\t|\|", paragraph):
                    self._lines(paragraph)
                else:
                    self._rendering.passage(paragraph.strip(), role)
        self._chunks = []

    def _lines(self, text: str) -> None:
        """Set lines, which may draw a table of their own."""
        start, _ = self._rendering.write(text)
        self._rendering.write("\n\n")
        self._rendering.add(blocks_in(lines_of(text, start)))


def _outermost_tables(element: HtmlElement) -> Iterator[HtmlElement]:
    for child in element:
        if child.tag == "table":
            yield child
        else:
            yield from _outermost_tables(child)
