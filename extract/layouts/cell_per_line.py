"""One table cell per line: what is left of a table pasted through a plain-text box.

A label line (or a few), then always the same number of number lines; with or without `|` between.
The lines are put back into a table, and the table is read like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extract.details import Details
from extract.layouts import tables
from extract.layouts.context import heading_of
from extract.layouts.labels import label_of
from extract.model import Cell, Document, Passage, PrintedShare, Sidecar, Table
from extract.names.responses import symbol_of
from extract.values import is_nothing, parse_share
from extract.waves import parse_span

NAME = "cell per line"

_SIGNED = re.compile(r"[-+−–]\s\d{1,3}(?:[.,]\d+)?\s?[%％]")  # a difference, its sign apart: "+ 16%"
_DEBRIS = re.compile(r"\s*--!?>\s*\Z")  # what is left of a comment in a page's markup
_DAY = re.compile(r"\d{1,2}/\d{1,2}")  # alone it may be a fraction; beside a pollster it is a day
_LONGEST_CELL = 90
_MOST_LABEL_LINES = 4
_FEWEST_RECORDS = 2
_MOSTLY = 6  # a header is one if fewer than one label in so many is not understood
_WIDEST = 40
_HEADING_LINES = 4


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    end: int
    kind: str  # number, date, sign, words, prose

    def cell(self, document: Document) -> Cell:
        return Cell(self.text, document.place(self.start, self.end))


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines of one kind in a row: numbers, or whatever stands between numbers."""

    lines: tuple[_Line, ...]
    numbers: bool


def find(document: Document, details: Details, sidecar: Sidecar) -> Iterator[PrintedShare]:
    """The shares of every such table of the document."""
    runs = [
        _Run(tuple(group), key)
        for key, group in groupby(_with_gaps(list(_lines(document))), key=lambda line: line.kind == "number")
    ]
    at = 0
    while at + 1 < len(runs):
        size = _records_from(runs, at)
        if size >= _FEWEST_RECORDS:
            table, heading = _table(document, runs[at : at + 2 * size])
            yield from tables.shares_of(document, table, heading_of(heading, people=details.people), sidecar, NAME)
            at += 2 * size
        else:
            at += 1


def _lines(document: Document) -> Iterator[_Line]:
    previous = ""
    for passage in document.blocks:
        if not isinstance(passage, Passage):
            continue
        start = passage.location.char_start or 0
        for raw in passage.text.splitlines(keepends=True):
            text = _DEBRIS.sub("", raw.strip().strip("|")).strip()
            if text:
                at = start + raw.index(text[0])
                previous = _kind(text, previous)
                yield _Line(text, at, at + len(text), previous)
            start += len(raw)


def _with_gaps(lines: Sequence[_Line]) -> list[_Line]:
    """The lines; signs for "nothing" that open a row of numbers are numbers too."""
    read = list(lines)
    for i in reversed(range(len(read) - 1)):
        if read[i].kind == "sign" and is_nothing(read[i].text) and read[i + 1].kind == "number":
            read[i] = replace(read[i], kind="number")
    return read


def _kind(text: str, previous: str) -> str:
    if parse_share(text) is not None or _SIGNED.fullmatch(text) or (previous == "number" and is_nothing(text)):
        return "number"
    if symbol_of(text) or is_nothing(text):
        return "sign"
    if len(text) <= _LONGEST_CELL and (parse_span(text) is not None or _DAY.fullmatch(text)):
        return "date"
    return "words" if len(text) <= _LONGEST_CELL and not text.endswith((".", ":", ";")) else "prose"


def _records_from(runs: list[_Run], at: int) -> int:
    """How many records (label run, number run of one length) begin at this run."""
    if runs[at].numbers or runs[at].lines[-1].kind not in ("words", "date"):
        return 0
    width = len(runs[at + 1].lines)
    if width > _WIDEST:
        return 0
    count = 1
    for i in range(at + 2, len(runs) - 1, 2):
        label = runs[i].lines
        is_label = len(label) <= _MOST_LABEL_LINES and all(line.kind in ("words", "date") for line in label)
        if not is_label or len(runs[i + 1].lines) != width:
            break
        count += 1
    return count


def _table(document: Document, runs: list[_Run]) -> tuple[Table, str]:
    """The table of these records, and the words that stood before it."""
    width = len(runs[1].lines)
    longest = max(len(run.lines) for run in runs[2::2])
    before, header, label = _split_head(list(runs[0].lines), width, longest)
    labels = [label, *(list(run.lines) for run in runs[2::2])]
    dates_apart = all(_is_dated(lines) for lines in labels) and any(len(lines) > 1 for lines in labels)
    heads = before[-2:] if dates_apart and header and all(label_of(line.text).role for line in before[-2:]) else []
    rows = [
        [*_label_cells(document, lines, dates_apart), *(line.cell(document) for line in run.lines)]
        for lines, run in zip(labels, runs[1::2], strict=True)
    ]
    if header:
        empty = replace(rows[0][0], text="")
        corner = [line.cell(document) for line in heads] if len(heads) == 2 else [empty] * (1 + dates_apart)
        rows.insert(0, [*corner, *(line.cell(document) for line in header)])
    above = before[: len(before) - len(heads)]
    return Table(tuple(tuple(row) for row in rows)), "\n".join(line.text for line in above[-_HEADING_LINES:])


def _is_dated(label: list[_Line]) -> bool:
    """Whether a label ends in a line that is a date, as polls in a list do: "Newspoll", then "12-14 May"."""
    return label[-1].kind == "date" and all(line.kind == "words" for line in label[:-1])


def _label_cells(document: Document, label: list[_Line], dates_apart: bool) -> list[Cell]:
    if not dates_apart:
        return [_joined(document, label)]
    date = label[-1].cell(document)
    named = _joined(document, label[:-1]) if label[:-1] else replace(date, text="")
    return [named, date]


def _split_head(lines: list[_Line], width: int, longest: int) -> tuple[list[_Line], list[_Line], list[_Line]]:
    """What stands before the first numbers: heading, the header's cells, the first label.

    The header is where all its cells are understood, the label no longer than the longest other one. Else dates or
    signs end it; without them the label is taken to be one line.
    """
    for size in range(1, min(longest, len(lines) - width) + 1):
        header = lines[len(lines) - size - width : len(lines) - size]
        unread = sum(not (label_of(line.text).role or label_of(line.text).response) for line in header)
        if unread * _MOSTLY < len(header):
            return lines[: len(lines) - size - width], header, lines[len(lines) - size :]
    ends = [i for i, line in enumerate(lines) if line.kind in ("date", "sign")]
    last = ends[-1] + 1 if ends and len(lines) - ends[-1] - 1 in range(1, _MOST_LABEL_LINES + 1) else len(lines) - 1
    if last < width:
        return lines[: len(lines) - 1], [], lines[-1:]
    return lines[: last - width], lines[last - width : last], lines[last:]


def _joined(document: Document, lines: list[_Line]) -> Cell:
    return Cell(" ".join(line.text for line in lines), document.place(lines[0].start, lines[-1].end))
