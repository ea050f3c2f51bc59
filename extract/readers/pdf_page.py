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

from extract.readers.limits import GLYPHS_A_PAGE, SEGMENTS_A_PAGE

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)

_LEAST_SIZE = 2.5
_BOLD = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_INVISIBLE = 3
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHENS = "\x02\ufffe\u00ad"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


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
class Shape:
    """A drawn part: a filled area, or a line."""

    box: Box
    colour: Colour
    is_filled: bool


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
        frame = _Frame(page)
        shapes = tuple(_shapes(page, frame))
        textpage = page.get_textpage()
        try:
            glyphs = list(_visible(_glyphs(textpage, frame), Box(0, 0, width, height), shapes))
        finally:
            textpage.close()
        return Page(index + 1, width, height, tuple(_words(glyphs)), shapes)
    finally:
        page.close()


class _Frame:
    """From PDF space (up from the bottom of the crop box, before rotation) to the displayed page."""

    def __init__(self, page: Any) -> None:
        self._left, self._bottom, self._right, self._top = page.get_cropbox()
        self._rotation = page.get_rotation()

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def point(self, x: float, y: float) -> tuple[float, float]:
        right, up = x - self._left, y - self._bottom
        width, height = self._right - self._left, self._top - self._bottom
        if self._rotation == 90:
            return up, right
        if self._rotation == 180:
            return width - right, up
        if self._rotation == 270:
            return height - up, width - right
        return right, height - up


def _glyphs(textpage: Any, frame: _Frame) -> Iterator[Glyph | None]:
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
        is_bold, is_drawn = _look(textpage, at, parts)
        if is_drawn and alpha.value:
            colour = (red.value, green.value, blue.value)
            yield Glyph(
                text, box.left, box.right, box.top, frame.point(x.value, y.value)[1], box.height, colour, is_bold
            )


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


Matrix = tuple[float, float, float, float, float, float]


def _shapes(page: Any, frame: _Frame) -> Iterator[Shape]:
    """Filled areas and lines, a subpath each: one path may draw all bars of a series."""
    left = [SEGMENTS_A_PAGE]
    yield from _drawn(page, (1, 0, 0, 1, 0, 0), frame, left, 0)


def _drawn(parent: Any, outer: Matrix, frame: _Frame, left: list[int], depth: int) -> Iterator[Shape]:
    import pypdfium2.raw as pdfium

    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for at in range(min(max(count(parent), 0), SEGMENTS_A_PAGE)):
        part = get(parent, at)
        kind = pdfium.FPDFPageObj_GetType(part) if part else 0
        left[0] -= 1
        if left[0] < 0:
            return
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(part, _times(_matrix(part), outer), frame, left)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            yield Shape(_bounds(part, outer, frame), (128, 128, 128), True)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 8:
            yield from _drawn(part, _times(_matrix(part), outer), frame, left, depth + 1)


def _path(part: Any, matrix: Matrix, frame: _Frame, left: list[int]) -> Iterator[Shape]:
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(part, fill, stroke)
    if not fill.value and not stroke.value:
        return
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    colour_of = pdfium.FPDFPageObj_GetFillColor if fill.value else pdfium.FPDFPageObj_GetStrokeColor
    colour_of(part, red, green, blue, alpha)
    for points in _subpaths(part, left):
        if len(points) > 1 and alpha.value:
            placed = [_apply(matrix, x, y) for x, y in points]
            xs, ys = [x for x, _ in placed], [y for _, y in placed]
            box = frame.box(min(xs), min(ys), max(xs), max(ys))
            yield Shape(box, (red.value, green.value, blue.value), bool(fill.value))


def _subpaths(part: Any, left: list[int]) -> Iterator[list[tuple[float, float]]]:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for at in range(max(pdfium.FPDFPath_CountSegments(part), 0)):
        left[0] -= 1
        if left[0] < 0:
            return
        segment = pdfium.FPDFPath_GetPathSegment(part, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        points.append((x.value, y.value))
    yield points


def _matrix(part: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(part, found):
        return (1, 0, 0, 1, 0, 0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(part: Any, outer: Matrix, frame: _Frame) -> Box:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(part, left, bottom, right, top)
    corners = [_apply(outer, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return frame.box(min(xs), min(ys), max(xs), max(ys))
