"""The Add page: paste or drop, see what was found beside its printed words, accept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import dash_mantine_components as dmc
from dash import Dash, Input, Output, ctx, dcc, html, no_update
from dash import State as Given

from dashboard import review
from dashboard.grid import found_grid
from dashboard.holdings import Shelf
from dashboard.pending import Found, Pending
from dashboard.reading import read
from dashboard.state import encode
from extract.errors import ExtractError

if TYPE_CHECKING:
    from extract.in_child import Reading

PATH = "/add"
MOST_BYTES = 25 * 1024 * 1024
_KINDS = "text, HTML, CSV, Excel, Word or PDF"
_MOST_REMARKS = 40
_REVIEWER = "accepted in the dashboard"
_LABELS = {
    "pollster": ("Pollster", "Who asked"),
    "subject": ("Subject", "Who or what was judged"),
    "country": ("Country", "Where, if it is one"),
    "year": ("Year", "Of the fieldwork"),
    "question": ("Question", "Its wording"),
    "response": ("Answer", "approve or disapprove, if the figures have no word"),
    "published": ("Published", "Such as 2016-04-06"),
    "url": ("Link", "Where the report is"),
}


def page() -> html.Div:
    """The page before anything was read."""
    return html.Div(
        [
            html.H1("Add a poll"),
            html.P(
                "Give a report as it is. You see every value beside the words it was read from, and nothing is kept "
                "before you accept it. Nothing leaves this machine.",
                className="subtitle",
            ),
            html.Div([_paste(), _drop()], className="give"),
            _details(),
            dmc.Button("Read it", id="read", className="main-button"),
            html.Div(id="said", role="status", className="said"),
            html.Div(id="found"),
            html.Div(dmc.Button("Accept", id="accept", className="main-button"), id="accept-field", hidden=True),
            html.Div(id="accepted", role="status", className="said"),
            dcc.Store(id="token"),
        ],
        id="add",
        className="page add",
        hidden=True,
    )


def _paste() -> dmc.Textarea:
    return dmc.Textarea(
        id="paste",
        label="Paste the text of a report or a table",
        autosize=True,
        minRows=8,
        maxRows=16,
        spellCheck=False,
    )


def _drop() -> html.Label:
    said = [html.Strong("Drop a file here"), " or choose one", html.Br(), html.Small(f"{_KINDS}; up to 25 MB")]
    upload = dcc.Upload(html.Div(said), id="drop", max_size=MOST_BYTES, className="drop")
    return html.Label([html.Span("Or give a file", className="drop-label"), upload])


def _details() -> html.Details:
    fields = [
        dmc.TextInput(id=f"detail-{key}", label=_LABELS[key][0], description=_LABELS[key][1], size="sm")
        for key in review.DETAILS
    ]
    return html.Details(
        [
            html.Summary("What the report does not say of itself"),
            html.P("It fills what is not printed and never overrides what is.", className="where"),
            html.Div(fields, className="details"),
        ]
    )


def register(app: Dash, shelf: Shelf, pending: Pending) -> None:
    """Wire reading and accepting."""

    @app.callback(
        Output("said", "children"),
        Output("found", "children"),
        Output("accept-field", "hidden"),
        Output("token", "data"),
        Output("accepted", "children"),
        Output("paste", "value"),
        Output("drop", "contents"),
        Input("read", "n_clicks"),
        Input("drop", "contents"),
        Given("drop", "filename"),
        Given("paste", "value"),
        Given("token", "data"),
        *[Given(f"detail-{key}", "value") for key in review.DETAILS],
        prevent_initial_call=True,
        running=[(Output("read", "loading"), True, False)],
    )
    def show_found(
        _: int, contents: str | None, name: object, text: str | None, token: object, *details: object
    ) -> tuple:
        if ctx.triggered_id == "drop" and not contents:
            return (no_update,) * 7
        given = given_file(ctx.triggered_id == "drop", contents, name, text, pending.get(token))
        if given is None:
            return (_error("Paste a text or give a file first."), None, True, None, None, no_update, None)
        by_drop = "" if ctx.triggered_id == "drop" else no_update
        sidecar = review.sidecar(dict(zip(review.DETAILS, details, strict=True)))
        return (*read_given(*given, sidecar, pending), None, by_drop, None)

    @app.callback(
        Output("accept", "children"),
        Output("accept", "disabled"),
        Input("found-grid", "selectedRows"),
        prevent_initial_call=True,
    )
    def count(selected: list | None) -> tuple[str, bool]:
        return review.accept_label(len(selected or [])), not selected

    @app.callback(
        Output("accepted", "children", allow_duplicate=True),
        Output("found", "children", allow_duplicate=True),
        Output("said", "children", allow_duplicate=True),
        Output("accept-field", "hidden", allow_duplicate=True),
        Output("token", "data", allow_duplicate=True),
        Input("accept", "n_clicks"),
        Given("token", "data"),
        Given("found-grid", "selectedRows"),
        prevent_initial_call=True,
        running=[(Output("accept", "loading"), True, False)],
    )
    def accept(clicks: int | None, token: str, selected: list | None) -> tuple:
        if not clicks:
            return (no_update,) * 5
        found = pending.get(token)
        if found is None:
            return _error("What was read is no longer kept. Read it again, then accept it."), None, None, True, None
        message = accept_found(found, selected or [], shelf)
        pending.forget(token)
        return message, None, None, True, None


def given_file(
    is_drop: bool, contents: str | None, name: object, text: str | None, before: Found | None
) -> tuple[str, bytes] | None:
    """The file to read: the one just dropped, else the text pasted, else the one read before."""
    if is_drop and contents:
        return review.file_name(name), review.dropped(contents)
    if (text or "").strip():
        content = str(text).encode("utf-8", "replace")
        same = before is not None and before.content == content
        return (before.source.name if same and before else review.pasted_name(datetime.now())), content
    return (before.source.name, before.content) if before else None


def read_given(name: str, content: bytes, sidecar: str | None, pending: Pending) -> tuple:
    """What to say, what to show, whether accepting is hidden, and the token; a file that cannot be read is said so."""
    try:
        reading = read(name, content, sidecar)
    except ExtractError as error:
        return _error(str(error)), None, True, None
    said = review.found_sentence(name, reading.estimates, reading.issues)
    token = pending.keep(Found(reading.source, content, reading.estimates, tuple(reading.issues), sidecar))
    return said, _found(reading), reading.estimates.empty, token


def _found(reading: Reading) -> html.Div:
    issues = review.issue_sentences(reading.issues)
    rows = review.grid_rows(reading.estimates)
    return html.Div([_remarks(issues) if issues else None, found_grid(rows) if rows else None])


def _remarks(issues: list[str]) -> html.Details:
    items = [html.Li(issue) for issue in issues[:_MOST_REMARKS]]
    if len(issues) > _MOST_REMARKS:
        items.append(html.Li(f"and {len(issues) - _MOST_REMARKS} more"))
    title = f"{len(issues)} remarks on the file" if len(issues) > 1 else "1 remark on the file"
    return html.Details([html.Summary(title), html.Ul(items)], open=len(issues) <= 6)


def accept_found(found: Found, selected: list, shelf: Shelf) -> html.P:
    """Put the selected values into the library, and say where they can be seen."""
    rows = review.chosen(found.estimates, selected)
    if rows.empty:
        return _error("Select at least one value to accept.")
    added = shelf.library.add(
        found.source, found.content, rows, sidecar=found.sidecar, issues=found.issues, reviewed_by=_REVIEWER
    )
    query = encode(review.charted(rows))
    link = html.A("See it in the charts", href=f"/?{query}", className="go strong")
    if added.already:
        return html.P(["This file is in the library already, so nothing was added. ", link])
    return html.P([f"{added.estimates} {'value is' if added.estimates == 1 else 'values are'} in the library. ", link])


def _error(sentence: str) -> html.P:
    return html.P(sentence, className="error", role="alert")
