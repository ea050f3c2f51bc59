"""What is on a page, written into a document's text: each word with its place, tables a row a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Block, Cell, Location, Passage, Table
from extract.readers.cell_text import clean, is_note_mark
from extract.readers.pdf_layout import Item
from extract.readers.pdf_lines import around
from extract.readers.pdf_page import Word
from extract.readers.pdf_tables import Grid
from extract.readers.rendering import Rendering


@dataclass(frozen=True, slots=True)
class PageWriting:
    """Writes one page. Places are in points (of a picture: pixels), `unit` of them to one of the words' own."""

    rendering: Rendering
    page: int
    unit: float = 1.0

    def item(self, item: Item) -> Iterator[Block]:
        """Write a paragraph or a table; its block, if it is one."""
        if isinstance(item.content, Grid):
            yield self._table(item.content)
        else:
            place = self._lines([line.words for line in item.content.lines])
            words = "\n".join(set_words(line.words) for line in item.content.lines)
            if item.role is not None:
                yield Passage(words, place, item.role)
        self.rendering.write("\n\n")

    def _lines(self, lines: Sequence[Sequence[Word]]) -> Location:
        """Write words, an anchor each; where they all are."""
        start = end = self.rendering.length
        for at, line in enumerate(lines):
            for number, word in enumerate(line):
                if number and not word.is_raised:
                    self.rendering.write(" ")
                _, end = self.rendering.write(word.text, self._place([word]))
            if at + 1 < len(lines):
                self.rendering.write("\n")
        place = self._place([word for line in lines for word in line])
        return Location(self.page, place.bbox, char_start=start, char_end=end)

    def _place(self, words: Sequence[Word]) -> Location:
        """The page and the box around words, to a tenth."""
        box = around(word.box for word in words)
        left, top, right, bottom = (round(edge * self.unit, 1) for edge in (box.left, box.top, box.right, box.bottom))
        return Location(self.page, (left, top, right, bottom))

    def _table(self, grid: Grid) -> Table:
        rows = []
        start = self.rendering.length
        for slots in grid.rows:
            row: list[Cell] = []
            column = 0
            for slot in slots:
                row += [self._empty()] * (slot.column - column)
                row.append(self._cell(slot.words, slot.span))
                self.rendering.write("\t")
                column = slot.column + slot.span
            row += [self._empty()] * (grid.width - column)
            self.rendering.write("\n")
            rows.append(tuple(row))
        place = self._place(grid.words)
        return Table(tuple(rows), Location(self.page, place.bbox, char_start=start, char_end=self.rendering.length))

    def _cell(self, words: Sequence[Word], span: int) -> Cell:
        place = self._lines([words])
        kept = [word for word in words if not (word.is_raised and is_note_mark(word.text))]
        return Cell(clean(set_words(kept)), place, column_span=span)

    def _empty(self) -> Cell:
        return Cell("", Location(self.page, char_start=self.rendering.length, char_end=self.rendering.length))


def set_words(words: Sequence[Word]) -> str:
    """Words as they are set: raised marks at once after the word they hang on, lines kept apart."""
    said = [word.text for word in words[:1]]
    for before, word in pairwise(words):
        said.append(("" if word.is_raised else "\n" if word.base - before.base > 0.6 * word.size else " ") + word.text)
    return "".join(said)
