"""The Explore page before anything is drawn on it: the places that `dashboard.explore` fills."""

from __future__ import annotations

from dash import dcc, html

from dashboard import controls, downloads
from dashboard.evidence import drawer

GRAPH_CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "showTips": False,
    "topojsonURL": "/assets/topojson/",
}
NO_FIGURE: dict = {"data": [], "layout": {}}


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
    told = "Chart. The keys j and k open its values one after the other; the Table view shows the same numbers."
    panels = html.Div(
        [_panel("graph", "panel-a", told), _panel("graph-b", "panel-b", "Second chart, beside the first.")]
    )
    panels.id = "panels"
    words = html.P(id="in-words", className="in-words", **{"aria-live": "polite"})
    return html.Div([panels, html.Div(id="table-holder"), words], className="chart")


def _panel(graph: str, title: str, told: str) -> html.Div:
    drawing = dcc.Graph(id=graph, config=GRAPH_CONFIG, responsive=True, figure=NO_FIGURE)
    said = {"aria-label": told}
    return html.Div(
        [html.H2(id=title, className="panel-title"), drawing],
        id=f"{graph}-holder",
        role="group",
        hidden=graph == "graph-b",
        **said,
    )


def _actions() -> html.Div:
    return html.Div(
        [
            downloads.menu(),
            html.Button("Copy link", id="copy-link", type="button", className="quiet"),
            html.Button("Copy embed code", id="copy-embed", type="button", className="quiet"),
            html.Span(id="copied", role="status", className="copied"),
        ],
        className="actions",
    )
