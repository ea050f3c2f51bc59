"""Pictures of a page (PNG, JPEG, TIFF, WebP): screenshots, scans. Read where text recognition is installed.

Places are in pixels from the top left of the picture as it is displayed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from statistics import median
from typing import Any

from extract.errors import UnreadableSource
from extract.model import Block, Document, Source
from extract.readers import recognition
from extract.readers.limits import PICTURE_PIXELS, RECOGNISED_PAGES, check
from extract.readers.page_writing import PageWriting
from extract.readers.pdf_layout import items_of
from extract.readers.pdf_page import Page
from extract.readers.rendering import Rendering

SUFFIXES: tuple[str, ...] = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp")
MEDIA_TYPE = "image/*"

_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP")
_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_USUAL_SIZE = 10.0  # of letters on a printed page, in points: what our layouts of pages are made for


def recognises(name: str, head: bytes) -> bool:
    """The marks that such files begin with."""
    return head.startswith(_MARKS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def read(source: Source, content: bytes) -> Document:
    """A document of the words recognised, a page for each picture in the file.

    Raises UnreadableSource when it is damaged, shows no text, or nothing is installed that could
    tell ("no-text-layer"); TooLarge over 50 million pixels.
    """
    if not recognition.is_installed():
        raise UnreadableSource(source.name, "it is a picture", recognition.advice(), "no-text-layer")
    rendering = Rendering(source)
    blocks: list[Block] = []
    numbers = []
    for number, picture in enumerate(pictures(source.name, content), 1):
        blocks += _write(rendering, picture, number)
        numbers.append(number)
    if not rendering.length:
        raise UnreadableSource(source.name, "no text was recognised in it", recognition.advice(), "no-text-layer")
    rendering.add(blocks)
    document = rendering.document()
    return replace(document, recognised=frozenset(numbers))


def pictures(name: str, content: bytes) -> Iterator[Any]:
    """The pictures of a file upright and on white, as arrays of rows of pixels (blue, green, red)."""
    import numpy
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as file:
            count = getattr(file, "n_frames", 1)
            check(name, count, RECOGNISED_PAGES, "pages", "Split it, keeping the pages with the results")
            for number in range(count):
                file.seek(number)
                check(name, file.width * file.height, PICTURE_PIXELS, "pixels", "Make it smaller")
                upright = ImageOps.exif_transpose(file).convert("RGBA")
                ground = Image.new("RGBA", upright.size, "white")
                yield numpy.asarray(Image.alpha_composite(ground, upright).convert("RGB"))[:, :, ::-1]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableSource(name, "the picture is damaged or not complete", "Save it again") from error


def _write(rendering: Rendering, picture: Any, number: int) -> Iterator[Block]:
    """Write a picture's words as if its letters had the usual size; their places are in its own pixels."""
    height, width = picture.shape[:2]
    page = recognition.recognised(picture, number, width, height)
    unit = median(word.size for word in page.words) / _USUAL_SIZE if page.words else 1.0
    writing = PageWriting(rendering, number, unit)
    for item in items_of(_scaled(page, 1 / unit)):
        yield from writing.item(item)


def _scaled(page: Page, factor: float) -> Page:
    words = tuple(
        replace(word, box=word.box.scaled(factor), base=word.base * factor, size=word.size * factor)
        for word in page.words
    )
    return Page(page.number, page.width * factor, page.height * factor, words)
