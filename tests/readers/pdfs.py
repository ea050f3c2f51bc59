"""PDF files written by hand: words, rectangles and lines at given places, nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

HEIGHT = 792.0


def text(
    x: float, top: float, words: str, size: float = 10, colour: str = "0 g", bold: bool = False, mode: int = 0
) -> bytes:
    """Words whose baseline lies `top` points below the top of the page."""
    escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"F2" if bold else b"F1"
    return b"BT %s %d Tr /%s %g Tf %g %g Td (%s) Tj ET\n" % (
        colour.encode(),
        mode,
        font,
        size,
        x,
        HEIGHT - top,
        escaped,
    )


def area(left: float, top: float, width: float, height: float, colour: str) -> bytes:
    """A filled rectangle."""
    return b"%s %g %g %g %g re f\n" % (colour.encode(), left, HEIGHT - top - height, width, height)


def rule(left: float, top: float, right: float, bottom: float) -> bytes:
    """A thin line."""
    return b"0 G 0.5 w %g %g m %g %g l S\n" % (left, HEIGHT - top, right, HEIGHT - bottom)


def pdf(*pages: Iterable[bytes]) -> bytes:
    """A PDF of pages, each given by its drawing."""
    objects = [
        b"",
        b"",
        *(b"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /%s >>" % name for name in FONTS),
    ]
    kids = []
    for page in pages:
        content = zlib.compress(b"".join(page))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects)


FONTS = (b"Helvetica", b"Helvetica-Bold")


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def as_pdf(grid: list[list[str]], left: float = 72, pitch: float = 16) -> bytes:
    """A borderless table: labels at the left, figures ending at the right edge of their column."""
    drawn = []
    for row, cells in enumerate(grid):
        top = 100 + row * pitch
        drawn.append(text(left, top, cells[0]))
        for column, words in enumerate(cells[1:], 1):
            drawn.append(text(left + 60 + 95 * column - 5 * len(words), top, words))
    return pdf(drawn)
