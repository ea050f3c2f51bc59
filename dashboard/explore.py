"""The Explore page: one callback from the address bar and the controls to everything on the page."""

from __future__ import annotations

from dataclasses import replace

from dash import Dash, Input, NoUpdate, Output, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from dashboard import controls, findings, wording
from dashboard.charts import CHARTS
from dashboard.evidence import drawer
from dashboard.grid import shown_grid
from dashboard.holdings import Holdings, Shelf
from dashboard.shown import Shown, show
from dashboard.state import State, decode, encode

GRAPH_CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "showTips": False,
    "topojsonURL": "/assets/topojson/",
}
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
    Output("table-holder", "children"),
    Output("foot", "children"),
    Output("drawn", "data"),
)


def page() -> html.Div:
    """The page before anything is drawn on it."""
    return html.Div(
        [
            html.Div([_fold(), controls.rail()], className="side"),
            html.Section([_story(), _chart(), _actions(), html.Div(id="foot", className="foot")], className="stage"),
            drawer(),
            dcc.Store(id="drawn"),
        ],
        id="explore",
        className="page explore",
    )


def _fold() -> html.Button:
    said = {"aria-expanded": "true", "aria-controls": "rail"}
    return html.Button("Choose what to show", id="fold", className="fold", type="button", **said)


def _story() -> html.Div:
    return html.Div(
        [
            html.Nav(id="views", className="views", **{"aria-label": "Views"}),
            html.Div([html.H1(id="headline"), html.P(id="subtitle", className="subtitle")], **{"aria-live": "polite"}),
            html.Div(id="notes"),
        ]
    )


def _chart() -> html.Div:
    graph = dcc.Graph(id="graph", config=GRAPH_CONFIG, responsive=True, figure={"data": [], "layout": {}})
    label = "Chart. The Table view shows the same numbers and opens their sources by keyboard."
    return html.Div(
        [
            html.Div(graph, id="graph-holder", role="group", **{"aria-label": label}),
            html.Div(id="table-holder"),
        ],
        className="chart",
    )


def _actions() -> html.Div:
    return html.Div(
        [
            html.Button("Copy link", id="copy-link", type="button", className="quiet"),
            html.Span(id="copied", role="status", className="copied"),
            html.Button("Download what is shown (CSV)", id="download-shown", type="button", className="quiet"),
            html.Button("Same for Excel", id="download-excel", type="button", className="quiet"),
            html.Button("Download everything (CSV)", id="download-all", type="button", className="quiet"),
            dcc.Download(id="download"),
        ],
        className="actions",
    )


def register(app: Dash, shelf: Shelf) -> None:
    """Wire the page to the address bar and the controls."""

    @app.callback(
        [*_PARTS, *controls.outputs()],
        Input("url", "search"),
        Input("url", "pathname"),
        Input("screen", "data"),
        *[Input(name, "value") for name in controls.IDS],
    )
    def draw(search: str, pathname: str, screen: dict, *values: object) -> list:
        if pathname != PATH:
            raise PreventUpdate
        holdings = shelf()
        state = next_state(decode(search or ""), ctx.triggered_id, dict(zip(controls.IDS, values, strict=True)))
        narrow, dark = bool((screen or {}).get("narrow")), bool((screen or {}).get("dark"))
        query = encode(state)
        address = f"?{query}" if query else ""
        moved: str | NoUpdate = address if ctx.triggered_id in controls.IDS and address != search else no_update
        return [moved, *holdings.remember((state, narrow, dark), lambda: _whole(state, holdings, narrow, dark))]


def _whole(state: State, holdings: Holdings, narrow: bool, dark: bool) -> list:
    shown = show(state, holdings, narrow=narrow, dark=dark)
    return drawn(shown, holdings) if shown else nothing()


def next_state(state: State, control: object, values: dict[str, object]) -> State:
    """The state of the address, changed by the control that a visitor just used, if it was one."""
    if control not in controls.IDS:
        return state
    chart = next(chart for chart in CHARTS if state.view == chart.NAME)
    return controls.changed(state, str(control), values | {"single": chart.YEARS == "one"})


def drawn(shown: Shown, holdings: Holdings) -> list:
    """Everything on the page but the address."""
    is_grid = getattr(shown.chart, "FORM", "figure") == "grid"
    figure = shown.figure()
    grid = shown_grid(figure) if is_grid else None
    if is_grid:
        figure = {"data": [], "layout": {"height": 10}}
    return [
        views(shown.state),
        findings.headline(shown),
        wording.subtitle(shown),
        _notes(shown),
        figure,
        {"height": f"{figure['layout']['height']}px"},
        is_grid,
        grid,
        foot(shown),
        {"version": holdings.version},
        *controls.settings(shown, holdings),
    ]


def nothing() -> list:
    """The page over an empty library: one sentence and the one thing to do."""
    advice = html.P(
        ["Nothing is in the library yet. ", html.A("Add a poll", href="/add", className="go"), " to begin."]
    )
    parts = [
        views(State()),
        "No polls yet",
        advice,
        None,
        {"data": [], "layout": {}},
        {"height": "10px"},
        True,
        None,
        None,
        None,
    ]
    return [*parts, *([no_update] * len(controls.outputs()))]


def views(state: State) -> list[html.A]:
    """The tabs, which are links."""
    tabs = []
    for chart in CHARTS:
        query = encode(replace(state, view=chart.NAME))
        here = {"aria-current": "page"} if state.view == chart.NAME else {}
        tabs.append(html.A(chart.TITLE, href=f"{PATH}?{query}" if query else PATH, className="go", **here))
    return tabs


def _notes(shown: Shown) -> html.Ul | None:
    if not shown.notes:
        return None
    warned = "Unlike things"
    items = [html.Li(note, className="warning" if note.startswith(warned) else None) for note in shown.notes]
    return html.Ul(items, className="notes")


def foot(shown: Shown) -> list:
    """Who asked whom, what, when; and the files it is from."""
    lines = [part for line in wording.foot(shown) for part in (html.Dt(line.term), html.Dd(line.text))]
    sources = dict(zip(shown.rows["source_sha256"], shown.rows["source"], strict=True))
    links: list = []
    for sha256, name in list(sources.items())[:6]:
        links += [html.A(name, href=f"/sources#s-{sha256[:12]}", className="go"), " "]
    more = f"and {len(sources) - 6} more" if len(sources) > 6 else ""
    return [html.Dl([*lines, html.Dt("Source"), html.Dd([*links, more])])]
