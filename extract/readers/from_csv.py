"""CSV and its kin: commas, semicolons, tabs or pipes, quoted after RFC 4180.

The text of the document is the file itself, decoded, so a cell's characters are its place.
The separator is found by counting, never by guessing at quotes (`csv.Sniffer` can hang on those).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from extract.model import Cell, Document, Location, Source
from extract.readers.cell_text import clean
from extract.readers.decoding import decode, looks_like_text
from extract.readers.limits import CELLS, COLUMNS, FIELD_CHARACTERS, check
from extract.readers.sheet_blocks import blocks_of

SUFFIXES: tuple[str, ...] = (".csv", ".tsv", ".tab", ".psv")
MEDIA_TYPE = "text/csv"

SEPARATORS = "\t;|,"
_QUOTED = re.compile(r'[ ]*+"([^"]*+(?:""[^"]*+)*+)"[ ]*+(?=(.)|$)', re.DOTALL)

Span = tuple[int, int]


def recognises(name: str, head: bytes) -> bool:
    """Text whose lines hold one separator equally often; a `.csv` name settles the doubtful."""
    if not looks_like_text(head) or not head.strip():
        return False
    suffix = PurePath(name.lower()).suffix
    if suffix in SUFFIXES:
        return True
    text = head.replace(b"\0", b"").decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in islice(_lines(text), 50) if line.strip()]
    separator, share, count = best_separator(lines)
    return len(lines) > 2 and share >= 0.95 and count >= (2 if separator == "," else 1) and _are_cells(lines, separator)


def _are_cells(lines: list[str], separator: str) -> bool:
    """Whether lines hold short cells, as a table does and prose with commas does not; nor is it Markdown."""
    if separator == "|" and any(line.lstrip().startswith("|") for line in lines):
        return False
    if sum(line.count(separator + " ") for line in lines) * 2 > sum(line.count(separator) for line in lines):
        return False
    cells = [cell.strip() for line in lines for cell in line.strip(separator).split(separator)]
    return bool(cells) and sum(map(len, cells)) / len(cells) <= 25 and any(re.search(r"\d", cell) for cell in cells)


def read(source: Source, content: bytes) -> Document:
    """A document with a table for each block of rows; lines of one field around them are passages."""
    text = decode(source.name, content)
    lines = [line for line in islice(_lines(text), 500) if line.strip()]
    separator, _, _ = best_separator(lines)
    records = list(_records(source.name, text, separator))
    width = max((len(record) for record in records), default=0)
    check(source.name, width, COLUMNS, "columns")
    rows = [[_cell(text, start, end) for start, end in record] for record in records]
    return Document(source, text, tuple(blocks_of(rows, lambda place: text[place.char_start : place.char_end])))


def best_separator(lines: list[str]) -> tuple[str, float, int]:
    """The separator that most lines hold equally often: itself, the share of lines, how often.

    >>> best_separator(["Land;Ja;Nein", "France;31,5;60,2", "Polen;40,0;51,1"])
    (';', 1.0, 2)
    """
    bare = [re.sub(r'"[^"]*"', "", line) for line in lines]
    best = (",", 0.0, 0)
    for separator in SEPARATORS:
        counts = Counter(line.count(separator) for line in bare)
        counts.pop(0, None)
        if counts:
            often, found = max(counts.items(), key=lambda one: (one[1], one[0]))
            share = found / len(bare)
            best = max(best, (separator, share, often), key=lambda one: one[1])
    return best


def _lines(text: str) -> Iterator[str]:
    """Lines of the file, a line break inside quotes not ending one."""
    start = 0
    for found in re.finditer(r'"[^"]*"|\n', text):
        if found[0] == "\n":
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _records(name: str, text: str, separator: str) -> Iterator[list[Span]]:
    """The fields of each record as stretches of the text, quotes left out; a blank line is no field."""
    at, cells = 0, 0
    record: list[Span] = []
    bare = re.compile(rf"[^{re.escape(separator)}\n]*+")
    while at < len(text):
        if not record and text[at] == "\n":
            yield []
            at += 1
            continue
        start, end, at = _field(text, at, separator, bare)
        record.append((start, end))
        cells += 1
        check(name, cells, CELLS * 3, "cells")
        check(name, end - start, FIELD_CHARACTERS, "characters in one field")
        if at >= len(text) or text[at] == "\n":
            yield record
            record = []
        elif at + 1 == len(text):
            record.append((at + 1, at + 1))
            yield record
        at += 1


def _field(text: str, at: int, separator: str, bare: re.Pattern[str]) -> tuple[int, int, int]:
    quoted = _QUOTED.match(text, at)
    if quoted is not None and quoted[2] in (separator, "\n", None):
        return quoted.start(1), quoted.end(1), quoted.end()
    found = bare.match(text, at)
    assert found is not None
    return found.start(), found.end(), found.end()


def _cell(text: str, start: int, end: int) -> Cell:
    return Cell(clean(text[start:end].replace('""', '"')), Location(char_start=start, char_end=end))
