"""The blocks of a grid, and what each of its columns is for.

A block is a run of data rows under its own header rows. A column is typed by its header's words and,
where they say nothing, by what its cells hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.layouts.grid import Grid, Slot
from extract.layouts.headers import label_of_header
from extract.layouts.labels import Label, is_ambiguous, label_of
from extract.layouts.spans import (
    side_by_side,
    with_answers_over_figures,
    with_bars_in_a_column,
    with_wide_headers,
    with_years_carried,
)
from extract.names.contexts import says_yes
from extract.names.countries import country_of
from extract.names.guards import is_doubtful_code
from extract.names.responses import Answer, answer_of, symbol_of
from extract.names.subjects import speaks_of_an_institution
from extract.values import is_nothing, is_number, parse_fraction, parse_share
from extract.waves import guess_day_first, is_part_of_a_year, is_year, parse_span

_DATE_ROLES = ("wave", "wave_start", "wave_end", "published")
_DASH = re.compile(r"[-–—]\s*")
_LABELLED = ("label", "response", "group", "wave", "area", "pollster")
_FEWEST_WAVES = 3
_CUT_IN_TWO = 2
_FEWEST_JUDGED = 3
_SOME = 0.3  # in a list of institutions most are known by none of their words
_MOST = 0.6  # this part of a column's cells must agree to name it


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header's meaning, its role, and whether its numbers may be shares."""

    index: int
    label: Label
    role: str
    holds_shares: bool = False
    doubt: tuple[str, ...] = ()

    @property
    def as_group(self) -> Column:
        """The column, its cells read as groups."""
        return replace(self, role="group")


@dataclass(frozen=True, slots=True)
class Block:
    """Data rows under one header."""

    grid: Grid
    columns: tuple[Column, ...]
    data_rows: tuple[int, ...]
    sections: tuple[tuple[int, str], ...]
    day_first: bool | None

    @property
    def corner(self) -> str:
        """The words over the labels of the rows, where they say what the table is of: "Trump job approval"."""
        over = next((c for c in self.columns if c.role in _LABELLED), None)
        label = over.label if over is not None else None
        return label.text if label is not None and not (label.role or label.wave or label.area) else ""

    def section_of(self, row: int) -> str | None:
        """The heading row that a data row stands under, if any."""
        return next((text for i, text in reversed(self.sections) if i < row), None)


def blocks_of(grid: Grid) -> Iterator[Block]:
    """The blocks of a grid: left to right, then top to bottom."""
    for part in side_by_side(grid):
        yield from _blocks_below(part)


def _blocks_below(grid: Grid) -> Iterator[Block]:
    headers: list[int] = []
    data: list[int] = []
    sections: list[tuple[int, str]] = []
    for i, row in enumerate(grid.rows):
        if _is_data(row):
            data.append(i)
        elif not any(slot.text for slot in row):
            continue
        elif data and (_is_header(row) or _repeats(grid, headers, row)):
            yield _block(grid, headers, data, sections)
            headers, sections, data = [i], [(at, text) for at, text in sections if at > data[-1]], []
        elif not data and all(label_of(slot.text).role == "share" for slot in row if slot.text):
            headers.append(i)  # "Row %" under every answer: a unit, nobody's heading
        elif not data and grid.width == 2 and not row[0].text and _is_an_answer(label_of(row[1].text)):
            headers.append(i)  # over one column of figures the answer alone is its header
        elif len(texts := {slot.text for slot in row if slot.text}) == 1 and (data or grid.width > 1):
            sections += [(i, text) for text in texts if any(c.isalpha() for c in text)]
        elif data:
            data.append(i)
        else:
            headers.append(i)
    if data:
        yield _block(grid, headers, data, sections)


def _is_an_answer(label: Label) -> bool:
    return label.response is not None and label.subject is None


