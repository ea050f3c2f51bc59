"""A draft's page: its values ordered by doubt, the source beside them, one key a decision (assets/desk.js)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, dcc, html, no_update

from dashboard import access, editions
from dashboard.desk import adding, recipes
from dashboard.desk.form import form
from dashboard.desk.grid import queue_grid
from dashboard.desk.rows import accept_label, found_sentence, grid_rows, issue_sentences, progress
from dashboard.desk.source import beside
from dashboard.desk.views import DraftOriginals, View, view
from library import Drafts, UnknownDraft
from library.decisions import kept
from library.drafts import State
from library.editions import compared

if TYPE_CHECKING:
    from library import Library

_MOST_REMARKS = 40
_MOST_TEXT = 400_000
_BUTTONS = (
    ("accept", "Accept", "a"),
    ("fix", "Fix…", "f"),
    ("reject", "Reject", "r"),
    ("not", "Not an approval figure", "x"),
    ("next", "Next", "n"),
    ("undo", "Undo", "u"),
    ("undoubted", "Accept all undoubted", "Shift+A"),
    ("set", "Set for many…", "s"),
    ("add", "Add a value…", "m"),
)


def page() -> html.Div:
    """The page before a draft is asked for. The reviewer's name stays in this browser."""
    name = dmc.TextInput(
        id="reviewer",
        label="Your name",
        description="It stands with each of your decisions",
        size="sm",
        persistence=True,
        persistence_type="local",
        className="reviewer",
    )
    known = html.Div(name, hidden=access.who() not in (None, access.LOCAL))
    stores = [dcc.Store(id=name) for name in ("desk-at", "desk-again", "desk-came", "desk-compared")]
    tick = dcc.Interval(id="desk-tick", interval=700, disabled=True)
    head = html.Div(html.H1("Review"), id="desk-head")
    parts = [head, known, html.Div(id="desk-body"), form(), tick, *stores]
    return html.Div(parts, id="review", className="page review", hidden=True)


def register(app: Dash, library: Library) -> None:
    """Wire the page: the draft, the source of the value that is looked at, and what accepting it would change."""
    drafts = Drafts(library)
    originals = DraftOriginals(drafts)

    @app.callback(
        Output("desk-head", "children"),
        Output("desk-body", "children"),
        Output("desk-tick", "disabled"),
        Input("url", "pathname"),
        Input("desk-tick", "n_intervals"),
        Input("desk-again", "data"),
    )
    def show_draft(path: str | None, _: object, __: object) -> tuple:
        number = number_in(path)
        if number is None:
            return no_update, no_update, True
        try:
            now = view(drafts, number)
        except UnknownDraft as error:
            return html.H1("No such draft"), [html.P(str(error)), _back()], True
        busy = now.draft.state in (State.WAITING, State.READING)
        return [*head(now), *_remarks(now)], body(now, library), not busy

    @app.callback(Output("desk-glass", "children"), Input("desk-at", "data"), prevent_initial_call=True)
    def show_place(at: dict | None) -> Any:
        number, position = (at or {}).get("draft"), (at or {}).get("row")
        if type(number) is not int or not str(position).isdigit():
            return no_update
        return beside(view(drafts, number), int(str(position)), originals)

    @app.callback(Output("desk-changes", "children"), Input("desk-compared", "data"), prevent_initial_call=True)
    def show_changes(asked: dict | None) -> Any:
        number = (asked or {}).get("draft")
        return changes(view(drafts, number), library) if type(number) is int else no_update


def number_in(path: str | None) -> int | None:
    """The number of the draft that an address names.

    >>> number_in("/review/12"), number_in("/review/x"), number_in(None)
    (12, None, None)
    """
    found = re.fullmatch(rf"{adding.REVIEW}(\d{{1,9}})", path or "")
    return int(found[1]) if found else None


def head(now: View) -> list:
    """The name of a draft, and in a sentence how far it is or what was found in it."""
    draft = now.draft
    title = html.H1(draft.name, className="draft-name")
    if draft.state in (State.WAITING, State.READING):
        return [title, html.P(["This file ", *adding.state(draft)], role="status", className="said")]
    if draft.state is State.FAILED:
        return [title, html.Div(html.P(draft.reason, className="error", role="alert"), id="said")]
    if draft.state is not State.READY:
        done = "accepted: its values are in the library" if draft.state is State.ACCEPTED else "put away"
        return [title, html.P(f"This draft was {done}.", className="said")]
    said = found_sentence(draft.name, now.extracted.estimates, now.extracted.issues)
    return [title, html.P(said, id="said", role="status", className="said")]


