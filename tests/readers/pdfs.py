"""PDF files written by hand: words, rectangles and lines at given places, nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

HEIGHT = 792.0


def text(
    x: float, top: float, words: str, size: float = 10, colour: str = "0 g", bold: bool = False, mode: int = 0
) -> bytes:
    """Words whose baseline lies `top` points below the top of the page."""
    page = next(page for page in CODE_PAGES if _can_write(words, page))
    escaped = words.encode(page).replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"F2" if bold else b"F%d" % CODE_PAGES[page]
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
    used = [b"/F1 3 0 R /F2 4 0 R"]
    for page, name in list(CODE_PAGES.items())[1:]:
        objects += [_letters(page), _font(len(objects) + 1)]
        used.append(b"/F%d %d 0 R" % (name, len(objects)))
    kids = []
    for drawing in pages:
        content = zlib.compress(b"".join(drawing))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << %s >> >> >>" % (len(objects), b" ".join(used))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects)


FONTS = (b"Helvetica", b"Helvetica-Bold")
CODE_PAGES = {"cp1252": 1, "cp1250": 3, "cp1251": 4, "cp1254": 5}  # and the number of the font that has its letters


def _can_write(words: str, page: str) -> bool:
    try:
        words.encode(page)
    except UnicodeEncodeError:
        return False
    return True


def _letters(page: str) -> bytes:
    """Which character each byte of a code page is (a ToUnicode map)."""
    codes = [(n, bytes([n]).decode(page, errors="ignore")) for n in range(32, 256)]
    lines = [b"<%02x> <%04x>" % (n, ord(letter)) for n, letter in codes if letter]
    chunks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    ranges = b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(c), b"\n".join(c)) for c in chunks)
    content = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Letters def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n%s\nendcmap end end" % ranges
    )
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _font(letters: int) -> bytes:
    """A font whose letters are all half as wide as high."""
    return (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255"
        b" /Widths [%s] /ToUnicode %d 0 R >>" % (b" ".join([b"500"] * 224), letters)
    )


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