def _is_data(row: tuple[Slot, ...]) -> bool:
    return (not _is_of_waves(row) and any(slot.is_origin and is_share_like(slot.text) for slot in row)) or any(
        label_of(slot.text).status is not None for slot in row[1:]
    )


def _is_of_waves(row: tuple[Slot, ...]) -> bool:
    """Whether a row is a header of months, though one of them was cut in two: "Oct. | 19 | Nov. 19 | Dec. 19"."""
    words = [slot.text for slot in row if slot.is_origin and slot.text and not is_share_like(slot.text)]
    waves = sum(parse_span(text) is not None for text in words)
    return waves >= _FEWEST_WAVES and len(row) - waves <= _CUT_IN_TWO


def is_share_like(text: str) -> bool:
    """Whether a cell could be a share in percent or as a fraction."""
    return parse_share(text) is not None or parse_fraction(text) is not None


def _is_header(row: tuple[Slot, ...]) -> bool:
    labels = [label_of(slot.text) for slot in row if slot.text and slot.is_origin]
    return sum(bool(label.answer or label.wave or label.role) for label in labels) >= 2


def _repeats(grid: Grid, headers: list[int], row: tuple[Slot, ...]) -> bool:
    """Whether a header comes again; its first cell may differ, for it may name whom the rows are of."""
    own = [slot.text for slot in row]
    return any(own[1:] == [slot.text for slot in grid.rows[i]][1:] and any(own[1:]) for i in headers)


def _block(grid: Grid, headers: list[int], data: list[int], sections: list[tuple[int, str]]) -> Block:
    grid = grid if headers else with_bars_in_a_column(grid, data)
    grid = with_answers_over_figures(with_wide_headers(grid, headers), headers, data)
    columns = [_column(grid, j, headers, data) for j in range(grid.width)]
    columns = _with_answers_like_codes(columns)
    columns = _with_row_labels(grid, columns, data)
    columns = _with_ends(grid, columns, data)
    columns = _with_parts_of_years(grid, columns, data)
    columns = _with_banner(grid, columns, headers, data)
    columns = _with_symbols(grid, columns, headers)
    columns = _with_lone_numbers(grid, columns, data)
    for column in columns:
        if column.role == "wave":
            grid = with_years_carried(grid, column.index, data)
    dates = [grid.rows[i][c.index].text for c in columns if c.role in _DATE_ROLES for i in data]
    return Block(grid, tuple(columns), tuple(data), tuple(sections), guess_day_first(dates))


def _column(grid: Grid, j: int, headers: list[int], data: list[int]) -> Column:
    words = list(dict.fromkeys(grid.rows[i][j].text for i in headers if grid.rows[i][j].text))
    label = label_of_header(words)
    cells = [grid.rows[i][j].text for i in data]
    cells = [text for text in cells if text and not is_nothing(text)]
    numbers = [text for text in cells if is_share_like(text) or label_of(text).status is not None]
    if cells and len(numbers) >= _MOST * len(cells) and any(is_share_like(t) for t in numbers):
        return Column(j, label, label.role or "", holds_shares=_may_hold_shares(label))
    return Column(j, label, _role_of_texts(label, cells))


def _may_hold_shares(label: Label) -> bool:
    if label.role not in (None, "share", "response"):
        return False
    answered = label.answer is not None and label.answer.response is not None
    return answered or bool(label.area or label.wave or label.group or label.is_total or label.role == "share")


