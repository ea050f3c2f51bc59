"""A reviewer's "column" and "table" are those of the file; how far a reading is, is told while it lasts."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import child, in_child
from extract.in_child import read_in_child
from tests.readers.pdfs import as_pdf

TWO_TABLES = b"""Approval of US leadership (Gallup)

Country,Approve,Disapprove
Syria,20%,71%
Iran,19%,51%

Approval of German leadership (Gallup)

Country,Approve,Disapprove
Syria,30%,61%
Iran,29%,41%
"""


def test_each_value_of_a_table_has_its_column() -> None:
    reading = read_in_child("two.csv", TWO_TABLES)
    by_answer: dict[str, set[object]] = {}
    for cell, answer in zip(reading.cells, reading.estimates["response"], strict=True):
        by_answer.setdefault(answer, set()).add(cell and cell[1])
    assert by_answer == {"approve": {1}, "disapprove": {2}}


def test_a_sentence_is_in_no_table() -> None:
    reading = read_in_child("one.txt", b"In Ukraine, 35% approve of US leadership and 40% disapprove, Gallup says.")
    assert reading.cells == (None, None)


def test_a_page_of_a_pdf_has_columns() -> None:
    table = [["Country", "Approve", "Disapprove"], ["Poland", "41%", "38%"], ["Romania", "38%", "41%"]]
    reading = read_in_child("page.pdf", as_pdf(table), 'subject = "US leadership"\n')
    columns = [cell and cell[1] for cell in reading.cells]
    assert columns == [1 if answer == "approve" else 2 for answer in reading.estimates["response"]]


SLOW = """
import sys, time
import extract.child as child
from extract import progress
real = child._reading
def reading(name, content, sidecar):
    for page in range(3):
        progress.reached(page + 1, 3)
        time.sleep(0.5)
    return real(name, content, sidecar)
child._reading = reading
child.main()
"""


@pytest.mark.skipif("sys.platform == 'win32'")
def test_pages_are_told_while_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(in_child, "_command", lambda *_: [sys.executable, "-c", SLOW, "20", "800"])
    told: list[tuple[int, int]] = []
    reading = read_in_child("two.csv", TWO_TABLES, tell=lambda page, pages: told.append((page, pages)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert len(reading.estimates) == 8


def test_lines_about_pages_are_no_answer(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="ended without an answer"):
        in_child._answer(f"{child.PAGES} 1 2\n".encode(), "a.pdf", 3, 5, (tmp_path / "noise").open("w+b"))
