"""The list of keys, opened with `?` (assets/keys.js)."""

from __future__ import annotations

from dash import html

KEYS = (
    ("/", "Search for a country"),
    ("t", "The table of these numbers"),
    ("← →", "A year with data back, or on"),
    ("p", "Play through the years, or stop"),
    ("j k", "Open the next value's source, or the one before"),
    ("Enter", "Open the source of a row of the table"),
    ("d", "To the downloads"),
    ("s", "To the sources"),
    ("?", "This list"),
    ("Esc", "Close what is open"),
)


def dialog() -> html.Dialog:
    """The closed dialog with every key and what it does."""
    rows = [part for key, does in KEYS for part in (html.Dt(html.Kbd(key)), html.Dd(does))]
    close = html.Button("Close", id="close-keys", type="button", className="chip")
    return html.Dialog(
        [html.H2("Keys", id="keys-title"), html.Dl(rows), close], id="keys", **{"aria-labelledby": "keys-title"}
    )


def button() -> html.Button:
    """What opens it for those who do not know the key."""
    return html.Button("Keys", id="show-keys", type="button", className="quiet")
