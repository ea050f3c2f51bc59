"""What is drawn on a PDF page: filled areas and lines, and the plane they lie in.

Points, from the page's top left as it is displayed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extract.readers.limits import SEGMENTS_A_PAGE

Colour = tuple[int, int, int]


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

    def scaled(self, factor: float) -> Box:
        return Box(self.left * factor, self.top * factor, self.right * factor, self.bottom * factor)


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn part: a filled area, or a line."""

    box: Box
    colour: Colour
    is_filled: bool


class Frame:
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


Matrix = tuple[float, float, float, float, float, float]


def shapes_of(page: Any, frame: Frame) -> Iterator[Shape]:
    """Filled areas and lines, a subpath each: one path may draw all bars of a series."""
    left = [SEGMENTS_A_PAGE]
    yield from _drawn(page, (1, 0, 0, 1, 0, 0), frame, left, 0)


def _drawn(parent: Any, outer: Matrix, frame: Frame, left: list[int], depth: int) -> Iterator[Shape]:
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


def _path(part: Any, matrix: Matrix, frame: Frame, left: list[int]) -> Iterator[Shape]:
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


def _bounds(part: Any, outer: Matrix, frame: Frame) -> Box:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(part, left, bottom, right, top)
    corners = [_apply(outer, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return frame.box(min(xs), min(ys), max(xs), max(ys))
