"""PDF: the words a reader sees, in reading order, with tables and labelled charts as tables.

Each word has an anchor (page and box), so that every figure can be shown where it is printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from extract.errors import UnreadableSource
from extract.model import Block, Cell, Document, Location, Metadata, Passage, Source, Table
from extract.readers.cell_text import clean, is_note_mark
from extract.readers.limits import PAGES, WORDS_A_PAGE, check
from extract.readers.pdf_layout import Item, items_of
from extract.readers.pdf_lines import around
from extract.readers.pdf_page import Word, read_page
from extract.readers.pdf_tables import Grid
from extract.readers.rendering import Rendering

SUFFIXES: tuple[str, ...] = (".pdf",)
MEDIA_TYPE = "application/pdf"

_AGAIN = "Open it in a PDF program and save it again"


def recognises(name: str, head: bytes) -> bool:
    """The mark of a PDF near the start; some programs write a few bytes before it."""
    return b"%PDF-" in head[:1024]


def read(source: Source, content: bytes) -> Document:
    """A document of all pages that have text.

    Raises UnreadableSource when it is damaged, locked ("password-needed") or has no text on any
    page ("no-text-layer"); TooLarge over 500 pages.
    """
    pdf = _open(source.name, content)
    try:
        check(source.name, len(pdf), PAGES, "pages", "Split it, keeping the pages with the results")
        rendering = Rendering(source)
        pages = [_write_page(rendering, pdf, index, source.name) for index in range(len(pdf))]
        metadata = _metadata(pdf)
    finally:
        pdf.close()
    if not rendering.length:
        raise UnreadableSource(
            source.name,
            "none of its pages has text, only images",
            "Run text recognition (OCR) on it first",
            "no-text-layer",
        )
    rendering.add(_without_repeats(pages))
    return rendering.document(metadata)


def _open(name: str, content: bytes) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        return PdfDocument(content)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise UnreadableSource(
                name, "it is locked with a password", "Save it without one", "password-needed"
            ) from error
        raise UnreadableSource(name, "the file is damaged or not complete", _AGAIN) from error


def _write_page(rendering: Rendering, pdf: Any, index: int, name: str) -> list[Block]:
    """Write a page's words; its blocks in reading order."""
    from pypdfium2 import PdfiumError

    try:
        page = read_page(pdf, index)
    except PdfiumError:
        return []
    check(name, len(page.words), WORDS_A_PAGE, "words on one page", "Leave that page out")
    blocks: list[Block] = []
    for item in items_of(page):
        blocks += _write(rendering, item, index + 1)
    return blocks


def _write(rendering: Rendering, item: Item, page: int) -> Iterator[Block]:
    if isinstance(item.content, Grid):
        yield _table(rendering, item.content, page)
    else:
        place = write_lines(rendering, [line.words for line in item.content.lines], page)
        words = "\n".join(set_words(line.words) for line in item.content.lines)
        if item.role is not None:
            yield Passage(words, place, item.role)
    rendering.write("\n\n")


def write_lines(rendering: Rendering, lines: Sequence[Sequence[Word]], page: int) -> Location:
    """Write words, an anchor each; where they all are."""
    start = end = rendering.length
    for at, line in enumerate(lines):
        for number, word in enumerate(line):
            if number and not word.is_raised:
                rendering.write(" ")
            _, end = rendering.write(word.text, place_of([word], page))
        if at + 1 < len(lines):
            rendering.write("\n")
    place = place_of([word for line in lines for word in line], page)
    return Location(page, place.bbox, char_start=start, char_end=end)


def set_words(words: Sequence[Word]) -> str:
    """Words as they are set: raised marks at once after the word they hang on, lines kept apart."""
    said = [word.text for word in words[:1]]
    for before, word in pairwise(words):
        said.append(("" if word.is_raised else "\n" if word.base - before.base > 0.6 * word.size else " ") + word.text)
    return "".join(said)


def place_of(words: Sequence[Word], page: int) -> Location:
    """The page and the box around words, in tenths of a point."""
    box = around(word.box for word in words)
    return Location(page, (round(box.left, 1), round(box.top, 1), round(box.right, 1), round(box.bottom, 1)))


def _table(rendering: Rendering, grid: Grid, page: int) -> Table:
    rows = []
    start = rendering.length
    for slots in grid.rows:
        row: list[Cell] = []
        column = 0
        for slot in slots:
            row += [_empty(rendering, page)] * (slot.column - column)
            row.append(_cell(rendering, slot.words, page, slot.span))
            rendering.write("\t")
            column = slot.column + slot.span
        row += [_empty(rendering, page)] * (grid.width - column)
        rendering.write("\n")
        rows.append(tuple(row))
    place = place_of(grid.words, page)
    return Table(tuple(rows), Location(page, place.bbox, char_start=start, char_end=rendering.length))


def _cell(rendering: Rendering, words: Sequence[Word], page: int, span: int) -> Cell:
    place = write_lines(rendering, [words], page)
    kept = [word for word in words if not (word.is_raised and is_note_mark(word.text))]
    return Cell(clean(set_words(kept)), place, column_span=span)


def _empty(rendering: Rendering, page: int) -> Cell:
    return Cell("", Location(page, char_start=rendering.length, char_end=rendering.length))


def _without_repeats(pages: list[list[Block]]) -> Iterator[Block]:
    """All blocks; a running head or foot (the same words at the same height of page after page) once."""
    counts = Counter(key for blocks in pages for key in {_height(block) for block in blocks})
    seen: set[object] = set()
    for blocks in pages:
        for block in blocks:
            key = _height(block)
            if counts[key] < 3 or key not in seen or isinstance(block, Table):
                yield block
            seen.add(key)


def _height(block: Block) -> tuple[str, int]:
    top = block.location.bbox[1] if block.location.bbox else 0.0
    return (block.text if isinstance(block, Passage) else "", round(top / 4))


def _metadata(pdf: Any) -> Metadata:
    """Title and language; the file's own dates say when it was made, not when it was published."""
    known = pdf.get_metadata_dict(skip_empty=True)
    return Metadata(title=known.get("Title") or None)
