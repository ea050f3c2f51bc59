"""A sheet's grid -> its blocks: titles, tables, notes.

A sheet is a plain grid, yet people put several things on it: a title, a blank row, a table, its
notes, another table beside it. Blank rows and columns part them; single cells are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.model import Block, Cell, Location, Passage, Role, Table

Row = Sequence[Cell]

_NUMBER = re.compile(r"[<>~≈]?\s*[-+−–]?\s*[\d.,]*\d\s*%?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTE = re.compile(
    r"[*†‡§#¹²³]|\(?\d\)|(?:source|note|base|quelle|fuente|fonte|nota|источник|примеч|出典|来源|출처)\w*\b", re.I
)


def blocks_of(rows: Sequence[Row], text: str) -> Iterator[Block]:
    """Titles, tables and notes of a dense grid, in reading order.

    `rows` hold a cell for each column, empty ones too. `text` is the document's text, which the
    cells' locations point into.
    """
    for part in _parted(rows):
        for block in _beside(part):
            yield from _titled(block, text)


def _parted(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of rows between blank rows; a run that only goes on with the table above is joined to it."""
    open_part: list[Row] = []
    for run in _runs(rows):
        if open_part and not _continues(open_part, run):
            yield open_part
            open_part = []
        open_part = open_part + run
    if open_part:
        yield open_part


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    run: list[Row] = []
    for row in rows:
        if any(cell.text for cell in row):
            run.append(row)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _continues(above: list[Row], below: list[Row]) -> bool:
    """Whether rows after a blank row are of the same table: numbers at once, under the same columns."""
    first = next((row for row in below if len(_filled(row)) > 1), None)
    last = next((row for row in reversed(above) if len(_filled(row)) > 1), None)
    if first is None or last is None:
        return False
    values = [first[column].text for column in _filled(first)[1:]]
    return are_values(values) and set(_filled(first)) <= set(range(_filled(last)[0], _filled(last)[-1] + 1))


def are_values(texts: list[str]) -> bool:
    """Whether texts hold figures that are not all years, as a row of data does and a header does not.

    >>> are_values(["41%", "n/a"]), are_values(["2015", "2016"]), are_values(["Approve", "%"])
    (True, False, False)
    """
    numbers = [text for text in texts if _NUMBER.fullmatch(text)]
    return bool(numbers) and not all(_YEAR.fullmatch(text) for text in numbers)


def _filled(row: Row) -> list[int]:
    return [column for column, cell in enumerate(row) if cell.text]


def _beside(part: list[Row]) -> Iterator[list[Row]]:
    """Tables side by side: columns that no row fills part them, once titles and notes are set aside."""
    wide = [row for row in part if len(_filled(row)) > 1]
    width = max(len(row) for row in part)
    used = [any(column < len(row) and row[column].text for row in wide) for column in range(width)]
    edges = [column for column in range(1, width) if used[column] and not used[column - 1]]
    spans = (
        [(start, end) for start, end in pairwise([*(edges if any(used[: edges[0]]) else edges[1:]), width])]
        if edges
        else []
    )
    if not spans or not any(used[: spans[0][0]]):
        yield part
        return
    spans = [(0, spans[0][0]), *spans]
    if all(_holds_a_table(part, start, end) for start, end in spans):
        for start, end in spans:
            yield [row[start:end] for row in part if any(cell.text for cell in row[start:end])]
    else:
        yield part


def _holds_a_table(part: list[Row], start: int, end: int) -> bool:
    rows = [[cell.text for cell in row[start:end] if cell.text] for row in part]
    whole = [row for row in rows if len(row) > 1]
    return len(whole) > 1 and any(not _NUMBER.fullmatch(row[0]) for row in whole)


def _titled(part: list[Row], text: str) -> Iterator[Block]:
    """The single cells above a table as titles, those below as notes, and the table between."""
    first = next((at for at, row in enumerate(part) if len(_filled(row)) > 1), None)
    if first is None:
        for row in part:
            yield from _passages(row, text, None)
        return
    last = max(at for at, row in enumerate(part) if len(_filled(row)) > 1)
    while last + 1 < len(part) and not _is_note(part[last + 1]):
        last += 1
    for row in part[:first]:
        yield from _passages(row, text, None)
    yield table_of(part[first : last + 1])
    for row in part[last + 1 :]:
        yield from _passages(row, text, Role.NOTE)


def _is_note(row: Row) -> bool:
    only = row[_filled(row)[0]].text
    return len(only) > 30 or _NOTE.match(only) is not None or len(row) == 1


def table_of(rows: list[Row]) -> Table:
    """A table without the columns that are empty at its left and right."""
    left = min(_filled(row)[0] for row in rows)
    kept = [tuple(row[left : _filled(row)[-1] + 1]) if row is not rows[0] else tuple(row[left:]) for row in rows]
    width = max(_filled(row)[-1] + 1 for row in rows) - left
    cells = [cell for row in kept for cell in row if cell.text]
    first, last = cells[0].location, cells[-1].location
    place = Location(
        page=first.page, sheet=first.sheet, line=first.line, char_start=first.char_start, char_end=last.char_end
    )
    return Table(tuple(row[:width] for row in kept), place)


def _passages(row: Row, text: str, role: Role | None) -> Iterator[Passage]:
    for column in _filled(row):
        place = row[column].location
        words = text[place.char_start : place.char_end]
        yield Passage(words, place, role or title_role(words))


def title_role(words: str) -> Role:
    """A line above a table: a heading when short, prose when it reads as a sentence.

    >>> title_role("Job approval, 2016").value, title_role("Asked of adults by phone.").value
    ('heading', 'paragraph')
    """
    return Role.PARAGRAPH if len(words) > 140 or words.rstrip().endswith(".") else Role.HEADING
