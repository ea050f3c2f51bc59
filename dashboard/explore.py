"""The Explore page: one callback from the address bar and the controls to everything on the page."""

from __future__ import annotations

from dataclasses import replace

from dash import Dash, Input, NoUpdate, Output, ctx, html, no_update
from dash import State as Given
from dash.exceptions import PreventUpdate

from dashboard import beside, buttons, controls, downloads, findings, in_words, wording
from dashboard.beside import Panels
from dashboard.charts import CHARTS
from dashboard.explore_page import NO_FIGURE
from dashboard.exports import about
from dashboard.grid import shown_grid
from dashboard.holdings import Holdings, Shelf
from dashboard.offers import offers
from dashboard.pins import address_of
from dashboard.plain import as_json
from dashboard.shown import Shown
from dashboard.state import State, decode, encode

PATH = "/"
_PARTS = (
    Output("url", "search"),
    Output("views", "children"),
    Output("headline", "children"),
    Output("subtitle", "children"),
    Output("notes", "children"),
    Output("graph", "figure"),
    Output("graph", "style"),
    Output("graph-holder", "hidden"),
    Output("panel-a", "children"),
    Output("panel-b", "children"),
    Output("graph-b", "figure"),
    Output("graph-b", "style"),
    Output("graph-b-holder", "hidden"),
    Output("panels", "className"),
    Output("in-words", "children"),
    Output("table-holder", "children"),
    Output("foot", "children"),
    Output("download-links", "children"),
    Output("drawn", "data"),
)


def register(app: Dash, shelf: Shelf) -> None:
    """Wire the page to the address bar and the controls."""

    @app.callback(
        [*_PARTS, *controls.outputs()],
        Input("url", "search"),
        Input("url", "pathname"),
        Input("screen", "data"),
        *[Input(name, "value") for name in controls.IDS],
        *buttons.inputs(),
        Given("drawn", "data"),
    )
    def draw(search: str, pathname: str, screen: dict, *values: object) -> list:
        if pathname != PATH:
            raise PreventUpdate
        holdings = shelf()
        given = dict(zip(controls.IDS, values, strict=False))
        state = next_state(decode(search or ""), ctx.triggered_id, given, holdings)
        narrow, dark = bool((screen or {}).get("narrow")), bool((screen or {}).get("dark"))
        used = ctx.triggered_id in (*controls.IDS, *buttons.IDS)
        going_on = state.drawn if state.against else state  # what was compared is told once; what waits for it goes on
        address = address_of(going_on if used else state)
        moved: str | NoUpdate = address if used and address != search else no_update
        seen = {"version": holdings.version, "query": encode(state.drawn), "narrow": narrow, "dark": dark}
        if ctx.triggered_id == "url" and values[-1] and seen.items() <= dict(values[-1]).items():
            # Only what is compared has changed, or another page was looked at: the chart stays as it is.
            return [moved, views(going_on), *([no_update] * (len(_PARTS) - 2 + len(controls.outputs())))]
        whole = holdings.remember((state.drawn, narrow, dark), lambda: _whole(state.drawn, holdings, seen))
        return [moved, views(going_on), *whole]


def _whole(state: State, holdings: Holdings, seen: dict) -> list:
    """Everything on the page but the address and the tabs, which go on with what is compared."""
    panels = beside.panels(state, holdings, narrow=seen["narrow"], dark=seen["dark"])
    return [as_json(part) for part in drawn(panels, holdings, seen)] if panels else nothing()


def next_state(state: State, control: object, values: dict[str, object], holdings: Holdings) -> State:
    """The state of the address, changed by the control that a visitor just used, if it was one."""
    if control in buttons.IDS:
        return buttons.pressed(state, str(control), holdings)
    if control not in controls.IDS:
        return state
    chart = next(chart for chart in CHARTS if state.view == chart.NAME)
    told = {"single": chart.YEARS == "one", "offers": lambda kind: offers(state, holdings, kind)}
    return controls.changed(state, str(control), values | told)


def drawn(panels: Panels, holdings: Holdings, seen: dict | None = None) -> list:
    """Everything on the page but the address and the tabs; `seen` says of what state it is."""
    shown = panels.first
    is_grid = getattr(shown.chart, "FORM", "figure") == "grid"
    figure = shown.figure()
    grid = shown_grid(figure) if is_grid else None
    if is_grid:
        figure = {"data": [], "layout": {"height": 10}}
    return [
        about.headline(panels),
        wording.subtitle(shown),
        _notes(panels),
        figure,
        _height(figure),
        is_grid,
        *_beside(panels),
        in_words.paragraph(panels),
        grid,
        foot(panels),
        downloads.links(panels),
        {"version": holdings.version, "measure": shown.measure} | (seen or {}),
        *controls.settings(panels, holdings),
    ]


def _beside(panels: Panels) -> list:
    """The titles of both panels, the second figure and its place, and how many panels there are."""
    if panels.second is None or panels.merged:
        return [None, None, NO_FIGURE, {"height": "10px"}, True, "panels one"]
    titles = [_title(letter, shown, name) for letter, shown, name in zip("AB", panels.both, panels.names, strict=True)]
    figure = panels.second.figure()
    return [*titles, figure, _height(figure), False, "panels two"]


def _title(letter: str, shown: Shown, name: str) -> list:
    return [
        html.Span(letter, className="letter"),
        html.Span(name, className="name"),
        html.Span(findings.headline(shown)),
    ]


def _height(figure: dict) -> dict[str, str]:
    return {"height": f"{figure['layout']['height']}px"}


def nothing() -> list:
    """The page over an empty library: one sentence and the one thing to do."""
    advice = html.P(
        ["Nothing is in the library yet. ", html.A("Add a poll", href="/add", className="go"), " to begin."]
    )
    parts = [
        "No polls yet",
        advice,
        None,
        NO_FIGURE,
        {"height": "10px"},
        True,
        *(None, None, NO_FIGURE, {"height": "10px"}, True, "panels one", None),
        None,
        None,
        None,
        None,
    ]
    return [*parts, *([no_update] * len(controls.outputs()))]


def views(state: State) -> list[html.A]:
    """The tabs, which are links."""
    tabs = []
    for chart in CHARTS:
        query = encode(replace(state, view=chart.NAME, form=""))
        here = {"aria-current": "page"} if state.view == chart.NAME else {}
        tabs.append(html.A(chart.TITLE, href=f"{PATH}?{query}" if query else PATH, className="go", **here))
    return tabs


def _notes(panels: Panels) -> html.Ul | None:
    notes = about.notes(panels)
    if not notes:
        return None
    items = [html.Li(note, className="warning" if note.startswith(about.UNLIKE) else None) for note in notes]
    return html.Ul(items, className="notes")


def foot(panels: Panels) -> list:
    """Who asked whom, what, when; and the files it is from. Of two panels what differs is said of each."""
    lines = [part for line in about.lines(panels) for part in (html.Dt(line.term), html.Dd(line.text))]
    sources: dict[str, str] = {}
    for shown in panels.both:
        sources |= shown.printed.pairs("source_sha256", "source")
    links: list = []
    for sha256, name in list(sources.items())[:6]:
        links += [html.A(name, href=f"/sources#s-{sha256[:12]}", className="go"), " "]
    more = f"and {len(sources) - 6} more" if len(sources) > 6 else ""
    return [html.Dl([*lines, html.Dt("Source"), html.Dd([*links, more])])]
