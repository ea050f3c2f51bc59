"""Corrections, kept as data: what a source misprints, what was meant, who says so and why.

A row of corrections.csv names a share by its source (SHA-256) and locator, and holds the characters printed there as
a guard: when they are not what is read there (any more), nothing is corrected and the file fails, loudly. A corrected
row keeps `share_printed` as it is printed, and carries the issue `corrected`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING

from extract.errors import CorrectionFailed, UnreadableSource
from extract.model import Issue, Location, Severity
from extract.values import parse_fraction, parse_share

if TYPE_CHECKING:
    from extract.in_child import Reading

CODE = "corrected"


@dataclass(frozen=True, slots=True)
class Correction:
    """One share. `printed` and `meant` are as on the page ("31%", "0.13"); `when` is an ISO date."""

    source: str
    locator: str
    printed: str
    meant: str
    why: str
    who: str
    when: str


COLUMNS = tuple(field.name for field in fields(Correction))


def parse(text: str, name: str) -> tuple[Correction, ...]:
    """The corrections in a CSV; `name` is its file's, for messages.

    Raises UnreadableSource (code "bad-corrections") for a column or cell that is missing or cannot be.

    >>> parse("source,locator,printed,meant,why,who,when\\n", "corrections.csv")
    ()
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise _bad(name, f"its columns are not {', '.join(COLUMNS)}")
    return tuple(_correction(row, f"{name}, line {rows.line_num}") for row in rows)


def _correction(row: dict[str, str], place: str) -> Correction:
    missing = [column for column in COLUMNS if not (row[column] or "").strip()]
    if missing or None in row:
        raise _bad(place, f"it says nothing under {', '.join(missing)}" if missing else "it has too many cells")
    found = Correction(**{column: row[column].strip() for column in COLUMNS})
    if not re.fullmatch(r"[0-9a-f]{64}", found.source):
        raise _bad(place, "its source is not a SHA-256 in small letters")
    try:
        Location.from_locator(found.locator)
        date.fromisoformat(found.when)
    except ValueError as error:
        raise _bad(place, f"its locator or date cannot be read ({error})") from error
    if parse_share(found.meant) is None and parse_fraction(found.meant) is None:
        raise _bad(place, f"what was meant is not a share: {found.meant}")
    return found


def _bad(name: str, cause: str) -> UnreadableSource:
    return UnreadableSource(name, cause, "See data/README.md for what a correction says", "bad-corrections")


def apply(corrections: Sequence[Correction], reading: Reading) -> Reading:
    """What was read of a source, with its corrections; those of other sources are left alone.

    Raises CorrectionFailed when there is no share at a locator, or another one than was corrected.
    """
    for correction in corrections:
        if correction.source == reading.source.sha256:
            reading = _applied(correction, reading)
    return reading


def _applied(correction: Correction, reading: Reading) -> Reading:
    frame = reading.estimates.copy()
    rows = frame.index[frame["locator"] == correction.locator]
    printed = set(frame.loc[rows, "share_printed"])
    if printed != {correction.printed}:
        read = f"{', '.join(sorted(printed))} is" if printed else "no share is"
        cause = f"its correction of {correction.printed} at {correction.locator} no longer holds: {read} read there"
        raise CorrectionFailed(reading.source.name, cause, "Look at the source, then mend or remove the correction")
    before = frame["share_pct"].to_dict()
    for row in rows:
        frame.loc[row, "share_pct"] = _meant(correction, before[row])
        frame.loc[row, "issues"] = ";".join(filter(None, (frame.loc[row, "issues"], CODE)))
    said = f"{correction.printed} is printed, {correction.meant} was meant ({correction.who}: {correction.why})"
    issue = Issue(Severity.CHECK, CODE, said, Location.from_locator(correction.locator))
    return replace(reading, estimates=frame, issues=(*reading.issues, issue))


def _meant(correction: Correction, read: float) -> float | None:
    """The share meant, in percent; a row that was read as a part of one is corrected as one."""
    share = parse_share(correction.printed)
    is_percent = share is not None and share.value == read
    meant = parse_share(correction.meant)
    return meant.value if is_percent and meant is not None else parse_fraction(correction.meant)