def _role_of_texts(label: Label, cells: list[str]) -> str:
    """The role of a column of words: from its header, unless its cells plainly say otherwise."""
    is_headed = label.role not in (None, "area")  # then two letters are seldom a country's: "LV" are likely voters
    tests: tuple[tuple[str, Callable[[Label], object]], ...] = (
        ("area", lambda cell: cell.area and not cell.subject and not (is_headed and country_of(cell.text) is None)),
        ("response", lambda cell: cell.answer and cell.answer.response),
        ("wave", lambda cell: cell.wave and (label.role != "pollster" or cell.wave == cell.text)),
        ("pollster", lambda cell: cell.pollster),
    )
    if not cells:
        return label.role or ""
    held = Counter(name for text in cells for name, test in tests if test(label_of(text)))
    name, count = held.most_common(1)[0] if held else ("", 0)
    if count >= _MOST * len(cells) and not (
        name == "wave" and label.role in ("wave_start", "wave_end", "published", "noise")
    ):
        return (
            "wave"
            if name == "wave" and label.role in (None, "wave", "pollster")
            else (name if name != "wave" else label.role or "wave")
        )
    return label.role or ""


def _with_row_labels(grid: Grid, columns: list[Column], data: list[int]) -> list[Column]:
    """The first column of words without a role labels the rows: with groups, or with what it says."""
    if any(c.role in ("area", "subject", "group") for c in columns):
        return columns
    for at, column in enumerate(columns):
        cells = [label_of(t) for i in data if (t := grid.rows[i][column.index].text) and not is_number(t)]
        if column.role or column.holds_shares or len(cells) < _MOST * len(data):
            continue
        groups = sum(bool(c.group or c.is_total) for c in cells)
        role = "group" if groups and groups >= 0.25 * len(cells) else "label"
        if (inner := _inner_labels(grid, columns, at, data)) is not None:
            outer, inner = replace(column, role="outer"), replace(inner, role="group" if role == "label" else role)
            return [*columns[:at], outer, inner, *columns[at + 2 :]]
        return [*columns[:at], replace(column, role=role), *columns[at + 1 :]]
    return columns


def _inner_labels(grid: Grid, columns: list[Column], at: int, data: list[int]) -> Column | None:
    """The column of groups beside one that names their kinds: "Party, Democrats", "Party, Republicans"."""
    inner = columns[at + 1] if at + 1 < len(columns) else None
    if inner is None or inner.role or inner.holds_shares or inner.label.text:
        return None
    pairs = [(grid.rows[i][at].text, grid.rows[i][inner.index].text) for i in data]
    told = [(kind, name) for kind, name in pairs if name and not is_number(name)]
    repeats = len({kind for kind, _ in told if kind}) < len(set(told))
    return inner if repeats and len(told) >= _MOST * len(data) and len(set(told)) == len(told) else None


def _with_ends(grid: Grid, columns: list[Column], data: list[int]) -> list[Column]:
    """Dates that open with a dash go on from the dates at their left: one range, parted by wide gaps."""
    read = list(columns)
    for before, after in pairwise(columns):
        cells = [grid.rows[i][after.index].text for i in data if grid.rows[i][after.index].text]
        opened = [text for text in cells if _DASH.match(text) and parse_span(_DASH.sub("", text))]
        if before.role == "wave" and cells and len(opened) == len(cells):
            read[before.index] = replace(before, role="wave_start")
            read[after.index] = replace(after, role="wave_end", holds_shares=False)
    return read


def _with_parts_of_years(grid: Grid, columns: list[Column], data: list[int]) -> list[Column]:
    """Columns headed by quarters ("Qtr1") beside a column of years are waves."""
    dated = [grid.rows[i][c.index].text for c in columns if c.role == "wave" for i in data]
    if not dated or sum(map(is_year, dated)) < _MOST * len(dated):
        return columns
    return [
        replace(c, label=replace(c.label, wave=c.label.text), holds_shares=True)
        if not c.role and c.label.says_nothing and c.label.text and is_part_of_a_year(c.label.text)
        else c
        for c in columns
    ]


