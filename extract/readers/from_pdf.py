"""PDF: the words a reader sees, in reading order, with tables and labelled charts as tables.

Each word has an anchor (page and box), so that every figure can be shown where it is printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extract import progress
from extract.errors import UnreadableSource
from extract.model import Block, Document, Metadata, Passage, Source, Table
from extract.readers import recognition
from extract.readers.limits import PAGES, RECOGNISED_PAGES, RECOGNISED_PIXELS, WORDS_A_PAGE, check
from extract.readers.page_writing import PageWriting
from extract.readers.pdf_layout import items_of
from extract.readers.pdf_page import Page, read_page
from extract.readers.rendering import Rendering

SUFFIXES: tuple[str, ...] = (".pdf",)
MEDIA_TYPE = "application/pdf"

_AGAIN = "Open it in a PDF program and save it again"


def recognises(name: str, head: bytes) -> bool:
    """The mark of a PDF near the start; some programs write a few bytes before it."""
    return b"%PDF-" in head[:1024]


def read(source: Source, content: bytes) -> Document:
    """A document of all pages that have text, or whose picture is recognised as text.

    Raises UnreadableSource when it is damaged, locked ("password-needed") or has no text on any
    page ("no-text-layer"); TooLarge over 500 pages.
    """
    pdf = _open(source.name, content)
    try:
        check(source.name, len(pdf), PAGES, "pages", "Split it, keeping the pages with the results")
        rendering = Rendering(source)
        read = _Pages(source.name, pdf)
        pages = [read.write(rendering, index) for index in range(len(pdf))]
        metadata = _metadata(pdf)
    finally:
        pdf.close()
    if not rendering.length:
        raise UnreadableSource(
            source.name,
            "none of its pages has text, only images",
            recognition.advice(),
            "no-text-layer",
        )
    rendering.add(_without_repeats(pages))
    document = rendering.document(metadata)
    return replace(document, recognised=frozenset(read.recognised), unread=tuple(read.unread))


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


class _Pages:
    """The pages of a PDF as they are read: from their text, from their picture, or not at all."""

    def __init__(self, name: str, pdf: Any) -> None:
        self._name, self._pdf = name, pdf
        self.recognised: list[int] = []
        self.unread: list[int] = []

    def write(self, rendering: Rendering, index: int) -> list[Block]:
        """Write a page's words; its blocks in reading order."""
        from pypdfium2 import PdfiumError

        try:
            page = read_page(self._pdf, index)
            if not page.words and _has_picture(self._pdf, index):
                page = self._of_picture(page, index)
        except PdfiumError:
            return []
        check(self._name, len(page.words), WORDS_A_PAGE, "words on one page", "Leave that page out")
        writing = PageWriting(rendering, index + 1)
        blocks = [block for item in items_of(page) for block in writing.item(item)]
        progress.reached(index + 1, len(self._pdf))
        return blocks

    def _of_picture(self, page: Page, index: int) -> Page:
        if not recognition.is_installed() or len(self.recognised) >= RECOGNISED_PAGES:
            self.unread.append(index + 1)
            return page
        self.recognised.append(index + 1)
        return recognition.recognised(_picture(self._pdf, index), index + 1, page.width, page.height)


def _has_picture(pdf: Any, index: int) -> bool:
    """Whether a page shows a picture; a blank page without text lacks nothing."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    page = pdf[index]
    try:
        return any(True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))
    finally:
        page.close()


def _picture(pdf: Any, index: int) -> Any:
    """A page as drawn, 200 dots an inch where that is not too many."""
    page = pdf[index]
    try:
        width, height = page.get_size()
        return page.render(scale=min(200 / 72, (RECOGNISED_PIXELS / (width * height)) ** 0.5)).to_numpy()[:, :, :3]
    finally:
        page.close()


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
