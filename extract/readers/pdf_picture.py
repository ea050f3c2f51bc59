"""A page of a PDF as a picture, with places on it marked: how a figure is shown where it is printed."""

from __future__ import annotations

import io
from collections.abc import Sequence

from extract.errors import UnreadableSource
from extract.model import BBox

_WIDTH = 1100
"""Pixels across; a page of common size is then easily read, and half of it on a telephone."""
_MOST_PIXELS = 6_000_000
_AROUND = 110.0  # points above and below the marked places that a cut picture keeps
_ROOM = 2.0  # points between a place and its frame


def picture(name: str, content: bytes, page: int, boxes: Sequence[tuple[BBox, str]], *, cut: bool = False) -> bytes:
    """The page (from 1) as PNG with each box framed in its colour ("#bd5209").

    Boxes are in points from the page's top left, as in `Location.bbox`. With `cut` only the part of the
    page round the boxes is given, over its whole width. Raises UnreadableSource where there is no such page.
    """
    import pypdfium2
    from PIL import ImageDraw

    pdf = pypdfium2.PdfDocument(content)
    try:
        if not 1 <= page <= len(pdf):
            raise UnreadableSource(name, f"it has no page {page}", "Choose another page")
        leaf = pdf[page - 1]
        width, height = leaf.get_size()
        scale = min(_WIDTH / width, (_MOST_PIXELS / (width * height)) ** 0.5)
        image = leaf.render(scale=scale).to_pil().convert("RGB")
    finally:
        pdf.close()
    drawing = ImageDraw.Draw(image)
    for (left, top, right, bottom), colour in boxes:
        edges = [(left - _ROOM) * scale, (top - _ROOM) * scale, (right + _ROOM) * scale, (bottom + _ROOM) * scale]
        drawing.rectangle(edges, outline=colour, width=max(2, round(scale * 1.4)))
    if cut and boxes:
        first, last = min(box[1] for box, _ in boxes), max(box[3] for box, _ in boxes)
        upper, lower = max(0, (first - _AROUND) * scale), min(image.height, (last + _AROUND) * scale)
        image = image.crop((0, round(upper), image.width, max(round(upper) + 1, round(lower))))
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
