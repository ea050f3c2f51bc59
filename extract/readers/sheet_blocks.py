"""A sheet's grid -> its blocks: titles, tables, notes.

A sheet is a plain grid, yet people put several things on it: a title, a blank row, a table, its
notes, another table beside it. Blank rows and columns part them; single cells are prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from extract.model import Block, Cell, Location, Passage, Role, Table

Row = Sequence[Cell]
Printed = Callable[[Location], str]

_NUMBER = re.compile(r"[<>~≈]?\s*[-+−–]?\s*[\d.,]*\d\s*%?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTE = re.compile(
    r"[*†‡§#¹²³]|\(?\d\)|(?:source|note|base|quelle|fuente|fonte|nota|источник|примеч|出典|来源|출처)\w*\b", re.I
)


def blocks_of(rows: Sequence[Row], printed: Printed) -> Iterator[Block]:
    """Titles, tables and notes of a dense grid, in reading order.

    `rows` hold a cell for each column: empty ones too, and those covered by a merged range (span 0).
    `printed` gives the characters at a cell's place.
    """
    for part in _parted(rows):
        for block in _beside(part):
            yield from _titled(block, printed)


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
    """Tables side by side: parted by columns that no row fills, titles and notes set aside."""
    wide = [row for row in part if len(_filled(row)) > 1]
    used = sorted({column for row in wide for column in _filled(row)})
    starts = used[:1] + [column for before, column in pairwise(used) if column - before > 1]
    spans = list(pairwise([*starts, max(len(row) for row in part)]))
    if len(spans) > 1 and all(_holds_a_table(wide, start, end) for start, end in spans):
        for start, end in spans:
            yield [row[start:end] for row in part if any(cell.text for cell in row[start:end])]
    else:
        yield part


def _holds_a_table(wide: list[Row], start: int, end: int) -> bool:
    """Whether columns make a table of their own: several cells a row, most rows opening with a name."""
    rows = [[cell.text for cell in row[start:end] if cell.text] for row in wide]
    whole = [row for row in rows if len(row) > 1]
    return len(whole) > 1 and sum(not _NUMBER.fullmatch(row[0]) for row in whole) * 2 > len(whole)


def _titled(part: list[Row], printed: Printed) -> Iterator[Block]:
    """The single cells above a table as titles, those below as notes, and the table between."""
    first = next((at for at, row in enumerate(part) if len(_filled(row)) > 1), None)
    if first is None:
        for row in part:
            yield from _passages(row, printed, None)
        return
    last = max(at for at, row in enumerate(part) if len(_filled(row)) > 1)
    while last + 1 < len(part) and not _is_note(part[last + 1]):
        last += 1
    for row in part[:first]:
        yield from _passages(row, printed, None)
    yield table_of(part[first : last + 1])
    for row in part[last + 1 :]:
        yield from _passages(row, printed, Role.NOTE)


def _is_note(row: Row) -> bool:
    only = row[_filled(row)[0]].text
    return len(only) > 30 or _NOTE.match(only) is not None or len(row) == 1


def table_of(rows: list[Row]) -> Table:
    """A table without the columns that are empty at its left and right, and without covered cells."""
    left = min(_filled(row)[0] for row in rows if _filled(row))
    right = max(_filled(row)[-1] for row in rows if _filled(row)) + 1
    kept = [tuple(cell for cell in row[left:right] if cell.column_span) for row in rows]
    first, last = kept[0][0].location, next(cell.location for cell in reversed(kept[-1]) if cell.text)
    place = Location(first.page, sheet=last.sheet, char_start=first.char_start, char_end=last.char_end)
    return Table(tuple(kept), place)


def _passages(row: Row, printed: Printed, role: Role | None) -> Iterator[Passage]:
    for column in _filled(row):
        place = row[column].location
        words = printed(place)
        yield Passage(words, place, role or title_role(words))


def title_role(words: str) -> Role:
    """A line above a table: a heading when short, prose when it reads as a sentence.

    >>> title_role("Job approval, 2016").value, title_role("Asked of adults by phone.").value
    ('heading', 'paragraph')
    """
    return Role.PARAGRAPH if len(words) > 140 or words.rstrip().endswith(".") else Role.HEADING
