"""What holds of every document, whatever it was read from."""

from __future__ import annotations

from itertools import pairwise

from extract.model import Document, Passage, Table
from extract.readers.cell_text import collapse


def tables(document: Document) -> list[list[list[str]]]:
    """The texts of each table's cells."""
    return [
        [[cell.text for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Table)
    ]


def passages(document: Document) -> list[str]:
    """The passages' texts."""
    return [block.text for block in document.blocks if isinstance(block, Passage)]


def assert_found_again(document: Document) -> None:
    """Every passage is its slice of the text; every cell's words are printed at its place, also by its locator."""
    for before, after in pairwise(document.anchors):
        assert before.end <= after.start
    for block in document.blocks:
        if isinstance(block, Passage):
            assert document.text[block.location.char_start : block.location.char_end] == block.text
            continue
        for cell in (cell for row in block.rows for cell in row):
            start, end = cell.location.char_start, cell.location.char_end
            assert start is not None
            assert end is not None
            printed = collapse(document.text[start:end].replace('""', '"').replace("\\|", "|"))
            assert printed.startswith(cell.text) or collapse(printed) == cell.text, (printed, cell.text)
            if cell.text:
                place = document.place(start, end)
                assert collapse(document.printed(place.from_locator(place.locator))).startswith(printed[:3])
