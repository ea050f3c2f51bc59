"""The nouns of Toplines: what a poll document is, and what is found in it.

Everything here is immutable. "Not printed" is `None`, never an empty string or zero.
`Location` is the thread that holds it together: each share keeps the place it was printed at,
and `Document.printed(location)` gives back the very words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import lru_cache


class Response(StrEnum):
    """What an answer means, whatever words the pollster printed for it."""

    APPROVE = "approve"
    DISAPPROVE = "disapprove"
    NEITHER = "neither"
    NO_OPINION = "no_opinion"
    NET = "net"
    APPROVE_PART = "approve_part"
    DISAPPROVE_PART = "disapprove_part"


class Status(StrEnum):
    """Whether a share was printed, or why it is absent."""

    REPORTED = "reported"
    NOT_SURVEYED = "not_surveyed"
    NOT_ASKED = "not_asked"
    NOT_PUBLISHED = "not_published"
    SUPPRESSED = "suppressed"


class YearBasis(StrEnum):
    """Where an estimate's year comes from."""

    PRINTED = "printed"
    FIELDWORK = "fieldwork"
    RELATIVE = "relative"
    PUBLISHED = "published"


class Mode(StrEnum):
    """How people were reached. `MIXED` only where a source says so and does not name which ways were."""

    FACE_TO_FACE = "face to face"
    TELEPHONE = "telephone"
    AUTOMATED_CALL = "automated call"
    ONLINE = "online"
    MAIL = "mail"
    TEXT_MESSAGE = "text message"
    MIXED = "mixed"


MODES = r"(?:{0})(?: \+ (?:{0}))*".format("|".join(Mode))
"""What a text looks like that names one mode, or several joined."""


def joined_modes(modes: Iterable[Mode]) -> str:
    """Several modes of one poll as one text, in the order of the alphabet.

    >>> joined_modes([Mode.TELEPHONE, Mode.ONLINE])
    'online + telephone'
    """
    return " + ".join(sorted(modes))


