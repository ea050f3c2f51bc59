"""How is the poll laid out in the document? Each layout finds the shares printed in its way.

A layout is a module with `NAME` and `find(document, details, sidecar) -> Iterator[PrintedShare]`. They are asked in
this order, and characters that one has claimed are not read again by the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import extract.layouts.cell_per_line as cell_per_line
import extract.layouts.lines as lines
import extract.layouts.sentences as sentences
import extract.layouts.tables as tables
from extract.details import Details
from extract.model import Document, PrintedShare, Sidecar
from extract.names.contexts import speaks_of

_OPENING = 300  # characters that say what a report is about
LAYOUTS: tuple[ModuleType, ...] = (tables, cell_per_line, lines, sentences)


def shares_in(document: Document, details: Details, sidecar: Sidecar) -> Iterator[PrintedShare]:
    """Every printed share of a document, each character claimed once."""
    if speaks_of(document.text[:_OPENING], "customers"):
        return  # what customers, patients and staff think of a service, what consumers expect
    claimed: set[int] = set()
    for layout in LAYOUTS:
        found = [s for s in layout.find(document, details, sidecar) if s.location.char_start not in claimed]
        claimed.update(s.location.char_start for s in found if s.location.char_start is not None)
        yield from found
