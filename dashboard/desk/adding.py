"""The Add page: paste or drop, see how far each file is, go to its review (in the browser: assets/desk.js)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import dash_mantine_components as dmc
from dash import Dash, Input, Output, dcc, html, no_update
from dash import State as Given

from dashboard.desk.arrivals import MOST_BYTES, MOST_FILES, too_large
from dashboard.desk.names import pasted_name, signed
from dashboard.desk.sidecars import DETAILS, sidecar
from dashboard.desk.worker import Worker
from library import Draft, Drafts
from library.drafts import State

if TYPE_CHECKING:
    from library import Library

PATH = "/add"
REVIEW = "/review/"
_KINDS = "text, HTML, CSV, Excel, Word or PDF"
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
_BUSY = (State.WAITING, State.READING)


def page() -> html.Div:
    """The page before anything was read."""
    return html.Div(
        [
            html.H1("Add a poll"),
            html.P(
                "Give reports as they are. You see every value beside the words it was read from, and nothing is "
                "published before you accept it. Nothing leaves this machine.",
                className="subtitle",
            ),
            html.Div([_paste(), _drop()], className="give"),
            _details(),
            dmc.Button("Read it", id="read", className="main-button"),
            html.Div(id="given", role="status", className="said"),
            html.H2("Waiting for review", className="drafts-title"),
            html.Div(id="drafts"),
            dcc.Store(id="arrived"),
            dcc.Interval(id="add-tick", interval=800, disabled=True),
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


def _drop() -> html.Div:
    """The place for files; its input is made in the browser, because Dash's own sends files as text."""
    said = f"{_KINDS}; up to {MOST_FILES} files of {MOST_BYTES // 1024 // 1024} MB"
    return html.Div(
        [html.Span("Or give files", className="drop-label", id="drop-label"), html.Div(id="drop")],
        className="drop-field",
        **{"data-said": said, "data-most": str(MOST_FILES), "data-bytes": str(MOST_BYTES)},
        id="drop-field",
    )


def _details() -> html.Details:
    fields = [
        dmc.TextInput(id=f"detail-{key}", label=_LABELS[key][0], description=_LABELS[key][1], size="sm")
        for key in DETAILS
    ]
    return html.Details(
        [
            html.Summary("What the report does not say of itself"),
            html.P("It fills what is not printed and never overrides what is.", className="where"),
            html.Div(fields, className="details"),
        ]
    )


def register(app: Dash, library: Library, worker: Worker) -> None:
    """Wire pasting, and the list of what waits."""
    drafts = Drafts(library)

    @app.callback(
        Output("given", "children"),
        Output("arrived", "data"),
        Output("paste", "value"),
        Input("read", "n_clicks"),
        Given("paste", "value"),
        Given("reviewer", "value"),
        *[Given(f"detail-{key}", "value") for key in DETAILS],
        prevent_initial_call=True,
        running=[(Output("read", "loading"), True, False)],
    )
    def take_pasted(_: int, text: object, who: object, *details: object) -> tuple:
        said, number = pasted(drafts, text, sidecar(dict(zip(DETAILS, details, strict=True))), signed(who))
        worker.start()
        return said, {"draft": number} if number else no_update, "" if number else no_update

    @app.callback(
        Output("drafts", "children"),
        Output("add-tick", "disabled"),
        Input("url", "pathname"),
        Input("arrived", "data"),
        Input("add-tick", "n_intervals"),
    )
    def show_waiting(path: str | None, _: object, __: object) -> tuple:
        if path != PATH:
            return no_update, True
        waiting = drafts.open_ones()
        return listed(waiting), not any(draft.state in _BUSY for draft in waiting)


def pasted(drafts: Drafts, text: object, said: str | None, who: str) -> tuple[html.P | None, int | None]:
    """Keep a pasted text as a draft: what to say, and the number of the draft."""
    if not isinstance(text, str) or not text.strip():
        return _error("Paste a text or give a file first."), None
    content = text.encode("utf-8", "replace")
    if len(content) > MOST_BYTES:
        return _error(too_large("The text")), None
    put = drafts.put(pasted_name(datetime.now()), content, sidecar=said, who=who)
    if put.draft is None:
        return html.P("This text is in the library already."), None
    return None, put.draft


def listed(waiting: list[Draft]) -> html.P | html.Ul:
    """The open drafts, the newest first, with how far each is."""
    if not waiting:
        return html.P("Nothing waits. What you give above stands here until somebody accepts it.", className="where")
    return html.Ul([html.Li(_line(draft), key=str(draft.number)) for draft in reversed(waiting)], className="drafts")


def _line(draft: Draft) -> list:
    link = html.A(draft.name, href=f"{REVIEW}{draft.number}", className="go strong")
    by = f" Given by {draft.received_by}." if draft.received_by else ""
    return [link, html.Span([" ", *state(draft)], className="where"), html.Span(by, className="where")]


def state(draft: Draft) -> list:
    """How far a draft is, in words, and with a bar while its pages are read."""
    if draft.state is State.FAILED:
        return [html.Span(f"could not be read. {draft.reason}", className="error")]
    if draft.state is State.READY:
        return ["is ready for review."]
    if draft.state is State.WAITING or not draft.pages:
        return ["waits to be read." if draft.state is State.WAITING else "is being read …"]
    done, total = draft.pages
    said = f"{done} of {total} pages read" if done < total else f"All {total} pages read, looking for figures …"
    bar = html.Progress(value=str(done), max=str(total), **{"aria-label": f"{draft.name}: {said}"})
    return [bar, f" {said}"]


def _error(sentence: str) -> html.P:
    return html.P(sentence, className="error", role="alert")
