"""Lines of plain text that are rows: words, then always as many numbers.

"Narendra Modi (India) 77% 4% 19% +58" under "Leader (Country) Approve No Opinion Disapprove Net". A label may end in a
date ("Newspoll 12-14 May 2018"), and words may follow the numbers ("1,500 Likely voters"). The header's words are cut
into as many labels as there are cells, where each cut is a label that we understand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from extract.details import Details
from extract.layouts import tables
from extract.layouts.context import heading_of
from extract.layouts.labels import label_of
from extract.model import Cell, Document, Passage, PrintedShare, Sidecar, Table
from extract.names.responses import is_one_answer
from extract.waves import find_spans

NAME = "lines"

_VALUE = r"(?:[<>~≈]?\s?[-+−–]?\d{1,3}(?:[.,]\d+)?\s?%?|[-–—*]+|n/?a)"
_ROW = re.compile(
    rf"^\s*(?P<label>\S.*?)[\s:.…]*(?P<values>(?:[\s:|…]+{_VALUE}){{1,30}})"
    r"(?:\s+(?P<tail>[^\W\d_][^\d%\n]{1,40}))?\s*$",
    re.IGNORECASE,
)
_ONE = re.compile(_VALUE, re.IGNORECASE)
_FEWEST_ROWS = 2
_FEWEST_BEFORE_A_TAIL = 2
_LONGEST_LINE = 200
_MOST_WORDS = 4
_HEADING_LINES = 3


@dataclass(frozen=True, slots=True)
class _Row:
    label: tuple[int, int]
    values: tuple[tuple[int, int], ...]
    tail: tuple[int, int] | None = None

    def cells(self, *, dated_at: int | None, has_tail: bool) -> Iterator[tuple[int, int]]:
        """The characters of its cells; `dated_at` is where the date at the end of its label begins."""
        yield (self.label[0], dated_at) if dated_at is not None else self.label
        if dated_at is not None:
            yield dated_at, self.label[1]
        yield from self.values
        if has_tail:
            yield self.tail or (self.values[-1][1], self.values[-1][1])


def find(document: Document, details: Details, sidecar: Sidecar) -> Iterator[PrintedShare]:
    """The shares of every run of such lines."""
    for is_text, blocks in groupby(document.blocks, key=lambda block: isinstance(block, Passage)):
        passages = [block for block in blocks if isinstance(block, Passage)]
        if is_text and (len(passages) > 1 or "\n" in passages[0].text):
            for table, heading in _tables(document, passages):
                yield from tables.shares_of(document, table, heading_of(heading, people=details.people), sidecar, NAME)


def _tables(document: Document, passages: Sequence[Passage]) -> Iterator[tuple[Table, str]]:
    parts = [_spans(document.text, passage) for passage in passages]
    lines, first = [span for part in parts for span in part], {part[0] for part in parts if part}
    at = 0
    while at < len(lines):
        rows = _rows_from(document.text, lines, at)
        if len(rows) >= _FEWEST_ROWS:
            is_apart = (
                lines[at] in first and len(rows[0].values) == 1
            )  # a paragraph above one figure a line heads no column
            table = _table(document, lines[at - 1] if at and not is_apart else None, rows)
            if table is not None:
                above = " ".join(document.text[s:e] for s, e in lines[max(0, at - _HEADING_LINES) : at])
                yield table, above
            at += len(rows)
        else:
            at += 1


def _spans(text: str, passage: Passage) -> list[tuple[int, int]]:
    spans, start = [], passage.location.char_start or 0
    for raw in passage.text.splitlines(keepends=True):
        if raw.strip():
            spans.append((start, start + len(raw.rstrip())))
        start += len(raw)
    return spans


def _rows_from(text: str, lines: list[tuple[int, int]], at: int) -> list[_Row]:
    """The rows that begin at this line: all with as many numbers as the first."""
    rows: list[_Row] = []
    for i in range(at, len(lines)):
        start, end = lines[i]
        row = _row(text, start, end)
        if row is None or (rows and len(row.values) != len(rows[0].values)):
            break
        rows.append(row)
    return rows


def _row(text: str, start: int, end: int) -> _Row | None:
    if end - start > _LONGEST_LINE:
        return None
    found = _ROW.match(text[start:end])
    if found is None:
        return None
    shift = start + found.start("values")
    values = [(shift + m.start(), shift + m.end()) for m in _ONE.finditer(found["values"])]
    marked = [i for i, (s, e) in enumerate(values) if text[s:e].rstrip().endswith("%")]
    if len(marked) > 1 and marked[0]:  # "May 5 48% 51%": the first number is of the label's date
        values = values[marked[0] :]
    label_end = values[0][0] if len(marked) > 1 and marked[0] else start + found.end("label")
    tail = (start + found.start("tail"), start + found.end("tail")) if found["tail"] else None
    if tail and len(values) < _FEWEST_BEFORE_A_TAIL:
        return None  # a sentence
    return _Row((start + found.start("label"), len(text[:label_end].rstrip())), tuple(values), tail)


def _table(document: Document, above: tuple[int, int] | None, rows: list[_Row]) -> Table | None:
    """The rows under the header that the line above them is; None where it heads no such columns."""
    has_tail = any(row.tail for row in rows)
    dates = [_date_in(document.text, row.label) for row in rows]
    width = len(rows[0].values)
    for dated in (True, False) if all(date is not None for date in dates) else (False,):
        header = _header(document, above, width + dated + has_tail) if above else None
        if header is not None or (width == 1 and not has_tail and not dated):
            spans = (
                row.cells(dated_at=date if dated else None, has_tail=has_tail)
                for row, date in zip(rows, dates, strict=True)
            )
            cells = [tuple(_cell(document, *span) for span in row) for row in spans]
            return Table((tuple(header), *cells) if header else tuple(cells))
    return None


def _date_in(text: str, label: tuple[int, int]) -> int | None:
    """Where the date begins that ends a label of more words."""
    words = text[label[0] : label[1]]
    found = find_spans(words)
    if not found or found[-1].end_char != len(words) or not words[: found[-1].start_char].strip():
        return None
    return label[0] + found[-1].start_char


def _cell(document: Document, start: int, end: int) -> Cell:
    return Cell(" ".join(document.text[start:end].split()), document.place(start, end))


def _header(document: Document, line: tuple[int, int], width: int) -> list[Cell] | None:
    """The header's cells: a corner, then `width` labels; None when the line is no such header."""
    text = document.text[line[0] : line[1]]
    parts = [m.span() for m in re.finditer(r"\S+(?: \S+)*", text)]
    if len(parts) not in (width, width + 1) or any(_idle_words(text[s:e]) is None for s, e in parts[-width:]):
        words = tuple(m.span() for m in re.finditer(r"\S+", text))
        cut = _cut(text, words, width)
        if cut is None:
            return None
        parts = list(cut)
    if len(parts) == width:
        parts.insert(0, (0, 0))
    return [_cell(document, line[0] + s, line[0] + e) for s, e in parts]


