"""The frame round every page: head, navigation, and the page that the address names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from dashboard import access, claims, explore, explore_page, sources
from dashboard import help as keys
from dashboard.desk import adding
from dashboard.desk import page as review

if TYPE_CHECKING:
    from library.accounts import Account

INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<title>{%title%}</title>
<meta name="color-scheme" content="light dark">
<link rel="preload" href="/assets/fonts/source-sans-3-latin-wght-normal.woff2" as="font" type="font/woff2" crossorigin>
<script src="/assets/theme.js"></script>
{%favicon%}
{%css%}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
{%app_entry%}
<noscript>This page draws its charts with JavaScript, all of it served from here. Please allow it.</noscript>
<footer>
{%config%}
{%scripts%}
{%renderer%}
</footer>
</body>
</html>
"""
METAS = [
    {"name": "viewport", "content": "width=device-width, initial-scale=1"},
    {
        "name": "description",
        "content": "Public-opinion polls, each number with its source, compared across countries and years.",
    },
]
_PAGES = {
    explore.PATH: ("explore", "Explore"),
    adding.PATH: ("add", "Add a poll"),
    claims.PATH: ("check", "Check a claim"),
    sources.PATH: ("sources", "Sources"),
}
_NEEDS = {adding.PATH: access.REVIEWER}
"""The pages that are of no use to everybody: their links are not shown, their callbacks and routes are guarded."""
_THEME = {
    "fontFamily": '"Source Sans 3", "Segoe UI", system-ui, sans-serif',
    "primaryColor": "teal",
    "defaultRadius": "xs",
    "respectReducedMotion": True,
    "fontSizes": {"xs": "12px", "sm": "14px", "md": "16px", "lg": "20px", "xl": "28px"},
}


def layout(who: Callable[[], Account | None] = access.who) -> dmc.MantineProvider:
    """The whole application; the pages that are not asked for are hidden, so what is typed on them stays."""
    links = [
        html.A(
            title, href=path, id=f"to-{name}", className="go", hidden=not access.may(_NEEDS.get(path, access.READER))
        )
        for path, (name, title) in _PAGES.items()
    ]
    header = html.Header(
        [
            html.A("Toplines", href="/", className="brand go"),
            html.Nav(links, **{"aria-label": "Pages"}),
            keys.button(),
            html.Button("Dark", id="theme", type="button", className="quiet"),
            _account(who()),
        ],
        className="head",
    )
    way = html.P(html.A("Go to the charts", href="/", className="go"))
    lost = html.Div([html.H1("No such page"), way], id="lost", className="page", hidden=True)
    pages = [explore_page.page(), adding.page(), review.page(), claims.page(), sources.page(), lost]
    main = html.Main(pages, id="main", tabIndex=-1)
    trouble = html.Div(id="trouble", role="alert")
    stores = [dcc.Location(id="url", refresh=False), dcc.Store(id="screen"), dcc.Store(id="titled")]
    return dmc.MantineProvider(
        [header, trouble, main, keys.dialog(), *stores], theme=_THEME, defaultColorScheme="auto", env=None
    )


def _link(path: str, name: str, title: str) -> html.A:
    needed = _NEEDS.get(path, access.READER)
    return html.A(title, href=path, id=f"to-{name}", className="go", hidden=not access.may(needed))


def _account(account: Account | None) -> html.Div:
    """Who is signed in, what only they find, and the way out; at the machine itself nobody signs in."""
    if account is None:
        return html.Div(html.A("Sign in", href="/sign-in"), className="account")
    log = [html.A("Log", href="/audit")] if account.role >= access.ADMIN else []
    if account == access.LOCAL:
        return html.Div(log, className="account")
    out = html.Form(html.Button("Sign out", className="quiet"), action="/sign-out", method="post")
    return html.Div([*log, html.Span(account.name, className="name"), out], className="account")


def register(app: Dash) -> None:
    """What happens in the browser alone; the functions are in assets/toplines.js."""
    pages = ["explore", "add", "review", "check", "sources", "lost"]
    _in_browser(app, "route", [Output(name, "hidden") for name in pages], [Input("url", "pathname")])
    _in_browser(app, "screen", Output("screen", "data"), [Input("url", "refresh")])
    _in_browser(app, "title", Output("titled", "data"), [Input("headline", "children"), Input("url", "pathname")])
    _in_browser(app, "copy", Output("copied", "children"), [Input("copy-link", "n_clicks")])
    _in_browser(app, "theme", Output("theme", "title"), [Input("theme", "n_clicks")])
    _in_browser(app, "fold", Output("fold", "title"), [Input("fold", "n_clicks")])
    _at_desk(app, "drop", Output("drop", "title"), [Input("drop-field", "id")])
    _at_desk(app, "arrived", Output("given", "title"), [Input("arrived", "data")])
    _at_desk(app, "review", Output("desk-came", "data"), [Input("desk-body", "children")])
    _in_browser(app, "find", Output("source-list", "title"), [Input("source-list", "children")])


def _in_browser(app: Dash, name: str, output: Output | list[Output], inputs: list[Input]) -> None:
    app.clientside_callback(ClientsideFunction("toplines", name), output, *inputs)


def _at_desk(app: Dash, name: str, output: Output, inputs: list[Input]) -> None:
    """A function of assets/desk.js."""
    app.clientside_callback(ClientsideFunction("desk", name), output, *inputs)
