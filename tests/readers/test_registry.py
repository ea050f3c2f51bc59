"""The readers as a set: none is forgotten, each file finds its own, bad files are told in a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract import readers
from extract.errors import ExtractError, TooLarge, UnreadableSource, UnsupportedFormat
from extract.readers import READERS, read
from tests.readers.grids import as_csv, as_docx, as_html, as_xlsx
from tests.readers.pdfs import as_pdf, pdf, text

GRID = [["Country", "Approve", "Disapprove"], ["France", "31", "62"], ["India", "74", "20"]]
KINDS = {
    "from_pdf": as_pdf(GRID),
    "from_docx": as_docx(GRID),
    "from_xlsx": as_xlsx(GRID),
    "from_html": as_html(GRID),
    "from_csv": as_csv(GRID, ","),
    "from_text": b"Approval stood at 41% in France.",
}


def test_every_reader_file_is_asked() -> None:
    files = {path.stem for path in Path(readers.__file__).parent.glob("from_*.py")}
    assert {reader.__name__.rpartition(".")[2] for reader in READERS} == files  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["report", "report.bin", "report.xyz"])
def test_a_file_is_known_by_its_content(kind: str, name: str) -> None:
    media = {r.__name__.rpartition(".")[2]: r.MEDIA_TYPE for r in READERS}  # type: ignore[attr-defined]
    assert read(name, KINDS[kind]).source.media_type == media[kind]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("image.gif", b"GIF89a" + bytes(range(256)) * 8, "unsupported-type"),
        ("cut.pdf", as_pdf(GRID)[:60], "damaged"),
        ("scan.pdf", pdf([b"0 0 1 rg 0 0 100 100 re f"]), "no-text-layer"),
        ("cut.xlsx", as_xlsx(GRID)[:-40], "damaged"),
        ("cut.docx", as_docx(GRID)[:900], "damaged"),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password-needed",
        ),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "unsupported-type"),
    ],
)
def test_a_bad_file_is_told_in_a_sentence(name: str, content: bytes, code: str) -> None:
    with pytest.raises(ExtractError) as caught:
        read(name, content)
    assert caught.value.code == code
    assert str(caught.value).startswith(f"{name}: ")
    assert re.fullmatch(r"[^\n]{20,200}\.", str(caught.value))


def test_a_mark_that_lies_about_the_encoding() -> None:
    with pytest.raises(UnreadableSource, match="byte order mark"):
        read("a.txt", b"\xef\xbb\xbf" + "Türkiye 41".encode("cp1252"))


def test_a_hundred_megabytes_of_text_is_too_much() -> None:
    with pytest.raises(TooLarge, match="50,000,000"):
        read("big.txt", b"41% approve\n" * 9_000_000)


def test_pages_over_the_limit() -> None:
    with pytest.raises(TooLarge, match="500 pages"):
        read("big.pdf", pdf(*([text(72, 72, "41%")] for _ in range(501))))


def test_nothing_knows_it() -> None:
    with pytest.raises(UnsupportedFormat, match="pdf, docx"):
        read("program", b"\x7fELF\0\0\0\1" * 100)
