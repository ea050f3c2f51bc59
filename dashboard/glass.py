"""Glass numbers: the original with the printed shares marked in it, be it lines, a table or a page.

What is asked for is plain JSON in the browser (`ask`), so that the drawer opens at once and the original follows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pandas as pd
from dash import html

from dashboard.look import LIGHT, RESPONSES, number
from dashboard.originals import saved_page
from extract.errors import ExtractError
from extract.model import Location

if TYPE_CHECKING:
    from dashboard.originals import Held

_MOST_SOURCES = 3
_FRAMES = {"approve": LIGHT.approve, "disapprove": LIGHT.disapprove}
_OTHER_FRAME = "#5b636b"


def ask(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """What to show of these estimates: by source, the places with the answer that each is."""
    asked: dict[str, dict[str, Any]] = {}
    for row in rows.to_dict("records"):
        if not row["locator"]:
            continue
        source = asked.setdefault(row["source_sha256"], {"sha256": row["source_sha256"], "marks": []})
        source["marks"].append({"at": row["locator"], "answer": row["response"], "label": _label(row)})
    return list(asked.values())[:_MOST_SOURCES]


def _label(row: dict[str, Any]) -> str:
    name = RESPONSES.get(row["response"], row["response"].replace("_", " ").capitalize() or "Stated")
    value = "" if pd.isna(row["share_pct"]) else f" {number(row['share_pct'])}"
    return f"{name}{value}"


def seen(asked: list[dict[str, Any]], library: Held) -> list[Any]:
    """The original of each source with its marks; a sentence where it cannot be shown."""
    return [part for source in asked for part in _seen(source, library)]


def _seen(source: dict[str, Any], library: Held) -> list[Any]:
    places = [Location.from_locator(mark["at"]) for mark in source["marks"]]
    paged = [i for i, place in enumerate(places) if place.page is not None]
    parts: list[Any] = [
        _page(source, page, [i for i in paged if places[i].page == page], places)
        for page in dict.fromkeys(places[i].page for i in paged)
    ]
    others = [i for i in range(len(places)) if i not in paged]
    if others:
        marks = [source["marks"][i] for i in others]
        try:
            views = _looked(library, source["sha256"], tuple(mark["at"] for mark in marks))
        except ExtractError as error:
            return [*parts, html.P(f"The original cannot be shown: {error}", className="doubt")]
        page = _saved_page(library, source, marks)
        parts += [_table(view, marks) for view in views if view["rows"]]
        parts += [page] if page else [lines(view, marks) for view in views if view["lines"]]
    return parts or [html.P("The place in the original is not known.", className="doubt")]


@lru_cache(maxsize=128)
def _looked(library: Held, sha256: str, places: tuple[str, ...]) -> list[dict[str, Any]]:
    from dashboard.reading import look

    original = library.original(sha256)
    return look(original.name, original.content, places)


def _saved_page(library: Held, source: dict[str, Any], marks: list[dict[str, Any]]) -> html.Figure | None:
    """The saved page in a frame that can do nothing, at the first mark; None where a mark has no certain place."""
    asked = tuple((mark["at"], mark["answer"]) for mark in marks)
    sha256 = source["sha256"]
    shown, found = saved_page(library, sha256, asked)
    if not shown or len(found) < len(marks):
        return None
    query = urlencode([pair for at, answer in asked for pair in (("at", at), ("as", answer))])
    frame = html.Iframe(
        src=f"{source.get('base', '/original')}/{sha256}/view?{query}#here",
        sandbox="",
        title="The saved page, with the figures marked",
        referrerPolicy="no-referrer",
    )
    said = " The saved page: its words as they stand, without pictures, styles and scripts."
    return html.Figure([frame, html.Figcaption([_key(marks), said])], className="glass frame-view")


def _page(source: dict[str, Any], page: int | None, own: list[int], places: list[Location]) -> html.Figure:
    """The part of a page round its figures, each framed in its answer's colour; the whole page one click away."""
    marks = [source["marks"][i] for i in own]
    address = f"{source.get('base', '/original')}/{source['sha256']}/page/{page}.png"
    boxes = "&".join(
        f"box={','.join(f'{edge:.1f}' for edge in box)}&colour={quote(_frame(mark['answer']))}"
        for box, mark in ((places[i].bbox, mark) for i, mark in zip(own, marks, strict=True))
        if box
    )
    said = ", ".join(mark["label"] for mark in marks)
    picture = html.Img(src=f"{address}?{boxes}&cut=1", alt=f"Page {page} of the original, with a frame round: {said}")
    whole = html.A("The whole page", href=f"{address}?{boxes}", target="_blank", rel="noopener")
    return html.Figure([picture, html.Figcaption([_key(marks), f" Page {page}. ", whole])], className="glass page-view")


def _frame(answer: str) -> str:
    return _FRAMES.get(answer, _OTHER_FRAME)


def _key(marks: list[dict[str, Any]]) -> html.Span:
    items = [html.Span(mark["label"], className=f"frame {mark['answer']}") for mark in marks]
    return html.Span(items, className="frames")


def _table(view: dict[str, Any], marks: list[dict[str, Any]]) -> html.Figure:
    """The rows round the marked cells, under the table's heads; a gap in the row numbers is a gap in the rows."""
    rows, before = [], 0
    for row in view["rows"]:
        if row["number"] != before + 1:
            rows.append(html.Tr(html.Td("⋯", colSpan=2), className="gap"))
        before = row["number"]
        cells = [html.Th(row["number"], scope="row"), *(_cell(cell, marks) for cell in row["cells"])]
        rows.append(html.Tr(cells))
    said = f"Sheet {view['sheet']}" if view["sheet"] else "The table in the original"
    table = html.Table(html.Tbody(rows))
    scroll = html.Div(table, className="scroll", tabIndex=0, role="region", **{"aria-label": said})
    return html.Figure([scroll, html.Figcaption(said)], className="glass table-view")


def _cell(cell: dict[str, Any], marks: list[dict[str, Any]]) -> html.Td:
    spans = {"colSpan": cell["columns"], "rowSpan": cell["rows"]}
    return html.Td(cell["text"] if cell["mark"] is None else _mark(cell["text"], marks[cell["mark"]]), **spans)


def _mark(text: str, mark: dict[str, Any]) -> html.Mark:
    name = html.Span(RESPONSES.get(mark["answer"], mark["answer"].replace("_", " ")), className="mark-name")
    return html.Mark([text, name], className=f"found {mark['answer']}", title=mark["label"])


def lines(view: dict[str, Any], marks: list[dict[str, Any]]) -> html.Figure:
    """The lines of a text, numbered, with the marks in them."""
    shown, before = [], 0
    for line in view["lines"]:
        gap = " gap" if before and line["number"] != before + 1 else ""
        before = line["number"]
        pieces = [
            piece["text"] if piece["mark"] is None else _mark(piece["text"], marks[piece["mark"]])
            for piece in line["pieces"]
        ]
        number_ = html.Span(line["number"], className="line-number", **{"aria-hidden": "true"})
        shown.append(html.Div([number_, html.Span(pieces)], className=f"line{gap}"))
    said = "The lines in the original"
    scroll = html.Div(shown, className="scroll", tabIndex=0, role="region", **{"aria-label": said})
    return html.Figure([scroll, html.Figcaption(said)], className="glass lines-view")
