"""Small files that ask for too much: each is answered, and in time.

Every one of these hangs, crashes or fills the memory of some library that reads such files. Each is
read in a process of its own, under a limit, as the program itself does.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 30
"""Of processor time; on the clock a busy machine may take a multiple of it."""
READ = """
import sys
from extract.errors import ExtractError
from extract.readers import read
if sys.platform == "linux":
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2])))
try:
    print("read", len(read(sys.argv[1], sys.stdin.buffer.read()).blocks))
except ExtractError as error:
    print(error.code, error)
"""
LAUGHS = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10 if at else "lol"}">' for at in range(10))


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return out.getvalue()


def workbook(sheet: bytes) -> bytes:
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = f'<workbook {names} xmlns:r="{links}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
    target = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
    kinds = f'<Override PartName="/xl/workbook.xml" ContentType="{kind.format("sheet.main")}"/>'
    kinds += f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind.format("worksheet")}"/>'
    kinds += '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{kinds}</Types>'
    return archive(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": relations.format(target.format("r1", links, "officeDocument", "xl/workbook.xml")).encode(),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": relations.format(
                target.format("r1", links, "worksheet", "worksheets/sheet1.xml")
            ).encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet {names}>".encode() + sheet + b"</worksheet>",
        }
    )


def word(body: str, doctype: str = "") -> bytes:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return archive({"word/document.xml": f"{doctype}<w:document {names}><w:body>{body}</w:body></w:document>".encode()})


def pdf(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out
        + head
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    )


def page(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def sheet(*cells: str, after: str = "") -> bytes:
    rows = "".join(f'<row r="{cell.strip("ABCDEFX")}"><c r="{cell}"><v>1</v></c></row>' for cell in cells)
    return f"<sheetData>{rows}</sheetData>{after}".encode()


TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
SPAN = "<w:tcPr><w:gridSpan w:val='2147483647'/></w:tcPr><w:p><w:r><w:t>31</w:t></w:r></w:p>"
TRAILER = b"trailer\n<< /Size 2000000000 /Root 1 0 R >>\nstartxref\n9\n%%EOF"
GRID = b"".join(b"%d 0 m %d 792 l S 0 %d m 612 %d l S\n" % (at, at, at, at) for at in range(600))
FILES = {
    "loop.pdf": pdf(b"2 0 R", b"1 0 R"),
    "pages-loop.pdf": pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    "grid.pdf": page(GRID + b"BT /F1 10 Tf 72 700 Td (France 31%) Tj ET"),
    "glyphs.pdf": page(b"BT /F1 1 Tf 10 700 Td " + b"(A) Tj " * 300_000 + b"ET"),
    "xref.pdf": b"%PDF-1.4\nxref\n0 2000000000\n0000000000 65535 f \n" + TRAILER,
    "corner.xlsx": workbook(sheet("A1", "XFD1048576")),
    "merged.xlsx": workbook(sheet("A1", after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    "bomb.xlsx": workbook(b"<sheetData>" + b" " * 150_000_000 + b"</sheetData>"),
    "span.docx": word(TABLE.format(SPAN)),
    "laughs.docx": word("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", f"<!DOCTYPE d [{LAUGHS}]>"),
    "nested.docx": word("<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000),
    "colspan.html": b"<html><table><tr><td colspan=1000000000>France<td rowspan=1000000000>31</table>",
    "nested.html": b"<html>" + b"<table><tr><td>" * 20_000 + b"31%",
    "attributes.html": b"<html><table " + b" ".join(b"a%d=1" % at for at in range(200_000)) + b"><tr><td>31%</table>",
    "quotes.csv": b'"",' * 60_000 + b'"' * 60_001 + b"0",
    "columns.csv": b"1," * 500_000,
    "blanks.txt": b"France" + b" " * 5_000_000 + b"31%",
    "pipes.txt": b"| - " * 500_000,
    "lines.txt": b"a  b\n" * 400_000,
}


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_answered_in_time(name: str) -> None:
    command = [sys.executable, "-c", READ, name, str(SECONDS)]
    done = subprocess.run(command, input=FILES[name], capture_output=True, cwd=ROOT, timeout=6 * SECONDS)
    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert done.stdout