def body(now: View, library: Library) -> list:
    """What can be done with a draft, whatever has become of it."""
    if now.draft.state is State.READY:
        told = html.P(id="desk-told", role="status", className="desk-told")
        return [told, _desk(now, _review(now, recipes.offered(now, library))), _back()]
    if now.draft.state is State.FAILED:
        told = html.P(id="desk-told", role="status", className="desk-told")
        return [told, _desk(now, [_put_away()]), _back()]
    return [_back()]


def _review(now: View, offered: list) -> list:
    source = [html.H2("In the source"), html.Div(id="desk-glass"), _text(now.extracted.text)]
    accept = dmc.Button(accept_label(now.after), id="accept", className="main-button")
    return [
        *offered,
        html.Div(_bar(), className="chips desk-bar", role="group", **{"aria-label": "Decide"}),
        html.P(progress(now.after), id="desk-progress", className="where", role="status"),
        html.Div(
            [
                html.Div(queue_grid(grid_rows(now.queue)), className="desk-rows"),
                html.Div(source, className="desk-source"),
            ],
            className="desk-two",
        ),
        recipes.keeping(),
        _comparison(),
        html.Div([accept, _put_away()], className="desk-end"),
        html.Div(id="accepted", role="status", className="said"),
    ]


def _put_away() -> html.Button:
    return html.Button("Put this draft away", id="desk-drop", type="button", className="quiet")


def _desk(now: View, parts: list) -> html.Div:
    about = {"data-draft": str(now.draft.number), "data-version": str(now.draft.version)}
    return html.Div(parts, id="desk", **about)


def _bar() -> list:
    return [
        html.Button(
            [title, html.Kbd(key.removeprefix("Shift+"))],
            id=f"desk-{name}",
            type="button",
            className="chip",
            **{"aria-keyshortcuts": key},
        )
        for name, title, key in _BUTTONS
    ]


def _text(text: str) -> html.Details:
    """The whole text, to mark in it what was missed: by mouse, or by Shift and the arrow keys."""
    shown = text[:_MOST_TEXT]
    area = dcc.Textarea(id="desk-text", value=shown, readOnly=True, className="desk-text", title="The text of the file")
    cut = f" Its first {_MOST_TEXT:,} characters are shown." if len(text) > _MOST_TEXT else ""
    how = f"Mark a printed share here, then press “Add a value”.{cut}"
    return html.Details([html.Summary("The whole text"), html.P(how, className="where"), area], id="desk-whole")


def _comparison() -> html.Details:
    waiting = html.Div("Comparing …", id="desk-changes")
    return html.Details([html.Summary("What this changes in the library"), waiting], id="desk-compare", open=False)


def changes(now: View, library: Library) -> list:
    """What accepting the draft as it is would change; for a new edition, what becomes of the earlier figures."""
    found = compared(kept(now.after, doubted=True), library.estimates())
    names = dict(library.sources()[["sha256", "name"]].itertuples(index=False, name=None))
    choices = [
        dmc.Checkbox(id="desk-replaces", label="It is a new edition: its figures take the place of the earlier ones"),
        dmc.Checkbox(id="desk-retires", label="What it no longer prints stands no longer"),
    ]
    chosen = html.Div(choices, className="desk-edition") if found.edition else None
    return [html.P(editions.summary(found, names)), chosen, *editions.differences(found, names)]


def _remarks(now: View) -> list:
    issues = issue_sentences(now.extracted.issues)
    if not issues:
        return []
    items = [html.Li(issue) for issue in issues[:_MOST_REMARKS]]
    if len(issues) > _MOST_REMARKS:
        items.append(html.Li(f"and {len(issues) - _MOST_REMARKS} more"))
    title = f"{len(issues)} remarks on the file" if len(issues) > 1 else "1 remark on the file"
    return [html.Details([html.Summary(title), html.Ul(items)], className="remarks")]


def _back() -> html.P:
    return html.P(html.A("To what waits for review", href=adding.PATH, className="go"), className="back")
