"""A page of a PDF, or a picture of one, as PNG with places on it framed: how a figure is shown where it is printed."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from extract.errors import UnreadableSource
from extract.model import BBox

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDTH = 1100
"""Pixels across; a page of common size is then easily read, and half of it on a telephone."""
_MOST_PIXELS = 6_000_000
_AROUND = 0.18  # of the page's width, above and below the marked places: what a cut picture keeps
_ROOM = 0.0033  # of it, between a place and its frame
_LINE = 3  # pixels


def picture(name: str, content: bytes, page: int, boxes: Sequence[tuple[BBox, str]], *, cut: bool = False) -> bytes:
    """The page (from 1) as PNG with each box framed in its colour ("#bd5209").

    Boxes are measured as in `Location.bbox`: from the page's top left, in points, or in pixels of a picture.
    With `cut` only the part of the page round the boxes is given, over its whole width. Raises
    UnreadableSource where there is no such page.
    """
    from PIL import ImageDraw

    from extract.readers import from_pdf

    image, scale = (_leaf if from_pdf.recognises(name, content) else _sheet)(name, content, page)
    drawing, room = ImageDraw.Draw(image), _ROOM * image.width
    for (left, top, right, bottom), colour in boxes:
        edges = [left * scale - room, top * scale - room, right * scale + room, bottom * scale + room]
        drawing.rectangle(edges, outline=colour, width=_LINE)
    if cut and boxes:
        image = _cut(image, min(box[1] for box, _ in boxes) * scale, max(box[3] for box, _ in boxes) * scale)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _leaf(name: str, content: bytes, page: int) -> tuple[Image, float]:
    """A page of a PDF, and how many pixels a point is."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(content)
    try:
        if not 1 <= page <= len(pdf):
            raise _absent(name, page)
        leaf = pdf[page - 1]
        scale = _scale(*leaf.get_size())
        image: Image = leaf.render(scale=scale).to_pil().convert("RGB")
        return image, scale
    finally:
        pdf.close()


def _sheet(name: str, content: bytes, page: int) -> tuple[Image, float]:
    """A picture of a page, and how much smaller it is shown."""
    from PIL import Image

    from extract.readers.from_image import pictures

    found = next(islice(pictures(name, content), page - 1, page), None) if page >= 1 else None
    if found is None:
        raise _absent(name, page)
    image = Image.fromarray(found[:, :, ::-1].copy())
    scale = min(1.0, _scale(*image.size))
    return image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale)))), scale


def _scale(width: float, height: float) -> float:
    return min(_WIDTH / width, math.sqrt(_MOST_PIXELS / (width * height)))


def _absent(name: str, page: int) -> UnreadableSource:
    return UnreadableSource(name, f"it has no page {page}", "Choose another page")


def _cut(image: Image, first: float, last: float) -> Image:
    around = _AROUND * image.width
    upper = min(max(0, round(first - around)), image.height - 1)
    return image.crop((0, upper, image.width, max(upper + 1, min(image.height, round(last + around)))))