def _with_banner(grid: Grid, columns: list[Column], headers: list[int], data: list[int]) -> list[Column]:
    """Columns of figures beside those of groups are groups as well, where the rows are the answers."""
    figures = [c for c in columns if c.role == "" and any(is_share_like(grid.rows[i][c.index].text) for i in data)]
    parts = [c for c in columns if c.holds_shares and (c.label.group or c.label.is_total)]
    if not any(c.role == "response" for c in columns) or len(parts) * 4 < len(parts) + len(figures) or len(parts) < 2:
        return columns
    others = [c for c in figures if not (c.label.group or c.label.is_total)]
    unnamed = [c for c in others if label_of(_lowest(grid, headers, c)).says_nothing]
    are_dated = sum(c.label.wave is not None for c in parts) * 2 > len(parts)  # else a year is of "Voted in 2019"
    return [_as_part(c, _lowest(grid, headers, c), are_dated) if c in unnamed and c.label.text else c for c in columns]


def _as_part(column: Column, group: str, is_dated: bool) -> Column:
    label = replace(column.label, group=group, wave=column.label.wave if is_dated else None)
    return replace(column, label=label, holds_shares=True)


def _lowest(grid: Grid, headers: list[int], column: Column) -> str:
    """The words of a header right over its figures: "LPC" of "Vote in 2019" over "LPC"."""
    words = [text for i in headers if (text := grid.rows[i][column.index].text)]
    return words[-1] if words else column.label.text


def _with_answers_like_codes(columns: list[Column]) -> list[Column]:
    """Beside answers a header that is a country's code as well ("DK") is the answer; so is "Male" where no part is."""
    if not any(c.label.response for c in columns):
        return columns
    parts = [c for c in columns if c.label.group and not is_ambiguous(c.label.text)]
    alike = [c for c in columns if c.holds_shares and _is_like_an_answer(c.label, bool(parts))]
    return [
        replace(c, label=replace(c.label, area=None, group=None, answer=answer))
        if c in alike and (answer := answer_of(c.label.text))
        else c
        for c in columns
    ]


def _is_like_an_answer(label: Label, among_parts: bool) -> bool:
    if label.area:
        return is_doubtful_code(label.text)
    return label.group is not None and not among_parts and is_ambiguous(label.text)


def _with_symbols(grid: Grid, columns: list[Column], headers: list[int]) -> list[Column]:
    """Columns headed + and - side by side mean for and against."""
    if not headers:
        return columns
    signs = {c.index: symbol_of(grid.rows[headers[-1]][c.index].text) for c in columns}
    if len({sign for sign in signs.values() if sign}) < 2:
        return columns
    return [
        replace(
            c,
            label=replace(c.label, text=grid.rows[headers[-1]][c.index].text, answer=Answer(0, 1, sign, True)),
            holds_shares=True,
        )
        if (sign := signs[c.index]) is not None
        else c
        for c in columns
    ]


def _answers_alone(label: Label) -> bool:
    if says_yes(label.text) is not None:
        return True
    return label.answer is not None and (label.answer.response is not None or label.answer.is_intensity)


def _with_lone_numbers(grid: Grid, columns: list[Column], data: list[int]) -> list[Column]:
    """A lone column of numbers needs no header where its rows are answers ("Approve 44"), countries or bodies."""
    numbers = [c for c in columns if any(is_share_like(grid.rows[i][c.index].text) for i in data)]
    if any(c.holds_shares for c in columns) or len(numbers) != 1 or numbers[0].label.text:
        return columns
    data = [i for i in data if is_share_like(grid.rows[i][numbers[0].index].text)]  # not how many were asked
    labels = [label_of(s.text) for i in data for s in grid.rows[i] if s.text and not is_share_like(s.text)]
    answers = sum(_answers_alone(label) for label in labels)
    areas = sum(bool(label.area or label.is_total) for label in labels)
    judged = sum(speaks_of_an_institution(label.text) for label in labels if label.says_nothing or label.subject)
    if max(answers, areas) < max(2, _MOST * len(data)) and judged < max(_FEWEST_JUDGED, _SOME * len(data)):
        return columns
    return [replace(c, holds_shares=c is numbers[0]) for c in columns]
