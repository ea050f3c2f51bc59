"""The source beside the value: its place in the file, highlighted."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dash import html

from dashboard import glass
from dashboard.desk.views import DraftOriginals, View
from extract.model import Document, Location, Source
from extract.surroundings import surroundings

BASE = "/draft-original"


def beside(view: View, position: int, originals: DraftOriginals) -> list[Any]:
    """The place of a value in its file: the lines of its text at once, a cell or a page by the child process."""
    rows = view.after[view.after["position"] == position]
    if rows.empty:
        return []
    asked = glass.ask(rows.assign(source_sha256=view.draft.sha256))
    if not asked:
        return [html.P("The place in the source is not known.", className="doubt")]
    place = Location.from_locator(rows.iloc[0]["locator"])
    if place.char_start is not None and view.extracted.text:
        return [glass.lines(_lines(view.extracted.text, place), asked[0]["marks"])]
    return glass.seen([source | {"base": BASE} for source in asked], originals)


def _lines(text: str, place: Location) -> dict[str, Any]:
    """The lines round a place of a text that was read before, so that nothing has to be read again."""
    found = surroundings(Document(Source("", "", "text/plain"), text, ()), [place])
    return asdict(found[0]) if found else {"lines": (), "rows": (), "sheet": None}
