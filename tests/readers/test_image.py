"""Pictures: read where text recognition is installed, told in a sentence where it is not."""

from __future__ import annotations

import socket
import zlib
from io import BytesIO
from typing import Any

import pypdfium2
import pytest

from extract import extract, understand
from extract.batch import outcome
from extract.errors import TooLarge, UnreadableSource
from extract.readers import read, recognition
from tests.readers.check import assert_found_again, tables
from tests.readers.pdfs import HEIGHT, as_pdf, pdf, text

GRID = [
    ["Country", "Approve", "Disapprove", "Don't know"],
    ["Germany", "38%", "51%", "11%"],
    ["South Korea", "62%", "30%", "8%"],
    ["Chile", "27%", "64%", "9%"],
    ["United Kingdom", "45%", "46%", "9%"],
]
SHARES = {
    ("DEU", "approve"): 38.0,
    ("KOR", "approve"): 62.0,
    ("CHL", "approve"): 27.0,
    ("GBR", "approve"): 45.0,
    ("DEU", "disapprove"): 51.0,
    ("KOR", "disapprove"): 30.0,
    ("CHL", "disapprove"): 64.0,
    ("GBR", "disapprove"): 46.0,
}
ONE_PIXEL = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
    "0000000d4948445200000001000000010802000000907753de0000000c4944415478da63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)
needs_recognition = pytest.mark.skipif(
    not recognition.is_installed(), reason="text recognition is not installed (requirements-optional.txt, 300 MB)"
)


def drawn(content: bytes, scale: float) -> Any:
    """The first page of a PDF as a picture."""
    return pypdfium2.PdfDocument(content)[0].render(scale=scale)


def picture(kind: str, scale: float = 200 / 72) -> bytes:
    out = BytesIO()
    drawn(as_pdf(GRID), scale).to_pil().convert("RGB").save(out, kind)
    return out.getvalue()


def scan(*, before: bytes = b"") -> bytes:
    """A PDF whose last page is nothing but a picture of the table, as scanners write them."""
    bitmap = drawn(as_pdf(GRID), 2).to_numpy()[:, :, :3].mean(axis=2).astype("uint8")
    height, width = bitmap.shape
    data = zlib.compress(bitmap.tobytes())
    image = b"q 612 0 0 792 0 0 cm BI /W %d /H %d /CS /G /BPC 8 /F /Fl /L %d ID " % (width, height, len(data))
    page = image + data + b" EI Q"
    return pdf(*([[before]] if before else []), [page])


def shares(name: str, content: bytes) -> dict[tuple[str | None, str | None], float | None]:
    return {(e.iso3, e.response): e.share_pct for e in extract(name, content).estimates if e.response != "no_opinion"}


@needs_recognition
@pytest.mark.parametrize(("kind", "scale"), [("PNG", 200 / 72), ("JPEG", 300 / 72), ("WEBP", 120 / 72)])
def test_a_picture_of_a_table_is_read(kind: str, scale: float) -> None:
    content = picture(kind, scale)
    document = read("poll", content)
    assert [row[:3] for row in tables(document)[0]] == [row[:3] for row in GRID]
    assert_found_again(document)
    estimates = understand(document).estimates
    assert {(e.iso3, e.response): e.share_pct for e in estimates if e.response != "no_opinion"} == SHARES
    assert all("ocr" in e.issues and e.page == 1 for e in estimates)
    for estimate in estimates:
        assert estimate.locator
        place = estimate.printed.location if estimate.printed else None
        assert place
        assert document.printed(place.from_locator(estimate.locator)) == estimate.share_printed


@needs_recognition
def test_places_are_pixels_of_the_picture() -> None:
    first = extract("poll.png", picture("PNG", 200 / 72)).estimates[0].printed
    assert first
    assert first.location.bbox
    drawn_at = [word.location.bbox for word in read("a.pdf", as_pdf(GRID)).anchors if word.location.bbox]
    points = next(box for box in drawn_at if abs(box[0] * 200 / 72 - first.location.bbox[0]) < 8)
    assert first.location.bbox[2] == pytest.approx(points[2] * 200 / 72, abs=12)


@needs_recognition
def test_a_scanned_page_is_read_with_places_in_points() -> None:
    found = extract("scan.pdf", scan(before=text(72, 100, "Approval of the government, May 2024, in four countries")))
    assert {(e.iso3, e.response): e.share_pct for e in found.estimates if e.response != "no_opinion"} == SHARES
    assert all("ocr" in e.issues and e.page == 2 for e in found.estimates)
    assert all(e.printed and e.printed.location.bbox and e.printed.location.bbox[3] < HEIGHT for e in found.estimates)


@needs_recognition
def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    recognition._engine.cache_clear()
    assert shares("poll.png", picture("PNG")) == SHARES


@needs_recognition
def test_a_picture_without_text_says_so() -> None:
    with pytest.raises(UnreadableSource, match="no text was recognised"):
        read("a.png", ONE_PIXEL)


@needs_recognition
def test_a_cut_picture_says_so() -> None:
    with pytest.raises(UnreadableSource, match="damaged"):
        read("a.png", picture("PNG")[:900])


@needs_recognition
def test_a_picture_may_be_so_large_and_no_larger() -> None:
    huge = ONE_PIXEL[:16] + (60_000).to_bytes(4, "big") * 2 + ONE_PIXEL[24:29]
    huge += zlib.crc32(huge[12:29]).to_bytes(4, "big") + ONE_PIXEL[33:]
    with pytest.raises((TooLarge, UnreadableSource)):
        read("a.png", huge)


@needs_recognition
def test_it_is_read_within_the_limits_of_a_child(tmp_path: Any) -> None:
    path = tmp_path / "poll.png"
    path.write_bytes(picture("PNG"))
    done = outcome(path)
    assert done.estimates is not None, done.lines
    assert len(done.estimates) == 12


def test_without_recognition_a_picture_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "is_installed", lambda: False)
    with pytest.raises(UnreadableSource, match="requirements-optional") as caught:
        read("poll.png", ONE_PIXEL)
    assert caught.value.code == "no-text-layer"
    with pytest.raises(UnreadableSource, match="requirements-optional") as caught:
        read("scan.pdf", scan())
    assert caught.value.code == "no-text-layer"


def test_without_recognition_a_scanned_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "is_installed", lambda: False)
    found = extract("scan.pdf", scan(before=text(72, 100, "In Chile, 41% approve of the government.")))
    assert [e.share_pct for e in found.estimates] == [41]
    named = [issue for issue in found.issues if issue.code == "page-not-read"]
    assert [issue.location.page for issue in named] == [2]
    assert "requirements-optional" in named[0].message


def test_a_blank_page_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "is_installed", lambda: False)
    found = extract("a.pdf", pdf([text(72, 100, "In Chile, 41% approve of the government.")], [b" "]))
    assert [issue.code for issue in found.issues if issue.code == "page-not-read"] == []