class Severity(StrEnum):
    """How much an issue asks of a reviewer."""

    STOP = "stop"
    CHECK = "check"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as received. `sha256` is its identity; `name` is only what it was called."""

    name: str
    sha256: str
    media_type: str
    received_on: date | None = None
    url: str | None = None


BBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source: where on the page or sheet, and which characters of `Document.text`.

    >>> print(Location(page=3, bbox=(72.0, 310.5, 90.1, 321.0)))
    page 3
    >>> Location(page=3, bbox=(72.0, 310.5, 90.1, 321.0)).locator
    'page=3;bbox=72.0,310.5,90.1,321.0'
    >>> Location(sheet="Table2.1", cell="D14", char_start=9, char_end=12).locator
    'sheet=Table2.1;cell=D14'
    >>> Location.from_locator("char=16720-16723")
    Location(page=None, bbox=None, sheet=None, cell=None, line=None, char_start=16720, char_end=16723)
    """

    page: int | None = None
    bbox: BBox | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    char_start: int | None = None
    char_end: int | None = None

    @property
    def locator(self) -> str:
        """One string that re-finds the text; the most telling form that is known."""
        if self.page is not None and self.bbox is not None:
            return f"page={self.page};bbox=" + ",".join(f"{edge:.1f}" for edge in self.bbox)
        if self.sheet is not None and self.cell is not None:
            return f"sheet={self.sheet};cell={self.cell}"
        if self.char_start is not None and self.char_end is not None:
            return f"char={self.char_start}-{self.char_end}"
        if self.page is not None:
            return f"page={self.page}"
        return f"line={self.line}" if self.line is not None else ""

    @classmethod
    def from_locator(cls, locator: str) -> Location:
        """The location that a `locator` names. A sheet's name may itself hold `;` or `=`."""
        if found := re.fullmatch(r"sheet=(.*);cell=([A-Z]+\d+)", locator, re.DOTALL):
            return cls(sheet=found[1], cell=found[2])
        if found := re.fullmatch(r"char=(\d+)-(\d+)", locator):
            return cls(char_start=int(found[1]), char_end=int(found[2]))
        if found := re.fullmatch(r"page=(\d+)(?:;bbox=([-\d.]+),([-\d.]+),([-\d.]+),([-\d.]+))?", locator):
            left, top, right, bottom = (float(edge or 0) for edge in found.groups()[1:])
            return cls(page=int(found[1]), bbox=(left, top, right, bottom) if found[2] else None)
        if found := re.fullmatch(r"line=(\d+)", locator):
            return cls(line=int(found[1]))
        raise ValueError(f"not a locator: {locator!r}")

    def __str__(self) -> str:
        parts = [
            f"page {self.page}" if self.page is not None else "",
            f"sheet {self.sheet}" if self.sheet is not None else "",
            f"cell {self.cell}" if self.cell is not None else "",
            f"line {self.line}" if self.line is not None else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: its text as shown (a stored 0.41 that shows as "41%" is "41%"), and its place."""

    text: str
    location: Location
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. Spanned cells stand once, at their top left; rows may differ in length."""

    rows: tuple[tuple[Cell, ...], ...]
    location: Location = Location()


class Role(StrEnum):
    """What a passage is to its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of prose. `text` is exactly `Document.text[location.char_start:location.char_end]`."""

    text: str
    location: Location
    role: Role = Role.PARAGRAPH


Block = Passage | Table


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself outside its text; dates in ISO form, as precise as given."""

    title: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where characters `start` to `end` of `Document.text` stand on a page or sheet."""

    start: int
    end: int
    location: Location


@dataclass(frozen=True, slots=True)
class Document:
    """A source as one text, what lies where in it, and its blocks in reading order.

    `text` holds every printed character once; `anchors` (sorted, not overlapping) say where they
    stand on pages and sheets. Sources that are text themselves need no anchors. `recognised` are
    the pages whose words were read from a picture, `unread` those whose picture was not read.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    anchors: tuple[Anchor, ...] = ()
    metadata: Metadata = Metadata()
    recognised: frozenset[int] = frozenset()
    unread: tuple[int, ...] = ()

    def place(self, start: int, end: int) -> Location:
        """The location of a stretch of `text`: page and box, sheet and cell, or characters and line."""
        met = [a.location for a in self._anchors_between(start, end)]
        if not met:
            line = bisect_left(_line_ends(self.text), start) + 1
            return Location(line=line, char_start=start, char_end=end)
        first = met[0]
        boxes = [m.bbox for m in met if m.bbox is not None and m.page == first.page]
        return Location(first.page, _around(boxes), first.sheet, first.cell, None, start, end)

    def printed(self, location: Location) -> str:
        """The words at a location, as printed. Empty when the source has no such place.

        A page box gives every word whose middle lies in it, so a box may be a little wide.
        """
        if location.char_start is not None and location.char_end is not None:
            return self.text[location.char_start : location.char_end]
        if location.line is not None:
            lines = self.text.split("\n")
            return lines[location.line - 1] if location.line <= len(lines) else ""
        return " ".join(self.text[a.start : a.end] for a in self.anchors if _lies_in(a.location, location))

    def _anchors_between(self, start: int, end: int) -> Iterator[Anchor]:
        low, high = 0, len(self.anchors)
        while low < high:
            middle = (low + high) // 2
            if self.anchors[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        while low < len(self.anchors) and self.anchors[low].start < end:
            yield self.anchors[low]
            low += 1


@lru_cache(maxsize=8)
def _line_ends(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in re.finditer("\n", text))


def _around(boxes: list[BBox]) -> BBox | None:
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _lies_in(inner: Location, outer: Location) -> bool:
    if outer.sheet is not None:
        return inner.sheet == outer.sheet and inner.cell == outer.cell
    if inner.page != outer.page or inner.bbox is None:
        return False
    if outer.bbox is None:
        return True
    x, y = (inner.bbox[0] + inner.bbox[2]) / 2, (inner.bbox[1] + inner.bbox[3]) / 2
    left, top, right, bottom = outer.bbox
    return left - 0.1 <= x <= right + 0.1 and top - 0.1 <= y <= bottom + 0.1


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """One share as a layout found it: every part still in the source's own words.

    `location` is the place of `share` alone. What the layout had to guess is named in `doubt`
    (issue codes). `status` other than reported means that the text says why there is no share.
    `since` is the wave that a relative one ("the year before") counts from. `among_countries`: the area
    stands in a list of countries, so Georgia is one. `short_years`: the number behind a month is a year ("Jun 12").
    """

    share: str
    location: Location
    layout: str
    area: str | None = None
    group: str | None = None
    wave: str | None = None
    response: str | None = None
    meaning: Response | None = None
    subject: str | None = None
    pollster: str | None = None
    sponsor: str | None = None
    question: str | None = None
    population: str | None = None
    mode: str | None = None
    sample: str | None = None
    margin: str | None = None
    fieldwork: tuple[str, str] | None = None
    since: str | None = None
    published: str | None = None
    day_first: bool | None = None
    short_years: bool = False
    quote: Location | None = None
    fraction: bool = False
    among_countries: bool = False
    qualifier: str = "="
    status: Status = Status.REPORTED
    doubt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Poll:
    """What is said of a poll as a whole. Dates are ISO, as precise as printed ("2015-05")."""

    pollster: str | None = None
    sponsor: str | None = None
    subject: str | None = None
    question: str | None = None
    population: str | None = None
    fieldwork_start: str | None = None
    fieldwork_end: str | None = None
    published: str | None = None
    sample_size: int | None = None
    margin_of_error: float | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a reviewer should know, in words, with its place.

    `code` is stable and short ("sum-off-100"); `message` is a sentence.
    """

    severity: Severity
    code: str
    message: str
    location: Location = Location()


@dataclass(frozen=True, slots=True)
class Estimate:
    """One printed share made comparable: a row of `estimates.csv` (see `extract.tidy.COLUMNS`).

    `share_pct` is percent of those asked, 0 to 100 (a net: -100 to 100); None unless reported. `mode` is one
    `Mode`, or several joined by `joined_modes`.
    `changes` names every step from the printed words to these values.
    """

    country: str | None = None
    iso3: str | None = None
    group: str | None = None
    population: str | None = None
    mode: str | None = None
    wave: str | None = None
    year: int | None = None
    year_basis: YearBasis | None = None
    fieldwork_start: str | None = None
    fieldwork_end: str | None = None
    published: str | None = None
    pollster: str | None = None
    sponsor: str | None = None
    subject: str | None = None
    question: str | None = None
    response: Response | None = None
    response_printed: str | None = None
    share_pct: float | None = None
    share_printed: str | None = None
    qualifier: str | None = None
    status: Status = Status.REPORTED
    sample_size: int | None = None
    margin_of_error: float | None = None
    source: str | None = None
    page: int | None = None
    locator: str | None = None
    quote: str | None = None
    layout: str | None = None
    issues: tuple[str, ...] = ()
    reviewed_by: str | None = None
    printed: PrintedShare | None = None
    changes: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one source."""

    source: Source
    polls: tuple[Poll, ...]
    estimates: tuple[Estimate, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a file does not say of itself, from the NAME.toml beside it. It fills, never overrides."""

    pollster: str | None = None
    sponsor: str | None = None
    subject: str | None = None
    question: str | None = None
    response: str | None = None
    response_printed: str | None = None
    country: str | None = None
    population: str | None = None
    mode: str | None = None
    group: str | None = None
    year: int | None = None
    fieldwork_start: str | None = None
    fieldwork_end: str | None = None
    published: str | None = None
    url: str | None = None
    licence: str | None = None
    note: str | None = None

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The keys a sidecar may hold."""
        return tuple(f.name for f in fields(cls))
