"""Find words in the originals: a box on the Sources page, and each place that was found, shown in its original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dash import MATCH, Dash, Input, Output, State, ctx, dcc, html, no_update

from dashboard import glass
from dashboard.reading import place
from extract.errors import ExtractError
from extract.model import Location
from library import LibraryError, UnknownSource, search
from library.search import MOST, Hit

if TYPE_CHECKING:
    from library import Library


def box() -> html.Div:
    """The box, and room for what is found."""
    # Without `debounce`, which puts the caret back to where it was while one types on: the letters come out of order.
    field = dcc.Input(
        id="source-query",
        type="search",
        maxLength=200,
        placeholder='approval "no opinion"',
        autoComplete="off",
        spellCheck=False,
    )
    label = html.Label("Find words in the originals", htmlFor="source-query")
    return html.Div(
        [
            html.Div([label, field], className="field", role="search"),
            html.Div(id="source-hits", **{"aria-live": "polite"}),
        ],
        className="source-search",
    )


def register(app: Dash, library: Library) -> None:
    """Search when Enter is pressed; show a place when its button is."""

    @app.callback(
        Output("source-hits", "children"),
        Input("source-query", "n_submit"),
        State("source-query", "value"),
        prevent_initial_call=True,
    )
    def find(_: int | None, query: str | None) -> object:
        asked = (query or "").strip()
        if not asked:
            return None
        with library.reading() as connection:
            waiting = len(search.not_yet(connection))
        return answered(library.search(asked), waiting)

    ids = {"type": "hit", "source": MATCH, "span": MATCH, "number": MATCH}

    @app.callback(Output(ids | {"type": "hit-place"}, "children"), Input(ids, "n_clicks"), prevent_initial_call=True)
    def show_place(clicks: int | None) -> object:
        asked = ctx.triggered_id
        if not clicks or not isinstance(asked, dict):
            return no_update
        span = re.fullmatch(r"(\d{1,9})-(\d{1,9})", str(asked.get("span")))
        return shown(library, str(asked.get("source")), int(span[1]), int(span[2])) if span else no_update


def shown(library: Library, sha256: str, start: int, end: int) -> object:
    """A stretch of a source's text in its original, marked; a sentence where it cannot be shown."""
    try:
        original = library.original(sha256)
        at = place(original.name, original.content, start, end)
    except UnknownSource:
        return html.P("This place is no longer in the library.", className="doubt")
    except (LibraryError, ExtractError) as error:
        return html.P(f"The original cannot be shown: {error}", className="doubt")
    return glass.seen([{"sha256": sha256, "marks": [{"at": at, "answer": "", "label": "Found"}]}], library)


def answered(hits: Sequence[Hit], waiting: int) -> list[object]:
    """What was found: how many places, and each of them."""
    if len(hits) >= MOST:
        said = f"The first {MOST} places where all of it stands."
    else:
        said = f"{len(hits) or 'No'} place{'' if len(hits) == 1 else 's'} where all of it stands."
    if waiting:
        said += f" {waiting} source{' is' if waiting == 1 else 's are'} still being read for the search."
    return [html.P(said, className="facts"), html.Ol([_hit(hit, n) for n, hit in enumerate(hits)], className="hits")]


def _hit(hit: Hit, number: int) -> html.Li:
    ids = {"source": hit.source_sha256, "span": f"{hit.span[0]}-{hit.span[1]}", "number": number}
    where = str(Location.from_locator(hit.locator)) if hit.locator else ""
    name = html.A(hit.source, href=f"#s-{hit.source_sha256[:12]}", className="hit-source")
    button = (
        None
        if not hit.locator
        else html.Button(
            "Show it in the original",
            id={"type": "hit", **ids},
            type="button",
            className="chip",
            **{"aria-label": f"Show it in the original, {hit.source}{', ' if where else ''}{where}"},
        )
    )
    words = [html.Mark(said) if asked else said for said, asked in hit.pieces]
    return html.Li(
        [
            html.P([name, f", {where}" if where else ""], className="hit-head"),
            html.P(words, className="hit-words"),
            button,
            html.Div(id={"type": "hit-place", **ids}),
        ]
    )
