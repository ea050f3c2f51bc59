"""One PDF page -> its visible words and drawn shapes, by PDFium.

Points, from the page's top left as it is displayed. PDFium reads a page some fifteen times faster
than pdfplumber and tells colour and weight, which is how charts name their series.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from extract.readers.limits import GLYPHS_A_PAGE
from extract.readers.pdf_shapes import Box, Colour, Frame, Shape, shapes_of

_LEAST_SIZE = 2.5
_BOLD = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_INVISIBLE = 3
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHENS = "\x02\ufffe\u00ad"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as drawn; `base` is the height of its baseline, `size` that of its line.

    `left` and `right` take in the space that belongs to it: a 1 is as wide as a 9.
    """

    text: str
    left: float
    right: float
    top: float
    base: float
    size: float
    colour: Colour
    is_bold: bool
    is_inked: bool = True


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that stand together. `is_raised`: smaller and higher than the word it is glued to."""

    text: str
    box: Box
    base: float
    size: float
    colour: Colour
    is_bold: bool
    is_raised: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What is on a page. `width` and `height` are those of the page as displayed."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    shapes: tuple[Shape, ...] = ()


def read_page(document: Any, index: int) -> Page:
    """A page of a `pypdfium2.PdfDocument`; it is closed again, so memory does not grow with pages."""
    page = document[index]
    try:
        width, height = page.get_size()
        frame = Frame(page)
        shapes = tuple(shapes_of(page, frame))
        textpage = page.get_textpage()
        try:
            glyphs = list(_visible(_inked(list(_glyphs(textpage, frame))), Box(0, 0, width, height), shapes))
        finally:
            textpage.close()
        return Page(index + 1, width, height, tuple(_words(glyphs)), shapes)
    finally:
        page.close()


def _glyphs(textpage: Any, frame: Frame) -> Iterator[Glyph | None]:
    """The page's characters in PDFium's order; None where words are parted."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    loose = pdfium.FS_RECTF()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    parts: dict[int, tuple[bool, bool]] = {}
    for at in range(min(textpage.count_chars(), GLYPHS_A_PAGE)):
        text = _text(pdfium.FPDFText_GetUnicode(textpage, at))
        if not text.strip():
            yield None
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, at, loose)
        pdfium.FPDFText_GetCharOrigin(textpage, at, x, y)
        pdfium.FPDFText_GetFillColor(textpage, at, red, green, blue, alpha)
        box = frame.box(loose.left, loose.bottom, loose.right, loose.top)
        is_bold, is_inked = _look(textpage, at, parts)
        if alpha.value:
            colour, base = (red.value, green.value, blue.value), frame.point(x.value, y.value)[1]
            yield Glyph(text, box.left, box.right, box.top, base, box.height, colour, is_bold, is_inked)


def _inked(glyphs: list[Glyph | None]) -> Iterator[Glyph | None]:
    """Without invisible text, unless the page has no other: so a scan carries its recognised text."""
    is_scan = not any(glyph is not None and glyph.is_inked for glyph in glyphs)
    return (glyph for glyph in glyphs if glyph is None or glyph.is_inked or is_scan)


def _look(textpage: Any, at: int, parts: dict[int, tuple[bool, bool]]) -> tuple[bool, bool]:
    """Whether a character is bold, and whether it leaves ink; the same for all of its text object."""
    import pypdfium2.raw as pdfium

    part = pdfium.FPDFText_GetTextObject(textpage, at)
    key = ctypes.cast(part, ctypes.c_void_p).value if part else None
    if key is None:
        return False, True
    if key not in parts:
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(textpage, at, name, 128, flags)
        is_bold = pdfium.FPDFText_GetFontWeight(textpage, at) >= _BOLD or _BOLD_NAME.search(name.value) is not None
        parts[key] = is_bold, pdfium.FPDFTextObj_GetTextRenderMode(part) != _INVISIBLE
    return parts[key]


def _text(code: int) -> str:
    char = chr(code) if 0 < code < 0x110000 else ""
    if char in _HYPHENS and char:
        return "-"
    if 0xE000 <= code <= 0xF8FF:
        return "•"
    if code < 32 or 0xD800 <= code <= 0xDFFF:
        return ""
    return _LIGATURES.get(char, char)


def _visible(glyphs: Iterator[Glyph | None], page: Box, shapes: tuple[Shape, ...]) -> Iterator[Glyph | None]:
    """Without what no reader of the page sees: off the page, too small, white on white, overprinted."""
    grounds = [shape.box for shape in shapes if shape.is_filled and min(shape.colour) < 250]
    seen: dict[tuple[str, int, int], Glyph] = {}
    for glyph in glyphs:
        if glyph is None:
            yield None
            continue
        x, y = (glyph.left + glyph.right) / 2, glyph.base - glyph.size / 4
        if glyph.size < _LEAST_SIZE or not page.holds(x, y):
            continue
        if min(glyph.colour) >= 250 and not any(ground.holds(x, y) for ground in grounds):
            continue
        if not _is_overprint(glyph, seen):
            yield glyph


def _is_overprint(glyph: Glyph, seen: dict[tuple[str, int, int], Glyph]) -> bool:
    """Whether the same character stands there already, as in text printed twice to look bold."""
    near = max(glyph.size * 0.12, 0.5)
    column, row = int(glyph.left // 2), int(glyph.base // 2)
    for key in ((glyph.text, column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)):
        other = seen.get(key)
        if other and abs(other.left - glyph.left) <= near and abs(other.base - glyph.base) <= near:
            return True
    seen[glyph.text, column, row] = glyph
    return False


def _words(glyphs: list[Glyph | None]) -> Iterator[Word]:
    """Runs of glyphs without a gap, a jump, or a change of size between them."""
    run: list[Glyph] = []
    for glyph in [*glyphs, None]:
        if run and (glyph is None or not _goes_on(run[-1], glyph)):
            yield _word(run)
            run = []
        if glyph is not None:
            run.append(glyph)


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    gap = glyph.left - before.right
    is_level = abs(glyph.base - before.base) <= 0.12 * size
    is_alike = min(before.size, glyph.size) >= 0.85 * size and before.is_bold == glyph.is_bold
    return is_level and is_alike and -0.4 * size <= gap <= 0.15 * size


def _word(run: list[Glyph]) -> Word:
    first = run[0]
    box = Box(first.left, min(g.top for g in run), max(g.right for g in run), max(g.top + g.size for g in run))
    return Word("".join(g.text for g in run), box, first.base, first.size, first.colour, first.is_bold)


def raised(words: list[Word]) -> list[Word]:
    """Words of one line, left to right, with note marks told apart from the words they hang on."""
    found = words[:1]
    for before, word in pairwise(words):
        is_up = before.base - word.base > 0.15 * before.size and word.size <= 0.85 * before.size
        is_near = word.box.left - before.box.right <= 0.3 * before.size
        is_mark = is_up and is_near and not before.is_raised
        found.append(replace(word, is_raised=True) if is_mark and not word.is_raised else word)
    return found
