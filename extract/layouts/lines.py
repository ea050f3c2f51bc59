"""Lines of plain text that are rows: words, then always as many numbers.

"Narendra Modi (India) 77% 4% 19% +58" under "Leader (Country) Approve No Opinion Disapprove Net". A label may end in a
date ("Newspoll 12-14 May 2018"), and words may follow the numbers ("1,500 Likely voters"). The header's words are cut
into as many labels as there are cells, where each cut is a label that we understand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from extract.details import Details
from extract.layouts import tables
from extract.layouts.context import heading_of
from extract.layouts.labels import label_of
from extract.model import Cell, Document, Passage, PrintedShare, Sidecar, Table
from extract.names.pollsters import pollsters_in
from extract.names.responses import is_one_answer
from extract.waves import find_spans, parse_span

NAME = "lines"

_VALUE = r"(?:[<>~≈]?\s?[-+−–]?\d{1,3}(?:[.,]\d+)?\s?%?|[-–—*]+|n/?a)"
_ROW = re.compile(
    rf"^\s*(?P<bullet>[●•▪■►‣*–—-]\s+)?(?P<label>\S.*?)(?:(?<=[^\W\d_])[-–—](?=\s))?[\s:.…]*(?P<values>(?:[\s:|…]+{_VALUE}){{1,30}})"
    r"(?:\s+(?P<tail>[^\W\d_][^\d%\n]{1,40})|(?(bullet)[;,.]|$))?\s*$",
    re.IGNORECASE,
)
_ONE = re.compile(_VALUE, re.IGNORECASE)
_POLL = re.compile(
    r"(?P<when>\d{1,2}(?:\s?[-–—]\s?\d{1,2})?(?:\s[^\W\d_]+\.?(?:\s?[-–—]\s?\d{1,2}\s[^\W\d_]+\.?)?)(?:\s(?:19|20)\d\d)?)"
    r"\s(?P<who>[^\W\d_][^\d\n]*?)(?=\s\d|\Z)"
)
_FEWEST_ROWS = 2
_FEWEST_BEFORE_A_TAIL = 2
_LONGEST_LINE = 200
_TO_A_LIST = (":", "：")
_MOST_WORDS = 6
_HEADING_LINES = 3
_MOST_HEADER_LINES = 6


_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Row:
    label: _Span
    values: tuple[_Span, ...]
    tail: _Span | None = None

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
    at = end = 0
    while at < len(lines):
        rows = _rows_from(document.text, lines, at)
        if len(rows) >= _FEWEST_ROWS:
            header = lines[at - 1] if at and not _is_apart(document.text, lines, at, rows, first) else None
            table = _table(document, header, rows)
            if table is not None:
                yield table, _above(document.text, lines[end:at], first)
            at = end = at + len(rows)
        else:
            at += 1


def _above(text: str, lines: list[_Span], first: set[_Span]) -> str:
    """The last lines over a table: those of a header that runs over several, and what stands over them."""
    opened = (i for i in reversed(range(max(0, len(lines) - _MOST_HEADER_LINES), len(lines))) if lines[i] in first)
    head = next(opened, len(lines))
    return "\n".join(text[s:e] for s, e in lines[max(0, head - _HEADING_LINES) :])


def _is_apart(text: str, lines: list[_Span], at: int, rows: list[_Row], first: set[_Span]) -> bool:
    """Whether the line above heads no column: a paragraph of its own above one figure a line, or a question."""
    is_of_all = len(rows[0].values) == 1 and (lines[at] in first or text[lines[at - 1][1] - 1] in _TO_A_LIST)
    return is_of_all or text[slice(*lines[at - 1])].endswith("?")


def _spans(text: str, passage: Passage) -> list[tuple[int, int]]:
    spans, start = [], passage.location.char_start or 0
    for raw in passage.text.splitlines(keepends=True):
        if raw.strip():
            spans.append((start, start + len(raw.rstrip())))
        start += len(raw)
    return spans


def _rows_from(text: str, lines: list[_Span], at: int) -> list[_Row]:
    """The rows that begin at this line: all with as many numbers as the first."""
    rows: list[_Row] = []
    for i in range(at, len(lines)):
        start, end = lines[i]
        row = _row(text, start, end)
        if row is None or (rows and len(row.values) != len(rows[0].values)):
            break
        rows.append(row)
    return [_without_dash(row) for row in rows] if all(_opens_with_a_dash(text, row) for row in rows) else rows


def _opens_with_a_dash(text: str, row: _Row) -> bool:
    return len(row.values) > 1 and not text[slice(*row.values[0])].strip("-–— ")


def _without_dash(row: _Row) -> _Row:
    """A row whose first value is the dash behind its label: "police — 60%"."""
    return replace(row, values=row.values[1:])


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
    width = len(rows[0].values)
    if above and (polls := _polls(document.text, rows)) and (header := _header(document, above, width + has_tail)):
        return _of_polls(document, header, polls, rows, has_tail)
    dates = [_date_in(document.text, row.label) for row in rows]
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


def _of_polls(
    document: Document, header: list[Cell], polls: list[tuple[_Span, _Span]], rows: list[_Row], has_tail: bool
) -> Table:
    """A row a poll: who asked, when, and its figures. The header's corner runs over lines, so it is named here."""
    corner = replace(header[0], text="Pollster"), replace(header[0], text="Date")
    spans = (
        (*poll, *list(row.cells(dated_at=None, has_tail=has_tail))[1:]) for poll, row in zip(polls, rows, strict=True)
    )
    return Table(((*corner, *header[1:]), *(tuple(_cell(document, *span) for span in row) for row in spans)))


def _polls(text: str, rows: list[_Row]) -> list[tuple[_Span, _Span]] | None:
    """Pollster and days of each row, where labels begin with the days: "2-4 Dec YouGov 2,000 Well/Badly"."""
    found = [_POLL.match(text, *row.label) for row in rows]
    polls = [(met.span("who"), met.span("when")) for met in found if met is not None and parse_span(met["when"])]
    is_known = any(pollsters_in(text[slice(*who)]) for who, _ in polls)
    return polls if len(polls) == len(rows) and is_known else None


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
        corner = (words[0][0], words[-1][1]) if words else (0, 0)
        is_answer = label_of(text[slice(*corner)]).response is not None  # then there are more answers than figures
        return None if is_answer else (0, (corner,))
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