@lru_cache(maxsize=256)
def _cut(text: str, words: tuple[tuple[int, int], ...], width: int) -> tuple[tuple[int, int], ...] | None:
    """The words cut from the right into `width` labels that are understood, the rest being the corner."""
    found = _cheapest_cut(text, words, width)
    return found[1] if found else None


def _cheapest_cut(
    text: str, words: tuple[tuple[int, int], ...], width: int
) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    """The cut that leaves the fewest words of its labels without a meaning, and how many those are."""
    if width == 0:
        return 0, ((words[0][0], words[-1][1]),) if words else ((0, 0),)
    best = None
    for size in range(min(_MOST_WORDS, len(words)), 0, -1):
        start, end = words[-size][0], words[-1][1]
        idle = _idle_words(text[start:end])
        if idle is None or (rest := _cheapest_cut(text, words[:-size], width - 1)) is None:
            continue
        if best is None or idle + rest[0] < best[0]:
            best = idle + rest[0], (*rest[1], (start, end))
    return best


def _idle_words(text: str) -> int | None:
    """How many words of a label say nothing; None when the label as a whole says nothing."""
    label = label_of(text)
    if label.answer is not None:
        if not label.answer.is_intensity and not is_one_answer(text):
            return None
        return len(text.split()) - len(text[label.answer.start : label.answer.end].split())
    return 0 if label.role or label.wave or label.area or label.is_total or label.group else None
